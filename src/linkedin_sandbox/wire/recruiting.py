"""What LinkedIn gives the ATS when it is told to ask: exported candidates, evaluations; and who has left since.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-exported-candidates
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/retrieve-application-evaluation/exported-application-evaluation
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.restli.errors import WireRefusal
from linkedin_sandbox.wire.answers import Answer, elements
from linkedin_sandbox.wire.batches import refuse_foreign_context
from linkedin_sandbox.wire.finding import needed, one_page, page_asked
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.people import closed
from linkedin_sandbox.world.recruiting import evaluations, exported
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

_FOREIGN = "urn:li:organization:999999999"


def _exports_of_request(call: Call) -> Answer:
    found = exported.exported_candidate(call.application, call.one("requestId"))
    if found is None:
        return _unknown_request()
    fault = take_fault("foreign_context", call.resource)
    if fault is not None:
        found["integrationContext"] = str(fault.details.get("context", _FOREIGN))
    return _only(call, found)


def _evaluation_of_request(call: Call) -> Answer:
    found = evaluations.exported_evaluation(call.application, call.one("requestId"))
    return _unknown_request() if found is None else _only(call, found)


def _only(call: Call, found: dict[str, Any]) -> Answer:
    """One element; a page that begins behind it is empty."""
    start, count = page_asked(call)
    return one_page(call, [found][start : start + count])


def _unknown_request() -> Answer:
    if switch("unknown_request") == "empty":
        return elements([])
    raise WireRefusal(404, "Request not found or expired", rule="inbound 3.2")


def _closed(call: Call) -> Answer:
    refuse_foreign_context(call, needed(call, "integrationContext"))
    start, count = page_asked(call)
    return one_page(call, closed.closed_members(call.application, start=start, count=count))


_EXPORTS = {"finder:request": _exports_of_request, "finder:closed": _closed}
RESOURCES = (
    Resource("v2", "exportedCandidates", _EXPORTS),
    Resource("rest", "exportedCandidates", _EXPORTS),
    # LinkedIn's own pages write it both ways.
    *(
        Resource("rest", address, {"finder:request": _evaluation_of_request}, since=202507)
        for address in ("exportedApplicationEvaluation", "exportedApplicationEvaluations")
    ),
)
