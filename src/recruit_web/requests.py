"""What does a view get? A request of a teammate who is signed in: the middleware lets no other through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from recruit.company.models import Teammate

    class SignedInRequest(HttpRequest):
        """For type checkers: the signed-in teammate, read with their company, and htmx's details are always there."""

        user: Teammate
        htmx: HtmxDetails

else:
    SignedInRequest = HttpRequest


__all__ = ["SignedInRequest"]
