"""What does LinkedIn's Hiring Assistant say of an application?

None of the fields is readable: what cannot be found is "" here, and `raw` has it all. It is LinkedIn's statement, never
a decision of the ATS.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-application-evaluation/exported-application-evaluation
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Criterion:
    name: str
    rating: str = ""
    evidence: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class HiringEvaluation:
    #: `urn:li:organization:…`; the receiver must check that it is the one whose callback was called.
    integration_context: str
    application_id: str = ""
    job_posting_id: str = ""
    candidate_id: str = ""
    evaluated_at: datetime | None = None
    rating: str = ""
    summary: str = ""
    criteria: tuple[Criterion, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
