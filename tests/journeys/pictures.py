"""What does it look like? Every screen, wide and narrow, into ``.evidence/screenshots``: ``make screenshots``.

Not a test: pytest runs this file only when it is named, for the sake of the fixtures. The pictures in ``docs`` are made
here too: that of the README, of an export as it happens, and those of some screens.
"""

from __future__ import annotations

from playwright.sync_api import expect
from tests.journeys.console_scene import LOOKS, go, sign_in
from tests.journeys.palette import as_address, with_few_colours
from tests.journeys.screens import DESIGNER, IN_RECRUIT, window
from tests.journeys.stack import ROOT
from tests.journeys.windows import EVIDENCE, NARROW, WIDE

from config.demo import cast

FOLDER = EVIDENCE / "screenshots"
DOCS = ROOT / "docs" / "pictures"
README = DOCS / "export.png"
#: The screens that the docs show, as ``docs/pictures/screen-NAME.png``.
IN_DOCS = {
    "board", "candidate", "candidates", "my-tasks", "position-openings", "position-scorecard", "sources-report",
    "import-a-file", "roles", "teammates", "connection",
}  # fmt: skip
_IN_DOCS = {"width": 1160, "height": 740}


def take(page, url, screens):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for screen in screens:
        page.set_viewport_size(WIDE)
        screen.visit(page, url)
        picture(page, screen.name)


def picture(page, name):
    for window_name, size, colours in (
        ("wide", WIDE, "light"),
        ("dark", WIDE, "dark"),
        ("narrow", NARROW, "light"),
    ):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=colours)
        page.screenshot(path=FOLDER / f"{name}-{window_name}.png", animations="disabled")


def test_the_picture_of_the_readme(recruit, console, browser):
    """First of all, while Noor is new: the window she is exported with, and what Recruit shows a second later."""
    name = "Noor Veenstra"
    at_linkedin = console("Rosa Calderón", viewport={"width": 600, "height": 810}, device_scale_factor=2)
    at_linkedin.open_profile(name)
    window("lig", at_linkedin.page)
    before = at_linkedin.page.screenshot()
    at_linkedin.page.get_by_role("option").filter(has_text="Hamburg").first.click()
    at_linkedin.export()
    rosa = recruit(cast.ROSA, viewport={"width": 1180, "height": 860}, device_scale_factor=2)
    rosa.open_position(DESIGNER)
    rosa.card(name).get_by_role("link", name=name).click()
    expect(rosa.page.get_by_role("region", name="LinkedIn").get_by_text("On LinkedIn")).to_have_count(
        2, timeout=15_000
    )
    rosa.page.mouse.move(0, 0)
    after = rosa.page.screenshot()

    paper = browser.new_page(viewport={"width": 1400, "height": 100})
    paper.set_content(SHEET.format(before=as_address(before), after=as_address(after)))
    README.parent.mkdir(parents=True, exist_ok=True)
    README.write_bytes(with_few_colours(paper.locator("main").screenshot(), paper))
    paper.close()


SHEET = """
<style>
  body {{ margin: 0; font: 600 17px "Inter", "Noto Sans", sans-serif; color: #1f2937; }}
  main {{ display: grid; grid-template-columns: 486px 1fr; gap: 14px; width: 1400px; background: #fff; }}
  figure {{ margin: 0; }}
  figcaption {{ padding: 2px 2px 10px; }}
  img {{ display: block; width: 100%; border: 1px solid #cfd5df; border-radius: 10px; box-sizing: border-box; }}
</style>
<main>
  <figure><figcaption>1. In LinkedIn Recruiter (here the sandbox)</figcaption><img src="{before}"></figure>
  <figure><figcaption>2. In Recruit, a moment later</figcaption><img src="{after}"></figure>
</main>
"""


def test_the_pictures_of_the_docs(recruit_stack, recruit):
    for email, screens in IN_RECRUIT.items():
        if not IN_DOCS.isdisjoint(screen.name for screen in screens):
            page = recruit(email, viewport=_IN_DOCS).page
            for screen in screens:
                screen.visit(page, recruit_stack.web_url)
                if screen.name in IN_DOCS:
                    page.mouse.move(0, 0)
                    expect(page.locator(".later")).to_have_count(0)
                    taken = page.screenshot(animations="disabled")
                    (DOCS / f"screen-{screen.name}.png").write_bytes(with_few_colours(taken, page))


def test_every_screen_of_recruit(recruit_stack, recruit, new_page):
    for email, screens in IN_RECRUIT.items():
        take(recruit(email).page if email else new_page(), recruit_stack.web_url, screens)


def test_every_page_of_the_console(scene, page):
    FOLDER.mkdir(parents=True, exist_ok=True)
    for look in LOOKS:
        page.set_viewport_size(WIDE)
        sign_in(page, scene, member=look.as_, seat=look.seat)
        go(page, scene, look)
        picture(page, f"console-{look.name}")
