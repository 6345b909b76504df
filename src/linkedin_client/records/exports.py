"""Whom did a recruiter export, for which job? Fields of `exportedCandidates` and the stub profile in it.

E-mail and phone of the member are never part of an export: `email_addresses` holds only what the recruiter
typed into the export window.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/stubprofile
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Recruiter:
    """Who pressed Export, as far as the answer says: neither field's name nor its form is documented."""

    person_urn: str | None = None
    seat_urn: str | None = None
    name: str | None = None
    email: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ExportedCandidate:
    #: `urn:li:organization:…`; the receiver must check that it is the one whose callback was called.
    integration_context: str
    #: `urn:li:person:…`, the only stable key of the person.
    member: str
    first_name: str = ""
    last_name: str = ""
    profile_url: str = ""
    headline: str = ""
    location: str = ""
    employer_names: tuple[str, ...] = ()
    email_addresses: tuple[str, ...] = ()
    #: Our id of the job that the recruiter chose.
    external_job_posting_id: str | None = None
    #: The number that recruiters know the job by, if LinkedIn names the job by that instead.
    company_job_code: str | None = None
    recruiter: Recruiter = field(default_factory=Recruiter)
    notes: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ClosedMember:
    """A member who was exported and has closed the account since: what is kept of them may have to go."""

    #: `urn:li:person:…`
    person_urn: str
    closed_at: datetime | None = None
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
