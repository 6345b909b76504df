"""What are the invented people called, where do they live, and who of them holds a seat?"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, cast

from anyascii import anyascii

if TYPE_CHECKING:
    import random


class Culture(TypedDict):
    """One row of cultures.json: names are separated by blanks, or by bars where a name contains a blank."""

    culture: str
    country: str
    weight: int
    first: str
    last: str
    places: list[str]
    school: str
    firm: str


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Who somebody is, before a career. `school` and `firm` are patterns of the culture."""

    first_name: str
    last_name: str
    location: str
    country: str
    school: str
    firm: str
    email: str | None = None
    contract: int | None = None
    is_admin: bool = False
    career: tuple[str, str] | None = None  # title and employer, where they are not left to the dice

    @property
    def slug(self) -> str:
        return slugify(f"{self.first_name} {self.last_name}") or "member"


def slugify(name: str) -> str:
    """ASCII letters, digits and hyphens, as LinkedIn's public profile addresses have."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")


def seat_identities() -> list[Identity]:
    """The recruiters of the default world, fixed so that tests and pages can name them."""
    return [
        Identity(
            first_name=first,
            last_name=last,
            location=location,
            country=country,
            school="University of {}",
            firm="",
            email=f"{slugify(first)}.{slugify(last)}@{domain}.example",
            contract=contract,
            is_admin=first in _ADMINS,
            career=(title, employer),
        )
        for first, last, title, location, country, contract, domain, employer in _SEATS
    ]


_BLUEBIRD, _HARBOUR = ("bluebird", "Bluebird Foods"), ("harbour", "Harbour Robotics")
_SEATS = [
    ("Olga", "Lindholm", "Chief Executive", "Göteborg, Sweden", "se", 90001, *_BLUEBIRD),
    ("Ada", "Oyelaran", "HR Systems Lead", "London, United Kingdom", "gb", 90001, *_BLUEBIRD),
    ("Rosa", "Calderón", "Senior Recruiter", "Madrid, Spain", "es", 90001, *_BLUEBIRD),
    ("Hans", "Brückner", "Plant Manager", "Linz, Austria", "at", 90001, *_BLUEBIRD),
    ("Ines", "Varga", "Quality Lead", "Győr, Hungary", "hu", 90002, *_BLUEBIRD),
    ("Otto", "Salminen", "Recruiter", "Tampere, Finland", "fi", 90002, *_BLUEBIRD),
    ("Mei", "Hoshino", "Recruiter", "Ōsaka, Japan", "jp", 90003, *_HARBOUR),
    ("Tariq", "Benhaddou", "Head of Talent", "Rabat, Morocco", "ma", 90003, *_HARBOUR),
]
# Who may set up integrations, one in each company.
_ADMINS = {"Ada", "Tariq"}


def invent_identities(dice: random.Random, *, count: int) -> list[Identity]:
    cultures = _cultures()
    weights = [culture["weight"] for culture in cultures]
    return [_identity(dice, culture) for culture in dice.choices(cultures, weights, k=count)]


@cache
def _cultures() -> list[Culture]:
    raw = Path(__file__).with_name("cultures.json").read_text(encoding="utf-8")
    return cast("list[Culture]", json.loads(raw))


def _identity(dice: random.Random, culture: Culture) -> Identity:
    return Identity(
        first_name=dice.choice(_names(culture["first"])),
        last_name=dice.choice(_names(culture["last"])),
        location=dice.choice(culture["places"]),
        country=culture["country"],
        school=culture["school"],
        firm=culture["firm"],
    )


@cache
def _names(joined: str) -> list[str]:
    return joined.split("|") if "|" in joined else joined.split()
