"""What happens when the company's id changes, as after a merger? Said for each ATS before, and shown afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.console.admin.companies import admin_page, as_admin
from linkedin_sandbox.console.admin.consequences import label_of
from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import again
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.access.company_ids import change_company_id, refuse_new_id, what_breaks
from linkedin_sandbox.world.access.integrations import INTEGRATION_STATUS_CHANGE
from linkedin_sandbox.world.ground.counting import count_of_application
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    Integration,
    Organization,
    PushEvent,
)
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# A company has few ATSs; of further ones only that they are there is told.
MOST_ATSS = 20
_MOST_PUSHES, _MOST_OF_ONE = 100, 10
_SENT = {"jobs": AtsJob, "candidates": AtsCandidate, "applications": AtsApplication}


@dataclass(frozen=True, kw_only=True)
class PushLine:
    push: PushEvent
    about: str


@dataclass(frozen=True, kw_only=True)
class Affected:
    """One ATS: its integrations, those of them that are still on, what it has sent, and what it was told latest."""

    application: Application
    integrations: list[Integration]
    breaking: list[Integration]
    pushes: list[PushLine]

    @property
    def labels(self) -> str:
        return ", ".join(label_of(one.type) for one in self.breaking)

    @property
    def sent(self) -> dict[str, int]:
        return {name: vars(self.application)[name] for name in _SENT}

    @property
    def former(self) -> list[Integration]:
        """What stayed behind under another organization's URN."""
        urn = f"urn:li:organization:{self.application.organization_id}"
        return [
            one
            for one in self.integrations
            if one.context.startswith("urn:li:organization:") and one.context != urn
        ]


@require_http_methods(["GET", "POST"])
@as_admin
def company_id(request: HttpRequest, company: Organization) -> HttpResponse:
    """``new`` shows what will change; a POST changes it; ``was`` is the id of before, once it is done."""
    typed = (request.POST.get("new", "") or request.GET.get("new", "")).strip()[:40]
    problem, new = "", None
    if typed:
        try:
            new = _checked(typed, company)
            if request.method == "POST":
                return _changed(request, company, new)
        except SandboxRefusal as refusal:
            problem, new = refusal.sentence, None
    elif request.method == "POST":
        problem = "Type the new company id."
    shown = _shown(request, company, typed=typed, new=new, problem=problem)
    return again(shown) if problem else shown


def _checked(typed: str, company: Organization) -> int:
    new = number_of(typed)
    if new is None:
        raise SandboxRefusal(f"“{typed}” is not a company id. Type digits only, as in {company.id}.")
    refuse_new_id(new)
    return new


def _changed(request: HttpRequest, company: Organization, new: int) -> HttpResponse:
    was, name = company.id, company.name
    broken = change_company_id(organization=company, new_id=new)
    request.session["company"] = new
    how = f"{len(broken)} integrations broke." if broken else "The integrations have moved with it."
    if len(broken) == 1:
        how = "One integration broke."
    say(request, f"{name} is {new} now. {how}", tone="toast-bad" if broken else "toast-good")
    return redirect(f"{reverse('console:company_id')}?company={new}&was={was}")


def _shown(
    request: HttpRequest, company: Organization, *, typed: str, new: int | None, problem: str
) -> HttpResponse:
    was = number_of(request.GET.get("was", ""))
    affected = _affected(company, with_pushes=was is not None)
    return admin_page(
        request,
        "admin/company_id",
        company,
        typed=typed,
        new=new,
        problem=problem,
        was=was,
        affected=affected[:MOST_ATSS],
        has_more=len(affected) > MOST_ATSS,
        is_prepared=not any(one.breaking for one in affected),
        breaking=sum(len(one.breaking) for one in affected),
    )


def _affected(company: Organization, *, with_pushes: bool) -> list[Affected]:
    settle_due_tasks()
    found = list(
        Application.objects.filter(organization_id=company.id)
        .annotate(**{name: count_of_application(model) for name, model in _SENT.items()})
        .order_by("id")[: MOST_ATSS + 1]
    )
    ids = [one.id for one in found]
    rows = list(Integration.objects.filter(application_id__in=ids).order_by("id"))
    pushes = _pushes(ids, {row.id: row for row in rows}) if with_pushes else []
    on = {row.id for row in what_breaks(company)}
    return [
        Affected(
            application=one,
            integrations=[row for row in rows if row.application_id == one.id],
            breaking=[row for row in rows if row.application_id == one.id and row.id in on],
            pushes=[line for line in pushes if line.push.application_id == one.id][:_MOST_OF_ONE],
        )
        for one in found
    ]


def _pushes(application_ids: list[int], integrations: dict[int, Integration]) -> list[PushLine]:
    """The latest first."""
    events = PushEvent.objects.filter(application_id__in=application_ids, type=INTEGRATION_STATUS_CHANGE)
    return [
        PushLine(
            push=event,
            about=", ".join(
                label_of(integrations[number].type) for number in event.integrations if number in integrations
            ),
        )
        for event in events.order_by("-created_at", "-request_id")[:_MOST_PUSHES]
    ]
