"""Who holds a Recruiter licence? Fields of `seatsV2`.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/recruiter-seatholders
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """`person_urn` is what LinkedIn wants ATS users to be matched by; `email` is not always there."""

    #: `urn:li:seat:…`
    urn: str
    person_urn: str
    first_name: str = ""
    last_name: str = ""
    email: str | None = None
    #: ACTIVE, INACTIVE, INVITED or PARKED.
    state: str = ""
    #: `urn:li:contract:…`
    contract: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False)
