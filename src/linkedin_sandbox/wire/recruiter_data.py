"""What recruiters do, on the wire: seats, InMail, contact data that was shared, notes. An ATS polls all four.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.restli.errors import WireRefusal, not_understood
from linkedin_sandbox.wire.finding import (
    moment,
    needed,
    one_page,
    page_asked,
    refuse_without_grant,
    span,
    time_range,
    urn_id,
    urn_ids,
)
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.people.licences import STATES
from linkedin_sandbox.world.recruiting import mail_feed, note_feed, seats
from linkedin_sandbox.world.steering import clock, limits
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.answers import Answer
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.models import SeatHolder

_MOST_STUBS = 20_000
_BOOLEANS = {"true": True, "false": False, "": None}


def _contracts(call: Call) -> list[int]:
    """Every contract that is named, each with its own grant."""
    found = urn_ids(call, "contracts", "contract")
    if not found:
        raise not_understood("Parameter contracts is required")
    for contract_id in found:
        refuse_without_grant(call, contract_id)
    return found


def _contract(call: Call) -> int:
    contract_id = urn_id(needed(call, "contract"), "contract", "contract")
    refuse_without_grant(call, contract_id)
    return contract_id


def _seats(call: Call) -> Answer:
    if "start" not in call.parameters and switch("seats_without_start") == "refuse":
        raise not_understood("Parameter start is required")
    states = call.parameters.get("states", [])
    for state in states:
        if state not in STATES:
            raise not_understood(f"Parameter states can be {', '.join(STATES)}, not '{state}'")
    contracts = _contracts(call)
    start, count = page_asked(call)
    _count(call)
    found, total = seats.find_seats(
        call.application,
        contracts=contracts,
        states=states,
        start=start,
        count=count,
        generation=call.generation,
    )
    return one_page(call, found, total=total)


def _old_seats(call: Call) -> Answer:
    active = call.one("active").lower()
    if active not in _BOOLEANS:
        raise not_understood("Parameter active must be true or false")
    contracts = _contracts(call)
    start, count = page_asked(call)
    _count(call)
    found, total = seats.find_old_seats(
        call.application, contracts=contracts, active=_BOOLEANS[active], start=start, count=count
    )
    return one_page(call, found, total=total)


def _viewer(call: Call) -> SeatHolder:
    seat_id = urn_id(needed(call, "viewer"), "seat", "viewer")
    holder = seats.seat_holder(seat_id)
    if holder is None:
        raise WireRefusal(404, f"urn:li:seat:{seat_id} could not be found")
    refuse_without_grant(call, holder.contract_id)
    return holder


def _conversation_events(call: Call) -> Answer:
    viewer = _viewer(call)
    since, until = span(*time_range(call), now=clock.now_ms())
    start, count = page_asked(call)
    thread = call.one("threadUrn")
    _count(call)
    if switch("inmail_viewer_throttle") == "calls":
        limits.take_for_viewer(call.caller.client_id, viewer.urn)
    found = mail_feed.conversation_events(
        call.application,
        viewer=viewer,
        since=since,
        until=until,
        thread_id=urn_id(thread, "mailThread", "threadUrn") if thread else None,
        start=start,
        count=count,
    )
    return one_page(call, found)


def _mail_stubs(call: Call) -> Answer:
    contract_id = _contract(call)
    start, count = page_asked(call)
    if start + count > _MOST_STUBS:
        raise not_understood(f"The query reaches beyond result {_MOST_STUBS}: name owners or a shorter time")
    owners = urn_ids(call, "owners", "seat")
    since, until = moment(call, "createdDateStart"), moment(call, "createdDateEnd")
    _count(call)
    found = mail_feed.mail_stubs(
        call.application,
        contract_id=contract_id,
        owners=owners,
        since=since,
        until=until,
        start=start,
        count=count,
    )
    return one_page(call, found)


def _prospect_notes(call: Call) -> Answer:
    contract_id = _contract(call)
    after, before = span(moment(call, "cutoffDate"), moment(call, "beforeDate"), now=clock.now_ms())
    start, count = page_asked(call)
    owners = urn_ids(call, "owners", "seat")
    _count(call)
    found = note_feed.prospect_notes(
        call.application,
        contract_id=contract_id,
        owners=owners,
        after=after,
        before=before,
        start=start,
        count=count,
    )
    return one_page(call, found)


def _count(call: Call) -> None:
    """The four have one limit of calls a day together, beside their own."""
    limits.take(call.caller.client_id, limits.RECRUITER_DATA, records=1)


RESOURCES = (
    Resource("v2", "seatsV2", {"finder:attributes": _seats}),
    Resource("rest", "seatsV2", {"finder:attributes": _seats}, since=202512),
    Resource("v2", "seats", {"finder:seatsByAttributes": _old_seats}),
    *(
        Resource(generation, address, {finder: handler})
        for generation in ("v2", "rest")
        for address, finder, handler in (
            ("conversationEvents", "finder:criteria", _conversation_events),
            ("mailStubs", "finder:contract", _mail_stubs),
            ("prospectNotes", "finder:criteria", _prospect_notes),
        )
    ),
)
