"""How does a call reach its resource? Through one door: size, faults, token, version, protocol, tunnel, limits.

Every answer carries LinkedIn's request id (``x-li-uuid``), and every call is written into the journal.
"""

from __future__ import annotations

import time
import uuid
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.faults.store import Occasion
from linkedin_sandbox.journal import log, tally
from linkedin_sandbox.journal.pages import page_of
from linkedin_sandbox.restli import keys, tunnel
from linkedin_sandbox.restli.errors import WireRefusal, not_understood
from linkedin_sandbox.wire import registry
from linkedin_sandbox.wire.answers import Answer, as_response, refused, statuses_of
from linkedin_sandbox.wire.call import PROTOCOLS, Call
from linkedin_sandbox.wire.faulty import AnswerLost, cut_connection, strike_before
from linkedin_sandbox.wire.projection import projected
from linkedin_sandbox.wire.versions import check_version
from linkedin_sandbox.world.access import access, integrations
from linkedin_sandbox.world.steering import clock, limits
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from linkedin_sandbox.wire.resources import Resource

_PROTOCOL = "X-RestLi-Protocol-Version"
_KILO = 1024
_MOST_ADDRESS, _MOST_QUERY, _MOST_HEADERS, _MOST_SEGMENT = 8 * _KILO, 4 * _KILO, 28 * _KILO, 4 * _KILO
_BATCHES = ("batch_get", "batch_update", "batch_partial_update", "batch_delete", "batch_create")


@dataclass
class Seen:
    """What the journal and the tally will say, filled in as it becomes known."""

    generation: str = ""
    resource: str = ""
    method: str = ""
    called: str = ""
    client_id: str = ""
    protocol: str = keys.V1
    query: str = ""
    body: bytes = b""
    problem: str = ""


@csrf_exempt
def enter(request: HttpRequest, *, generation: str, path: str) -> HttpResponseBase:
    """Any call to ``/v2/…`` or ``/rest/…``."""
    seen = Seen(generation=generation, protocol=_echoed(request), query=_query(request))
    return journaled(request, seen, lambda: _answer(request, generation, path, seen))


def journaled(request: HttpRequest, seen: Seen, answer: Callable[[], Answer]) -> HttpResponseBase:
    """Answer, with a refusal in LinkedIn's form, and write down what was said."""
    started = time.perf_counter()
    request_id = str(uuid.uuid4())
    faults.begin(Occasion(seen.resource, seen.method, seen.generation))
    try:
        given = answer()
    except WireRefusal as refusal:
        given = refused(refusal.error, protocol=seen.protocol)
    except AnswerLost:
        seen.problem = "a fault of the sandbox: the connection was cut"
        _write_down(request, seen, Answer(0), HttpResponse(), request_id=request_id, started=started)
        return cut_connection(request)
    response = as_response(given, protocol=seen.protocol, request_id=request_id)
    for status in statuses_of(given):
        tally.count(seen.generation, seen.resource, seen.called, status=status)
    _write_down(request, seen, given, response, request_id=request_id, started=started)
    return response


def _write_down(
    request: HttpRequest,
    seen: Seen,
    given: Answer,
    response: HttpResponse,
    *,
    request_id: str,
    started: float,
) -> None:
    refusal = given.problems[0] if given.problems else None
    log.record(
        at=clock.now_ms(),
        kind="call",
        verb=str(request.method),
        path=request.path,
        query=seen.query,
        resource=seen.resource,
        method=seen.method,
        generation=seen.generation,
        client_id=seen.client_id,
        status=given.status,
        milliseconds=round((time.perf_counter() - started) * 1000, 2),
        request_id=request_id,
        request_headers=dict(request.headers),
        request_body=seen.body[: log.LONGEST_BODY].decode(errors="replace"),
        response_headers=dict(response.headers),
        response_body=response.content[: log.LONGEST_BODY].decode(errors="replace"),
        problem=seen.problem,
        faults=faults.struck_here(),
        rule=refusal.rule if refusal else "",
        why=refusal.message.strip() if refusal else "",
        page=page_of(seen.generation, seen.resource, seen.method),
    )


