"""How long does a job stay listed? Until ``expireAt``, or for as long as LinkedIn lists one that says nothing.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.jobs.job_fields import Form
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.world.models import JobPosting

_USUAL_DAYS = {"BASIC": 180, "PREMIUM": 30}
_MOST_DAYS = {Form.STATE: 3 * 365, Form.OPERATION: 3 * 365, Form.VERSIONED: 365, Form.REQUISITION: 3 * 365}
_MOST_DAYS_PREMIUM = 90


def problem_of_expiry(
    record: dict[str, Any], form: Form, *, is_premium: bool, now: int
) -> RecordError | None:
    """``expireAt`` within what the form allows, counted from now."""
    expire_at = record.get("expireAt")
    if expire_at is None:
        return None
    days = (expire_at - now) / clock.DAY
    most = _MOST_DAYS_PREMIUM if is_premium else _MOST_DAYS[form]
    if days > most:
        return invalid("expireAt", f"is more than {most} days ahead")
    if days < 1 and (is_premium or form is Form.VERSIONED):
        return invalid("expireAt", "is less than 1 day ahead")
    return None


def listed_from(record: dict[str, Any], before: JobPosting | None, *, listing_type: str, now: int) -> int:
    """When the present listing began: a listed job goes on, unless it is renewed, promoted or promoted no more."""
    if before is None or before.state != "LISTED" or before.expires_at <= now:
        return now
    begins_anew = record.get("jobPostingOperationType") == "RENEW" or before.listing_type != listing_type
    return now if begins_anew else before.listed_from


def expires_at(record: dict[str, Any], *, listing_type: str, begun: int) -> int:
    if record.get("expireAt") is not None:
        return int(record["expireAt"])
    start = int(record["listedAt"]) if switch("expiry_counts_from") == "listedAt" else begun
    return start + _USUAL_DAYS[listing_type] * clock.DAY
