"""Which records does a company have of its humans? LinkedIn-like people with controlled corruption, and the truth.

A human has one record, or two, some three. Records come through four doors, each with what that door brings: an
*export* from LinkedIn (name, headline, employer, town, a verified membership; no contact value), the *careers form*
(e-mail and phone, sometimes the profile's address), a teammate's hand (*manual*), and a *file* of another system.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import quote

from bench.duplicates.corruption import Written, is_latin, name_of_second, plain_letters, romanised
from bench.duplicates.humans import Human, crowd, letters
from recruit.duplicates.rules.contacts import profile_page
from recruit.duplicates.rules.profiles import ID_NUMBER, Facts, Identity

DOORS = ("export", "form", "manual", "file")
_FIRST_DOOR, _SECOND_DOOR = (25, 40, 15, 20), (45, 30, 15, 10)
_TWICE, _THRICE = 0.12, 0.02
_HAS_PAGE, _HAS_NETWORK, _HAS_ID, _HAS_RESUME = 0.55, 0.7, 0.05, 0.25
_SKETCH = 32
#: Cultures that weights are not estimated from: what works for them was not learned from them.
HELD_OUT = frozenset(
    {"greek", "georgian", "korean", "tamil", "turkish", "nordic", "vietnamese", "arabic_latin"}
)
_HOSTS = (
    "example.com",
    "mail.example",
    "post.example",
    "gmail.com",
    "outlook.com",
    "web.example",
    "inbox.example",
)
_LOCALES = ("", "", "", "/en", "/de", "/fr-fr")
_PREFIXES = (
    "https://www.linkedin.com/in/",
    "https://linkedin.com/in/",
    "http://de.linkedin.com/in/",
    "www.linkedin.com/in/",
)


@dataclass(frozen=True)
class World:
    """``links``: pairs of record ids, the smaller first, that are one human."""

    records: list[Facts]
    links: frozenset[tuple[int, int]]
    door_of: dict[int, str]


@dataclass
class _Habits:
    """What stays with a human from record to record: their addresses, their numbers and their profile's page."""

    human: Human
    emails: list[str]
    phones: list[str]
    slug: str
    on_network: bool
    id_number: str
    resume: tuple[int, ...]


def world(humans: int, *, seed: str, without: frozenset[str] = frozenset()) -> World:
    dice = random.Random(f"records {seed}")
    people = crowd(humans, seed=seed, without=without)
    drafts: list[tuple[int, str, Facts]] = []
    for at, human in enumerate(people):
        other = people[(at * 7919 + 13) % len(people)]
        drafts.extend((human.number, door, facts) for door, facts in _records(human, other, dice))
    dice.shuffle(drafts)
    records, owners, doors = [], {}, {}
    for number, (owner, door, facts) in enumerate(drafts, start=1):
        records.append(_numbered(facts, number))
        owners[number], doors[number] = owner, door
    return World(records, _links(owners), doors)


def _numbered(facts: Facts, number: int) -> Facts:
    return Facts(
        id=number, first_name=facts.first_name, middle_name=facts.middle_name, last_name=facts.last_name,
        headline=facts.headline, employer=facts.employer, location=facts.location, emails=facts.emails,
        phones=facts.phones, links=facts.links, identities=facts.identities, resume=facts.resume,
    )  # fmt: skip


def _links(owners: dict[int, int]) -> frozenset[tuple[int, int]]:
    of: dict[int, list[int]] = {}
    for record, owner in owners.items():
        of.setdefault(owner, []).append(record)
    return frozenset(pair for found in of.values() for pair in combinations(sorted(found), 2))


def _records(human: Human, other: Human, dice: random.Random) -> Iterator[tuple[str, Facts]]:
    habits = _habits(human, other, dice)
    chance = dice.random()
    count = 3 if chance < _THRICE else 2 if chance < _TWICE + _THRICE else 1
    taken: set[str] = set()
    for place in range(count):
        door = dice.choices(DOORS, _FIRST_DOOR if place == 0 else _SECOND_DOOR)[0]
        if door == "export" and (door in taken or not habits.on_network):
            door = "form"  # one member is one person already: the second export attaches
        taken.add(door)
        yield door, _record(habits, other, door, dice, is_first=place == 0)


def _habits(human: Human, other: Human, dice: random.Random) -> _Habits:
    first, last = letters(human.first) or "x", letters(human.last) or "y"
    local = dice.choice(
        (f"{first}.{last}", f"{first[0]}{last}", f"{first}{last[0]}", f"{last}.{first}", f"{first}_{last}")
    )
    local += dice.choice(("", "", str(human.number % 97), str(1960 + human.number % 45)))
    tail = f"{human.number:x}"
    emails = [f"{local}{tail}@{dice.choice(_HOSTS)}"]
    roll = dice.random()
    if roll < 0.2:  # moved to another host under the same name
        emails.append(f"{local}{tail}@{dice.choice(_HOSTS)}")
    elif roll < 0.5:  # at work
        emails.append(f"{first}.{last}.{tail}@{letters(human.employer) or 'work'}.example")
    phones = [_phone(human, 0)]
    if dice.random() < 0.25:
        phones.append(_phone(human, 1))
    if dice.random() < 0.01:  # a family, or a flat, with one number
        phones[0] = _phone(other, 0)
    id_number = f"{(human.number * 48271 + 11) % 10**9:09d}" if dice.random() < _HAS_ID else ""
    resume = tuple(dice.getrandbits(60) for _ in range(_SKETCH)) if dice.random() < _HAS_RESUME else ()
    on_network = dice.random() < _HAS_NETWORK
    return _Habits(human, emails, phones, f"{first}-{last}-{tail}", on_network, id_number, resume)


