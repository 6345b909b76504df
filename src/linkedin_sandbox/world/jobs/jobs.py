"""What is a job of an ATS at LinkedIn? One row, however it was sent: as a posting or as a requisition."""

from __future__ import annotations

import zlib
from typing import Any

from linkedin_sandbox.world.jobs.job_fields import Form
from linkedin_sandbox.world.jobs.job_html import kept_html
from linkedin_sandbox.world.models import AtsJob
from linkedin_sandbox.world.steering.switches import switch

# By what a recruiter may know the requisition, beside the job's code and id.
_REQUISITION_NUMBERS = ("vanityIdentifier", "partnerRequisitionId")
_SHORTEST_DESCRIPTION = 100
_OPERATION_NEEDS_JOB = ("UPDATE", "RENEW", "UPGRADE", "DOWNGRADE", "CLOSE")


def problem_of(record: dict[str, Any], *, is_known: bool) -> str:
    """What is wrong with the job in meaning, as its task says it; empty when nothing is."""
    operation = record.get("jobPostingOperationType")
    if operation == "CREATE" and is_known:
        return "Duplicate partner job identifier: a job with this externalJobPostingId exists already."
    if operation in _OPERATION_NEEDS_JOB and not is_known:
        return f"Operation {operation} is not allowed for a non-existing job."
    if len(str(record.get("description") or "")) < _SHORTEST_DESCRIPTION:
        return f"The description has less than {_SHORTEST_DESCRIPTION} characters."
    if _location_is_unknown(record):
        return "JOB_FIELD_PROCESSOR_LOCATION: the location could not be standardized."
    return ""


def _location_is_unknown(record: dict[str, Any]) -> bool:
    """Invented places all resolve, but for the literal "Nowhere"; strictly read, a country alone is for Remote."""
    location = str(record.get("location") or "").strip()
    if location.lower().startswith("nowhere"):
        return True
    is_remote = record.get("workplaceTypes") == ["Remote"]
    return switch("job_locations") == "strict" and bool(location) and "," not in location and not is_remote


def is_closed(record: dict[str, Any]) -> bool:
    states = (record.get("state"), record.get("status"), record.get("jobPostingOperationType"))
    return any(state in ("CLOSED", "CLOSE") for state in states)


def job_row(
    *,
    application_id: int,
    key: str,
    context: str,
    external_id: str,
    form: Form,
    record: dict[str, Any],
    expires_at: int | None,
    now: int,
) -> AtsJob:
    workplaces = record.get("workplaceTypes") or []
    title = str(record.get("title") or "")
    code = str(record.get("companyJobCode") or record.get("vanityIdentifier") or "")
    numbers = {code, external_id, *(str(record.get(name) or "") for name in _REQUISITION_NUMBERS)}
    return AtsJob(
        key=key,
        application_id=application_id,
        context=context,
        id=external_id,
        state="CLOSED" if is_closed(record) else "LISTED",
        title=title[:200],
        code=code[:200],
        location=str(record.get("location") or "")[:300],
        workplace=str(workplaces[0]) if workplaces else "",
        availability=str(record.get("availability") or ""),
        access_restricted=record.get("accessRestricted"),
        posting_id=posting_id_of(key),
        expires_at=expires_at,
        form=form,
        search=" ".join([title, *sorted(numbers)]).lower(),
        record=record,
        changed_at=now,
    )


def as_kept(record: dict[str, Any]) -> dict[str, Any]:
    """The record as LinkedIn stores it: what is null is absent, and HTML is cut down."""
    kept = {name: value for name, value in record.items() if value is not None}
    if isinstance(kept.get("description"), str):
        kept["description"] = kept_html(kept["description"])
    return kept


def posting_id_of(key: str) -> int:
    """LinkedIn's own number of a job: the same for the same job, however often it is sent."""
    return 3_900_000_000 + zlib.crc32(key.encode()) % 99_999_999
