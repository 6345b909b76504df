"""Who gets a token? An application that knows its secret: of its own, or of a member for a code.

https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.journal import tally
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.door import Seen, journaled
from linkedin_sandbox.wire.faulty import strike_before
from linkedin_sandbox.world.access import access, member_access

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

tally.declare([tally.Offered("oauth", "accessToken", ("create",), audience="anybody", since=0)])
_FORM = "application/x-www-form-urlencoded"


@csrf_exempt
def access_token(request: HttpRequest) -> HttpResponseBase:
    """``POST /oauth/v2/accessToken``, by form body only."""
    seen = Seen(
        generation="oauth", resource="accessToken", method="create", called="create", body=request.body
    )
    return journaled(request, seen, lambda: strike_before().strike(_answer(request, seen)))


def _answer(request: HttpRequest, seen: Seen) -> Answer:
    if request.method != "POST" or request.content_type != _FORM:
        return _refused(400, "invalid_request", "The request must be a POST with a form body")
    form = {name: values[0] for name, values in parse_qs(request.body.decode(errors="replace")).items()}
    return _granted(form, seen)


def _granted(form: dict[str, str], seen: Seen) -> Answer:
    needed = ["grant_type", "client_id", "client_secret"]
    if form.get("grant_type") == "authorization_code":
        needed += ["code", "redirect_uri"]
    for name in needed:
        if name not in form:
            return _refused(400, "invalid_request", f'A required parameter "{name}" is missing')
    grant = _GRANTS.get(form["grant_type"])
    if grant is None:
        return _refused(400, "unsupported_grant_type", f"Only {' and '.join(_GRANTS)} are offered")
    seen.client_id = form["client_id"]
    try:
        return Answer(200, grant(form))
    except access.UnknownClient:
        return _refused(401, "invalid_client", "Client authentication failed")
    except member_access.CodeRefused:
        return _refused(
            400,
            "invalid_grant",
            "The code is unknown, used or expired, or the redirect_uri is not the one that it was given to",
        )


def _own_token(form: dict[str, str]) -> dict[str, Any]:
    token, seconds = access.issue_token(client_id=form["client_id"], client_secret=form["client_secret"])
    return {"access_token": token, "expires_in": seconds}


def _member_token(form: dict[str, str]) -> dict[str, Any]:
    token, seconds, scope = member_access.exchange_code(
        client_id=form["client_id"],
        client_secret=form["client_secret"],
        code=form["code"],
        redirect_uri=form["redirect_uri"],
    )
    return {"access_token": token, "expires_in": seconds, "scope": scope}


_GRANTS = {"client_credentials": _own_token, "authorization_code": _member_token}


def _refused(status: int, error: str, description: str) -> Answer:
    return Answer(status, {"error": error, "error_description": description})
