"""How does a teammate use Recruit? As sentences, for the journeys to read."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "demo"


class Recruit:
    """One tab, signed in to Recruit."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def sign_in(self, email: str, *, password: str = PASSWORD) -> None:
        self.page.goto(f"{self.url}/sign-in")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page.get_by_role("navigation").first).to_be_visible()

    def open_position(self, name: str) -> None:
        self.page.goto(f"{self.url}/positions?q={name}")
        self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        expect(self.page.get_by_role("region", name="Candidates by step")).to_be_visible()

    def card(self, person: str) -> Locator:
        return (
            self.page.get_by_role("region", name="Candidates by step")
            .get_by_role("listitem")
            .filter(has_text=person)
        )

    def open_person(self, name: str) -> None:
        self.page.goto(f"{self.url}/candidates?q={name}")
        self.page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(name))).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(name)

    def advance(self, person: str) -> None:
        self.card(person).get_by_role("button", name=re.compile("^Advance ")).click()

    def _dialog(self) -> Locator:
        dialog = self.page.get_by_role("dialog")
        expect(dialog).to_be_visible()
        return dialog

    def change_status(self, label: str, *, confirm: str = "") -> None:
        """On a position's page: "Put on hold" or "Reopen", through the dialog that tells the effects.

        ``confirm``: what its button says, where that is more than the label.
        """
        self.page.get_by_text("Manage", exact=True).click()
        self.page.get_by_role("button", name=f"{label}…").click()
        self._dialog().get_by_role("button", name=confirm or label).click()
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def add_to_team(self, teammate: str, *, role: str) -> None:
        self.page.get_by_role("link", name="About").click()
        self.page.get_by_role("button", name=re.compile("^Add")).first.click()
        dialog = self._dialog()
        name = dialog.get_by_label("Teammate").locator("option").filter(has_text=teammate).first.inner_text()
        dialog.get_by_label("Teammate").select_option(label=name)
        dialog.get_by_label("Role").select_option(label=role)
        dialog.get_by_role("button", name="Add").click()
        expect(self.page.get_by_role("dialog")).to_be_hidden()

    def remove_from_team(self, teammate: str) -> None:
        self.page.once("dialog", lambda question: question.accept())
        self.page.get_by_role("button", name=re.compile(f"^Remove {teammate} as")).click()

    def map_seat(self, seat: str, *, to: str) -> None:
        chooser = self.page.get_by_label(f"Teammate on the seat of {seat}")
        name = chooser.locator("option").filter(has_text=to).first.inner_text()
        chooser.select_option(label=name)
        self.page.get_by_role("button", name=f"Map the seat of {seat}").click()

    def unmap_seat(self, seat: str) -> None:
        self.page.get_by_role("button", name=f"Unmap the seat of {seat}").click()
