"""Do the lock files pin everything, and name no host? A registry's address has no place in a commit."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", REQUIREMENTS, ids=lambda lock: lock.name)
def test_requirements_name_no_host(lock: Path):
    text = lock.read_text("utf-8")

    assert "://" not in text
    assert not re.search(r"^\s*(-i|--index-url|--extra-index-url|--find-links|-f)\b", text, re.MULTILINE)


@pytest.mark.parametrize("lock", REQUIREMENTS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock: Path):
    requirements = re.findall(r"^[A-Za-z0-9].*(?:\n    --hash.*)*", lock.read_text("utf-8"), re.MULTILINE)

    assert requirements
    assert [found for found in requirements if "==" not in found or "--hash=sha256:" not in found] == []


def test_the_longer_lists_hold_the_shorter_ones():
    def pinned(name: str) -> set[str]:
        return set(re.findall(r"^\S+==\S+", (ROOT / "requirements" / name).read_text("utf-8"), re.MULTILINE))

    assert pinned("base.txt") < pinned("build.txt") < pinned("dev.txt")


def test_the_browsers_packages_are_pinned_by_integrity_and_name_no_registry():
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"]

    named = {name: entry for name, entry in packages.items() if name}
    assert named
    assert [name for name, entry in named.items() if "resolved" in entry] == []
    assert [name for name, entry in named.items() if "integrity" not in entry] == []


def test_nobody_locks_with_a_tool_that_names_hosts():
    assert [name for name in ("uv.lock", "pylock.toml", "poetry.lock") if (ROOT / name).exists()] == []
