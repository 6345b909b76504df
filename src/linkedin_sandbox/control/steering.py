"""What time is it, how much may be asked, when is LinkedIn's own work done? Set by scripts."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, ControlRefused, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import ANYTHING, COUNT, SECONDS, list_of, map_of, open_record, record
from linkedin_sandbox.world import clock, limits, transitions
from linkedin_sandbox.world.settings_table import read_setting, write_setting

_LIMITS = {"minute_records", "day_calls"}
_OTHERS = {"exports_per_seat_and_month", "token_seconds", "push_expiry_seconds", "push_schedule"}


def show_clock(_body: Body) -> dict[str, Any]:
    return {"offset_seconds": clock.offset_seconds(), "now": clock.now_ms()}


def set_clock(body: Body) -> dict[str, Any]:
    """``offset_seconds`` sets, ``advance`` (seconds) adds."""
    if set(body) not in ({"offset_seconds"}, {"advance"}):
        raise ControlRefused("Give 'offset_seconds' or 'advance', in seconds.")
    seconds = float(body.get("offset_seconds", clock.offset_seconds() + float(body.get("advance", 0))))
    clock.set_offset(seconds)
    return show_clock(body)


def show_limits(_body: Body) -> dict[str, Any]:
    others = {name: read_setting(name, default=None) for name in _OTHERS}
    return limits.present_limits() | {name: value for name, value in others.items() if value is not None}


def set_limits(body: Body) -> dict[str, Any]:
    """Throttles, export limit, lives of tokens and notifications (seconds), waits between pushes (seconds)."""
    throttles = {name: number(body, name) for name in _LIMITS & set(body)}
    if throttles:
        limits.set_limits(read_setting("limits", default={}) | throttles)
        limits.forget_counters()
    for name in _OTHERS & set(body):
        write_setting(name, body[name])
    return show_limits(body)


def show_transitions(_body: Body) -> dict[str, Any]:
    return {"transitions": transitions.present_transitions()}


def set_transitions(body: Body) -> dict[str, Any]:
    for name, chosen in body.items():
        transitions.set_transition(name, chosen)
    return show_transitions(body)


_MOVE = {"type": "number", "minimum": -3_200_000_000, "maximum": 3_200_000_000}
_CLOCK = open_record(offset_seconds={"type": "number"}, now={"type": "integer"})
_LIMIT_FIELDS = {
    "minute_records": COUNT,
    "day_calls": COUNT,
    "exports_per_seat_and_month": COUNT,
    "token_seconds": SECONDS,
    "push_expiry_seconds": SECONDS,
    "push_schedule": list_of(SECONDS, most=50) | {"minItems": 1},
}
_WAIT = record(may={"after_seconds": SECONDS, "after_looks": COUNT})
_TRANSITIONS = open_record(transitions=map_of(_WAIT))

CALLS = (
    ControlCall("GET", "clock", show_clock, about="The sandbox's time, in epoch milliseconds.", answers=_CLOCK),
    ControlCall(
        "POST", "clock", set_clock, about="`offset_seconds` sets, `advance` (seconds) adds.",
        takes=record(may={"offset_seconds": _MOVE, "advance": _MOVE}), answers=_CLOCK,
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
        "GET", "transitions", show_transitions, about="When LinkedIn's own work is done, by kind.",
        answers=_TRANSITIONS,
    ),
    ControlCall(
        "POST", "transitions", set_transitions,
        about='For each kind `{}` (at once), `{"after_seconds": t}` or `{"after_looks": n}`.',
        takes=map_of(_WAIT), answers=_TRANSITIONS,
    ),
)  # fmt: skip
