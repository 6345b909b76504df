"""Which fields has a job? A table for each of the four forms in which ATSs send one.

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-jobs
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Any

from linkedin_sandbox.world.ground.validation import (
    Check,
    Field,
    boolean,
    email,
    epoch,
    list_of,
    matching,
    one_of,
    record_of,
    text,
    url,
)
from linkedin_sandbox.world.jobs.apply_configuration import CONFIGURATION

VANITY_SINCE = 202603


class Form(StrEnum):
    """How a job was sent; the first three are ``simpleJobPostings``.

    STATE says how the job stands (v2, the oldest), OPERATION what is to be done (v2 since 2022), VERSIONED the
    same without Recruiter's extension (rest), REQUISITION is for recruiters only (rest/jobRequisitions).
    """

    STATE = "state"
    OPERATION = "operation"
    VERSIONED = "versioned"
    REQUISITION = "requisition"


WORKPLACES = ("On-site", "Hybrid", "Remote")
OPERATIONS = ("CREATE", "UPDATE", "RENEW", "CLOSE")
PROMOTIONS = ("UPGRADE", "DOWNGRADE")
_EMPLOYMENT = ("FULL_TIME", "PART_TIME", "CONTRACT", "INTERNSHIP", "TEMPORARY", "VOLUNTEER", "OTHER")
_EXPERIENCE = (
    "ENTRY_LEVEL", "MID_SENIOR_LEVEL", "DIRECTOR", "EXECUTIVE", "INTERNSHIP", "ASSOCIATE", "NOT_APPLICABLE",
)  # fmt: skip
_PERIODS = ("YEARLY", "MONTHLY", "SEMIMONTHLY", "BIWEEKLY", "WEEKLY", "DAILY", "HOURLY")
_TYPES = (
    "BASE_SALARY", "TIPS", "COMMISSION", "PROFIT_SHARING", "STOCK_OPTIONS", "STOCK", "BONUS", "SIGN_ON_BONUS",
    "OVER_TIME", "OTHER",
)  # fmt: skip
_NUMBER = re.compile(r"\d+(\.\d+)?")


def _amount(value: Any) -> str | None:
    """LinkedIn's own code sends the number as a text, others as a number."""
    plain = str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
    return (
        None
        if isinstance(plain, str) and _NUMBER.fullmatch(plain)
        else f'"{value}" is not an amount of money'
    )


_MONEY = record_of(
    Field("currencyCode", matching(r"[A-Z]{3}", "a currency code"), required=True),
    Field("amount", _amount, required=True),
)
_RANGE = record_of(Field("start", _MONEY, required=True), Field("end", _MONEY, required=True))


def _value(value: Any) -> str | None:
    """A range or an exact amount; LinkedIn's own code leaves out the word ``range``."""
    if not isinstance(value, dict):
        return "is not a Record"
    named = value.get("range", value if "start" in value else None)
    if (named is None) == (value.get("exactAmount") is None):
        return "has to be either a range or an exactAmount"
    if named is None:
        return _MONEY(value["exactAmount"])
    reason = _RANGE(named)
    if reason is None and float(named["start"]["amount"]) > float(named["end"]["amount"]):
        return "the range ends before it starts"
    return reason


def _one_compensation(value: Any) -> str | None:
    reason = _COMPENSATION(value)
    if reason is None and value.get("value") is None and value.get("amount") is None:
        return "value :: field is required but not found and has no default value"
    return reason


_COMPENSATION: Check = record_of(
    Field("amount", _MONEY),
    Field("value", _value),
    Field("period", one_of(*_PERIODS), required=True),
    Field("type", one_of(*_TYPES), required=True),
)

