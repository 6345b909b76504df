"""What does the sandbox offer of LinkedIn's contract, and how much of that has been asked for?"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import ANYTHING, TEXT, list_of, map_of, open_record
from linkedin_sandbox.world import coverage


def show_coverage(_body: Body) -> dict[str, Any]:
    return {"resources": coverage.offered_resources()}


_RESOURCE = open_record(
    generation=TEXT, address=TEXT, audience=TEXT, since=ANYTHING, methods=map_of(map_of({"type": "integer"}))
)

CALLS = (
    ControlCall(
        "GET", "coverage", show_coverage,
        about="What the wire offers, and how often each method was answered how since the process began.",
        answers=open_record(resources=list_of(_RESOURCE)),
    ),
)  # fmt: skip
