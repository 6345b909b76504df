"""How does a recruiter use the sandbox's console? As sentences, for the journeys to read."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


class Console:
    """One tab, signed in to LinkedIn Recruiter (the sandbox) on somebody's seat."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = f"{url}/recruiter"

    def take_seat(self, name: str) -> None:
        self.page.goto(f"{self.url}/sign-in")
        if self.page.get_by_role("button", name="Change seat").count():
            self.page.get_by_role("button", name="Change seat").click()
        self.page.get_by_role("main").get_by_role("button", name=name).first.click()

    def take_seat_number(self, number: int) -> None:
        self.page.goto(f"{self.url}/sign-in")
        self.page.locator("form", has=self.page.locator(f'input[name="seat"][value="{number}"]')).get_by_role(
            "button"
        ).click()

    def open_profile(self, name: str) -> None:
        """Search as a person would, and open the first hit of that very name."""
        self.page.goto(f"{self.url}/people")
        self.page.get_by_label("Name or keyword").fill(name)
        self.page.get_by_role("button", name="Search").click()
        self.page.get_by_role("link", name=name, exact=True).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(name)

    def open_profile_number(self, number: int) -> None:
        self.page.goto(f"{self.url}/people/{number}")

    def open_export_window(self) -> Locator:
        self.page.get_by_role("button", name="More actions for").first.click()
        self.page.get_by_role("menuitem", name="Export to ATS").click()
        window = self.page.get_by_role("dialog", name="Export to your ATS")
        expect(window).to_be_visible()
        return window

    def type_position(self, text: str) -> Locator:
        """The options that the window offers for these letters."""
        box = self.page.get_by_role("combobox", name="Public Job Name")
        box.click()
        box.fill("")
        box.press_sequentially(text, delay=15)
        expect(self.page.locator("[data-place]")).to_be_visible()
        return self.page.get_by_role("listbox", name="Positions").get_by_role("option")

    def choose_position(self, text: str, *, containing: str) -> None:
        self.type_position(text).filter(has_text=containing).first.click()

    def choose_workplace(self, label: str) -> None:
        self.page.get_by_label("Workplace type").select_option(label)

    def export(self) -> None:
        self.page.get_by_role("button", name="Export", exact=True).click()
        expect(self.page.locator("#toasts")).to_contain_text("Sent to")

    def export_person(self, name: str, *, letters: str, position: str) -> None:
        """The whole way: find, three dots, Export to ATS, choose, Export."""
        self.open_profile(name)
        self.open_export_window()
        self.choose_position(letters, containing=position)
        self.export()

    def open_indicator(self) -> Locator:
        self.page.get_by_role("button", name="In ATS").first.click()
        panel = self.page.get_by_role("dialog")
        expect(panel).to_be_visible()
        return panel

    def switch_integrations(self, company: str, act: str) -> None:
        """As LinkedIn's admin: "Enable" or "Disable" all integrations of that company's application."""
        self.page.goto(f"{self.url}/operator/applications")
        card = self.page.locator("section.card").filter(has_text=company).filter(has_text="Client id")
        card.get_by_role("button", name=f"{act} all").click()
