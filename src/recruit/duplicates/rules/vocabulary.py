"""Which words say nothing about who somebody is, and which towns have several names? One table, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    text = files("recruit.duplicates.rules").joinpath("vocabulary.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def listed(table: str, name: str) -> frozenset[str]:
    """One list of the file."""
    return frozenset(_tables()[table][name])


def towns() -> dict[str, str]:
    """By every name of a town the one that we compare by."""
    return {name: main for main, others in _tables()["towns"].items() for name in (main, *others)}
