"""Which names do a million people have? Few first ones, many family names, and half of all people share a few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from config.demo.names import Culture, cultures
from recruit.people.rules import plain, tokens_of

#: So many places has each culture's table of names; who gets a name is a draw among them.
SLOTS = 1_200
#: The last of them hold family names that are made of two halves and are met rarely.
_RARE_FROM = 700
_SHORTEST_HALF = 3


@dataclass(frozen=True)
class NameSlot:
    """``letters`` is for addresses, ``sorting`` the name in plain lower-case letters, ``tokens`` its search words."""

    culture: int
    slot: int
    name: str
    letters: str
    sorting: str
    tokens: list[str]


def culture_slots() -> list[tuple[int, int]]:
    """A culture's number for each share of its weight."""
    drawn = [number for number, culture in enumerate(cultures()) for _ in range(culture.weight)]
    return list(enumerate(drawn))


def first_names() -> Iterator[NameSlot]:
    for number, culture in enumerate(cultures()):
        yield from _slots(number, _frequent(culture.first, SLOTS))


def last_names() -> Iterator[NameSlot]:
    """Names of hand, the n-th met as 1/n, and the composed ones, each met as often as the other."""
    for number, culture in enumerate(cultures()):
        rare = list(islice(_composed(culture), SLOTS - _RARE_FROM))
        yield from _slots(number, [*_frequent(culture.last, SLOTS - len(rare)), *rare])


def _slots(culture: int, names: Sequence[str]) -> Iterator[NameSlot]:
    for slot, name in enumerate(names):
        yield NameSlot(culture, slot, name, *_forms(name))


@cache
def _forms(name: str) -> tuple[str, str, list[str]]:
    letters = "".join(letter for letter in plain(name) if letter.isalpha())
    return letters, " ".join(plain(name).split()), sorted(tokens_of(names=(name,), contact_points=()))


def _frequent(names: Sequence[str], slots: int) -> list[str]:
    shares = [1 / (rank + 2) for rank in range(len(names))]
    whole, reached = sum(shares), 0.0
    found: list[str] = []
    for name, share in zip(names, shares, strict=True):
        reached += share
        found += [name] * (round(reached / whole * slots) - len(found))
    return found


def _composed(culture: Culture) -> Iterator[str]:
    """The first half of one name with the second half of another, for scripts whose words are long enough."""
    words = [name for name in culture.last if name.isalpha() and len(name) >= 2 * _SHORTEST_HALF]
    for step in range(1, len(words)):
        for place, word in enumerate(words):
            other = words[(place + step) % len(words)]
            yield word[: len(word) // 2] + other[len(other) // 2 :]
