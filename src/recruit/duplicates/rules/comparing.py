"""Which signals do two persons give that they are one? A level of agreement for each thing we know of both."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import product
from typing import Final

from recruit.duplicates.rules.contacts import (
    MailAgreement,
    PhoneAgreement,
    compare_emails,
    compare_phones,
    have_common,
)
from recruit.duplicates.rules.names import Agreement, NameAgreement, compare_names
from recruit.duplicates.rules.profiles import Profile
from recruit.duplicates.rules.resumes import ResumeAgreement, compare_resumes
from recruit.duplicates.rules.work import compare_employers, compare_places, compare_titles

MISSING: Final = "missing"
#: In this order a pair's levels stand in its pattern.
FIELDS: Final = (
    "given", "family", "halves", "namesakes", "email", "phone", "page", "id_number", "employer", "title", "place",
    "resume",
)  # fmt: skip
Pattern = tuple[str, ...]
#: So many candidates bear a name of that sound, at least; the first that fits.
_NAMESAKES = ((30, "crowd"), (10, "many"), (5, "several"), (3, "few"), (0, "two"))


class Veto(StrEnum):
    """Why two persons are not one, whatever else they share."""

    ID_NUMBERS_DIFFER = "id_numbers_differ"
    MEMBERS_DIFFER = "members_differ"
    CONTACTS_DIFFER = "contacts_differ"


def compare(one: Profile, other: Profile, *, namesakes: int) -> Pattern:
    """The pair's pattern: one level for each of ``FIELDS``. ``namesakes``: how many bear a name of that sound."""
    return (
        *levels_of_names(one, other, namesakes=namesakes),
        *levels_of_contacts(one, other),
        *levels_of_work(one, other),
        compare_resumes(one.resume, other.resume),
    )


def levels_of_names(one: Profile, other: Profile, *, namesakes: int) -> Pattern:
    """The levels that stand first in a pattern, and cost most to find."""
    name = compare_names(one.name, other.name)
    return name.given, name.family, _halves(name), crowd_of(namesakes) if name.is_close else MISSING


def levels_of_contacts(one: Profile, other: Profile) -> Pattern:
    """The levels behind those of the names: addresses, numbers, pages, ID numbers."""
    return (
        compare_emails(one.emails, other.emails),
        compare_phones(one.phones, other.phones),
        _shared(one.pages, other.pages),
        _shared(one.id_numbers, other.id_numbers),
    )


def levels_of_work(one: Profile, other: Profile) -> Pattern:
    """The levels behind those of the contacts: employer, title, place."""
    return (
        compare_employers(one.employer, other.employer),
        compare_titles(one.title, other.title),
        compare_places(one.place, other.place),
    )


def possible_names() -> Iterator[tuple[str, Pattern]]:
    """Every pattern of names that two persons can have, some more, each with its crowd's level (also if not close)."""
    for given, family, is_swapped in product(Agreement, Agreement, (False, True)):
        name = NameAgreement(given, family, is_swapped)
        for _, crowd in _NAMESAKES:
            yield crowd, (given, family, _halves(name), crowd if name.is_close else MISSING)


def strong_signals(pattern: Pattern) -> frozenset[str]:
    """What by itself would make a person look twice; after *Different* only a new one of these asks again."""
    levels = dict(zip(FIELDS, pattern, strict=True))
    return frozenset(field for field, strong in _STRONG.items() if levels[field] in strong)


def is_strong(field: str, level: str) -> bool:
    """Is that level of that field one of ``strong_signals``?"""
    return level in _STRONG.get(field, ())


_STRONG: Final[dict[str, frozenset[str]]] = {
    "email": frozenset({MailAgreement.EQUAL, MailAgreement.VARIANT}),
    "phone": frozenset({PhoneAgreement.EQUAL, PhoneAgreement.TAIL}),
    "page": frozenset({"equal"}),
    "id_number": frozenset({"equal"}),
    "resume": frozenset({ResumeAgreement.SAME}),
}


def veto(one: Profile, other: Profile, pattern: Pattern) -> Veto | None:
    """13.1: both have ID numbers and they differ; or only the name speaks for them while all contact values differ.

    Two verified members of one outside network are two people unless something strong says that one of them has two
    accounts there.
    """
    return veto_before_names(one, other, pattern[_CONTACTS], pattern[-1])


def veto_before_names(one: Profile, other: Profile, contacts: Pattern, resume: str) -> Veto | None:
    """The same from ``levels_of_contacts`` and the level of the résumés: what names and work say changes nothing."""
    email, phone, page, id_number = contacts
    if id_number == "different":
        return Veto.ID_NUMBERS_DIFFER
    if (
        email in _STRONG["email"]
        or phone in _STRONG["phone"]
        or "equal" in (page, id_number)
        or resume in _STRONG["resume"]
    ):
        return None
    if one.members and other.members and _members_differ(one, other):
        return Veto.MEMBERS_DIFFER
    if email in _NOTHING_IN_COMMON and phone in _NOTHING_IN_COMMON and one.has_contact and other.has_contact:
        return Veto.CONTACTS_DIFFER
    return None


_CONTACTS: Final = slice(FIELDS.index("email"), FIELDS.index("id_number") + 1)
_NOTHING_IN_COMMON: Final = frozenset({MISSING, "different"})


def is_same_name(pattern: Pattern) -> bool:
    """Both names are equal but for their spelling and their script."""
    return pattern[0] in _SAME_NAME and pattern[1] in _SAME_NAME


_SAME_NAME: Final = frozenset({Agreement.EQUAL, Agreement.SPELLING})


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> str:
    if not one or not other:
        return MISSING
    return "equal" if have_common(one, other) else "different"


def _halves(name: NameAgreement) -> str:
    """Both halves of the name together, since each by itself is shared by relatives and by half a country."""
    if name.is_close:
        same = (name.given in _SAME_NAME) + (name.family in _SAME_NAME)
        return f"{'swapped' if name.is_swapped else 'straight'}, {same} the same"
    if Agreement.MISSING in {name.given, name.family}:
        return MISSING
    return "one" if name.given in _SAME_NAME or name.family in _SAME_NAME else "none"


def crowd_of(namesakes: int) -> str:
    """The level that so many bearers of a name of that sound are."""
    return next(level for least, level in _NAMESAKES if namesakes >= least)


def _members_differ(one: Profile, other: Profile) -> bool:
    mine, theirs = dict(one.members), dict(other.members)
    return any(theirs.get(provider, subject) != subject for provider, subject in mine.items())
