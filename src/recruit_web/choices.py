"""Which record did the teammate choose in a form? By its public id; nothing chosen is no record."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from recruit.sources.selectors import source_by_public_id
from recruit_web.requests import SignedInRequest

#: What is usually said of a rejection, of one or of many. It is the value of a field and kept in English: reports count
#: by it. Templates say it in the reader's language.
REJECTED_BECAUSE = [
    gettext_noop("Experience does not fit"),
    gettext_noop("Skills do not fit"),
    gettext_noop("Expectations do not match"),
    gettext_noop("Another candidate was chosen"),
]


def chosen_source_id(request: SignedInRequest, public_id: str) -> int | None:
    """Refuses with ``NotFound`` what is no source of the teammate's company."""
    if not public_id:
        return None
    return source_by_public_id(company_id=request.user.company_id, public_id=public_id).pk
