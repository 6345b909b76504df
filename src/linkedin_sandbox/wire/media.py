"""Where are the files of an application? At an address that only the ATS that it was sent to can read, for a month.

https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.restli.errors import WireRefusal, access_denied
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.door import Seen, journaled
from linkedin_sandbox.wire.faulty import strike_before
from linkedin_sandbox.world.access import access
from linkedin_sandbox.world.applying import applying
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from linkedin_sandbox.world.models import Media


@csrf_exempt
def media(request: HttpRequest) -> HttpResponseBase:
    """``/ambry/?x-li-ambry-ep=…``: a file of an application, for the ATS that it was sent to."""
    seen = Seen(query=request.META.get("QUERY_STRING", ""), resource="ambry", method="get")
    found: list[Media] = []
    response = journaled(request, seen, lambda: _answer(request, seen, found))
    if not found:
        return response
    [file] = found
    content = HttpResponse(bytes(file.content), content_type=file.content_type or "application/octet-stream")
    content["x-li-uuid"] = response["x-li-uuid"]
    content["Content-Disposition"] = "attachment"
    content["X-Content-Type-Options"] = "nosniff"
    return content


def _answer(request: HttpRequest, seen: Seen, found: list[Media]) -> Answer:
    later = strike_before()
    file = _file(request, seen)
    answer = Answer(200)
    struck = later.strike(answer)
    if struck is answer:
        found.append(file)
    return struck


def _file(request: HttpRequest, seen: Seen) -> Media:
    caller = access.caller_of(request.headers.get("Authorization"))
    seen.client_id = caller.client_id
    if caller.application is None:
        raise access_denied("GET", "ambry")
    file = applying.media_of(request.GET.get("x-li-ambry-ep", ""), caller.application, now=clock.now_ms())
    if file is None:
        raise WireRefusal(404, "The file is unknown or not available any more")
    return file
