"""Can somebody else's test suite use the sandbox? The example of the docs is run as they would run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_of_the_docs_passes(tmp_path: Path) -> None:
    """In a folder of its own, without this project's settings and plugins."""
    for file in ("conftest.py", "test_an_ats.py"):
        (tmp_path / file).write_text((ROOT / "docs" / "examples" / file).read_text())
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", "-p", "no:socket", str(tmp_path)],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False, timeout=110,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 passed" in done.stdout


def test_the_plugin_takes_no_part_in_other_runs() -> None:
    """It is switched on by name; an entry point would bring it into every run in this environment."""
    from importlib.metadata import entry_points

    assert [one.value for one in entry_points(group="pytest11") if "linkedin" in one.value] == []
