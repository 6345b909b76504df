"""What does a view get? A request of a teammate who is signed in: the middleware lets no other through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from recruit.company.selectors import company_of

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from recruit.company.models import Company, Teammate

    class SignedInRequest(HttpRequest):
        """For type checkers: the signed-in teammate and htmx's details are always there."""

        user: Teammate
        htmx: HtmxDetails

else:
    SignedInRequest = HttpRequest

_COMPANY = "_company_of_teammate"


def company_of_teammate(request: SignedInRequest) -> Company:
    """The signed-in teammate's company; several parts of a page ask for it, and it is read once."""
    known = vars(request)
    if _COMPANY not in known:
        known[_COMPANY] = company_of(company_id=request.user.company_id)
    found: Company = known[_COMPANY]
    return found


__all__ = ["SignedInRequest", "company_of_teammate"]
