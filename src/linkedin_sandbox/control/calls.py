"""How is a control call declared, read and answered? One row each: verb, address, what it takes, what it answers.

A module of control ends with its rows, ``CALLS``; ``control.urls`` joins them, ``control.openapi`` describes them and
``docs/sandbox-reference.md`` lists them. What a row does not declare is refused before the row's function is called.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.control.answers import Body, ControlRefused, NotThere
from linkedin_sandbox.control.schemas import Schema, open_record, problem_of, record
from linkedin_sandbox.faults.store import UnknownFault
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.seeding.seed_form import SeedRefused
from linkedin_sandbox.world.steering.clock import UnknownMoment
from linkedin_sandbox.world.steering.snapshots import UnknownSnapshot
from linkedin_sandbox.world.steering.switches import UnknownSwitch
from linkedin_sandbox.world.steering.transitions import UnknownTransition

_logger = logging.getLogger(__name__)
_NOT_UNDERSTOOD = (
    ControlRefused, SeedRefused, UnknownFault, UnknownMoment, UnknownSnapshot, UnknownSwitch, UnknownTransition,
)  # fmt: skip
#: A browser says so when a person typed the address or followed a link of the sandbox itself.
_OWN_SITES = {"none", "same-origin"}
_JSON = "application/json"
_EVENTS = "text/event-stream"
_CHUNK = 256 * 1024


@dataclass(frozen=True)
class ControlCall:
    """``path`` stands below ``/_sandbox/`` and has its parts in braces; they reach ``answer`` by name.

    ``takes`` is the query of a GET and the JSON body of every other verb; ``refuses``: LinkedIn's own rules can say
    no (409); ``kind``: the media type of an answer that is not JSON. An answer that is not a dict goes out as it is.
    """

    verb: str
    path: str
    answer: Callable[..., dict[str, Any] | HttpResponseBase]
    about: str
    takes: Schema = field(default_factory=record)
    answers: Schema = field(default_factory=open_record)
    refuses: bool = False
    kind: str = _JSON

    @property
    def statuses(self) -> tuple[int, ...]:
        """Every status that can come, in order."""
        found = {200, 400, 403, 405}
        found |= {404} if "{" in self.path else set()
        found |= {409} if self.refuses else set()
        found |= {413, 415} if self.verb == "POST" else set()
        return tuple(sorted(found))


def urlpatterns(calls: Iterable[ControlCall]) -> list[URLPattern]:
    """One Django address for each path, with its verbs."""
    by_path: dict[str, dict[str, ControlCall]] = {}
    for call in calls:
        by_path.setdefault(call.path, {})[call.verb] = call
    return [
        path(address.replace("{", "<str:").replace("}", ">"), _view(verbs))
        for address, verbs in by_path.items()
    ]


def _view(verbs: dict[str, ControlCall]) -> Callable[..., HttpResponseBase]:
    @csrf_exempt
    def view(request: HttpRequest, **names: Any) -> HttpResponseBase:
        call = verbs.get(str(request.method))
        if call is None:
            answer = refusal(405, f"{request.method} is not offered here; {' and '.join(verbs)} are.")
            answer["Allow"] = ", ".join(verbs)
            return answer
        if "Origin" in request.headers or request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
            # Any page that somebody has open could otherwise empty the world or read its secrets.
            return refusal(403, "Control is for scripts, not for web pages.")
        return _answered(call, request, names)

    return view


def _answered(call: ControlCall, request: HttpRequest, names: dict[str, str]) -> HttpResponseBase:
    try:
        content = _query(request, call) if call.verb == "GET" else _body(request)
        if problem := problem_of(content, call.takes):
            return refusal(400, problem)
        given = call.answer(content, **names)
    except _TooMuch as reason:
        return refusal(reason.status, str(reason))
    except NotThere as reason:
        return refusal(404, str(reason))
    except _NOT_UNDERSTOOD as reason:
        return refusal(400, str(reason))
    except SandboxRefusal as reason:
        return refusal(409, reason.sentence)
    return given if isinstance(given, HttpResponseBase) else JsonResponse(given)


def refusal(status: int, sentence: str) -> HttpResponse:
    return JsonResponse({"error": sentence}, status=status)


def nothing_here(_request: HttpRequest, path: str) -> HttpResponse:
    """Any other address below ``/_sandbox/``."""
    return refusal(404, f"There is no /_sandbox/{path}; /_sandbox/openapi.json lists what there is.")


class _TooMuch(Exception):  # noqa: N818 -- the word of the house
    """The body is too long, or of a kind that control does not read."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


def _query(request: HttpRequest, call: ControlCall) -> Body:
    """Texts become what the schema wants of them; what cannot is left for the schema to refuse."""
    known = call.takes.get("properties", {})
    asked = {name: request.GET[name] for name in request.GET}
    if call.kind == _EVENTS and "Last-Event-ID" in request.headers:
        # A browser that comes again by itself says how far it had got.
        asked["after"] = request.headers["Last-Event-ID"]
    return {name: _read(text, known.get(name, {}).get("type", "string")) for name, text in asked.items()}


def _read(text: str, kind: str | list[str]) -> Any:
    bare = text.removeprefix("-")
    if kind == "integer" and bare.isascii() and bare.isdecimal() and len(bare) < 20:  # noqa: PLR2004 -- 64 bits have 19 digits
        return int(text)
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    return text


def _body(request: HttpRequest) -> Body:
    try:
        raw = request.body
    except RequestDataTooBig:
        # Who is still sending does not read: the answer is heard when all has been taken in.
        while request.read(_CHUNK):
            pass
        raise _TooMuch(413, "The body is longer than 32 MB; send it in parts.") from None
    if not raw:
        return {}
    if request.content_type not in ("", _JSON):
        raise _TooMuch(415, f"Send JSON, with 'Content-Type: {_JSON}', not {request.content_type}.")
    try:
        content = json.loads(raw, parse_constant=_no_number)
        # A text with half a surrogate pair can be read, but never be stored or answered.
        json.dumps(content, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise ControlRefused("The body is not JSON.") from None
    if not isinstance(content, dict):
        raise ControlRefused("The body is not a JSON object.")
    return content


def _no_number(name: str) -> None:
    raise ValueError(name)