def _answer(request: HttpRequest, generation: str, path: str, seen: Seen) -> Answer:
    found = registry.find(generation, path)
    seen.resource = found.resource.name if found else path.partition("/")[0]
    _refuse_too_long(request)
    seen.body = _body(request)
    caller = access.caller_of(request.headers.get("Authorization"))
    seen.client_id = caller.client_id
    version = check_version(request.headers.get("LinkedIn-Version", "")) if generation == "rest" else 0
    _refuse_unknown_protocol(request)
    if found is None or (found.resource.since > version and generation == "rest" and _versions_matter()):
        raise WireRefusal(
            404, f"Resource {path.partition('/')[0]} does not exist", rule="7" if found is None else "6"
        )
    call = _call(request, generation, found, caller, seen)
    seen.query = seen.query or "&".join(f"{n}={v}" for n, v in call.pairs)
    seen.method, seen.called = call.method, call.called
    faults.begin(Occasion(seen.resource, seen.method, generation, caller.client_id, seen.query, seen.body))
    is_batch = seen.method in _BATCHES
    with limits.one_after_another(caller.client_id, seen.resource) if is_batch else nullcontext() as overlaps:
        if overlaps:
            seen.problem = "sent while another call to this resource was still being answered"
        later = strike_before()
        return later.strike(projected(call, _handle(call, found.resource)))


def _versions_matter() -> bool:
    return bool(switch("resource_version") == "enforced")


def _refuse_too_long(request: HttpRequest) -> None:
    """https://learn.microsoft.com/en-us/linkedin/shared/references/migrations/query-tunneling-migration."""
    path, query = quote(request.path), _query(request)
    headers = sum(len(name) + len(value) + 4 for name, value in request.headers.items())
    if (
        len(path) + len(query) > _MOST_ADDRESS
        or len(query) > _MOST_QUERY
        or headers > _MOST_HEADERS
        or any(len(segment) > _MOST_SEGMENT for segment in path.split("/"))
    ):
        raise WireRefusal(414, "URI too long", rule="9")


def _query(request: HttpRequest) -> str:
    """The query as it stands in the address; WSGI hands bytes over as latin-1."""
    return str(request.META.get("QUERY_STRING", "")).encode("latin-1", "replace").decode(errors="replace")


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise WireRefusal(413, "Request entity too large", rule="9") from None


def _echoed(request: HttpRequest) -> str:
    """The version that an answer is written in, also one that refuses another version."""
    asked = request.headers.get(_PROTOCOL, keys.V1)
    return asked if asked in PROTOCOLS else keys.V1


def _refuse_unknown_protocol(request: HttpRequest) -> None:
    asked = request.headers.get(_PROTOCOL, keys.V1)
    if asked not in PROTOCOLS:
        raise not_understood(
            f"Rest.li protocol version {asked} used by the client is not supported!", rule="8"
        )


def _call(
    request: HttpRequest, generation: str, found: registry.Found, caller: access.Caller, seen: Seen
) -> Call:
    verb, query, body = str(request.method), _query(request), seen.body
    override = request.headers.get("X-HTTP-Method-Override", "").upper()
    if override and verb == "POST":
        original = tunnel.unpack(
            override=override, content_type=request.headers.get("Content-Type", ""), query=query, body=body
        )
        verb, query, body = original.verb, original.query, original.body
    pairs = keys.parameters(query)
    return Call(
        generation=generation,
        verb=verb,
        address=found.resource.address,
        resource=found.resource.name,
        entity=found.entity,
        parent=found.parent,
        pairs=pairs,
        body=body,
        headers=request.headers,
        protocol=seen.protocol,
        version=request.headers.get("LinkedIn-Version", ""),
        caller=caller,
        is_simple=found.resource.is_simple,
        parameters=keys.decoded(pairs),
    )


def _handle(call: Call, resource: Resource) -> Answer:
    if call.caller.audience != resource.audience:
        raise call.denied(rule="4")
    handler = resource.methods.get(call.called)
    if handler is None:
        raise _missing_method(call, resource)
    if call.method not in _BATCHES:
        # Batches are counted where their keys have been read.
        limits.take(call.caller.client_id, call.resource, records=1)
    if resource.carries_data and switch("enabled_integration_required"):
        _refuse_unless_enabled(call)
    return handler(call)


def _refuse_unless_enabled(call: Call) -> None:
    if not integrations.is_any_enabled(call.application):
        raise call.denied(rule="5")


def _missing_method(call: Call, resource: Resource) -> WireRefusal:
    if call.method == "create" and "batch_create" in resource.methods:
        return WireRefusal(
            403,
            "Unpermitted fields present in REQUEST_BODY: "
            "Data Processing Exception while processing fields [/elements]",
            rule="13",
        )
    return call.unsupported(call.method)
