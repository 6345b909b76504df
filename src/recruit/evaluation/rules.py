"""What belongs on a scorecard, who reads whose evaluation, and what does one lead to?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final

from recruit.base.texts import gettext as _
from recruit.evaluation.enums import Recommendation
from recruit.positions.enums import PositionCapability
from recruit.positions.rules import allowed, can_view, reads_after_own

#: What is looked at where a position has no scorecard of its own.
DEFAULT_TRAITS: Final = (
    "Skill in the field",  # English
    "Solving problems",  # English
    "Working with others",  # English
    "Making oneself understood",  # English
    "Keeping promises",  # English
    "Wish to learn",  # English
)
MOST_STARS: Final = 5
_MOST_TRAITS = 20
_LONGEST_TRAIT = 100


def may_read(
    *,
    is_own: bool,
    is_submitted: bool,
    reads_all: bool,
    reads_after_own: bool,
    has_given_own: bool,
    is_open: bool,
) -> bool:
    """May this teammate read that evaluation?

    ``reads_all``: a role of theirs opens all evaluations of the position. ``reads_after_own``: a role of theirs opens
    them once they have given their own about the same process (``has_given_own``), or at once where the company's
    setting says so (``is_open``). Drafts are their author's alone.
    """
    if is_own:
        return True
    if not is_submitted:
        return False
    if reads_all:
        return True
    return reads_after_own and (has_given_own or is_open)


def is_read_by_whoever_sees(
    *, is_active: bool, company_role: str, position_roles: Collection[str], is_discreet: bool, is_open: bool
) -> bool:
    """Does this teammate read every evaluation of the position at once, if they see the position at all?

    ``is_open``: the company lets interviewers read before they have given their own.
    """
    if not can_view(
        is_active=is_active,
        company_role=company_role,
        holds_position_role=bool(position_roles),
        is_discreet=is_discreet,
    ):
        return True
    reads_all = allowed(
        company_role=company_role,
        position_roles=position_roles,
        capability=PositionCapability.READ_EVALUATIONS,
    )
    return reads_all or (is_open and any(reads_after_own(role) for role in position_roles))


def asks_to_proceed(recommendation: str, *, not_sure_asks: bool) -> bool:
    """Do the position's recruiters have to say whether to go on with the candidate?"""
    if recommendation == Recommendation.NO_HIRE:
        return True
    return recommendation == Recommendation.NOT_SURE and not_sure_asks


def average_of(ratings: Mapping[str, int]) -> Decimal | None:
    """To one decimal; None without any stars."""
    if not ratings:
        return None
    return (Decimal(sum(ratings.values())) / len(ratings)).quantize(Decimal("0.1"))


def clean_ratings(ratings: Mapping[str, int], traits: Sequence[str]) -> dict[str, int]:
    """Those of traits that are on the scorecard, in its order, with stars that there are."""
    return {trait: ratings[trait] for trait in traits if 1 <= ratings.get(trait, 0) <= MOST_STARS}


def scorecard_hindrance(traits: Sequence[str]) -> str | None:
    """Why these cannot be a scorecard; None when they can."""
    if not traits:
        return _("A scorecard needs at least one trait. Write one on each line.")
    if len(traits) > _MOST_TRAITS:
        return _("A scorecard has at most {most} traits. Leave some out.").format(most=_MOST_TRAITS)
    if len({trait.casefold() for trait in traits}) < len(traits):
        return _("Two traits have the same name. Give one another name, or leave it out.")
    too_long = next((trait for trait in traits if len(trait) > _LONGEST_TRAIT), None)
    if too_long is None:
        return None
    return _("“{trait}…” is longer than {longest} characters.").format(
        trait=too_long[:40], longest=_LONGEST_TRAIT
    )


@dataclass(frozen=True)
class Meeting:
    """What a calendar is told of an interview. ``sequence`` counts its changes; addresses are e-mail addresses."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    description: str
    place: str
    organizer: str
    attendees: tuple[str, ...]
    is_cancelled: bool = False


def calendar_of(meeting: Meeting, *, now: datetime) -> str:
    """The meeting as an iCalendar object (RFC 5545), lines folded at 75 octets."""
    ends_at = meeting.starts_at + timedelta(minutes=meeting.minutes)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Recruit//Interviews//EN",
        f"METHOD:{'CANCEL' if meeting.is_cancelled else 'REQUEST'}",
        "BEGIN:VEVENT",
        f"UID:{meeting.uid}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(meeting.starts_at)}",
        f"DTEND:{_moment(ends_at)}",
        f"SUMMARY:{_text(meeting.summary)}",
        f"DESCRIPTION:{_text(meeting.description)}",
        f"LOCATION:{_text(meeting.place)}",
        f"ORGANIZER:mailto:{meeting.organizer}",
        *(f"ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:{address}" for address in meeting.attendees),
        f"STATUS:{'CANCELLED' if meeting.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Never within a character: a line that is too long goes on after a break and a space."""
    pieces: list[str] = []
    piece = ""
    for character in line:
        if len((piece + character).encode()) > 75 - bool(pieces):
            pieces.append(piece)
            piece = ""
        piece += character
    return "\r\n ".join([*pieces, piece])
