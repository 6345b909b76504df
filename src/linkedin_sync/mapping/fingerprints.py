"""Does a record differ from what LinkedIn has? Its fingerprint says so without keeping the record.

The moment of the latest change is left out: a touch that changes nothing that LinkedIn would see is not sent. So is
what a field says of itself to be only about the way there.
"""

from __future__ import annotations

from dataclasses import fields
from hashlib import blake2b
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from linkedin_client import (
        Application,
        ApplicationNote,
        Candidate,
        CandidateNote,
        InterviewFeedback,
        JobPosting,
        Stage,
    )
    from linkedin_sync.mapping.resumes import Resume

    Record: TypeAlias = (
        Candidate
        | Application
        | JobPosting
        | Stage
        | CandidateNote
        | ApplicationNote
        | InterviewFeedback
        | Resume
    )


#: In a field's metadata: it is needed to send the record and is no part of what LinkedIn has then.
ON_THE_WAY: Final = "on_the_way"

#: How the content of each kind of record is read, all fields at once.
_CONTENT: dict[type[Record], Callable[[Record], tuple[Any, ...]]] = {}


def _content_of(record: Record) -> list[Any]:
    kind = type(record)
    if kind not in _CONTENT:
        _CONTENT[kind] = attrgetter(
            *(
                field.name
                for field in fields(kind)
                if field.name != "modified_at" and not field.metadata.get(ON_THE_WAY)
            )
        )
    return list(_CONTENT[kind](record))


def fingerprint_of(record: Record) -> str:
    """A digest of all that would be sent; 32 hex characters."""
    return blake2b(repr(_content_of(record)).encode(), digest_size=16).hexdigest()
