"""What has the ATS told about somebody? Notes, interview feedback and files, newest first, for the panel.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db.models import Q

from linkedin_sandbox.world.models import ApplicationNote, AtsAttachment, CandidateNote, InterviewFeedback
from linkedin_sandbox.world.synced.attachments import APPLICATION_ENTITY, CANDIDATE_ENTITY
from linkedin_sandbox.world.synced.media import kept_files

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
class AttachedFile:
    """``media_id`` opens it; empty when the file was never sent or its life is over."""

    external_id: str
    name: str
    type: str
    media_id: str
    size: int
    written_at: int | None


@dataclass(frozen=True)
class Writings:
    """By the key of the candidate or the application that they hang on."""

    of_candidates: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    of_applications: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    feedback: Mapping[str, tuple[Feedback, ...]] = field(default_factory=dict)
    files_of_candidates: Mapping[str, tuple[AttachedFile, ...]] = field(default_factory=dict)
    files_of_applications: Mapping[str, tuple[AttachedFile, ...]] = field(default_factory=dict)


NOTHING = Writings()


def writings_of(*, candidates: Collection[str], applications: Collection[str]) -> Writings:
    """All that is written about these, by their keys, in a query for each kind."""
    notes = CandidateNote.objects.filter(candidate_key__in=candidates)
    below = ApplicationNote.objects.filter(application_key__in=applications)
    feedback = InterviewFeedback.objects.filter(application_key__in=applications)
    attached = AtsAttachment.objects.filter(
        Q(entity=CANDIDATE_ENTITY, parent_key__in=candidates)
        | Q(entity=APPLICATION_ENTITY, parent_key__in=applications)
    )
    files = _files(list(attached.order_by("-changed_at", "key")[:_MOST_SHOWN]))
    return Writings(
        of_candidates=_by("candidate_key", _newest(notes), _note),
        of_applications=_by("application_key", _newest(below), _note),
        feedback=_by("application_key", _newest(feedback), _feedback),
        files_of_candidates=files[CANDIDATE_ENTITY],
        files_of_applications=files[APPLICATION_ENTITY],
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


def _files(rows: list[AtsAttachment]) -> dict[str, dict[str, tuple[AttachedFile, ...]]]:
    """By entity and key of the parent."""
    kept = kept_files({row.media_id for row in rows})

    def shown(row: AtsAttachment) -> AttachedFile:
        sent = kept.get(row.media_id)
        return AttachedFile(
            external_id=row.id,
            name=str(row.record.get("externalFileName") or (sent.file_name if sent else "")),
            type=str(row.record.get("fileType") or ""),
            media_id=sent.id if sent else "",
            size=sent.size if sent else 0,
            written_at=row.record.get("externalCreatedAt"),
        )

    return {
        entity: _by("parent_key", [row for row in rows if row.entity == entity], shown)
        for entity in (CANDIDATE_ENTITY, APPLICATION_ENTITY)
    }


def _name(actor: Record | None) -> str:
    return f"{actor['firstName']} {actor['lastName']}" if actor else ""
