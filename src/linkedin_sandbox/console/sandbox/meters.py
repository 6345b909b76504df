"""How much has each application used up, and how much may it? Meters, and every number beside its meter."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import again, page, seat_of
from linkedin_sandbox.console.sandbox.journal import names_of
from linkedin_sandbox.console.sandbox.typed import Field, Misread, seconds, waits, whole
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.people.people import Seat, seats_by_id
from linkedin_sandbox.world.recruiting.exports import Meter, export_meters
from linkedin_sandbox.world.steering import clock, limits, numbers
from linkedin_sandbox.world.steering.throttles import throttle_of

NEAR = 0.8
_MOST_SEATS = 100
_KINDS = {
    "day_calls": "Calls a day",
    "minute_records": "Records a minute",
    "day_records": "Records a day",
}
_ALL = "all"


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """``allowed`` of None: not limited."""

    label: str
    used: int
    allowed: int | None

    @property
    def share(self) -> float:
        if self.allowed is None:
            return 0.0
        return self.used / self.allowed if self.allowed else 1.0

    @property
    def high(self) -> float:
        """From where on the browser draws it in another colour."""
        return (self.allowed or 0) * NEAR

    @property
    def state(self) -> str:
        if self.share >= 1:
            return "used up"
        return "near its limit" if self.share >= NEAR else ""


@dataclass(frozen=True, kw_only=True)
class Used:
    """One resource as one application has used it; what has no limit and was not counted is no gauge."""

    resource: str
    gauges: list[Gauge]

    @property
    def share(self) -> float:
        return max(gauge.share for gauge in self.gauges)


@dataclass(frozen=True, kw_only=True)
class Throttled:
    """One resource and its numbers."""

    name: str
    fields: list[Field]
    is_changed: bool

    @property
    def is_wrong(self) -> bool:
        return any(field.problem for field in self.fields)


@dataclass(frozen=True, kw_only=True)
class Exporter:
    seat: Seat
    meter: Meter

    @property
    def gauge(self) -> Gauge:
        return Gauge(label="exports in thirty days", used=self.meter.used, allowed=self.meter.allowed)


Typed = Mapping[str, str]
Problems = Mapping[str, str]


def meters(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, *, of: str = "", problems: Problems | None = None) -> HttpResponse:
    """``of`` says whose form was sent: a resource's, that of ``all`` resources, or of the other ``numbers``."""
    now = clock.now_ms()
    typed, wrong = request.POST, problems or {}
    used = used_by_application()
    of_each = [
        _throttled(name, typed if of == name else {}, wrong if of == name else {})
        for name in limits.limited_resources()
    ]
    near = {one.resource.partition(" ")[0] for _name, resources in used for one in resources}
    others = [one for one in of_each if not one.is_changed and one.name not in near]
    shown = page(
        request,
        "sandbox/limits",
        seat=seat_of(request),
        used=used,
        exporters=_exporters(now=now),
        next_day=(now // clock.DAY + 1) * clock.DAY,
        of_all=_throttled(_ALL, typed if of == _ALL else {}, wrong if of == _ALL else {}),
        resources=[one for one in of_each if one not in others],
        others=others,
        others_wrong=any(one.is_wrong for one in others),
        numbers=[
            (number, _field_of(number, typed if of == "numbers" else {}, wrong))
            for number in numbers.NUMBERS.values()
        ],
        changed_numbers=[
            name for name in numbers.NUMBERS if numbers.present_number(name) != numbers.NUMBERS[name].usual
        ],
    )
    return again(shown) if wrong else shown


def used_by_application() -> list[tuple[str, list[Used]]]:
    """By application, the one that is nearest to a limit first; within it the resources likewise."""
    usages = limits.usage()
    names = names_of({one.client_id for one in usages})
    counted = groupby(usages, key=lambda one: one.client_id)
    found = [
        (names.get(client_id, client_id), sorted(map(_gauged, group), key=lambda one: -one.share))
        for client_id, group in counted
    ]
    return sorted(found, key=lambda one: -one[1][0].share)


def _gauged(usage: limits.Usage) -> Used:
    gauges = [
        Gauge(label="calls today", used=usage.calls_today, allowed=usage.day_calls),
        Gauge(label="records this minute", used=usage.records_this_minute, allowed=usage.minute_records),
        Gauge(label="records today", used=usage.records_today, allowed=usage.day_records),
    ]
    # How many records came in a day is of interest only where they are limited.
    return Used(
        resource=usage.resource,
        gauges=[one for one in gauges if one.allowed is not None or one.label == "calls today"],
    )


def _exporters(*, now: int) -> list[Exporter]:
    found = export_meters(now=now, limit=_MOST_SEATS)
    seats = {seat.holder.id: seat for seat in seats_by_id(found)}
    return [Exporter(seat=seats[number], meter=meter) for number, meter in found.items() if number in seats]


def _throttled(name: str, typed: Typed, problems: Problems) -> Throttled:
    is_all = name == _ALL
    changed: dict[str, int] = limits.changed_limits() if is_all else limits.changed_throttles().get(name, {})
    usual = throttle_of(name)
    kinds = [kind for kind in _KINDS if not is_all or kind != "day_records"]
    return Throttled(
        name=name,
        is_changed=bool(changed),
        fields=[
            Field(
                name=kind,
                label=_KINDS[kind],
                value=typed.get(kind, str(changed.get(kind, ""))),
                hint="each its own"
                if is_all
                else _hint(getattr(usual, kind), limits.changed_limits().get(kind)),
                problem=problems.get(kind, ""),
            )
            for kind in kinds
        ],
    )


def _hint(usual: int | None, of_all: int | None) -> str:
    if of_all is not None:
        return f"{of_all:,}, as for all"
    return "not limited" if usual is None else f"{usual:,}"


def _field_of(number: numbers.Number, typed: Typed, problems: Problems) -> Field:
    value = numbers.present_number(number.name)
    return Field(
        name=number.name,
        label=number.label,
        value=typed.get(number.name, _written(value)),
        hint=_written(number.usual),
        problem=problems.get(number.name, ""),
    )


def _written(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


@require_POST
def set_throttle(request: HttpRequest) -> HttpResponse:
    """The numbers of one resource, or of all; a field that is left empty is LinkedIn's own number."""
    name = request.POST.get("resource", "")
    if name != _ALL and name not in limits.limited_resources():
        raise Http404
    found, problems = _read(request.POST, dict.fromkeys(_KINDS, whole))
    if problems:
        return _page(request, of=name, problems=problems)
    if name == _ALL:
        limits.set_limits(found)
    else:
        limits.set_throttle(name, found)
    whose = "every resource" if name == _ALL else name
    say(request, f"The limits of {whose} are set." if found else f"LinkedIn's own limits hold for {whose}.")
    return redirect("console:limits")


@require_POST
def set_numbers(request: HttpRequest) -> HttpResponse:
    """All of them at once, so that none is set when one is not understood."""
    found, problems = _read(
        request.POST, {name: _reader_of(number) for name, number in numbers.NUMBERS.items()}
    )
    if problems:
        return _page(request, of="numbers", problems=problems)
    for name, number in numbers.NUMBERS.items():
        if found.get(name, number.usual) == number.usual:
            numbers.reset_number(name)
        else:
            numbers.set_number(name, found[name])
    say(request, "The numbers are set.")
    return redirect("console:limits")


def _reader_of(number: numbers.Number) -> Callable[[str], Any]:
    if number.is_list:
        return waits
    return whole if number.is_count else seconds


def _read(typed: Typed, readers: Mapping[str, Callable[[str], Any]]) -> tuple[dict[str, Any], dict[str, str]]:
    """(what was understood, what was not); an empty field is neither."""
    found: dict[str, Any] = {}
    problems: dict[str, str] = {}
    for name, read in readers.items():
        text = typed.get(name, "").strip()
        try:
            if text:
                found[name] = read(text)
        except Misread as reason:
            problems[name] = str(reason)
    return found, problems


@require_POST
def reset(request: HttpRequest) -> HttpResponse:
    """Every limit and number is LinkedIn's again."""
    limits.reset_limits()
    numbers.reset_numbers()
    say(request, "LinkedIn's own numbers hold again.")
    return redirect("console:limits")


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    limits.forget_counters()
    say(request, "Everything is counted from nothing again.")
    return redirect("console:limits")
