"""What have the ATS's people written about somebody? Notes and interview feedback, newest first, for the panel.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from linkedin_sandbox.world.models import ApplicationNote, CandidateNote, InterviewFeedback

_MOST_SHOWN = 500
_TYPES = {"PHONE_SCREEN": "Phone screen", "ONSITE": "On site"}
W = TypeVar("W")
Record = dict[str, Any]


@dataclass(frozen=True)
class Note:
    external_id: str
    text: str
    author: str
    written_at: int | None


@dataclass(frozen=True)
class Evaluation:
    attribute: str
    result: str


@dataclass(frozen=True)
class Feedback:
    """``type`` in words: "Phone screen", "On site", or nothing."""

    external_id: str
    text: str
    interviewer: str
    type: str
    evaluations: tuple[Evaluation, ...]
    written_at: int | None


@dataclass(frozen=True)
class Writings:
    """By the key of the candidate or the application that they hang on."""

    of_candidates: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    of_applications: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    feedback: Mapping[str, tuple[Feedback, ...]] = field(default_factory=dict)


NOTHING = Writings()


def writings_of(*, candidates: Collection[str], applications: Collection[str]) -> Writings:
    """All that is written about these, by their keys, in a query for each kind."""
    notes = CandidateNote.objects.filter(candidate_key__in=candidates)
    below = ApplicationNote.objects.filter(application_key__in=applications)
    feedback = InterviewFeedback.objects.filter(application_key__in=applications)
    return Writings(
        of_candidates=_by("candidate_key", _newest(notes), _note),
        of_applications=_by("application_key", _newest(below), _note),
        feedback=_by("application_key", _newest(feedback), _feedback),
    )


def _newest(rows: Any) -> Iterable[Any]:
    return rows.order_by("-written_at", "key")[:_MOST_SHOWN]  # type: ignore[no-any-return]  # of any of the three tables


def _by(link: str, rows: Iterable[Any], shown: Callable[[Any], W]) -> dict[str, tuple[W, ...]]:
    found: dict[str, list[W]] = defaultdict(list)
    for row in rows:
        found[getattr(row, link)].append(shown(row))
    return {key: tuple(listed) for key, listed in found.items()}


def _note(row: CandidateNote | ApplicationNote) -> Note:
    return Note(
        external_id=row.id,
        text=str(row.record.get("note") or ""),
        author=_name(row.record.get("author")),
        written_at=row.written_at,
    )


def _feedback(row: InterviewFeedback) -> Feedback:
    record = row.record
    return Feedback(
        external_id=row.id,
        text=str(record.get("feedback") or ""),
        interviewer=_name(record.get("interviewer")),
        type=_TYPES.get(record.get("interviewType", ""), ""),
        evaluations=tuple(
            Evaluation(attribute=one["attribute"], result=one.get("result") or "")
            for one in record.get("evaluations") or ()
        ),
        written_at=row.written_at,
    )


def _name(actor: Record | None) -> str:
    return f"{actor['firstName']} {actor['lastName']}" if actor else ""
