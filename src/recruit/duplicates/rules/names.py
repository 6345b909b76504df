"""Which name is it, and how alike are two names? Titles, particles, order, initials and halves of double names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from recruit.duplicates.rules.vocabulary import listed
from recruit.duplicates.rules.words import Likeness, likeness, words

_CACHED = 200_000
_TITLES, _SUFFIXES = listed("names", "titles"), listed("names", "suffixes")
_PARTICLES = listed("names", "particles")
_PARTS = 4  # names longer than that are compared by their first parts


class Agreement(StrEnum):
    """How one part of two names agrees."""

    MISSING = "missing"
    EQUAL = "equal"
    SPELLING = "spelling"
    NICKNAME = "nickname"
    TYPO = "typo"
    SOUND = "sound"
    PART = "part"
    INITIAL = "initial"
    SIMILAR = "similar"
    DIFFERENT = "different"


_WORD = {
    Likeness.EQUAL: Agreement.EQUAL,
    Likeness.SPELLING: Agreement.SPELLING,
    Likeness.NICKNAME: Agreement.NICKNAME,
    Likeness.TYPO: Agreement.TYPO,
    Likeness.SOUND: Agreement.SOUND,
    Likeness.INITIAL: Agreement.INITIAL,
    Likeness.SIMILAR: Agreement.SIMILAR,
    Likeness.DIFFERENT: Agreement.DIFFERENT,
}
_WORTH = {
    Agreement.MISSING: 2, Agreement.EQUAL: 9, Agreement.SPELLING: 8, Agreement.NICKNAME: 7, Agreement.TYPO: 6,
    Agreement.SOUND: 5, Agreement.PART: 5, Agreement.INITIAL: 4, Agreement.SIMILAR: 2, Agreement.DIFFERENT: 0,
}  # fmt: skip
_STANDS = 4  # worth of an agreement that makes two words the same name, give or take
_SHORTEST_JOINED = 5


@dataclass(frozen=True, slots=True)
class Name:
    """Given and family names as words in small ASCII letters, without titles, suffixes and particles."""

    given: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameAgreement:
    given: Agreement
    family: Agreement
    is_swapped: bool

    @property
    def is_close(self) -> bool:
        """Would a person call the two names similar?"""
        return _WORTH[self.given] >= _STANDS and _WORTH[self.family] >= _STANDS


@lru_cache(maxsize=_CACHED)
def _given_words(text: str) -> tuple[str, ...]:
    found = words(text)
    kept = tuple(word for word in found if word not in _TITLES and word not in _SUFFIXES)
    return (kept or found)[:_PARTS]


@lru_cache(maxsize=_CACHED)
def _family_words(text: str) -> tuple[str, ...]:
    # What stands behind a comma in a family name is a suffix: "Brand, PMP, MBA".
    found = words(text.partition(",")[0]) or words(text)
    kept = tuple(word for word in found if word not in _SUFFIXES and word not in _TITLES) or found
    return (tuple(word for word in kept if word not in _PARTICLES) or kept)[:_PARTS]


def name_of(first_name: str, middle_name: str, last_name: str) -> Name:
    """Who has all names in one field gets the last word as the family name."""
    given = _given_words(first_name)
    if middle_name:
        given = (*given, *_given_words(middle_name))[:_PARTS]
    family = _family_words(last_name) if last_name else ()
    if not family and len(given) > 1:
        return Name(given[:-1], given[-1:])
    if not given and len(family) > 1:
        return Name(family[:-1], family[-1:])
    return Name(given, family)


def compare_names(one: Name, other: Name) -> NameAgreement:
    """Both orders are tried: forms are filled in the wrong way round, and some languages put the family first.

    Whose given names stand against whose family names depends on who is asked first, and given names are read more
    kindly: of two names always the same one asks, so that both ways answer alike.
    """
    mine, theirs = sorted(((one.given, one.family), (other.given, other.family)))
    return _compared(*mine, *theirs)


@lru_cache(maxsize=_CACHED)
def _compared(
    given: tuple[str, ...],
    family: tuple[str, ...],
    other_given: tuple[str, ...],
    other_family: tuple[str, ...],
) -> NameAgreement:
    straight = NameAgreement(
        given_agreement(given, other_given), family_agreement(family, other_family), False
    )
    if straight.is_close or not given or not family:
        return straight
    swapped = NameAgreement(given_agreement(given, other_family), family_agreement(family, other_given), True)
    better = _WORTH[swapped.given] + _WORTH[swapped.family] > _WORTH[straight.given] + _WORTH[straight.family]
    return swapped if swapped.is_close and better else straight


def given_agreement(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    """By the first word of each; else by any, since many are called by a middle name; else written in one."""
    if not one or not other:
        return Agreement.MISSING
    first = _WORD[likeness(one[0], other[0])]
    if _WORTH[first] >= _STANDS or (len(one) == 1 and len(other) == 1):
        return first
    return _joined(one, other) or _part(one, other, first)


def family_agreement(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    """All words alike, or some: who has two family names is often known by one."""
    if not one or not other:
        return Agreement.MISSING
    if len(one) == 1 and len(other) == 1:
        return _WORD[likeness(one[0], other[0])]
    if one == other:
        return Agreement.EQUAL
    if len(one) == len(other):
        every = min((_WORD[likeness(*pair)] for pair in zip(one, other, strict=True)), key=_WORTH.__getitem__)
        if _WORTH[every] >= _STANDS:
            return every
    return _joined(one, other) or _part(one, other, Agreement.DIFFERENT)


def _joined(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement | None:
    mine, theirs = "".join(one), "".join(other)
    if min(len(mine), len(theirs)) < _SHORTEST_JOINED:
        return None
    found = _WORD[likeness(mine, theirs)]
    return found if found in _WHOLE else None


_WHOLE = frozenset({Agreement.EQUAL, Agreement.SPELLING, Agreement.TYPO})


def _part(one: tuple[str, ...], other: tuple[str, ...], otherwise: Agreement) -> Agreement:
    best = max(likeness(mine, theirs) for mine in one for theirs in other)
    if best >= Likeness.SOUND:
        return Agreement.PART
    return Agreement.SIMILAR if best == Likeness.SIMILAR else otherwise
