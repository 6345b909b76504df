"""What time is it here, and how is it made another? The page of the clock, and what other pages tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.sandbox.asked import moment_typed
from linkedin_sandbox.console.sandbox.typed import Misread, seconds
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.jobs import passing
from linkedin_sandbox.world.steering import clock

#: (label, seconds) of the buttons that let time pass.
STEPS = (
    ("1 minute", 60),
    ("30 minutes", 1800),
    ("1 hour", 3600),
    ("1 day", 86_400),
    ("7 days", 7 * 86_400),
    ("1 month (30 days)", 30 * 86_400),
)
_UNITS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86_400}


@dataclass(frozen=True)
class _Asked:
    """What was typed, and what of it was not understood."""

    at: str = ""
    amount: str = ""
    unit: str = "hours"
    problem_at: str = ""
    problem_amount: str = ""


def show(request: HttpRequest) -> HttpResponse:
    return _page(request, _Asked())


def _page(request: HttpRequest, asked: _Asked) -> HttpResponse:
    now = clock.now_ms()
    return page(
        request,
        "sandbox/clock",
        seat=seat_of(request),
        now=now,
        is_frozen=clock.frozen_at() is not None,
        difference=difference(),
        steps=STEPS,
        units=tuple(_UNITS),
        coming=passing.coming(now),
        asked=asked,
    )


@require_POST
def advance(request: HttpRequest) -> HttpResponse:
    """By ``seconds`` of a button, or by an ``amount`` of a ``unit``."""
    text = request.POST.get("seconds", "")
    amount, unit = request.POST.get("amount", ""), request.POST.get("unit", "seconds")
    try:
        by = seconds(text) if text else seconds(amount) * _UNITS.get(unit, 1)
        return _set(request, partial(clock.advance, by))
    except (Misread, clock.UnknownMoment) as reason:
        return again(_page(request, _Asked(amount=amount, unit=unit, problem_amount=str(reason))))


@require_POST
def travel(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("at", "").strip()
    try:
        return _set(request, partial(clock.travel_to, moment_typed(typed)))
    except clock.UnknownMoment:
        problem = "Give a date and a time between 1970 and 2200, such as 2026-05-04T09:00."
        return again(_page(request, _Asked(at=typed, problem_at=problem)))


@require_POST
def freeze(request: HttpRequest) -> HttpResponse:
    return _set(request, clock.freeze)


@require_POST
def thaw(request: HttpRequest) -> HttpResponse:
    return _set(request, clock.thaw)


@require_POST
def to_the_machine(request: HttpRequest) -> HttpResponse:
    """The machine's own time again, running."""
    return _set(request, partial(clock.set_offset, 0))


def _set(request: HttpRequest, change: Callable[[], None]) -> HttpResponse:
    due = passing.set_clock(change)
    told = "; ".join(one.sentence for one in due)
    say(request, f"The clock is set. {told[:1].upper()}{told[1:]}." if told else "The clock is set.")
    return redirect("console:clock")


def difference() -> str:
    """How the sandbox's clock differs from the machine's, as the end of a sentence; empty when it does not."""
    if clock.frozen_at() is not None:
        return "stands still"
    offset = clock.offset_seconds()
    if abs(offset) < 1:
        return ""
    return f"is {_lasting(abs(offset))} {'ahead of' if offset > 0 else 'behind'} the machine's"


def _lasting(total: float) -> str:
    """The two largest units, which is as exact as a person reads it."""
    left = round(total)
    parts = []
    for unit, length in reversed(_UNITS.items()):
        count, left = divmod(left, length)
        if count:
            parts.append(f"{count:,} {unit if count != 1 else unit[:-1]}")
    return " ".join(parts[:2])
