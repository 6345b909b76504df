"""What does axe find against WCAG 2.2 AA on a page? The page's own content policy does not get in its way."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Frame, Page

_SOURCE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
#: A colour on its way to another has neither's contrast: what moves has arrived, and nothing new sets out. (Spinners
#: never arrive.) What lies half under the bar that stays at the top counts as too small to press: one scrolls to it.
#: The style sheet would have that done smoothly, and the page looked at on its way.
_ARRIVE = """() => {
  if (!window.isStill) {
    const still = new CSSStyleSheet();
    still.replaceSync("*, ::before, ::after { transition: none !important; }");
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
    window.isStill = true;
  }
  document.getAnimations().forEach(each => {
    if (each.effect?.getComputedTiming().endTime !== Infinity) each.finish();
  });
  scrollTo({ left: 0, top: 0, behavior: "instant" });
}"""
_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
#: What depends on colours alone, and takes most of the time. (None of the rules reads style sheets: they are not loaded.)
_COLOURS = ["color-contrast", "link-in-text-block"]
_RUN = """([tags, without]) => axe.run({
  runOnly: tags, rules: Object.fromEntries(without.map(rule => [rule, { enabled: false }])), resultTypes: ["violations"],
  preload: { assets: ["media"] },
})"""


def axe_violations(page: Page | Frame, *, with_colours: bool = True) -> list[str]:
    """One line for each rule that the page as it stands breaks, with the first places where it does."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_SOURCE.read_text("utf-8"))
    page.evaluate(_ARRIVE)
    found = page.evaluate(_RUN, [_TAGS, [] if with_colours else _COLOURS])
    return [
        f"{one['id']}: {one['help']} ({', '.join(' '.join(node['target']) for node in one['nodes'][:5])})"
        for one in found["violations"]
    ]
