"""What goes wrong with this call? What the faults say: before anything is stored, after it, or in the answer itself."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.http import HttpResponse

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.world.steering import gate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from linkedin_sandbox.faults.store import Fault
    from linkedin_sandbox.wire.answers import Answer

_SILENCE_SECONDS = 30.0
_CODES = {
    401: ("Invalid access token", "INVALID_ACCESS_TOKEN", 65600),
    403: ("Not enough permissions to access this resource", "ACCESS_DENIED", 100),
    429: ("Resource level throttle limit for calls to this resource is reached.", "TOO_MANY_REQUESTS", 101),
    500: ("Internal Server Error", "", None),
    503: ("Service Unavailable", "", None),
    504: ("Gateway Timeout", "", None),
}
_EXPIRED = ("The token used in the request has expired", "EXPIRED_ACCESS_TOKEN", 65602)
_THROTTLED = {
    "minute": _CODES[429][0],
    "day": "Resource level throttle APPLICATION DAY limit for calls to this resource is reached.",
}
_SPOILED = {
    "not_json": b"upstream connect error or disconnect before headers",
    "html": b"<!DOCTYPE html><html><head><title>503</title></head><body><h1>Service Unavailable</h1></body></html>",
    "empty": b"",
}
_RULE = "44"


class AnswerLost(Exception):  # noqa: N818 -- the word of the house: what is meant to happen is no accident
    """The connection is to be cut, without an answer."""


@dataclass(frozen=True)
class Later:
    """What is to strike once the call has been worked on."""

    faults: list[Fault] = field(default_factory=list)

    def strike(self, answer: Answer) -> Answer:
        """The answer, spoiled; or none at all."""
        for fault in self.faults:
            if fault.kind == "malformed":
                answer = replace(answer, spoiled=str(fault.details.get("form", "not_json")))
            else:
                _strike(fault)
        return answer


def strike_before() -> Later:
    """Wait, refuse or cut the connection as the faults say; and say what is to come afterwards."""
    if late := take_fault("latency"):
        _wait(float(late.details.get("seconds", 1)))
    for kind in ("token", "throttled"):
        if fault := take_fault(kind):
            _strike(fault)
    later = []
    for kind in ("status", "silence", "cut"):
        fault = take_fault(kind)
        if fault is None:
            continue
        if not fault.details.get("after_storing", kind == "cut"):
            _strike(fault)
        later.append(fault)
    if spoiled := take_fault("malformed"):
        later.append(spoiled)
    return Later(later)


def _strike(fault: Fault) -> None:
    if fault.kind == "silence":
        _wait(float(fault.details.get("seconds", _SILENCE_SECONDS)))
    if fault.kind in ("silence", "cut"):
        raise AnswerLost
    raise _refusal_of(fault)


def _wait(seconds: float) -> None:
    with gate.aside():
        time.sleep(seconds)


def _refusal_of(fault: Fault) -> WireRefusal:
    status = {"token": 401, "throttled": 429}.get(fault.kind) or int(fault.details.get("status", 500))
    message, code, number = _CODES.get(status, ("A fault of the sandbox", "", None))
    if fault.kind == "token" and fault.details.get("form") == "expired":
        message, code, number = _EXPIRED
    if fault.kind == "throttled":
        message = _THROTTLED[str(fault.details.get("limit", "minute"))]
    return WireRefusal(
        status,
        str(fault.details.get("message", message)),
        code=str(fault.details.get("code", code)),
        service_error_code=number,
        rule=_RULE,
    )


def spoiled(content: bytes, form: str) -> bytes:
    return content[: len(content) // 2] if form == "truncated" else _SPOILED[form]


def cut_connection(request: HttpRequest) -> HttpResponseBase:
    """The caller hears nothing; what is returned has nowhere to go."""
    request.META["linkedin_sandbox.cut"]()
    return HttpResponse(status=500)
