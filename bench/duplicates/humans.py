"""Who could a company know? Invented humans of forty cultures, with names as frequent and as rare as real ones.

The demo's lists are short (twenty-four first and last names a culture); here the halves of two names make new ones, so
that a culture has two thousand family names, the n-th about half as frequent as the one at n/2. Employers are made the
same way.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from anyascii import anyascii

from config.demo.names import Culture, Family, countries, cultures, work

_GIVEN, _FAMILY, _EMPLOYERS = 240, 2000, 6000
_LONGEST = 14
_MIDDLE = 0.08
_FLAT = 6  # the first names of a list are this much less dominant than 1/n


@dataclass(frozen=True)
class Human:
    """``number`` makes contact values of their own; ``culture`` decides what happens to the name."""

    number: int
    culture: str
    first: str
    middle: str
    last: str
    employer: str
    title: str
    family: Family
    city: str
    country: str
    cities: tuple[str, ...]


class Drawn:
    """A list from which the first are drawn far more often than the last."""

    def __init__(self, values: list[str]) -> None:
        self._values = values
        self._bounds = list(accumulate(1 / (rank + _FLAT) for rank in range(len(values))))

    def draw(self, dice: random.Random) -> str:
        return dice.choices(self._values, cum_weights=self._bounds)[0]


def _spliced(names: tuple[str, ...], size: int, dice: random.Random) -> list[str]:
    """The names themselves and new ones, each the first half of one and the second half of another."""
    found, known = dict.fromkeys(names), list(names)
    for _ in range(size * 20):
        if len(found) >= size:
            break
        one, other = dice.choice(known), dice.choice(names)
        half, rest = (len(one) + 1) // 2, other[(len(other) + 1) // 2 :].strip()
        made = one[:half].strip() + rest
        if rest and " " not in made and "-" not in made and 1 < len(made) <= _LONGEST:
            if made not in found:
                known.append(made)
            found[made] = None
    made_up = list(found)
    dice.shuffle(made_up)
    return made_up


@cache
def _names(key: str) -> tuple[Drawn, Drawn]:
    culture = next(each for each in cultures() if each.key == key)
    dice = random.Random(f"names of {key}")
    return Drawn(_spliced(culture.first, _GIVEN, dice)), Drawn(_spliced(culture.last, _FAMILY, dice))


@cache
def _employers() -> Drawn:
    dice = random.Random("employers")
    halves = [name.split(" ", 1) for name in work().employers if " " in name]
    found = dict.fromkeys(work().employers)
    while len(found) < _EMPLOYERS:
        one, other = dice.choice(halves), dice.choice(halves)
        third = dice.choice(halves)[0]
        found[
            dice.choice((f"{one[0]} {other[1]}", f"{one[0]} {third} {other[1]}", f"{one[0]}{third.lower()}"))
        ] = None
    made_up = list(found)
    dice.shuffle(made_up)
    return Drawn(made_up)


def crowd(count: int, *, seed: str, without: frozenset[str] = frozenset()) -> list[Human]:
    """The same humans for the same seed; ``without``: cultures that are left out."""
    dice = random.Random(seed)
    chosen: list[Culture] = [culture for culture in cultures() if culture.key not in without]
    weights = list(accumulate(culture.weight for culture in chosen))
    return [
        _human(number, culture, dice)
        for number, culture in enumerate(dice.choices(chosen, cum_weights=weights, k=count))
    ]


def _human(number: int, culture: Culture, dice: random.Random) -> Human:
    given, family = _names(culture.key)
    country = countries()[dice.choice(culture.places)]
    trade = dice.choice(work().families)
    return Human(
        number=number,
        culture=culture.key,
        first=given.draw(dice),
        middle=given.draw(dice) if dice.random() < _MIDDLE else "",
        last=family.draw(dice),
        employer=_employers().draw(dice),
        title=dice.choice(trade.titles),
        family=trade,
        city=dice.choice(country.cities),
        country=country.name,
        cities=country.cities,
    )


def letters(text: str) -> str:
    """What of a name stands in an address: small ASCII letters."""
    return "".join(letter for letter in str(anyascii(text)).lower() if letter.isalpha())
