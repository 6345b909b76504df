"""What goes wrong with this notification? What the faults say: it is not sent, not yet, or not as it should be."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.push.callback import Called
from linkedin_sandbox.world.models import PushEvent
from linkedin_sandbox.world.steering import bell, clock

_LATE_SECONDS = 60.0
_REORDERED_SECONDS = 60.0

#: Notifications of an application that wait until a later one has been sent.
_overtaken: dict[int, list[str]] = defaultdict(list)


def unsent() -> Called | None:
    """What is noted instead of a try, when a fault keeps a message from being sent now."""
    if take_fault("push_outage"):
        return Called(None, problem="a fault of the sandbox: not sent")
    if take_fault("push_dropped"):
        return Called(None, problem="a fault of the sandbox: dropped", is_believed=True)
    if late := take_fault("push_late"):
        seconds = float(late.details.get("seconds", _LATE_SECONDS))
        return Called(None, problem="a fault of the sandbox: late", held_seconds=seconds)
    return None


def kept_back(event: PushEvent) -> Called | None:
    """The same for a notification, which can also be overtaken by the next one."""
    if kept := unsent():
        return kept
    if take_fault("push_reordered"):
        _overtaken[event.application_id].append(event.request_id)
        return Called(None, problem="a fault of the sandbox: overtaken", held_seconds=_REORDERED_SECONDS)
    return None


def release_overtaken(application_id: int) -> None:
    """A later notification has been sent: those that waited for it are due."""
    waiting = _overtaken.pop(application_id, [])
    if waiting:
        PushEvent.objects.filter(request_id__in=waiting, state="due").update(next_at=clock.now_ms())
        bell.ring()


def spoiled(body: bytes) -> bytes:
    """The body as it is sent, which is then signed as ever."""
    fault = take_fault("push_malformed")
    if fault is None:
        return body
    form = fault.details.get("form", "not_json")
    content = json.loads(body)
    if form == "truncated":
        return body[: len(body) // 2]
    if form == "no_id":
        content.pop("id", None)
    elif form == "unknown_type":
        content["type"] = "SOMETHING_NEW"
    elif form == "foreign_id":
        content["id"] = f"req-{secrets.token_hex(12)}"
    else:
        return b"this is not JSON"
    return json.dumps(content, separators=(",", ":")).encode()
