"""What do people do in LinkedIn Recruiter? In the sandbox's console, by a browser, as sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import FrameLocator, Locator, Page


class Recruiter:
    """One window, on somebody's seat."""

    def __init__(self, page: Page, sandbox_url: str, seat: int) -> None:
        self.page = page
        self.url = f"{sandbox_url}/recruiter"
        page.goto(f"{self.url}/sign-in")
        page.locator("form", has=page.locator(f'input[name="seat"][value="{seat}"]')).get_by_role(
            "button"
        ).click()

    def open_profile(self, member: int) -> None:
        self.page.goto(f"{self.url}/people/{member}")

    def open_export_window(self) -> Locator:
        self.page.get_by_role("button", name="More actions for").first.click()
        self.page.get_by_role("menuitem", name="Export to ATS").click()
        window = self.page.get_by_role("dialog", name="Export to your ATS")
        window.wait_for()
        return window

    def offered(self, letters: str) -> list[str]:
        """What the export window offers for these letters."""
        box = self.page.get_by_role("combobox", name="Public Job Name")
        box.click()
        box.fill("")
        box.press_sequentially(letters, delay=5)
        self.page.locator("[data-place]").wait_for()
        options = self.page.get_by_role("listbox", name="Positions").get_by_role("option")
        return [option.inner_text() for option in options.all()]

    def export(self, member: int, *, code: str) -> None:
        """The three dots, Export to ATS, the job with that requisition number, Export."""
        self.open_profile(member)
        self.open_export_window()
        self.offered(code)
        self.page.get_by_role("listbox", name="Positions").get_by_role("option").filter(
            has_text=code
        ).first.click()
        self.page.get_by_role("button", name="Export", exact=True).click()
        self.page.locator("#toasts").get_by_text("Sent to").first.wait_for()

    def open_indicator(self) -> Locator:
        self.page.get_by_role("button", name="In ATS").first.click()
        panel = self.page.get_by_role("dialog")
        panel.wait_for()
        return panel


def seat_in_plugin(plugin: FrameLocator, seat: int) -> Locator:
    """By its number: others of that name may sit in the sandbox, such as those of a certification before."""
    form = plugin.locator("form", has=plugin.locator(f'input[name="seat"][value="{seat}"]'))
    return form.get_by_role("button")


def agree_in_plugin(page: Page, *, seat: int, contract: int) -> None:
    """LinkedIn's admin in the configuration plugin on the ATS's page: the package, the contract, the consent."""
    plugin = page.frame_locator("span.IN-widget iframe")
    plugin.get_by_role("heading", level=1).wait_for()
    if plugin.get_by_role("button", name="Change seat").count():
        plugin.get_by_role("button", name="Change seat").click()
    seat_in_plugin(plugin, seat).click()
    plugin.get_by_label("Recruiter System Connect, for the whole company").check()
    plugin.locator(f'input[name="contract"][value="{contract}"]').check()
    plugin.get_by_role("button", name="Continue").click()
    plugin.get_by_role("button", name="Confirm").click()
