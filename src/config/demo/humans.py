"""Who could this be? Draws invented humans, their trades and their addresses from the names' data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from anyascii import anyascii

from config.demo.names import Country, Family, countries, cultures, work

if TYPE_CHECKING:
    from random import Random

# One in so many has a middle name.
_MIDDLE = 9


@dataclass(frozen=True)
class Human:
    first_name: str
    last_name: str
    middle_name: str
    city: str
    country: Country
    employer: str
    title: str
    family: Family

    @property
    def location(self) -> str:
        return f"{self.city}, {self.country.name}"

    @property
    def headline(self) -> str:
        return f"{self.title} at {self.employer}"


class Crowd:
    """Draws humans; each pair of first and last name comes only once: equal names are always meant."""

    def __init__(self, random: Random, taken: set[tuple[str, str]]) -> None:
        self._random = random
        self._taken = taken
        self._cultures = cultures()
        self._weights = [culture.weight for culture in self._cultures]

    def human(self) -> Human:
        culture = self._random.choices(self._cultures, self._weights)[0]
        first, last = self._random.choice(culture.first), self._random.choice(culture.last)
        if (first, last) in self._taken:
            return self.human()
        self._taken.add((first, last))
        country = countries()[self._random.choice(culture.places)]
        family = self._random.choice(work().families)
        middle = self._random.choice(culture.first) if self._random.randrange(_MIDDLE) == 0 else ""
        return Human(
            first_name=first,
            last_name=last,
            middle_name=middle if middle != first else "",
            city=self._random.choice(country.cities),
            country=country,
            employer=self._random.choice(work().employers),
            title=self._random.choice(family.titles),
            family=family,
        )


def plain(text: str) -> str:
    """The text in small ASCII letters and digits, words joined by a hyphen: for addresses and slugs."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")


def mailbox(first_name: str, last_name: str, number: int = 0) -> str:
    """The part of an address before the @; the number keeps namesakes apart."""
    return f"{plain(first_name)}.{plain(last_name)}{number or ''}"


def phone(number: int) -> str:
    """A number from the ranges kept for stories (Ofcom's 07700 900; North America's 555-01)."""
    if number % 2:
        return f"+44 7700 900{number % 1000:03d}"
    area = ("212", "303", "415", "512", "617", "773", "808", "907")[number // 100 % 8]
    return f"+1 {area}-555-01{number % 100:02d}"
