"""Does a record differ from what LinkedIn has? Its fingerprint says so without keeping the record.

The moment of the latest change is left out: a touch that changes nothing that LinkedIn would see is not sent.
"""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkedin_client import Application, ApplicationNote, Candidate, CandidateNote, JobPosting, Stage

    Record = Candidate | Application | JobPosting | Stage | CandidateNote | ApplicationNote


_CONTENT: dict[type[Record], tuple[str, ...]] = {}


def _content_names(record: Record) -> tuple[str, ...]:
    kind = type(record)
    if kind not in _CONTENT:
        _CONTENT[kind] = tuple(field.name for field in fields(kind) if field.name != "modified_at")
    return _CONTENT[kind]


def fingerprint_of(record: Record) -> str:
    """A digest of all that would be sent; 32 hex characters."""
    content = repr([getattr(record, name) for name in _content_names(record)])
    return blake2b(content.encode(), digest_size=16).hexdigest()
