"""How much has each application used up, and how much may it? The meters, and limits of a single resource."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from linkedin_sandbox.control.answers import Body, ControlRefused, needed, number
from linkedin_sandbox.world import limits

_NUMBERS = {"day_calls", "minute_records", "day_records"}


def show_usage(_body: Body) -> dict[str, Any]:
    """Calls today and records this minute of every application and resource, each with its limit."""
    return {"usage": [asdict(one) for one in limits.usage()]}


def set_throttle(body: Body) -> dict[str, Any]:
    """``resource`` (an address such as ``simpleJobPostings``, or ``premiumJobs``) and the numbers to change."""
    (resource,) = needed(body, "resource")
    if unknown := set(body) - _NUMBERS - {"resource"}:
        raise ControlRefused(f"There is no limit '{unknown.pop()}'; there are {', '.join(sorted(_NUMBERS))}.")
    limits.set_throttle(str(resource), {name: number(body, name) for name in _NUMBERS & set(body)})
    limits.forget_counters()
    return {"resource": resource, **limits.throttle_in_force(str(resource))}
