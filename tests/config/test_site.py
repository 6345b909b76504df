"""Does the site of docs/ build, with every link leading somewhere, a search, and nothing from another host?"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from tests.journeys.stack import ROOT

BUILD = ROOT / "scripts" / "site" / "build.py"


@pytest.mark.timeout(300)
def test_the_site_is_built_and_asks_no_other_host(tmp_path: Path):
    """Sphinx is told to fail for every warning: a link or an anchor that is not there, a page that nobody finds."""
    site = tmp_path / "site"

    done = subprocess.run(
        [sys.executable, BUILD, site, tmp_path / "pages"], cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "RECRUIT_DATA": str(tmp_path / "data")},
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    text = (site / "operating.html").read_text("utf-8")
    assert 'role="heading" aria-level="2"' in text
    assert re.findall(r'role="heading"(?! aria-level)|<pre>', text) == []
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
