"""What does Apply Connect carry? A member's application with the answers, and what became of it.

https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/sync-job-application-feedback
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Action(StrEnum):
    VIEWED = "APPLICATION_VIEWED"
    RESUME_DOWNLOADED = "RESUME_DOWNLOADED"
    REJECTED = "APPLICATION_REJECTED"


@dataclass(frozen=True, kw_only=True, slots=True)
class ApplicationAction:
    """What the ATS did with an application, one report per occurrence."""

    #: `urn:li:jobApplication:…`, as the push named it.
    application_urn: str
    action: Action
    performed_at: datetime

    def __post_init__(self) -> None:
        identifier(self.application_urn, name="application_urn")

    def wire(self, *, organization: str) -> dict[str, Any]:
        return without_none(
            jobApplicationId=self.application_urn,
            action=self.action.value,
            performedAt=milliseconds(self.performed_at),
            integrationContext=organization or None,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivedFile:
    """A file of an application: to be fetched at once, for LinkedIn keeps it 30 days."""

    #: What question it answers: "resume", "coverLetter", or the question's own id.
    question: str
    #: Signed; only the child application's token opens it.
    url: str = field(repr=False)
    urn: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceivedAnswer:
    """One answer to a question of the ATS's own: the symbolic names of choices, else one text."""

    question: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class JobApplication:
    """A member's application on LinkedIn. What is not read here is in `raw`, which is to be kept."""

    application_urn: str
    #: `urn:li:person:…`, as this application sees the person.
    person_urn: str | None = None
    #: Our own id of the job.
    job_posting_id: str
    applied_at: datetime | None = None
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""
    files: tuple[ReceivedFile, ...] = ()
    answers: tuple[ReceivedAnswer, ...] = ()
    skills: tuple[str, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
