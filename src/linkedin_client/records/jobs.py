"""What does LinkedIn know of a job? Four forms of one posting, and the task that v2 answers with.

*v2* `simpleJobPostings` exists in two forms: with `state` (the middleware's own, an upsert) and with
`jobPostingOperationType` (since 2022; CREATE of a known job and UPDATE of an unknown one fail in the task).
*REST* `jobRequisitions` is an upsert; of its body only the key, `availability` and `vanityIdentifier` are
documented, the rest is by analogy. REST `simpleJobPostings` is for public postings by operation.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-jobs
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from datetime import datetime

    from linkedin_client.records.adverts import Advert
    from linkedin_client.records.batches import RecordError


class JobState(StrEnum):
    LISTED = "LISTED"
    CLOSED = "CLOSED"


class Availability(StrEnum):
    """PUBLIC may be shown on LinkedIn; PRIVATE exists only inside Recruiter."""

    PUBLIC = "PUBLIC"
    PRIVATE = "PRIVATE_TO_ATS_INTEGRATION"


class JobOperation(StrEnum):
    CREATE = "CREATE"
    UPDATE = "UPDATE"
    RENEW = "RENEW"
    CLOSE = "CLOSE"
    #: To a promoted posting and back; adverts in REST only.
    UPGRADE = "UPGRADE"
    DOWNGRADE = "DOWNGRADE"


class WorkplaceType(StrEnum):
    ON_SITE = "On-site"
    HYBRID = "Hybrid"
    REMOTE = "Remote"


class TaskStatus(StrEnum):
    IN_PROGRESS = "IN_PROGRESS"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    PROCESSED = "PROCESSED"


@dataclass(frozen=True, kw_only=True, slots=True)
class JobPosting:
    """One job. With an `operation` v2 is told that instead of the `state`; REST always gets the state."""

    external_id: str
    title: str
    #: 100 to 25,000 characters; HTML of b, strong, u, i, br, p, ul, li.
    description: str
    company_apply_url: str
    listed_at: datetime
    #: `CITY,STATE`, `CITY,COUNTRY`, `CITY,STATE,COUNTRY` or `POSTALCODE,COUNTRYCODE`.
    location: str
    state: JobState = JobState.LISTED
    availability: Availability = Availability.PRIVATE
    operation: JobOperation | None = None
    modified_at: datetime | None = None
    expire_at: datetime | None = None
    #: The number that recruiters know the job by; REST's `vanityIdentifier` too.
    company_job_code: str | None = None
    workplace_type: WorkplaceType | None = None
    #: FULL_TIME, PART_TIME, CONTRACT, INTERNSHIP, TEMPORARY, VOLUNTEER or OTHER.
    employment_status: str | None = None
    requisition_owner_email: str | None = None
    requisition_owner_first_name: str | None = None
    requisition_owner_last_name: str | None = None
    #: v2 only; see the decision table of the ACL overview.
    access_restricted: bool | None = None
    #: What is for LinkedIn's own job pages; a requisition of REST goes without.
    advert: Advert | None = None

    def __post_init__(self) -> None:
        identifier(self.external_id, name="external_id")

    def wire_v2(self, *, organization: str) -> dict[str, Any]:
        """An element of `v2/simpleJobPostings`."""
        intent = {"state": self.state.value}
        if self.operation is not None:
            intent = {"jobPostingOperationType": self.operation.value}
        return (
            {"integrationContext": organization, "externalJobPostingId": self.external_id}
            | intent
            | self._common()
            | without_none(accessRestricted=self.access_restricted)
            | self._owner()
            | self._shown()
        )

    def wire_advert(self, *, organization: str) -> dict[str, Any]:
        """An element of `rest/simpleJobPostings`, which has lost what was for Recruiter alone.

        ValueError without an operation: there is no state to say it instead.
        """
        if self.operation is None:
            raise ValueError(f"{self.external_id}: an advert needs an operation")
        return (
            {
                "company": organization,
                "externalJobPostingId": self.external_id,
                "jobPostingOperationType": self.operation.value,
            }
            | self._common()
            | {"availability": "PUBLIC" if self.availability is Availability.PUBLIC else "INTERNAL"}
            | self._shown()
        )

    def wire_rest(self) -> dict[str, Any]:
        """A value of `rest/jobRequisitions`; its key carries context and id."""
        return (
            {"state": self.state.value}
            | self._common()
            | self._owner()
            | {
                "externalCreatedAt": milliseconds(self.listed_at),
                "externalLastModifiedAt": milliseconds(self.modified_at or self.listed_at),
            }
            | without_none(vanityIdentifier=self.company_job_code)
        )

    def _common(self) -> dict[str, Any]:
        return without_none(
            title=self.title,
            description=self.description,
            location=self.location,
            availability=self.availability.value,
            companyApplyUrl=self.company_apply_url,
            listedAt=milliseconds(self.listed_at),
            expireAt=None if self.expire_at is None else milliseconds(self.expire_at),
            companyJobCode=self.company_job_code,
            workplaceTypes=None if self.workplace_type is None else [self.workplace_type.value],
            employmentStatus=self.employment_status,
        )

    def _shown(self) -> dict[str, Any]:
        return {} if self.advert is None else self.advert.wire()

    def _owner(self) -> dict[str, Any]:
        return without_none(
            requisitionOwnerEmail=self.requisition_owner_email,
            requisitionOwnerFirstName=self.requisition_owner_first_name,
            requisitionOwnerLastName=self.requisition_owner_last_name,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class JobOutcome:
    """What became of one posting; `task_urn` is None where LinkedIn is done at once (REST)."""

    external_id: str
    ok: bool
    task_urn: str | None = None
    error: RecordError | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class JobTask:
    """LinkedIn's pending answer. `status` is a word of `TaskStatus`, or a new one of LinkedIn's.

    A task that LinkedIn does not know (any more) has status "" and its sentence in `error_message`.
    https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-taskstatus
    """

    urn: str
    status: str
    #: `urn:li:jobPosting:…` once there is one.
    job_posting: str | None = None
    error_message: str = ""
    external_id: str = ""
