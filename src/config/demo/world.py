"""Who lives in the demo's sandbox? Members: some are in Recruit, some look like it, and some hold seats."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from anyascii import anyascii

from config.demo.humans import Human, mailbox, phone, plain
from config.demo.names import work
from config.demo.shapes import WorldMember

if TYPE_CHECKING:
    from random import Random

FIRST_MEMBER = 20_001
FIRST_SEAT = 66_001
#: One member in so many has closed the profile to exports.
_CLOSED_EVERY = 60
# Careers are counted back from this year; no clock is asked, so that one seed number is one world.
_THIS_YEAR = 2025
_DEGREES = (
    "Bachelor of Arts",
    "Bachelor of Science",
    "Diploma",
    "Master of Arts",
    "Master of Science",
    "Apprenticeship",
)


def member(random: Random, human: Human, *, number: int, is_exportable: bool | None = None) -> WorldMember:
    """The profile of this human as LinkedIn would have it."""
    skills = random.sample(human.family.skills, k=random.randint(2, min(5, len(human.family.skills))))
    exportable = bool(random.randrange(_CLOSED_EVERY)) if is_exportable is None else is_exportable
    return WorldMember(
        id=number,
        slug=f"{plain(f'{human.first_name} {human.last_name}') or 'member'}-{number:x}",
        first_name=human.first_name,
        last_name=human.last_name,
        headline=human.headline,
        location=human.location,
        country=human.country.code.lower(),
        employer=human.employer,
        title=human.title,
        industry=human.family.industry,
        about=f"{human.title} in {human.city}. {skills[0]} and {skills[1].lower()} are what I do best.",
        positions=_career(random, human),
        educations=_educations(random),
        skills=tuple(skills),
        email=f"{mailbox(human.first_name, human.last_name, number)}@members.example",
        phone=phone(number),
        exportable=exportable,
    )


def _career(random: Random, human: Human) -> tuple[dict[str, object], ...]:
    """Newest first, without gaps; the newest has no end."""
    positions: list[dict[str, object]] = []
    ended: dict[str, int] | None = None
    year = _THIS_YEAR
    for number in range(random.randint(1, 4)):
        year -= random.randint(1, 4)
        started = {"year": year, "month": random.randint(1, 12)}
        position: dict[str, object] = {
            "title": human.title if number == 0 else random.choice(human.family.titles),
            "companyName": human.employer if number == 0 else random.choice(work().employers),
            "startDate": started,
        }
        positions.append(position if ended is None else position | {"endDate": ended})
        ended = started
    return tuple(positions)


def _educations(random: Random) -> tuple[dict[str, object], ...]:
    ended = random.randint(1992, 2019)
    return (
        {
            "schoolName": random.choice(work().universities),
            "degreeName": random.choice(_DEGREES),
            "startDate": {"year": ended - random.randint(3, 5)},
            "endDate": {"year": ended},
        },
    )


def look_alike(random: Random, human: Human, *, strange: Human) -> Human:
    """Another person with the name of somebody in Recruit, or nearly: the rest is a stranger's life."""
    first, last = random.choice(
        (
            (human.first_name, human.last_name),
            (human.first_name, human.last_name),
            (anyascii(human.first_name), anyascii(human.last_name)),
            (f"{human.first_name} {human.middle_name}".strip(), human.last_name),
        )
    )
    return replace(strange, first_name=first, last_name=last, middle_name="")
