"""What does the sandbox offer of LinkedIn's contract, and how much of that has been asked for?"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.schemas import (
    ANYTHING,
    BOOLEAN,
    COUNT,
    TEXT,
    list_of,
    map_of,
    open_record,
    or_null,
)
from linkedin_sandbox.world.steering import coverage


def show_coverage(_body: Body) -> dict[str, Any]:
    return coverage.coverage()


_COUNTS = map_of({"type": "integer"})
_METHOD = open_record(
    name=TEXT,
    generation=TEXT,
    verb=TEXT,
    path=TEXT,
    address=TEXT,
    called=TEXT,
    implemented=BOOLEAN,
    answered=_COUNTS,
    certainty=TEXT,
    page=TEXT,
    good_examples=COUNT,
    bad_examples=COUNT,
    day_calls=or_null(COUNT),
    minute_records=or_null(COUNT),
    batch_limit=or_null(COUNT),
)
_RESOURCE = open_record(
    generation=TEXT, address=TEXT, audience=TEXT, since=or_null(COUNT), methods=map_of(_COUNTS)
)
_RULE = open_record(number=COUNT, about=TEXT, says=TEXT, switches=list_of(TEXT))
_SWITCH = open_record(
    name=TEXT, values=list_of(ANYTHING), default=ANYTHING, rule=TEXT, why=TEXT, acted_upon=list_of(ANYTHING)
)

CALLS = (
    ControlCall(
        "GET", "coverage", show_coverage,
        about="What the wire offers of the contract, how often each method was answered how since the process began, "
        "the rules and the switches, each with the values that were acted upon beside the default.",
        answers=open_record(
            methods=list_of(_METHOD), resources=list_of(_RESOURCE), rules=list_of(_RULE), switches=list_of(_SWITCH),
            faults=map_of(TEXT),
        ),
    ),
)  # fmt: skip
