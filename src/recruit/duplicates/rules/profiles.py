"""What do we know of a person that another record of theirs could have as well? Read once, compared often."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from recruit.duplicates.rules.contacts import Mailboxes, Numbers, mailboxes, numbers, profile_page
from recruit.duplicates.rules.names import Name, name_of
from recruit.duplicates.rules.words import words
from recruit.duplicates.rules.work import employer_words, place, title_words

#: An identity of this provider is the number of a passport or of the state's register.
ID_NUMBER = "national_id"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who somebody is elsewhere, as ``ExternalIdentity`` keeps it."""

    provider: str
    subject: str
    verified: bool = False
    url: str = ""


class Facts(NamedTuple):
    """A person as they are written: what ``profile_of`` makes comparable.

    A tuple, because a scan makes millions of them. ``emails``, ``phones`` and ``links`` in the form in which contact
    points are normalised; ``resume`` is a sketch.
    """

    id: int
    first_name: str
    last_name: str
    middle_name: str = ""
    headline: str = ""
    employer: str = ""
    location: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    identities: tuple[Identity, ...] = ()
    resume: tuple[int, ...] = ()

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.first_name, self.middle_name, self.last_name) if part)


class Profile(NamedTuple):
    """A person as they are compared. ``members`` are verified outside identities by provider."""

    id: int
    name: Name
    emails: Mailboxes
    phones: Numbers
    pages: tuple[str, ...]
    members: tuple[tuple[str, str], ...]
    id_numbers: tuple[str, ...]
    employer: tuple[str, ...]
    title: frozenset[str]
    place: tuple[str, str]
    resume: tuple[int, ...]

    @property
    def has_contact(self) -> bool:
        return bool(self.emails.addresses or self.phones.numbers)


def profile_of(facts: Facts) -> Profile:
    """Whose employer is not given has the one that the headline names behind ``at``."""
    return Profile(
        id=facts.id,
        name=name_of(facts.first_name, facts.middle_name, facts.last_name),
        emails=mailboxes(facts.emails),
        phones=numbers(facts.phones),
        pages=_pages((*facts.links, *(identity.url for identity in facts.identities))),
        members=tuple((each.provider, each.subject) for each in facts.identities if each.verified),
        id_numbers=tuple(
            "".join(words(each.subject)) for each in facts.identities if each.provider == ID_NUMBER
        ),
        employer=employer_words(facts.employer or facts.headline.partition(" at ")[2]),
        title=title_words(facts.headline),
        place=place(facts.location),
        resume=facts.resume,
    )


def _pages(links: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(page for link in links if link and (page := profile_page(link))))