def _papers(habits: _Habits, dice: random.Random) -> dict[str, object]:
    """An ID number on some forms, and a résumé: the same file, one with small edits, or next year's."""
    found: dict[str, object] = {}
    if habits.id_number and dice.random() < 0.6:
        found["identities"] = (Identity(ID_NUMBER, habits.id_number),)
    if habits.resume and dice.random() < 0.7:
        changed = dice.choices((0.0, 0.12, 0.7), (6, 3, 1))[0]
        found["resume"] = tuple(
            dice.getrandbits(60) if dice.random() < changed else number for number in habits.resume
        )
    return found


def _phone(human: Human, which: int) -> str:
    area, number = 150 + (human.number * 7 + which) % 29, human.number * 7919 + which * 104729 + 1000003
    return f"+49{area}{number % 90000000 + 10000000}"


def _record(habits: _Habits, other: Human, door: str, dice: random.Random, *, is_first: bool) -> Facts:
    human = habits.human
    name = Written(human.first, human.middle, human.last)
    if not is_first:
        name = name_of_second(name, culture=human.culture, other_last=other.last, dice=dice)
    elif not is_latin(human.first + human.last) and dice.random() < 0.3:
        name = Written(
            *(romanised(each, human.culture, dice) for each in (name.first, name.middle, name.last))
        )
    elif dice.random() < 0.1:
        name = Written(*(plain_letters(each, dice) for each in (name.first, name.middle, name.last)))
    employer, title = human.employer, human.title
    if not is_first and dice.random() < 0.12:
        employer = other.employer
    if dice.random() < 0.25:
        title = dice.choice((f"Senior {title}", f"{title} (m/f/d)", dice.choice(human.family.titles)))
    city = human.city if is_first or dice.random() < 0.9 else dice.choice(human.cities)
    if dice.random() < 0.3:
        employer += dice.choice((" GmbH", " Ltd", " Inc.", " S.A."))
    location = f"{city}, {human.country}" if dice.random() < 0.7 else city
    return _BY_DOOR[door](habits, name, (employer, title, location), dice)


def _export(habits: _Habits, name: Written, work: tuple[str, str, str], dice: random.Random) -> Facts:
    employer, title, location = work
    page = f"https://www.linkedin.com/in/{quote(habits.slug)}"
    member = Identity("linkedin", f"urn:li:person:{habits.human.number:x}", verified=True, url=page)
    return _facts(
        name, headline=f"{title} at {employer}", employer=employer if dice.random() < 0.9 else "",
        location=location if dice.random() < 0.95 else "", identities=(member,),
    )  # fmt: skip


def _form(habits: _Habits, name: Written, work: tuple[str, str, str], dice: random.Random) -> Facts:
    employer, title, location = work
    has_page = habits.on_network and dice.random() < _HAS_PAGE
    return _facts(
        name, emails=_email(habits, dice, 1.0), phones=_some_phone(habits, dice, 0.85),
        links=(_page(habits, dice),) if has_page else (), headline=title if dice.random() < 0.5 else "",
        employer=employer if dice.random() < 0.75 else "", location=location if dice.random() < 0.85 else "",
        **_papers(habits, dice),
    )  # fmt: skip


def _manual(habits: _Habits, name: Written, work: tuple[str, str, str], dice: random.Random) -> Facts:
    employer, title, location = work
    has_page = habits.on_network and dice.random() < _HAS_PAGE / 2
    return _facts(
        name, emails=_email(habits, dice, 0.7), phones=_some_phone(habits, dice, 0.5),
        links=(_page(habits, dice),) if has_page else (), headline=title if dice.random() < 0.7 else "",
        employer=employer if dice.random() < 0.75 else "", location=location if dice.random() < 0.8 else "",
    )  # fmt: skip


def _file(habits: _Habits, name: Written, work: tuple[str, str, str], dice: random.Random) -> Facts:
    employer, title, location = work
    return _facts(
        name, emails=_email(habits, dice, 0.92), phones=_some_phone(habits, dice, 0.7),
        headline=title if dice.random() < 0.6 else "", employer=employer if dice.random() < 0.75 else "",
        location=location if dice.random() < 0.85 else "", **_papers(habits, dice),
    )  # fmt: skip


_BY_DOOR = {"export": _export, "form": _form, "manual": _manual, "file": _file}


def _facts(name: Written, **values: object) -> Facts:
    return Facts(id=0, first_name=name.first, middle_name=name.middle, last_name=name.last, **values)  # type: ignore[arg-type]


def _email(habits: _Habits, dice: random.Random, share: float) -> tuple[str, ...]:
    if dice.random() >= share:
        return ()
    address = habits.emails[0] if dice.random() < 0.8 else dice.choice(habits.emails)
    roll = dice.random()
    local, host = address.split("@")
    if roll < 0.04:
        address = f"{local}+jobs@{host}"
    elif roll < 0.05 and len(local) > 6:
        address = f"{local[:3]}{local[4:]}@{host}"
    return (address,)


def _some_phone(habits: _Habits, dice: random.Random, share: float) -> tuple[str, ...]:
    if dice.random() >= share:
        return ()
    number = habits.phones[0] if dice.random() < 0.85 else dice.choice(habits.phones)
    return (number,) if dice.random() < 0.6 else (f"0{number.removeprefix('+49')}",)


def _page(habits: _Habits, dice: random.Random) -> str:
    return profile_page(f"{dice.choice(_PREFIXES)}{habits.slug}{dice.choice(_LOCALES)}?trk=x")


def shares(found: World) -> dict[str, int]:
    """How many records came through each door."""
    counts: Sequence[str] = list(found.door_of.values())
    return {door: counts.count(door) for door in DOORS}
