"""Which names, places and trades does the demo know? Three TOML files, read once, as frozen values."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Culture:
    key: str
    weight: int
    places: tuple[str, ...]
    first: tuple[str, ...]
    last: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    cities: tuple[str, ...]


@dataclass(frozen=True)
class Family:
    """A family of trades: the department it works in, its titles and its skills."""

    department: str
    industry: str
    titles: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Work:
    employers: tuple[str, ...]
    universities: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    tags: tuple[str, ...]
    notes: tuple[str, ...]
    reasons: tuple[str, ...]
    withdrawals: tuple[str, ...]
    families: tuple[Family, ...]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def cultures() -> tuple[Culture, ...]:
    return tuple(
        Culture(
            key=key,
            weight=table["weight"],
            places=tuple(table["places"]),
            first=tuple(table["first"]),
            last=tuple(table["last"]),
        )
        for key, table in _read("people.toml").items()
    )


@cache
def countries() -> dict[str, Country]:
    return {
        code: Country(code=code, name=table["name"], cities=tuple(table["cities"]))
        for code, table in _read("places.toml").items()
    }


@cache
def work() -> Work:
    table = _read("work.toml")
    return Work(
        employers=tuple(table["employers"]),
        universities=tuple(table["universities"]),
        sources=tuple((source["name"], source["type"]) for source in table["sources"]),
        tags=tuple(table["tags"]),
        notes=tuple(table["notes"]),
        reasons=tuple(table["reasons"]),
        withdrawals=tuple(table["withdrawals"]),
        families=tuple(
            Family(
                department=family["department"],
                industry=family["industry"],
                titles=tuple(family["titles"]),
                skills=tuple(family["skills"]),
            )
            for family in table["families"].values()
        ),
    )
