"""How does a finder read what it is asked, and answer page by page? URNs, spans of time, pages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli import structures
from linkedin_sandbox.restli.errors import not_understood
from linkedin_sandbox.wire.answers import Answer, elements
from linkedin_sandbox.world.access import integrations
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call

USUAL_COUNT = 10
MOST_COUNT = 1000
LONGEST_SPAN = 12 * 60 * clock.MINUTE
_LATEST = 10**15
_MOMENT = re.compile(r"[0-9]{1,16}")
_URN = re.compile(r"urn:li:(\w+):(\d{1,18})")


def page_asked(call: Call) -> tuple[int, int]:
    """(start, count). That a page of more than a thousand is refused is our decision."""
    start, count = call.number("start", 0), call.number("count", USUAL_COUNT)
    if count > MOST_COUNT:
        raise not_understood(f"Parameter count must not be larger than {MOST_COUNT}")
    return start, count


def one_page(call: Call, found: list[dict[str, Any]], *, total: int | None = None) -> Answer:
    start, count = page_asked(call)
    answer = elements(found, start=start, count=count)
    if answer.body is not None and total is not None:
        answer.body["paging"]["total"] = total
    return answer


def urn_id(text: str, kind: str, parameter: str) -> int:
    found = _URN.fullmatch(text)
    if found is None or found[1] != kind:
        raise not_understood(f"Parameter {parameter} must be a urn:li:{kind}, not '{text}'")
    return int(found[2])


def urn_ids(call: Call, parameter: str, kind: str) -> list[int]:
    return [urn_id(text, kind, parameter) for text in call.parameters.get(parameter, [])]


def needed(call: Call, parameter: str) -> str:
    value = call.one(parameter)
    if not value:
        raise not_understood(f"Parameter {parameter} is required")
    return value


def refuse_without_grant(call: Call, contract_id: int) -> None:
    """Recruiter data is open only for a contract whose CSA_API the admin has enabled (switch)."""
    context = f"urn:li:contract:{contract_id}"
    granted = integrations.status_of(call.application, context=context, type_="CSA_API")
    if granted != "ENABLED" and (granted is None or switch("enabled_integration_required")):
        raise call.denied()


def moment(call: Call, parameter: str, text: str | None = None) -> int | None:
    """Milliseconds since 1970; None when it is not asked for."""
    value = call.one(parameter) if text is None else text
    if not value:
        return None
    if not _MOMENT.fullmatch(value) or int(value) > _LATEST:
        raise not_understood(f"Parameter {parameter} must be a time in milliseconds")
    return int(value)


def time_range(call: Call) -> tuple[int | None, int | None]:
    """``timeRange.start=…&timeRange.end=…``, or protocol 2.0.0's ``timeRange=(start:…,end:…)``."""
    parts = {name: call.one(f"timeRange.{name}") for name in ("start", "end")}
    whole = call.one("timeRange")
    if whole:
        record = structures.parse(whole)
        if not isinstance(record, dict) or not set(record) <= set(parts):
            raise not_understood("Parameter timeRange must be a record of start and end")
        parts |= {name: str(value) for name, value in record.items()}
    start, end = (moment(call, f"timeRange.{name}", text) for name, text in parts.items())
    if switch("time_range") == "required" and (start is None or end is None):
        raise not_understood("Parameter timeRange is required, with start and end")
    return start, end


def span(start: int | None, end: int | None, *, now: int) -> tuple[int, int]:
    """What is left open ends now and began twelve hours before; a longer span is refused by the switch."""
    ends = now + 1 if end is None else end
    begins = max(0, ends - LONGEST_SPAN) if start is None else start
    if begins > ends:
        raise not_understood("The time range ends before it begins")
    if ends - begins > LONGEST_SPAN and switch("activity_window") == "refuse":
        raise not_understood("The time range is longer than 12 hours")
    return begins, ends