_OPTIONAL = (
    Field("alternateLocations", list_of(text(), most=7)),
    Field("categories", list_of(text(least=1), most=3)),
    Field("skillsDescription", text(most=4000)),
    Field("companyJobCode", text()),
    Field("partnerRequisitionId", text()),
    Field("workplaceTypes", list_of(one_of(*WORKPLACES))),
    Field("industries", list_of(matching(r"urn:li:industry:\d+", "an industry URN"))),
    Field("employmentStatus", one_of(*_EMPLOYMENT)),
    Field("experienceLevel", one_of(*_EXPERIENCE)),
    Field(
        "compensation",
        record_of(Field("compensations", list_of(_one_compensation), required=True)),
    ),
    Field("expireAt", epoch),
    Field("companyName", text()),
    Field("companyPageUrl", url),
    Field("trackingPixelUrl", url),
    Field("listingType", one_of("BASIC", "PREMIUM")),
    Field("contract", matching(r"urn:li:contract:\d+", "a contract URN")),
    Field("posterEmail", email),
    Field("showPosterInfo", boolean),
    Field("onsiteApplyConfiguration", CONFIGURATION),
)
_OF_RECRUITER = (
    Field("accessRestricted", boolean),
    Field("requisitionOwnerEmail", email),
    Field("requisitionOwnerFirstName", text()),
    Field("requisitionOwnerLastName", text()),
)
_V2_AVAILABILITY = one_of("PUBLIC", "PRIVATE_TO_ATS_INTEGRATION")


def _required(longest_id: int) -> tuple[Field, ...]:
    return (
        Field("externalJobPostingId", text(least=1, most=longest_id), required=True),
        Field("title", text(least=1, most=200), required=True),
        Field("description", text(least=100, most=25_000), required=True),
        Field("companyApplyUrl", text(least=1), required=True),
        Field("listedAt", epoch, required=True),
    )


_STATE = (
    Field("integrationContext", text(least=1)),
    *_required(200),
    Field("location", text(least=1)),
    Field("countryCode", text()),
    Field("postalCode", text()),
    Field("state", one_of("LISTED", "CLOSED"), required=True),
    Field("availability", _V2_AVAILABILITY, required=True),
    *_OPTIONAL,
    *_OF_RECRUITER,
)
_OPERATION = (
    Field("integrationContext", text(least=1)),
    *_required(200),
    Field("location", text(least=1), required=True),
    Field("jobPostingOperationType", one_of(*OPERATIONS), required=True),
    Field("availability", _V2_AVAILABILITY),
    *_OPTIONAL,
    *_OF_RECRUITER,
)
_VERSIONED = (
    Field("company", text(least=1)),
    *_required(75),
    Field("location", text(least=1), required=True),
    Field("jobPostingOperationType", one_of(*OPERATIONS, *PROMOTIONS), required=True),
    Field("availability", one_of("PUBLIC", "INTERNAL")),
    *_OPTIONAL,
)
# The body of rest/jobRequisitions is not readable anywhere: taken by analogy, and leniently. What the private
# availability is called there is not documented.
_REQUISITION = (
    Field("title", text(least=1, most=200), required=True),
    Field("description", text(least=100, most=25_000)),
    Field("companyApplyUrl", url),
    Field("listedAt", epoch),
    Field("location", text()),
    Field("state", one_of("LISTED", "CLOSED", "OPEN")),
    Field("status", text()),
    Field("availability", one_of("PUBLIC", "PRIVATE_TO_ATS_INTEGRATION", "INTERNAL")),
    Field("externalCreatedAt", epoch),
    Field("externalLastModifiedAt", epoch),
    Field("vanityIdentifier", text()),
    *(field for field in _OPTIONAL if field.name != "onsiteApplyConfiguration"),
    *_OF_RECRUITER,
)
_TABLES = {
    Form.STATE: _STATE,
    Form.OPERATION: _OPERATION,
    Form.VERSIONED: _VERSIONED,
    Form.REQUISITION: _REQUISITION,
}


def form_of(record: dict[str, Any], *, generation: str) -> Form:
    """In which form an element of ``simpleJobPostings`` was sent."""
    if generation == "rest":
        return Form.VERSIONED
    has_state = record.get("state") is not None and record.get("jobPostingOperationType") is None
    return Form.STATE if has_state else Form.OPERATION


def fields_of(form: Form, *, version: int = VANITY_SINCE) -> tuple[Field, ...]:
    """The form's table; ``vanityIdentifier`` is a newer field of requisitions."""
    table = _TABLES[form]
    if form is Form.REQUISITION and version < VANITY_SINCE:
        return tuple(field for field in table if field.name != "vanityIdentifier")
    return table
