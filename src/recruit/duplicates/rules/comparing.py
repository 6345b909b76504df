"""Which signals do two persons give that they are one? A level of agreement for each thing we know of both."""

from __future__ import annotations

from enum import StrEnum
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
    return (*levels_of_names(one, other, namesakes=namesakes), *levels_beside_names(one, other))


def levels_of_names(one: Profile, other: Profile, *, namesakes: int) -> Pattern:
    """The levels that stand first in a pattern, and cost most to find."""
    name = compare_names(one.name, other.name)
    return name.given, name.family, _halves(name), _crowd(namesakes) if name.is_close else MISSING


def levels_beside_names(one: Profile, other: Profile) -> Pattern:
    """The levels that stand behind those of the names."""
    return (
        compare_emails(one.emails, other.emails),
        compare_phones(one.phones, other.phones),
        _shared(one.pages, other.pages),
        _shared(one.id_numbers, other.id_numbers),
        compare_employers(one.employer, other.employer),
        compare_titles(one.title, other.title),
        compare_places(one.place, other.place),
        compare_resumes(one.resume, other.resume),
    )


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
    levels = dict(zip(FIELDS, pattern, strict=True))
    if levels["id_number"] == "different":
        return Veto.ID_NUMBERS_DIFFER
    if strong_signals(pattern):
        return None
    if _members_differ(one, other):
        return Veto.MEMBERS_DIFFER
    contacts = {levels["email"], levels["phone"]}
    if one.has_contact and other.has_contact and contacts <= _NOTHING_IN_COMMON:
        return Veto.CONTACTS_DIFFER
    return None


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


def _crowd(namesakes: int) -> str:
    return next(level for least, level in _NAMESAKES if namesakes >= least)


def _members_differ(one: Profile, other: Profile) -> bool:
    mine, theirs = dict(one.members), dict(other.members)
    return any(theirs.get(provider, subject) != subject for provider, subject in mine.items())
