"""What shall go wrong? Faults, put here by scripts."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import TEXT, WORD, list_of, map_of, open_record
from linkedin_sandbox.faults import store as faults


def show_faults(_body: Body) -> dict[str, Any]:
    return {"faults": faults.present_faults(), "kinds": faults.KINDS}


def add_fault(body: Body) -> dict[str, Any]:
    """``kind``, and as the kind needs ``resource``, ``times``, and its details."""
    details = {name: value for name, value in body.items() if name not in ("kind", "resource", "times")}
    faults.add_fault(
        kind=str(body.get("kind", "")),
        resource=str(body.get("resource", "*")),
        times=number(body, "times", 1),
        details=details,
    )
    return show_faults(body)


def clear_faults(body: Body) -> dict[str, Any]:
    faults.clear_faults()
    return show_faults(body)


_FAULTS = open_record(faults=list_of({"type": "object"}), kinds=map_of(TEXT))

CALLS = (
    ControlCall("GET", "faults", show_faults, about="The faults that wait, and every kind.", answers=_FAULTS),
    ControlCall(
        "POST", "faults", add_fault, about="Adds a fault.", takes=open_record(kind=WORD), answers=_FAULTS
    ),
    ControlCall("DELETE", "faults", clear_faults, about="Takes all faults back.", answers=_FAULTS),
)
