"""How does the sandbox stand? What is not as usual, what was refused latest, what waits, and how much there is."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.console.sandbox.clock import difference
from linkedin_sandbox.console.sandbox.journal import names_of
from linkedin_sandbox.console.sandbox.meters import NEAR, used_by_application
from linkedin_sandbox.faults import store
from linkedin_sandbox.journal import log
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    ExportEvent,
    JobPosting,
    MailMessage,
    Member,
    PushEvent,
    SeatHolder,
)
from linkedin_sandbox.world.steering import limits, numbers, switches, transitions

_LATEST = 8
_FIRST_REFUSAL = 400
_KINDS = {
    "Members": Member,
    "Recruiter seats": SeatHolder,
    "Integrated applications": Application,
    "Jobs posted": JobPosting,
    "Candidates of ATSs": AtsCandidate,
    "Applications of ATSs": AtsApplication,
    "Exports": ExportEvent,
    "InMail messages": MailMessage,
}


@dataclass(frozen=True)
class Unusual:
    """What somebody has set, and the address at which it is set back."""

    sentence: str
    address: str
    label: str


def show(request: HttpRequest) -> HttpResponse:
    refused = [entry for entry in log.entries(limit=log.KEPT) if _is_refused(entry)]
    waiting = PushEvent.objects.filter(state="due")
    return page(
        request,
        "sandbox/overview",
        seat=seat_of(request),
        unusual=_unusual(),
        near=[
            (name, one) for name, resources in used_by_application() for one in resources if one.share >= NEAR
        ],
        entries=refused[:_LATEST],
        refused=len(refused),
        said=log.latest_id(),
        names=names_of({entry.client_id for entry in refused[:_LATEST]}),
        waiting=waiting.count(),
        next_at=waiting.order_by("next_at").values_list("next_at", flat=True).first(),
        kinds=[(label, model.objects.count()) for label, model in _KINDS.items()],
    )


def _is_refused(entry: log.Entry) -> bool:
    """Also a batch of which only one record was."""
    return entry.status == 0 or entry.status >= _FIRST_REFUSAL or bool(entry.rule)


def _unusual() -> list[Unusual]:
    found = []
    if told := difference():
        found.append(Unusual(f"The clock {told}.", reverse("console:clock"), "Set the clock"))
    faults = store.present_faults()
    if faults:
        kinds = ", ".join(sorted({fault["kind"] for fault in faults}))
        found.append(
            Unusual(
                f"{_counted(len(faults), 'fault waits', 'faults wait')}: {kinds}.",
                reverse("console:faults"),
                "See the faults",
            )
        )
    changed = [
        name
        for name, value in switches.present_values().items()
        if value != switches.all_switches()[name].default
    ]
    if changed:
        found.append(
            Unusual(
                f"{_counted(len(changed), 'switch is', 'switches are')} changed: {', '.join(changed)}.",
                f"{reverse('console:switches')}?changed=1",
                "See the switches",
            )
        )
    if set_limits := _changed_limits():
        found.append(
            Unusual(
                f"Limits are changed: {', '.join(set_limits)}.", reverse("console:limits"), "See the limits"
            )
        )
    if transitions.present_transitions() != transitions.USUAL:
        found.append(
            Unusual(
                "LinkedIn's own work is not done when it usually is.",
                reverse("console:transitions"),
                "See the transitions",
            )
        )
    return found


def _changed_limits() -> list[str]:
    of_all = ["every resource"] if limits.changed_limits() else []
    others = [
        number.label.lower()
        for name, number in numbers.NUMBERS.items()
        if numbers.present_number(name) != number.usual
    ]
    return [*of_all, *limits.changed_throttles(), *others]


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
