"""What is a job of an ATS at LinkedIn? One row, however it was sent: as a posting or as a requisition."""

from __future__ import annotations

import zlib
from typing import Any

from linkedin_sandbox.world.models import AtsJob

# By what a recruiter may know the requisition, beside the job's code and id.
_REQUISITION_NUMBERS = ("vanityIdentifier", "partnerRequisitionId")
_OPERATION_NEEDS_JOB = ("UPDATE", "RENEW", "UPGRADE", "DOWNGRADE", "CLOSE")


def job_exists(key: str) -> bool:
    return AtsJob.objects.filter(key=key).exists()


def problem_of(record: dict[str, Any], *, is_known: bool) -> str:
    """What is wrong with the job in meaning, as its task says it; empty when nothing is."""
    operation = record.get("jobPostingOperationType")
    if operation == "CREATE" and is_known:
        return "Duplicate partner job identifier: a job with this externalJobPostingId exists already."
    if operation in _OPERATION_NEEDS_JOB and not is_known:
        return f"Operation {operation} is not allowed for a non-existing job."
    if _location_is_unknown(record):
        return "JOB_FIELD_PROCESSOR_LOCATION: the location could not be standardized."
    return ""


def _location_is_unknown(record: dict[str, Any]) -> bool:
    """Invented places all resolve; the literal "Nowhere" is the one that LinkedIn does not find."""
    return str(record.get("location") or "").strip().lower().startswith("nowhere")


def is_closed(record: dict[str, Any]) -> bool:
    states = (record.get("state"), record.get("status"), record.get("jobPostingOperationType"))
    return any(state in ("CLOSED", "CLOSE") for state in states)


def job_row(
    *, application_id: int, key: str, context: str, external_id: str, record: dict[str, Any], now: int
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
        search=" ".join([title, *sorted(numbers)]).lower(),
        record=record,
        changed_at=now,
    )


def posting_id_of(key: str) -> int:
    """LinkedIn's own number of a job: the same for the same job, however often it is sent."""
    return 3_900_000_000 + zlib.crc32(key.encode()) % 99_999_999


def store_jobs(rows: list[AtsJob]) -> None:
    fields = [field.name for field in AtsJob._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 -- Django's documented Meta API
    AtsJob.objects.bulk_create(rows, update_conflicts=True, unique_fields=["key"], update_fields=fields)


def store_job(*, application_id: int, key: str, external_id: str, record: dict[str, Any], now: int) -> int:
    row = job_row(
        application_id=application_id,
        key=key,
        context=str(record.get("integrationContext") or record.get("company") or ""),
        external_id=external_id,
        record=record,
        now=now,
    )
    store_jobs([row])
    return row.posting_id
