"""Which screens has Recruit? Every one, as the right person, in an order to visit; the console's are in ``console_scene``.

A screen is an address and what one presses there; ``visit`` leaves the page showing it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from playwright.sync_api import Page, expect

from config.demo import cast

Steps = Callable[[Page], None]


@dataclass(frozen=True)
class Screen:
    """``path`` below the site's address; empty stays where the screen before has led. ``then`` is what one does there."""

    name: str
    path: str = ""
    then: Steps | None = None
    is_error: bool = False

    def visit(self, page: Page, url: str) -> None:
        if self.path:
            page.goto(f"{url}{self.path}")
        if self.then:
            self.then(page)
        expect(page.locator('[aria-busy="true"]'), "what comes right after the page").to_have_count(0)


def press(name: str, page: Page) -> None:
    page.get_by_role("main").get_by_role("button", name=name).first.click()


def opens(name: str, page: Page) -> None:
    """Press what opens the dialog, and wait for it."""
    press(name, page)
    expect(page.get_by_role("dialog")).to_be_visible()


def manage(name: str, page: Page) -> None:
    page.get_by_text("Manage", exact=True).click()
    opens(name, page)


def follow(name: str, page: Page) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def view(name: str, page: Page) -> None:
    page.get_by_role("navigation", name="Views of the position").get_by_role("link", name=name).click()
    page.wait_for_url(f"**/{name.lower()}")


def search_everywhere(page: Page) -> None:
    page.get_by_label("Find a candidate or position").fill("li")
    expect(page.locator("#quick-results a").first).to_be_visible()


