"""Which first names are one name? Short forms, pet names and the forms that a name takes in other languages.

``nicknames.toml`` is a table of families; a word may belong to several (Alex is Alexander's and Alexandra's).
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

_NONE: frozenset[str] = frozenset()


@cache
def _families() -> dict[str, frozenset[str]]:
    text = files("recruit.duplicates.rules").joinpath("nicknames.toml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for table in tomllib.loads(text).values():
        for root, others in table.items():
            for word in (root, *others):
                found.setdefault(word, set()).add(root)
    return {word: frozenset(roots) for word, roots in found.items()}


def root_of(word: str) -> frozenset[str]:
    """The names that this one may be short for, itself included where it is one; usually none."""
    return _families().get(word, _NONE)


def main_root(word: str) -> str:
    """One name for the whole family, for keys: the first of its roots, else the word itself."""
    roots = _families().get(word)
    return min(roots) if roots else word


def families() -> dict[str, frozenset[str]]:
    """The whole table, by word."""
    return dict(_families())
