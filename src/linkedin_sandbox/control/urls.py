"""Which addresses has the control plane? All stand below ``/_sandbox/``, where the real service has none.

A module adds its own by ending with ``CALLS`` and by being named here.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from linkedin_sandbox.control import (
    accounts,
    acts,
    applying,
    awli,
    covering,
    faulting,
    journaling,
    looking,
    mailing,
    posting,
    recruiters,
    recruiting,
    snapshotting,
    state,
    steering,
    throttling,
)
from linkedin_sandbox.control.calls import nothing_here
from linkedin_sandbox.control.calls import urlpatterns as addresses
from linkedin_sandbox.control.openapi import described

CALLS = (
    *state.CALLS,
    *snapshotting.CALLS,
    *steering.CALLS,
    *throttling.CALLS,
    *faulting.CALLS,
    *journaling.CALLS,
    *covering.CALLS,
    *acts.CALLS,
    *recruiters.CALLS,
    *mailing.CALLS,
    *recruiting.CALLS,
    *accounts.CALLS,
    *looking.CALLS,
    *awli.CALLS,
    *applying.CALLS,
    *posting.CALLS,
)


def openapi(request: HttpRequest) -> HttpResponse:
    """The whole control plane, described."""
    return JsonResponse(described(CALLS, address=f"{request.scheme}://{request.get_host()}"))


urlpatterns = [
    *addresses(CALLS),
    path("openapi.json", openapi),
    path("<path:path>", nothing_here),
]
