"""Who gets a token? An application that knows its secret, by form body only.

https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.journal import tally
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.door import Seen, be_late, fault_before, journaled
from linkedin_sandbox.world import access

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

tally.declare([tally.Offered("oauth", "accessToken", ("create",), audience="anybody", since=0)])
_FORM = "application/x-www-form-urlencoded"


@csrf_exempt
def access_token(request: HttpRequest) -> HttpResponse:
    """``POST /oauth/v2/accessToken``, exactly as OAuth's client credentials flow has it."""
    seen = Seen(
        generation="oauth", resource="accessToken", method="create", called="create", body=request.body
    )
    return journaled(request, seen, lambda: _answer(request, seen))


def _answer(request: HttpRequest, seen: Seen) -> Answer:
    be_late(seen.resource)
    fault_before(seen.resource)
    if request.method != "POST" or request.content_type != _FORM:
        return _refused(400, "invalid_request", "The request must be a POST with a form body")
    form = parse_qs(request.body.decode(errors="replace"))
    for name in ("grant_type", "client_id", "client_secret"):
        if name not in form:
            return _refused(400, "invalid_request", f'A required parameter "{name}" is missing')
    if form["grant_type"] != ["client_credentials"]:
        return _refused(400, "unsupported_grant_type", "Only client_credentials is offered")
    seen.client_id = form["client_id"][0]
    try:
        token, seconds = access.issue_token(client_id=seen.client_id, client_secret=form["client_secret"][0])
    except access.UnknownClient:
        return _refused(401, "invalid_client", "Client authentication failed")
    return Answer(200, {"access_token": token, "expires_in": seconds})


def _refused(status: int, error: str, description: str) -> Answer:
    return Answer(status, {"error": error, "error_description": description})
