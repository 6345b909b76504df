"""What time is it, how much may be asked, when is LinkedIn's own work done? Set by scripts."""

from __future__ import annotations

from functools import partial
from typing import Any

from linkedin_sandbox.control.answers import Body, ControlRefused, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import (
    ANYTHING,
    BOOLEAN,
    COUNT,
    SECONDS,
    Schema,
    list_of,
    map_of,
    open_record,
    record,
)
from linkedin_sandbox.world.jobs import passing
from linkedin_sandbox.world.steering import clock, limits, numbers, transitions

_LIMITS = {"minute_records", "day_calls"}


def show_clock(_body: Body) -> dict[str, Any]:
    return {
        "now": clock.now_ms(),
        "offset_seconds": clock.offset_seconds(),
        "frozen": clock.frozen_at() is not None,
    }


def set_clock(body: Body) -> dict[str, Any]:
    """One change at a time; whatever has become due is then done."""
    if len(body) != 1:
        raise ControlRefused(f"Give one of {', '.join(_CLOCK_CHANGES)}.")
    [(name, value)] = body.items()
    passing.set_clock(partial(_change_clock, name, value))
    return show_clock(body)


def _change_clock(name: str, value: Any) -> None:
    if name == "offset_seconds":
        clock.set_offset(value)
    elif name == "advance":
        clock.advance(value)
    elif name == "at":
        clock.travel_to(clock.moment_of(value))
    elif name == "freeze":
        clock.freeze(None if value is True else clock.moment_of(value))
    else:
        clock.thaw()


def show_limits(_body: Body) -> dict[str, Any]:
    return limits.present_limits() | numbers.changed_numbers()


def set_limits(body: Body) -> dict[str, Any]:
    """Throttles, export limit, lives of tokens and notifications (seconds), waits between pushes (seconds)."""
    throttles = {name: number(body, name) for name in _LIMITS & set(body)}
    if throttles:
        limits.set_limits(limits.changed_limits() | throttles)
        limits.forget_counters()
    for name in numbers.NUMBERS.keys() & body.keys():
        numbers.set_number(name, body[name])
    return show_limits(body)


def reset_limits(body: Body) -> dict[str, Any]:
    """Every limit and number is LinkedIn's own again; what was counted stays."""
    limits.reset_limits()
    numbers.reset_numbers()
    return show_limits(body)


def show_transitions(_body: Body) -> dict[str, Any]:
    return {"transitions": transitions.present_transitions()}


def set_transitions(body: Body) -> dict[str, Any]:
    for name, chosen in body.items():
        transitions.set_transition(name, chosen)
    return show_transitions(body)


def reset_transitions(body: Body) -> dict[str, Any]:
    for name in transitions.USUAL:
        transitions.reset_transition(name)
    return show_transitions(body)


_MOVE = {"type": "number", "minimum": -3_200_000_000, "maximum": 3_200_000_000}
_MOMENT = {"type": ["integer", "string"], "maxLength": 40, "description": "epoch milliseconds or ISO 8601"}
_CLOCK = open_record(now={"type": "integer"}, offset_seconds={"type": "number"}, frozen=BOOLEAN)
_CLOCK_CHANGES: dict[str, Schema] = {
    "offset_seconds": _MOVE,
    "advance": _MOVE,
    "at": _MOMENT,
    "freeze": {"anyOf": [{"enum": [True]}, _MOMENT]},
    "thaw": {"enum": [True]},
}
_LIMIT_FIELDS: dict[str, Schema] = {
    "minute_records": COUNT,
    "day_calls": COUNT,
    "exports_per_seat_and_month": COUNT,
    "token_seconds": SECONDS,
    "member_token_seconds": SECONDS,
    "code_seconds": SECONDS,
    "push_expiry_seconds": SECONDS,
    "push_schedule": list_of(SECONDS, most=50) | {"minItems": 1},
}
_WAIT = record(may={"after_seconds": SECONDS, "after_looks": COUNT})
_TRANSITIONS = open_record(transitions=map_of(_WAIT))

CALLS = (
    ControlCall("GET", "clock", show_clock, about="The sandbox's time, in epoch milliseconds.", answers=_CLOCK),
    ControlCall(
        "POST", "clock", set_clock,
        about="One of: `offset_seconds` (from the machine's time), `advance` (seconds), `at` (travel there), `freeze` "
        "(true, or a moment), `thaw` (true). What has become due is done: tasks finish, notifications are sent.",
        takes=record(may=_CLOCK_CHANGES), answers=_CLOCK,
    ),
    ControlCall(
        "GET", "limits", show_limits, about="The throttles and the other numbers that can be changed.",
        answers=map_of(ANYTHING),
    ),
    ControlCall(
        "POST", "limits", set_limits,
        about="Records a minute, calls a day, exports a seat and month; in seconds, the lives of tokens and pushes and "
        "the waits between tries of a push.",
        takes=record(may=_LIMIT_FIELDS), answers=map_of(ANYTHING),
    ),
    ControlCall(
        "DELETE", "limits", reset_limits, about="Every limit and number is LinkedIn's own again; counts go on.",
        answers=map_of(ANYTHING),
    ),
    ControlCall(
        "GET", "transitions", show_transitions, about="When LinkedIn's own work is done, by kind.",
        answers=_TRANSITIONS,
    ),
    ControlCall(
        "POST", "transitions", set_transitions,
        about='For each kind `{}` (at once), `{"after_seconds": t}` or `{"after_looks": n}`.',
        takes=map_of(_WAIT), answers=_TRANSITIONS,
    ),
    ControlCall(
        "DELETE", "transitions", reset_transitions, about="LinkedIn's own work is done when it usually is.",
        answers=_TRANSITIONS,
    ),
)  # fmt: skip
