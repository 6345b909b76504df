"""How does control answer? In JSON; what is refused, with a sentence."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from linkedin_sandbox.faults.store import UnknownFault
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.seed import SeedRefused
from linkedin_sandbox.world.switches import UnknownSwitch
from linkedin_sandbox.world.transitions import UnknownTransition


class ControlRefused(ValueError):  # noqa: N818 -- the word of the house
    """The control call is not understood."""


#: A browser says so when a person typed the address or followed a link of the sandbox itself.
_OWN_SITES = {"none", "same-origin"}
Body = dict[str, Any]
View = Callable[..., Any]


def control(**verbs: View) -> Callable[..., JsonResponse]:
    """A control address: one function per HTTP verb, which takes the body (or the query) and answers JSON."""

    @csrf_exempt
    @functools.wraps(next(iter(verbs.values())))
    def view(request: HttpRequest, **names: Any) -> JsonResponse:
        found = verbs.get(str(request.method))
        if found is None:
            return JsonResponse({"error": f"{request.method} is not offered here"}, status=405)
        if "Origin" in request.headers or request.headers.get("Sec-Fetch-Site", "none") not in _OWN_SITES:
            # Any page that somebody has open could otherwise empty the world or read its secrets.
            return JsonResponse({"error": "Control is for scripts, not for web pages."}, status=403)
        try:
            return JsonResponse(found(_content(request), **names), safe=False)
        except (ControlRefused, SeedRefused, UnknownFault, UnknownSwitch, UnknownTransition) as refusal:
            return JsonResponse({"error": str(refusal)}, status=400)
        except SandboxRefusal as refusal:
            return JsonResponse({"error": refusal.sentence}, status=409)

    return view


def _content(request: HttpRequest) -> Body:
    if request.method == "GET":
        return {name: request.GET[name] for name in request.GET}
    if not request.body:
        return {}
    try:
        content = json.loads(request.body)
    except ValueError:
        raise ControlRefused("The body is not JSON.") from None
    if not isinstance(content, dict):
        raise ControlRefused("The body is not a JSON object.")
    return content


def needed(body: Body, *names: str) -> list[Any]:
    """The values of these names, all of them there."""
    for name in names:
        if body.get(name) in (None, ""):
            raise ControlRefused(f"'{name}' is missing.")
    return [body[name] for name in names]


def number(body: Body, name: str, usual: int | None = None) -> int:
    value = body.get(name, usual)
    try:
        return int(value)  # type: ignore[arg-type]  # None and words are refused just below
    except (TypeError, ValueError):
        raise ControlRefused(f"'{name}' must be a number.") from None
