"""How much has each application used up, and how much may it? The meters, and limits of a single resource."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linkedin_sandbox.control.answers import Body, needed, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import COUNT, TEXT, WORD, list_of, open_record, or_null, record
from linkedin_sandbox.world.steering import limits

_NUMBERS = {"day_calls", "minute_records", "day_records"}


def show_usage(_body: Body) -> dict[str, Any]:
    """Calls today and records this minute of every application and resource, each with its limit."""
    return {"usage": [asdict(one) for one in limits.usage()]}


def set_throttle(body: Body) -> dict[str, Any]:
    """``resource`` (an address such as ``simpleJobPostings``, or ``premiumJobs``) and the numbers to change."""
    (resource,) = needed(body, "resource")
    limits.set_throttle(str(resource), {name: number(body, name) for name in _NUMBERS & set(body)})
    limits.forget_counters()
    return {"resource": resource, **limits.throttle_in_force(str(resource))}


_NUMBER = or_null({"type": "integer"})
_USAGE = open_record(
    client_id=TEXT, resource=TEXT, calls_today={"type": "integer"}, day_calls=_NUMBER,
    records_this_minute={"type": "integer"}, minute_records=_NUMBER, records_today={"type": "integer"},
    day_records=_NUMBER,
)  # fmt: skip

CALLS = (
    ControlCall(
        "GET", "limits/usage", show_usage,
        about="What each application has used of each resource today and this minute, and how much it may; "
        "a limit of null: none.",
        answers=open_record(usage=list_of(_USAGE)),
    ),
    ControlCall(
        "POST", "limits/throttles", set_throttle,
        about="Sets the limits of one resource: its address, or `premiumJobs`. Answers what holds now.",
        takes=record(must={"resource": WORD}, may=dict.fromkeys(sorted(_NUMBERS), COUNT)),
        answers=open_record(resource=TEXT, day_calls=_NUMBER, minute_records=_NUMBER, day_records=_NUMBER),
    ),
)  # fmt: skip
