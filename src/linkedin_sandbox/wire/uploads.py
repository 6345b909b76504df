"""Where does a file itself go? To the signed address that ``hireMediaUrl`` gave, with the token, one file a call.

https://learn.microsoft.com/en-us/linkedin/talent/crm-connect/sync-crm-candidate-resumes
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.journal import tally
from linkedin_sandbox.restli.errors import WireRefusal, access_denied, not_understood
from linkedin_sandbox.wire.answers import Answer
from linkedin_sandbox.wire.door import Seen, journaled
from linkedin_sandbox.wire.faulty import strike_before
from linkedin_sandbox.world.access import access
from linkedin_sandbox.world.synced import media

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from linkedin_sandbox.world.models import SentFile

_GENERATION, _RESOURCE, _METHOD = "v2", "dms-uploads", "create"
tally.declare([tally.Offered(_GENERATION, _RESOURCE, (_METHOD,), audience="child", since=0)])
_FORM = "multipart/form-data"
# What a form needs around its file.
_ENVELOPE = 16 * 1024
_ANY = ("", "application/octet-stream")


@csrf_exempt
def upload(request: HttpRequest, media_id: str) -> HttpResponseBase:
    """``PUT`` or ``POST`` of the bytes, or ``POST`` of a form with one file: which of them is not documented."""
    seen = Seen(generation=_GENERATION, resource=_RESOURCE, method=_METHOD, called=_METHOD)
    return journaled(request, seen, lambda: _answer(request, media_id, seen))


def _answer(request: HttpRequest, media_id: str, seen: Seen) -> Answer:
    later = strike_before()
    if request.method not in ("PUT", "POST"):
        raise WireRefusal(405, "A file is sent by PUT or POST", rule="7")
    caller = access.caller_of(request.headers.get("Authorization"))
    seen.client_id = caller.client_id
    if caller.application is None:
        raise access_denied(str(request.method), seen.resource, rule="4")
    announced = media.announced_file(
        caller.application, media_id, until=request.GET.get("e", ""), signed=request.GET.get("s", "")
    )
    content = _content(request, announced)
    seen.body = f"({len(content)} bytes of {announced.content_type})".encode()
    media.keep(announced, content)
    return later.strike(Answer(201, {"mediaUrn": announced.urn}))


def _content(request: HttpRequest, announced: SentFile) -> bytes:
    if int(request.META.get("CONTENT_LENGTH") or 0) > media.MOST_BYTES + _ENVELOPE:
        raise media.too_large()
    if request.content_type == _FORM:
        return _only_file(request, announced)
    _check_type(str(request.content_type), announced)
    return request.body


def _only_file(request: HttpRequest, announced: SentFile) -> bytes:
    try:
        sent = [file for name in request.FILES for file in request.FILES.getlist(name)]
    except (MultiPartParserError, SuspiciousOperation) as problem:
        raise not_understood(f"The form is not understood: {problem}") from None
    if len(sent) != 1:
        raise not_understood(f"One file is sent at a time, not {len(sent)}")
    _check_type(str(sent[0].content_type or ""), announced)
    content: bytes = sent[0].read()
    return content


def _check_type(said: str, announced: SentFile) -> None:
    if said not in (announced.content_type, *_ANY):
        raise WireRefusal(415, f"The file was announced as {announced.content_type}, not as {said}")
