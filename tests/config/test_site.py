"""Does the site of docs/ build, with every link leading somewhere, a search, and nothing from another host?"""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.stack import ROOT

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


@pytest.mark.timeout(300)
def test_the_site_is_built_and_asks_no_other_host(tmp_path: Path):
    """Sphinx is told to fail for every warning: a link or an anchor that is not there, a page that nobody finds."""
    site = tmp_path / "site"

    done = subprocess.run(
        [sys.executable, BUILD, site, tmp_path / "pages"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "RECRUIT_DATA": str(tmp_path / "data")},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert (site / "searchindex.js").stat().st_size > 10_000
    assert "/api/v1/positions" in (site / "api-reference.html").read_text("utf-8")
    asked = [
        (page.name, address)
        for page in site.rglob("*.html")
        for address in re.findall(
            r"<(?:script|img|iframe|link)\b[^>]*\b(?:src|href)=\"([^\"]+)\"", page.read_text("utf-8")
        )
        if re.match(r"(https?:)?//", address)
    ]
    assert asked == []
    styles = [
        page.name
        for page in site.rglob("*.css")
        if re.search(r"url\(['\"]?(https?:)?//|@import", page.read_text("utf-8"))
    ]
    assert styles == []
