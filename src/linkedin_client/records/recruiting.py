"""What have recruiters done in Recruiter? InMail messages, contact data shared with them, their notes about members.

Documented are the purpose and a few names; everything else is read in the forms that are likely, and what an answer
lacks is "" or None here. `raw` has the record as LinkedIn wrote it.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

#: InMail and notes are to be asked for in spans of at most this.
LONGEST_SPAN = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True, slots=True)
class ConversationEvent:
    """One InMail message, sent or received by the seat that was asked for."""

    id: str = ""
    #: `urn:li:mailThread:…`
    thread_urn: str = ""
    #: `urn:li:seat:…` of a message from a recruiter, else None.
    author_seat: str | None = None
    #: `urn:li:person:…` of a message from a member, else None.
    author_person: str | None = None
    #: Seats and persons, as URNs.
    recipients: tuple[str, ...] = ()
    sent_at: datetime
    subject: str = ""
    body: str = ""
    #: PUBLIC, PRIVATE (to be shown to nobody but the seat), or "" if it is not said.
    visibility: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)

    @property
    def key(self) -> str:
        """What makes this message the same at the next look: its id, or a digest of thread, author and moment."""
        if self.id:
            return self.id
        author = self.author_seat or self.author_person or ""
        told = f"{self.thread_urn}\n{author}\n{self.sent_at.isoformat()}"
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True, slots=True)
class MailStub:
    """Contact data that a member agreed to share, at the first reply to an InMail of the owner's seat."""

    id: str = ""
    #: `urn:li:contract:…`
    contract: str = ""
    #: `urn:li:seat:…` of the recruiter with whom it was shared.
    owner: str | None = None
    #: `urn:li:person:…`
    person_urn: str | None = None
    shared_at: datetime | None = None
    first_name: str = ""
    last_name: str = ""
    profile_url: str = ""
    email_addresses: tuple[str, ...] = ()
    phone_numbers: tuple[str, ...] = ()
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class ProspectNote:
    """A recruiter's note about a member. One that is not `active` was deleted and is to be deleted here."""

    id: str
    active: bool = True
    #: `urn:li:contract:…`
    contract: str = ""
    created_at: datetime | None = None
    modified_at: datetime | None = None
    #: `urn:li:seat:…` of its author.
    owner: str | None = None
    #: `urn:li:person:…` of whom it is about.
    person_urn: str | None = None
    text: str = ""
    #: ORGANIZATION, PRIVATE (its author's alone), or "" if it is not said.
    visibility: str = ""
    raw: Mapping[str, Any] = field(default_factory=dict, hash=False, compare=False, repr=False)