def shortcuts(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


def palette(page: Page) -> None:
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Go to or do")).to_be_visible()
    page.keyboard.type("li")
    expect(page.get_by_role("option", name="All candidates for")).to_be_visible()


def window(letters: str, page: Page) -> None:
    """The export window with the positions it offers for these letters."""
    page.get_by_role("button", name="More actions for").first.click()
    page.get_by_role("menuitem", name="Export to ATS").click()
    page.get_by_role("combobox", name="Public Job Name").press_sequentially(letters)
    expect(page.get_by_role("listbox", name="Positions").get_by_role("option").first).to_be_visible()


def choose_a_file(page: Page) -> None:
    """A draft of an import, with a row that cannot be imported."""
    rows = "First name,Last name,E-mail,Tags\nTilda,Swan,tilda@swan.example,painter\nUdo,,udo at home,\n"
    file = {"name": "people.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.locator("input[type=file]").set_input_files(file)
    press("Read the file", page)
    expect(page.get_by_role("region", name="Preview")).to_be_visible()


DESIGNER = "Lighting Designer (museum lighting)"

#: By who visits them: the teammate's e-mail address, or "" before anybody has signed in.
IN_RECRUIT: dict[str, list[Screen]] = {
    "": [
        Screen("sign-in", "/sign-in"),
        Screen("careers", "/careers/lumen-works/"),
        Screen("careers-position", then=partial(follow, "Lighting Designer")),
    ],
    cast.ROSA: [
        Screen("positions", "/positions"),
        Screen("positions-filters", then=lambda page: (
            page.locator("#positions-filters").click(), expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("positions-none", "/positions?q=zeppelin"),
        Screen("open-a-position", "/positions/new"),
        Screen("board", "/positions?q=museum", partial(follow, DESIGNER)),
        Screen("hold-a-position", then=partial(manage, "Put on hold…")),
        Screen("position-list", "/positions?q=museum", lambda page: (follow(DESIGNER, page), view("List", page))),
        Screen("position-openings", then=partial(view, "Openings")),
        Screen("position-workflow", then=partial(view, "Workflow")),
        Screen("position-questions", then=partial(view, "Questions")),
        Screen("position-scorecard", then=partial(view, "Scorecard")),
        Screen("position-about", then=partial(view, "About")),
        Screen("hiring-team", then=partial(opens, "Add")),
        Screen("add-an-opening", "/positions?q=museum", lambda page: (
            follow(DESIGNER, page), view("Openings", page), follow("Add an opening", page),
            expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("my-tasks", "/tasks"),
        Screen("sources", "/sources"),
        Screen("source", then=lambda page: page.locator("a.row-title").first.click()),
        Screen("add-a-source", "/sources", lambda page: (
            page.locator("#add-source").click(), expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("sources-report", "/reports/sources?period=all"),
        Screen("sources-report-none", "/reports/sources?from=1999-01&to=1999-02"),
        Screen("referral", "/account/referral"),
        Screen("candidates", "/candidates"),
        Screen("change-a-whole-search", "/candidates", lambda page: (
            page.locator("#bulk-whole").click(), follow("Reject all…", page),
            expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("linkedin-matches", "/linkedin/matches"),
        Screen("duplicates", "/duplicates"),
        Screen("merges", "/duplicates/merged"),
        Screen("candidates-by-tag", "/candidates?tag=Imported: LinkedIn Recruiter"),
        Screen("candidates-none", "/candidates?q=zeppelin"),
        Screen("candidate", "/candidates?q=karagoz", partial(follow, "Elif Karagöz")),
        Screen("reject", then=partial(opens, "Reject…")),
        Screen("add-to-position", "/candidates?q=karagoz", lambda page: (
            follow("Elif Karagöz", page), opens("Add to position", page))),
        Screen("tag", "/candidates?q=karagoz", lambda page: (follow("Elif Karagöz", page), opens("Tag", page))),
        Screen("edit-candidate", "/candidates?q=karagoz", lambda page: (
            follow("Elif Karagöz", page), follow("Edit", page))),
        Screen("record-consent", "/candidates?q=karagoz", lambda page: (
            follow("Elif Karagöz", page), opens("Record consent", page))),
        Screen("add-files", "/candidates?q=karagoz", lambda page: (
            follow("Elif Karagöz", page), page.locator("#add-files").click(),
            expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("do-not-contact", "/candidates?q=ndlovu", partial(follow, "Lerato Ndlovu")),
        Screen("add-a-candidate", "/positions?q=museum", lambda page: (
            follow(DESIGNER, page), follow("Add a candidate", page))),
        # Over a page with nothing to press: axe counts what the results happen to cover by half as too small to press.
        Screen("search", "/shortcuts", search_everywhere),
        Screen("shortcuts", "/positions", shortcuts),
        Screen("palette", "/positions", palette),
        Screen("palette-page", "/palette?q=settings"),
        Screen("shortcuts-page", "/shortcuts"),
        Screen("exports", "/linkedin/exports"),
        Screen("my-seat", "/settings/my-linkedin-seat"),
        Screen("not-there", "/positions/pos_nowhere", is_error=True),
    ],
    cast.ADA: [
        Screen("company", "/settings/company"),
        Screen("steps", "/settings/steps"),
        Screen("position-templates", "/settings/position-templates"),
        Screen("position-fields", "/settings/position-fields"),
        Screen("add-a-position-field", then=lambda page: (
            follow("Add a field", page), expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("careers-settings", "/settings/careers"),
        Screen("teammates", "/settings/teammates"),
        Screen("roles", "/settings/roles"),
        Screen("audit", "/settings/audit"),
        Screen("privacy", "/settings/privacy"),
        Screen("privacy-notices", "/settings/privacy/notices"),
        Screen("retention", "/settings/retention?days=90"),
        Screen("erasures", "/settings/erasures"),
        Screen("imports", "/settings/imports"),
        Screen("import-a-file", then=choose_a_file),
        Screen("exports-of-the-company", "/settings/exports"),
        Screen("webhooks", "/settings/webhooks"),
        Screen("add-a-webhook", "/settings/webhooks/add"),
        Screen("erase-a-candidate", "/candidates?q=karagoz", lambda page: (
            follow("Elif Karagöz", page), follow("Erase…", page), expect(page.get_by_role("dialog")).to_be_visible())),
        Screen("invite-a-teammate", "/settings/teammates", partial(opens, "Invite a teammate")),
        Screen("deactivate-a-teammate", "/settings/teammates?q=hans", partial(opens, "Deactivate Hans Brückner")),
        Screen("account", "/account"),
        Screen("account-security", "/account/security"),
        Screen("authenticator", "/account/authenticator"),
        Screen("account-sessions", "/account/sessions"),
        Screen("connection", "/settings/linkedin"),
        Screen("disconnect", then=partial(opens, "Disconnect…")),
        Screen("sharing", "/settings/linkedin/sharing"),
        Screen("set-up", "/settings/linkedin/set-up"),
        Screen("exports-refused", "/linkedin/exports?show=refused"),
        Screen("exports-turned-away", "/linkedin/exports?show=turned-away"),
    ],
    cast.OTTO: [
        Screen("nothing-to-see", "/positions"),
        Screen("nobody-to-see", "/candidates"),
        Screen("may-not-add", "/candidates/new", is_error=True),
    ],
}  # fmt: skip
