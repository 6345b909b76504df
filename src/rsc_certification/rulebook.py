"""Which rules are there? ``rules.toml`` as values, each with its id, where it was read, and how sure we are."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("rules.toml")


@dataclass(frozen=True)
class Rule:
    """``certainty``: FULL, PART, OLD or OURS, as the head of ``rules.toml`` explains."""

    id: str
    module: int
    page: str
    certainty: str
    asks: str
    steps: tuple[str, ...]


@lru_cache(maxsize=1)
def rulebook() -> dict[str, Rule]:
    """By id, in the order in which they are reported."""
    read = tomllib.loads(_FILE.read_text("utf-8"))
    pages: dict[str, str] = read["pages"]
    rules = [
        Rule(
            id=row["id"],
            module=row["module"],
            page=pages[row["page"]],
            certainty=row["certainty"],
            asks=row["asks"],
            steps=tuple(row["steps"]),
        )
        for row in read["rule"]
    ]
    return {rule.id: rule for rule in rules}


def unread() -> list[str]:
    """What of LinkedIn's lists could not be read, in sentences."""
    return list(tomllib.loads(_FILE.read_text("utf-8"))["unread"])
