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
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.journal import log, tally
from linkedin_sandbox.restli import keys, tunnel
from linkedin_sandbox.restli.errors import WireRefusal, not_understood
from linkedin_sandbox.wire import registry
from linkedin_sandbox.wire.answers import Answer, as_response, refused
from linkedin_sandbox.wire.call import PROTOCOLS, Call
from linkedin_sandbox.wire.projection import projected
from linkedin_sandbox.wire.versions import check_version
from linkedin_sandbox.world import access, clock, gate, integrations, limits
from linkedin_sandbox.world.switches import switch

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from linkedin_sandbox.faults.store import Fault
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
def enter(request: HttpRequest, *, generation: str, path: str) -> HttpResponse:
    """Any call to ``/v2/…`` or ``/rest/…``."""
    seen = Seen(generation=generation, protocol=_echoed(request), query=_query(request))
    return journaled(request, seen, lambda: _answer(request, generation, path, seen))


def journaled(request: HttpRequest, seen: Seen, answer: Callable[[], Answer]) -> HttpResponse:
    """Answer, with a refusal in LinkedIn's form, and write down what was said."""
    started = time.perf_counter()
    request_id = str(uuid.uuid4())
    try:
        given = answer()
    except WireRefusal as refusal:
        given = refused(refusal.error, protocol=seen.protocol)
    response = as_response(given, protocol=seen.protocol, request_id=request_id)
    tally.count(seen.generation, seen.resource, seen.called, status=given.status)
    log.record(
        at=clock.now_ms(),
        kind="call",
        verb=str(request.method),
        path=request.path,
        query=seen.query,
        resource=seen.resource,
        method=seen.method,
        client_id=seen.client_id,
        status=given.status,
        milliseconds=round((time.perf_counter() - started) * 1000, 2),
        request_id=request_id,
        request_headers=_shown_headers(request),
        request_body=seen.body[: log.LONGEST_BODY].decode(errors="replace"),
        problem=seen.problem,
        response_body=response.content[: log.LONGEST_BODY].decode(errors="replace"),
    )
    return response


def _shown_headers(request: HttpRequest) -> dict[str, str]:
    names = ("LinkedIn-Version", _PROTOCOL, "X-RestLi-Method", "X-HTTP-Method-Override")
    shown = {
        name: request.headers[name]
        for name in (*names, "Content-Type", "User-Agent")
        if name in request.headers
    }
    return shown | ({"Authorization": "Bearer ***"} if "Authorization" in request.headers else {})


def _answer(request: HttpRequest, generation: str, path: str, seen: Seen) -> Answer:
    found = registry.find(generation, path)
    seen.resource = found.resource.name if found else path.partition("/")[0]
    _refuse_too_long(request)
    seen.body = _body(request)
    fault = fault_before(seen.resource)
    caller = access.caller_of(request.headers.get("Authorization"))
    seen.client_id = caller.client_id
    version = check_version(request.headers.get("LinkedIn-Version", "")) if generation == "rest" else 0
    _refuse_unknown_protocol(request)
    if found is None or (found.resource.since > version and generation == "rest" and _versions_matter()):
        raise WireRefusal(404, f"Resource {path.partition('/')[0]} does not exist")
    call = _call(request, generation, found, caller, seen)
    seen.query = seen.query or "&".join(f"{n}={v}" for n, v in call.pairs)
    seen.method, seen.called = call.method, call.called
    is_batch = seen.method in _BATCHES
    with limits.one_after_another(caller.client_id, seen.resource) if is_batch else nullcontext() as overlaps:
        if overlaps:
            seen.problem = "sent while another call to this resource was still being answered"
        be_late(seen.resource)
        answer = projected(call, _handle(call, found.resource))
    if fault is not None:
        raise _refusal_of(fault)
    return answer


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
        raise WireRefusal(414, "URI too long")


def fault_before(resource: str) -> Fault | None:
    """Refuse, if a fault says so; one that strikes after storing is handed back."""
    fault = take_fault("status", resource)
    if fault is None or fault.details.get("after_storing"):
        return fault
    raise _refusal_of(fault)


def be_late(resource: str) -> None:
    late = take_fault("latency", resource)
    if late is not None:
        with gate.aside():
            time.sleep(float(late.details.get("seconds", 1)))


_CODES = {
    401: ("Invalid access token", "INVALID_ACCESS_TOKEN", 65600),
    403: ("Not enough permissions to access this resource", "ACCESS_DENIED", 100),
    429: ("Resource level throttle limit for calls to this resource is reached.", "TOO_MANY_REQUESTS", 101),
    500: ("Internal Server Error", "", None),
    503: ("Service Unavailable", "", None),
    504: ("Gateway Timeout", "", None),
}


def _refusal_of(fault: Fault) -> WireRefusal:
    status = int(fault.details.get("status", 500))
    message, code, number = _CODES.get(status, ("A fault of the sandbox", "", None))
    return WireRefusal(
        status,
        str(fault.details.get("message", message)),
        code=str(fault.details.get("code", code)),
        service_error_code=number,
    )


def _query(request: HttpRequest) -> str:
    """The query as it stands in the address; WSGI hands bytes over as latin-1."""
    return str(request.META.get("QUERY_STRING", "")).encode("latin-1", "replace").decode(errors="replace")


def _body(request: HttpRequest) -> bytes:
    try:
        return request.body
    except RequestDataTooBig:
        raise WireRefusal(413, "Request entity too large") from None


def _echoed(request: HttpRequest) -> str:
    """The version that an answer is written in, also one that refuses another version."""
    asked = request.headers.get(_PROTOCOL, keys.V1)
    return asked if asked in PROTOCOLS else keys.V1


def _refuse_unknown_protocol(request: HttpRequest) -> None:
    asked = request.headers.get(_PROTOCOL, keys.V1)
    if asked not in PROTOCOLS:
        raise not_understood(f"Rest.li protocol version {asked} used by the client is not supported!")


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
        parameters=keys.decoded(pairs),
    )


def _handle(call: Call, resource: Resource) -> Answer:
    if call.caller.audience != resource.audience:
        raise call.denied()
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
        raise call.denied()


def _missing_method(call: Call, resource: Resource) -> WireRefusal:
    if call.method == "create" and "batch_create" in resource.methods:
        return WireRefusal(
            403,
            "Unpermitted fields present in REQUEST_BODY: "
            "Data Processing Exception while processing fields [/elements]",
        )
    return call.unsupported(call.method)
