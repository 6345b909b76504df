"""What did an interviewer say of an application?

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-interview-feedback
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from datetime import datetime

    from linkedin_client.records.children import Actor, ChildKey


class InterviewType(StrEnum):
    PHONE_SCREEN = "PHONE_SCREEN"
    ONSITE = "ONSITE"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rating:
    """One line of a scorecard: `result` is free text such as "3 of 4"."""

    attribute: str
    result: str | None = None

    def wire(self) -> dict[str, Any]:
        return without_none(attribute=self.attribute, result=self.result)


@dataclass(frozen=True, kw_only=True, slots=True)
class InterviewFeedback:
    application_id: str
    feedback_id: str
    created_at: datetime | None = None
    interviewer: Actor | None = None
    ratings: tuple[Rating, ...] = ()
    text: str | None = None
    #: LinkedIn knows two; None for any other kind of interview.
    interview_type: InterviewType | None = None

    def __post_init__(self) -> None:
        identifier(self.application_id, name="application_id")
        identifier(self.feedback_id, name="feedback_id")

    @property
    def key(self) -> ChildKey:
        return (self.application_id, self.feedback_id)

    def wire(self) -> dict[str, Any]:
        return without_none(
            atsCreatedAt=None if self.created_at is None else milliseconds(self.created_at),
            interviewer=None if self.interviewer is None else self.interviewer.wire(),
            evaluations=[rating.wire() for rating in self.ratings],
            feedback=self.text,
            interviewType=None if self.interview_type is None else self.interview_type.value,
        )
