"""What does one take over from a position when another is opened like it? A picture of it, as values and as JSON."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from recruit.positions.enums import HiringRole

#: The words of a position that another has, too; its numbers, its publication and its people's names are its own.
WORDS: Final = (
    "name", "public_name", "department", "employment_type", "seniority", "workplace_type", "city", "region", "country",
    "description",
)  # fmt: skip
#: Whoever opens a position chooses among all of them, in one list: more of them nobody would look through.
MOST_TEMPLATES: Final = 100
FLAGS: Final = ("is_discreet", "is_talent_pool")


@dataclass(frozen=True)
class PictureStep:
    """``roles``: taken by whoever has that role on the new position. ``participants``: ids of certain teammates."""

    name: str
    type: str
    beside_previous: bool = False
    instructions: str = ""
    roles: tuple[str, ...] = ()
    participants: tuple[int, ...] = ()


@dataclass(frozen=True)
class Picture:
    """``team``: teammates' ids with their roles, without the hiring manager and the recruiter whom one is asked for."""

    words: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    custom_values: Mapping[str, str] = field(default_factory=dict)
    steps: tuple[PictureStep, ...] = ()
    traits: tuple[str, ...] = ()
    #: What applicants are asked: name, kind, options and is_required of each.
    questions: tuple[Mapping[str, Any], ...] = ()
    team: tuple[tuple[int, str], ...] = ()


def as_data(picture: Picture) -> dict[str, Any]:
    return {
        "words": dict(picture.words),
        "flags": dict(picture.flags),
        "custom_values": dict(picture.custom_values),
        "steps": [
            {
                "name": step.name,
                "type": step.type,
                "beside_previous": step.beside_previous,
                "instructions": step.instructions,
                "roles": list(step.roles),
                "participants": list(step.participants),
            }
            for step in picture.steps
        ],
        "traits": list(picture.traits),
        "questions": [dict(each) for each in picture.questions],
        "team": [[teammate_id, role] for teammate_id, role in picture.team],
    }


def from_data(data: Mapping[str, Any]) -> Picture:
    """What ``as_data`` has made, of this version or an older one that knew less."""
    return Picture(
        words={name: data["words"].get(name, "") for name in WORDS},
        flags={name: bool(data["flags"].get(name)) for name in FLAGS},
        custom_values=dict(data.get("custom_values", {})),
        steps=tuple(
            PictureStep(
                name=step["name"],
                type=step["type"],
                beside_previous=step.get("beside_previous", False),
                instructions=step.get("instructions", ""),
                roles=tuple(step.get("roles", ())),
                participants=tuple(step.get("participants", ())),
            )
            for step in data["steps"]
        ),
        traits=tuple(data.get("traits", ())),
        questions=tuple(data.get("questions", ())),
        team=tuple((teammate_id, role) for teammate_id, role in data.get("team", ())),
    )


def without_those_asked_for(team: Sequence[tuple[int, str]]) -> tuple[dict[int, str], list[tuple[int, str]]]:
    """The hiring manager and the first recruiter, whom a form asks for anew, by id; and the team without them.

    ``team`` is in the order of its rows. Who is both is asked for as the hiring manager, and their steps go with that.
    """
    asked: dict[int, str] = {}
    rest: list[tuple[int, str]] = []
    has_recruiter = False
    for teammate_id, role in team:
        if role == HiringRole.HIRING_MANAGER:
            asked[teammate_id] = role
        elif role == HiringRole.RECRUITER and not has_recruiter:
            has_recruiter = True
            asked.setdefault(teammate_id, role)
        else:
            rest.append((teammate_id, role))
    return asked, rest


def who_takes_part(
    participants: Collection[int], asked: Mapping[int, str]
) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """Roles of those who are asked for anew, and the ids of the others."""
    roles = {asked[each] for each in participants if each in asked}
    return tuple(sorted(roles)), tuple(sorted(each for each in participants if each not in asked))
