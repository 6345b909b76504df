"""Do two persons work at the same place, do the same, and live in the same town? Three weak signals."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from recruit.duplicates.rules.vocabulary import listed, towns
from recruit.duplicates.rules.words import Likeness, likeness, sound, words

_CACHED = 100_000
_FORMS, _EMPTY = listed("work", "forms"), listed("work", "empty")
_TOWN = towns()
_AROUND = ("greater ", "metropolitan ", "area ")
_SAME_TITLE, _SIMILAR_TITLE = 0.75, 0.3


class WorkAgreement(StrEnum):
    MISSING = "missing"
    EQUAL = "equal"
    SIMILAR = "similar"
    DIFFERENT = "different"


class PlaceAgreement(StrEnum):
    MISSING = "missing"
    TOWN = "town"
    COUNTRY = "country"
    DIFFERENT = "different"


@lru_cache(maxsize=_CACHED)
def employer_words(text: str) -> tuple[str, ...]:
    """The name without its legal form: ``Amberline Logistics GmbH & Co. KG`` has two words."""
    found = words(text)
    return tuple(word for word in found if word not in _FORMS) or found


@lru_cache(maxsize=_CACHED)
def title_words(headline: str) -> frozenset[str]:
    """The words of what somebody does; ``at …`` and what follows names the employer and is left out."""
    return frozenset(words(headline.partition(" at ")[0].partition(" @ ")[0])) - _EMPTY


@lru_cache(maxsize=_CACHED)
def place(location: str) -> tuple[str, str]:
    """Town and country: ``München, Bayern, Deutschland`` begins with the one and ends with the other."""
    parts = [" ".join(words(part)) for part in location.split(",")]
    parts = [part for part in parts if part]
    if not parts:
        return "", ""
    town = parts[0]
    for word in _AROUND:
        town = town.removeprefix(word).removesuffix(f" {word.strip()}")
    return _TOWN.get(town, town), parts[-1] if len(parts) > 1 else ""


@lru_cache(maxsize=_CACHED)
def compare_employers(one: tuple[str, ...], other: tuple[str, ...]) -> WorkAgreement:
    if not one or not other:
        return WorkAgreement.MISSING
    if one == other or "".join(one) == "".join(other):
        return WorkAgreement.EQUAL
    if (
        one[0] == other[0]
        or likeness(one[0], other[0]) >= Likeness.TYPO
        or sound("".join(one)) == sound("".join(other))
    ):
        return WorkAgreement.SIMILAR
    return WorkAgreement.DIFFERENT


@lru_cache(maxsize=_CACHED)
def compare_titles(one: frozenset[str], other: frozenset[str]) -> WorkAgreement:
    if not one or not other:
        return WorkAgreement.MISSING
    shared = len(one & other) / len(one | other)
    if shared >= _SAME_TITLE:
        return WorkAgreement.EQUAL
    return WorkAgreement.SIMILAR if shared >= _SIMILAR_TITLE else WorkAgreement.DIFFERENT


def compare_places(one: tuple[str, str], other: tuple[str, str]) -> PlaceAgreement:
    if not one[0] or not other[0]:
        return PlaceAgreement.MISSING
    if one[0] == other[0] or likeness(one[0], other[0]) >= Likeness.TYPO:
        return PlaceAgreement.TOWN
    if not one[1] or not other[1]:
        # One side names only a town or only a country: "Germany" says nothing against Bremen, Germany.
        return (
            PlaceAgreement.COUNTRY if one[0] == other[1] or other[0] == one[1] else PlaceAgreement.DIFFERENT
        )
    return PlaceAgreement.COUNTRY if one[1] == other[1] else PlaceAgreement.DIFFERENT
