"""Where does a member say yes or no to an application? On a page at ``/oauth/v2/authorization``.

Nobody has a password here: one says who one is. Whoever acts as somebody in the console is asked as that one.
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
"""

from __future__ import annotations

import time
import uuid
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.journal import log
from linkedin_sandbox.world.access import member_access
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.people.personas import member_in
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from django.http import QueryDict

    from linkedin_sandbox.world.access.member_access import Consent
    from linkedin_sandbox.world.models import Member

# The form is answered by a redirect to the ATS, which a browser would count as a form's target.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'"
)
_DESCRIBED = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow"
_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "state")
_FOUND = 10


class _Elsewhere(HttpResponseRedirect):
    """An ATS's own address can have whatever scheme it has registered."""

    allowed_schemes = ["https", "http"]


@require_http_methods(["GET", "POST"])
def authorization(request: HttpRequest) -> HttpResponse:
    form = request.POST if request.method == "POST" else request.GET
    started = time.perf_counter()
    response = _answer(request, form)
    log.record(
        at=clock.now_ms(),
        kind="call",
        verb=str(request.method),
        path=request.path,
        query=urlencode({name: form[name] for name in (*_ASKED, "as", "decision") if name in form}),
        resource="authorization",
        method=form.get("decision", ""),
        generation="oauth",
        client_id=form.get("client_id", ""),
        status=response.status_code,
        milliseconds=round((time.perf_counter() - started) * 1000, 2),
        request_id=str(uuid.uuid4()),
        request_headers=dict(request.headers),
        response_body=response.get("Location", ""),
        page=_DESCRIBED,
    )
    return response


def _answer(request: HttpRequest, form: QueryDict) -> HttpResponse:
    try:
        consent = member_access.consent_asked(**{name: form.get(name, "") for name in _ASKED})
    except member_access.ConsentRefused as refusal:
        return _page(request, "problem", status=400, sentence=refusal.sentence)
    except member_access.ScopeRefused as refusal:
        return _Elsewhere(refusal.address)
    if request.method == "POST":
        return _decide(request, consent, form)
    return _ask(request, consent, form)


def _ask(request: HttpRequest, consent: Consent, form: QueryDict) -> HttpResponse:
    """The question to one member, or first the question who one is."""
    member = _chosen(form) or (None if "who" in form else member_in(request.session))
    shown: dict[str, Any] = {
        "consent": consent,
        "asked": {name: form[name] for name in _ASKED if name in form},
        "member": member,
    }
    if member is not None:
        return _page(request, "consent", **shown)
    words = form.get("find", "").strip()
    found = (
        people.search_members(words, limit=_FOUND).members
        if words
        else member_access.likely_members(consent.application)
    )
    return _page(request, "who", found=found, find=words, **shown)


def _chosen(form: QueryDict) -> Member | None:
    number = form.get("as", "")
    if not (number.isascii() and number.isdecimal()) or len(number) > 15:  # noqa: PLR2004 -- no member's number is longer
        return None
    return next(iter(people.members_by_ids([int(number)])), None)


def _decide(request: HttpRequest, consent: Consent, form: QueryDict) -> HttpResponse:
    decision, member = form.get("decision", ""), _chosen(form)
    if decision == "leave":
        return _Elsewhere(
            consent.returning(
                error="user_cancelled_login", error_description="The user cancelled the LinkedIn login"
            )
        )
    if decision == "cancel":
        return _Elsewhere(
            consent.returning(
                error=str(switch("consent_refused")), error_description="The user cancelled the authorization"
            )
        )
    if decision == "allow" and member is not None:
        code = member_access.grant_code(consent, member, now=clock.now_ms())
        return _Elsewhere(consent.returning(code=code))
    return _page(
        request, "problem", status=400, sentence="Say who you are, and allow or cancel what is asked."
    )


def _page(request: HttpRequest, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    response = render(request, f"oauth/{template}.html", context, status=status)
    response["Content-Security-Policy"] = _POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Referrer-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
