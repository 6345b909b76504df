"""What does LinkedIn know of a candidate? Fields of `v2/atsCandidates` and `rest/candidates`.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/required-fields
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_client.dialects import Generation
from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier, without_none

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneNumber:
    number: str
    extension: str | None = None

    def wire(self) -> dict[str, Any]:
        return without_none(number=self.number, extension=self.extension)


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """All parts optional; `geographic_area_type` is STATE or PROVINCE, `country` ISO 3166-1 alpha-2."""

    line1: str | None = None
    line2: str | None = None
    line3: str | None = None
    line4: str | None = None
    city: str | None = None
    geographic_area: str | None = None
    geographic_area_type: str | None = None
    postal_code: str | None = None
    country: str | None = None

    def wire(self) -> dict[str, Any]:
        return without_none(
            line1=self.line1,
            line2=self.line2,
            line3=self.line3,
            line4=self.line4,
            city=self.city,
            geographicArea=self.geographic_area,
            geographicAreaType=self.geographic_area_type,
            postalCode=self.postal_code,
            country=self.country,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """One human being as the ATS knows them.

    LinkedIn requires `email_addresses` unless a person is attached, and wants `phone_numbers` and `addresses`
    to be there even if they are empty (since March 2024). `manual_matched_member` is always to be sent again:
    whether leaving it out clears it is not documented.
    """

    candidate_id: str
    created_at: datetime
    modified_at: datetime
    first_name: str
    last_name: str
    #: Where a recruiter opens this candidate in the ATS.
    external_profile_url: str
    email_addresses: tuple[str, ...] = ()
    phone_numbers: tuple[PhoneNumber, ...] = ()
    addresses: tuple[Address, ...] = ()
    linkedin_profile_url: str | None = None
    current_company_name: str | None = None
    current_job_title: str | None = None
    do_not_contact: bool | None = None
    middle_initial: str | None = None
    prefix: str | None = None
    suffix: str | None = None
    #: `urn:li:person:…` as this application sees the person: the match that the customer chose.
    manual_matched_member: str | None = None

    def __post_init__(self) -> None:
        identifier(self.candidate_id, name="candidate_id")

    def wire(self, generation: Generation) -> dict[str, Any]:
        prefix = "ats" if generation is Generation.V2 else "external"
        moments = {
            f"{prefix}CreatedAt": milliseconds(self.created_at),
            f"{prefix}LastModifiedAt": milliseconds(self.modified_at),
        }
        return moments | without_none(
            firstName=self.first_name,
            lastName=self.last_name,
            middleInitial=self.middle_initial,
            prefix=self.prefix,
            suffix=self.suffix,
            emailAddresses=list(self.email_addresses),
            phoneNumbers=[phone.wire() for phone in self.phone_numbers],
            addresses=[address.wire() for address in self.addresses],
            externalProfileUrl=self.external_profile_url,
            linkedInProfileUrl=self.linkedin_profile_url,
            currentCompanyName=self.current_company_name,
            currentJobTitle=self.current_job_title,
            doNotContact=self.do_not_contact,
            manualMatchedMember=self.manual_matched_member,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class CandidateMatch:
    """Which members LinkedIn takes a candidate for, and which one the customer chose."""

    #: Found by LinkedIn (read only); empty both before matching and when nobody matches.
    matched: tuple[str, ...] = ()
    manual: str | None = None
