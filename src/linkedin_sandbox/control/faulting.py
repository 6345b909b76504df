"""What shall go wrong? Faults, put here by scripts, each listed with how often it struck."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    COUNT,
    TEXT,
    WORD,
    Schema,
    list_of,
    map_of,
    one_of,
    open_record,
    record,
)  # fmt: skip
from linkedin_sandbox.faults import store as faults
from linkedin_sandbox.faults.details import LIMITS, refuse_wrong_details

_SCOPE: dict[str, Schema] = {
    "resource": WORD,
    "method": WORD,
    "generation": one_of("v2", "rest", "oauth", "*"),
    "client_id": WORD,
    "nth": {"type": "integer", "minimum": 1, "maximum": 1_000_000},
    "times": {"type": "integer", "minimum": 0, "maximum": 1_000_000},
    "probability": {"type": "number", "minimum": 0, "maximum": 1},
    "seed": COUNT,
}
_DETAILS: dict[str, Schema] = {
    "status": {"type": "integer", "minimum": 400, "maximum": 599},
    "message": TEXT,
    "code": TEXT,
    "after_storing": BOOLEAN,
    "match": TEXT,
    "seconds": {"type": "number", "minimum": 0, "maximum": 86_400},
    "context": TEXT,
    "limit": one_of(*LIMITS),
    "form": WORD,
}


def show_faults(_body: Body) -> dict[str, Any]:
    return {"faults": faults.present_faults(), "spent": faults.spent_faults(), "kinds": faults.KINDS}


def add_fault(body: Body) -> dict[str, Any]:
    """``kind``, for which calls, how often, and the kind's own details."""
    kind = str(body["kind"])
    details = {name: value for name, value in body.items() if name in _DETAILS}
    refuse_wrong_details(kind, details)
    scope = {name: value for name, value in body.items() if name in _SCOPE}
    added = faults.add_fault(kind=kind, details=details, **scope)
    return show_faults(body) | {"id": added.id}


def remove_fault(body: Body, *, number: str) -> dict[str, Any]:
    if not (number.isascii() and number.isdecimal() and faults.remove_fault(int(number[:18]))):
        raise NotThere(f"There is no fault {number}.")
    return show_faults(body)


def clear_faults(body: Body) -> dict[str, Any]:
    faults.clear_faults()
    return show_faults(body)


_FAULT = open_record(
    id={"type": "integer"}, kind=TEXT, resource=TEXT, nth={"type": "integer"}, times={"type": "integer"},
    probability={"type": "number"}, seed={"type": "integer"}, details={"type": "object"},
    seen={"type": "integer"}, struck={"type": "integer"},
)  # fmt: skip
_FAULTS = open_record(faults=list_of(_FAULT), spent=list_of(_FAULT), kinds=map_of(TEXT))

CALLS = (
    ControlCall(
        "GET", "faults", show_faults,
        about="The faults that wait and those that are spent, with how often each looked and struck; every kind.",
        answers=_FAULTS,
    ),
    ControlCall(
        "POST", "faults", add_fault,
        about="Adds a fault: of which kind, for which calls or notifications, from the n-th on, how often (0: always), "
        "how probably, and the kind's details.",
        takes=record(must={"kind": WORD}, may=_SCOPE | _DETAILS), answers=_FAULTS,
    ),
    ControlCall("DELETE", "faults", clear_faults, about="Takes all faults back.", answers=_FAULTS),
    ControlCall("DELETE", "faults/{number}", remove_fault, about="Takes one fault back.", answers=_FAULTS),
)  # fmt: skip
