"""Which record did the teammate choose in a form? By its public id; nothing chosen is no record."""

from __future__ import annotations

from recruit.sources.selectors import source_by_public_id
from recruit_web.requests import SignedInRequest

#: What is usually said of a rejection, of one or of many.
REJECTED_BECAUSE = [
    "Experience does not fit",
    "Skills do not fit",
    "Expectations do not match",
    "Another candidate was chosen",
]


def chosen_source_id(request: SignedInRequest, public_id: str) -> int | None:
    """Refuses with ``NotFound`` what is no source of the teammate's company."""
    if not public_id:
        return None
    return source_by_public_id(company_id=request.user.company_id, public_id=public_id).pk
