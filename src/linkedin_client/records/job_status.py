"""How does a job stand on LinkedIn? Listed, promoted, open for LinkedIn Apply, and if not, whose fault it is.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/check-job-posting-status
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-status-change-notifications
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linkedin_client.told import moment_in, text_told

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusDetail:
    message: str = ""
    #: CUSTOMER_ERROR, PARTNER_ERROR or LINKEDIN_ERROR.
    error_type: str = ""
    error_code: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class JobPostingStatus:
    external_id: str
    #: LISTED, NOT_LISTED or IN_PROGRESS.
    listing: str = ""
    #: ENABLED, NOT_ENABLED or IN_PROGRESS.
    linkedin_apply: str = ""
    #: PROMOTED or NOT_PROMOTED.
    promotion: str = ""
    #: The page that people see; "" while there is none.
    url: str = ""
    listed_at: datetime | None = None
    expire_at: datetime | None = None
    listing_detail: StatusDetail | None = None
    linkedin_apply_detail: StatusDetail | None = None
    promotion_detail: StatusDetail | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)


def told_status(told: Mapping[str, Any], *, external_id: str) -> JobPostingStatus:
    """The status in an answer or in a push."""
    within = told.get("jobPostingInfo")
    info = within if isinstance(within, dict) else told
    return JobPostingStatus(
        external_id=text_told(told, "externalJobPostingId") or external_id,
        listing=text_told(told, "listingStatus"),
        linkedin_apply=text_told(told, "linkedInApplyStatus"),
        promotion=text_told(told, "promotionStatus"),
        url=text_told(told, "jobPostingUrl"),
        listed_at=moment_in(info, "listedAt"),
        expire_at=moment_in(info, "expireAt"),
        listing_detail=_detail(told.get("listingStatusDetail")),
        linkedin_apply_detail=_detail(told.get("linkedInApplyStatusDetail")),
        promotion_detail=_detail(told.get("promotionStatusDetail")),
        raw=told,
    )


def _detail(told: object) -> StatusDetail | None:
    if not isinstance(told, dict):
        return None
    return StatusDetail(
        message=text_told(told, "statusMessage", "message"),
        error_type=text_told(told, "errorType"),
        error_code=text_told(told, "errorCode"),
    )
