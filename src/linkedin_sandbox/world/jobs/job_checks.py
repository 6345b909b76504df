"""Does LinkedIn take this job? What is wrong with an element of ``simpleJobPostings``, before any task is made.

A field that is missing or malformed is 422, a few documented things are 400, closing what is not open is 409,
a promoted job without a free slot is 402. What is wrong in meaning shows in the task (``jobs.problem_of``).
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/create-jobs
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.validation import MISSING, Field, first_problem, is_web_address, text
from linkedin_sandbox.world.jobs.job_expiry import problem_of_expiry
from linkedin_sandbox.world.jobs.job_fields import Form, fields_of
from linkedin_sandbox.world.jobs.promotion import is_promoted
from linkedin_sandbox.world.steering.switches import switch

# The ATS's clock may be a little ahead of LinkedIn's.
_CLOCKS_DIFFER_MS = 60_000


def problem_of_record(record: dict[str, Any], form: Form, *, now: int) -> RecordError | None:
    """What can be seen from the record alone."""
    return (
        first_problem(record, _fields(form), reject_unknown=switch("unknown_fields") == "reject")
        or _bad_request(record, form)
        or _problem_of_place_and_time(record, form, now=now)
        or _problem_of_poster(record, form)
    )


def _fields(form: Form) -> tuple[Field, ...]:
    """Two pages contradict each other on where a short description shows: at once, or in the task."""
    if switch("short_description") == "element":
        return fields_of(form)
    in_task = Field("description", text(most=25_000), required=True)
    return tuple(in_task if field.name == "description" else field for field in fields_of(form))


def _bad_request(record: dict[str, Any], form: Form) -> RecordError | None:
    """What LinkedIn answers with 400 rather than 422."""
    problem = problem_of_workplaces(record)
    if problem:
        return problem
    if not is_web_address(record["companyApplyUrl"]):
        return RecordError(400, f"companyApplyUrl {record['companyApplyUrl']} is not a valid URL", rule="25")
    context = "company" if form is Form.VERSIONED else "integrationContext"
    if not any(record.get(name) for name in (context, "companyName", "companyPageUrl")):
        return RecordError(
            400, "At least one of company, companyPageUrl, companyName must be given", rule="25"
        )
    return None


def problem_of_workplaces(record: dict[str, Any]) -> RecordError | None:
    workplaces = record.get("workplaceTypes")
    if workplaces is not None and len(workplaces) != 1:
        return RecordError(400, f"Exactly one workplaceType is allowed, not {len(workplaces)}", rule="25")
    return None


def _problem_of_place_and_time(record: dict[str, Any], form: Form, *, now: int) -> RecordError | None:
    has_code = record.get("countryCode") is not None and record.get("postalCode") is not None
    if record.get("location") is None and not (form is Form.STATE and has_code):
        return invalid("location", MISSING)
    if record["listedAt"] > now + _CLOCKS_DIFFER_MS:
        return invalid("listedAt", "is in the future")
    if is_closing(record):
        return None
    return problem_of_expiry(record, form, is_premium=is_promoted(record), now=now)


def _problem_of_poster(record: dict[str, Any], form: Form) -> RecordError | None:
    """The pages differ on whether every job needs one since June 2025."""
    if form is Form.STATE or switch("poster_email") != "always" or record.get("posterEmail"):
        return None
    return invalid("posterEmail", MISSING)


def is_closing(record: dict[str, Any]) -> bool:
    operation = record.get("jobPostingOperationType")
    return operation == "CLOSE" or (operation is None and record.get("state") == "CLOSED")
