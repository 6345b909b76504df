"""What does the person who runs the sandbox see and turn? Applications, switches, limits and seats."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.world.access.integrations import set_status
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    Configuration,
    Integration,
    Organization,
    ParentApplication,
)
from linkedin_sandbox.world.people.people import all_seats
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.limits import present_limits, set_limits
from linkedin_sandbox.world.steering.switches import Switch, UnknownSwitch, all_switches, set_switch, switch


@dataclass(frozen=True, kw_only=True)
class IntegrationLine:
    integration: Integration
    configurations: list[Configuration]


@dataclass(frozen=True, kw_only=True)
class ApplicationCard:
    """One child application with its customer, its integrations and how much it has sent."""

    application: Application
    organization: Organization | None
    integrations: list[IntegrationLine]
    counts: dict[str, int]

    @property
    def can_enable(self) -> bool:
        return any(line.integration.status != "ENABLED" for line in self.integrations)

    @property
    def can_disable(self) -> bool:
        return any(line.integration.status == "ENABLED" for line in self.integrations)


def applications(request: HttpRequest) -> HttpResponse:
    return page(
        request,
        "applications",
        seat=seat_of(request),
        parents=ParentApplication.objects.all(),
        cards=_cards(),
    )


def _cards() -> list[ApplicationCard]:
    found = list(Application.objects.order_by("id"))
    organizations = Organization.objects.in_bulk(
        [one.organization_id for one in found if one.organization_id]
    )
    lines = _lines(Integration.objects.filter(application_id__in=[one.id for one in found]).order_by("id"))
    return [
        ApplicationCard(
            application=one,
            organization=organizations.get(one.organization_id or 0),
            integrations=[line for line in lines if line.integration.application_id == one.id],
            counts={
                "jobs": AtsJob.objects.filter(application_id=one.id).count(),
                "candidates": AtsCandidate.objects.filter(application_id=one.id).count(),
                "applications": AtsApplication.objects.filter(application_id=one.id).count(),
            },
        )
        for one in found
    ]


def _lines(integrations: Iterable[Integration]) -> list[IntegrationLine]:
    listed = list(integrations)
    configured = list(Configuration.objects.filter(integration_id__in=[one.id for one in listed]))
    return [
        IntegrationLine(
            integration=one, configurations=[each for each in configured if each.integration_id == one.id]
        )
        for one in listed
    ]


STATUS_OF_ACT = {"enable": "ENABLED", "disable": "DISABLED"}


@require_POST
def switch_integrations(_request: HttpRequest, application_id: int, act: str) -> HttpResponse:
    """The administrator's act in Recruiter; the ATS is told of it."""
    application = Application.objects.filter(id=application_id).first()
    if application is None or act not in STATUS_OF_ACT:
        raise Http404
    set_status(application, STATUS_OF_ACT[act])
    return redirect("console:applications")


@dataclass(frozen=True, kw_only=True)
class SwitchLine:
    switch: Switch
    value: Any

    @property
    def choices(self) -> list[tuple[str, bool]]:
        """(the value as JSON, whether it is the present one)."""
        return [(json.dumps(value), value == self.value) for value in self.switch.values]

    @property
    def is_changed(self) -> bool:
        return bool(self.value != self.switch.default)


def switches(request: HttpRequest) -> HttpResponse:
    lines = [SwitchLine(switch=one, value=switch(name)) for name, one in all_switches().items()]
    return page(
        request,
        "switches",
        seat=seat_of(request),
        lines=lines,
        limits=present_limits(),
        offset=clock.offset_seconds(),
    )


@require_POST
def set_limit(request: HttpRequest) -> HttpResponse:
    """Both limits at once; what is not a number is left as it was."""
    asked = {name: request.POST.get(name, "") for name in present_limits()}
    set_limits(present_limits() | {name: int(text) for name, text in asked.items() if text.isdecimal()})
    return redirect("console:switches")


@require_POST
def turn_switch(request: HttpRequest, name: str) -> HttpResponse:
    try:
        set_switch(name, json.loads(request.POST.get("value", "")))
    except (UnknownSwitch, json.JSONDecodeError) as wrong:
        raise Http404 from wrong
    return redirect("console:switches")


def seats(request: HttpRequest) -> HttpResponse:
    return page(request, "seats", seat=seat_of(request), seats=all_seats())
