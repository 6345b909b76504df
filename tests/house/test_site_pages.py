"""Does every page of docs/ stand in the site, for whom it is, and do its links go along? (``tests/config/test_site.py`` builds it.)"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "scripts" / "site" / "build.py"
_SPEC = importlib.util.spec_from_file_location("build_of_the_site", BUILD)
assert _SPEC
assert _SPEC.loader
building = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(building)


@pytest.mark.parametrize(
    ("link", "lies", "page", "there"),
    [
        ("engine.md", "docs/index.md", "index.md", "engine.md"),
        ("../engine.md", "docs/decisions/0001-x.md", "decisions/0001-x.md", "../engine.md"),
        ("pictures/day.svg", "docs/figures.md", "figures.md", "pictures/day.svg"),
        # out of docs/, and back into it
        ("../contract/README.md", "docs/architecture.md", "architecture.md", "contract.md"),
        ("docs/decisions/README.md", "CONTRIBUTING.md", "contributing.md", "decisions/README.md"),
        ("../docs/sandbox.md", "contract/README.md", "contract.md", "sandbox.md"),
    ],
)
def test_a_link_leads_to_where_the_page_is_in_the_site(link: str, lies: str, page: str, there: str):
    assert building.link_in_the_site(link, lies=lies, page=page) == there


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("They share:\n- one\n- two", "They share:\n\n- one\n- two"),
        ("1. one\n2. two", "1. one\n2. two"),
        ("```\nls\n- no list\n```", "```\nls\n- no list\n```"),
    ],
)
def test_a_list_may_follow_its_sentence(text: str, meant: str):
    assert "\n".join(building.with_room_for_lists(text.splitlines())) == meant


def test_every_page_of_docs_is_for_somebody():
    named = {name for names in building.READERS.values() for name in names}
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}

    assert pages <= named
