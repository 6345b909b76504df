"""What Recruiter gives the ATS on the wire: exported candidates and seats.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.restli.errors import WireRefusal, not_understood
from linkedin_sandbox.wire.answers import Answer, elements
from linkedin_sandbox.wire.batches import refuse_foreign_context
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world import exported, seats
from linkedin_sandbox.world.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

_USUAL_COUNT = 10
_FOREIGN = "urn:li:organization:999999999"


def _exports_of_request(call: Call) -> Answer:
    found = exported.exported_candidate(call.application, call.one("requestId"))
    if found is None:
        if switch("unknown_request") == "empty":
            return elements([])
        raise WireRefusal(404, "Request not found or expired")
    fault = take_fault("foreign_context", call.resource)
    if fault is not None:
        found["integrationContext"] = str(fault.details.get("context", _FOREIGN))
    return elements([found])


def _seats(call: Call) -> Answer:
    contracts = call.parameters.get("contracts", [])
    if not contracts:
        raise not_understood("Parameter contracts is required")
    if "start" not in call.parameters:
        raise not_understood("Parameter start is required")
    for contract in contracts:
        refuse_foreign_context(call, contract)
    start, count = call.number("start", 0), call.number("count", _USUAL_COUNT)
    found, total = seats.find_seats(
        call.application,
        contracts=[int(contract.rpartition(":")[2]) for contract in contracts],
        states=call.parameters.get("states", []),
        start=start,
        count=count,
        generation=call.generation,
    )
    answer = elements(found, start=start, count=count)
    if answer.body is not None:
        answer.body["paging"]["total"] = total
    return answer


RESOURCES = (
    Resource("v2", "exportedCandidates", {"finder:request": _exports_of_request}),
    Resource("rest", "exportedCandidates", {"finder:request": _exports_of_request}),
    Resource("v2", "seatsV2", {"finder:attributes": _seats}),
    Resource("rest", "seatsV2", {"finder:attributes": _seats}, since=202512),
)
