"""Which applications have ATS vendors made here? Parents and children with their credentials and what they sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.admin.integrations import STATUS_OF_ACT, contexts_of, switch
from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import page, seat_of
from linkedin_sandbox.world.ground.counting import count_of_application
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    Integration,
    Organization,
    ParentApplication,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 10
_SENT = (("jobs", AtsJob), ("candidates", AtsCandidate), ("applications", AtsApplication))


@dataclass(frozen=True, kw_only=True)
class ApplicationCard:
    """One child application with its customer, the state of its integrations and how much it has sent."""

    application: Application
    organization: Organization | None
    integrations: list[Integration]
    counts: dict[str, int]

    @property
    def states(self) -> list[tuple[str, int]]:
        """(a state, how many integrations are in it)."""
        return sorted(Counter(one.status for one in self.integrations).items())

    @property
    def can_enable(self) -> bool:
        return any(one.status != "ENABLED" for one in self.integrations)

    @property
    def can_disable(self) -> bool:
        return any(one.status == "ENABLED" for one in self.integrations)


@require_http_methods(["GET", "POST"])
def applications(request: HttpRequest) -> HttpResponse:
    """A POST shows the secret of the application that it names, on this answer and nowhere else."""
    settle_due_tasks()
    shown_secret = request.POST.get("secret_of", "")
    after = number_of(request.GET.get("after", "")) or 0
    found = list(
        Application.objects.filter(id__gt=after)
        .annotate(**{name: count_of_application(model) for name, model in _SENT})
        .order_by("id")[: PAGE_SIZE + 1]
    )
    shown = found[:PAGE_SIZE]
    answer = page(
        request,
        "admin/applications",
        seat=seat_of(request),
        parents=ParentApplication.objects.filter(client_id__gt="").order_by("client_id"),
        cards=_cards(shown),
        shown_secret=shown_secret,
        after=after,
        next_after=shown[-1].id if len(found) > PAGE_SIZE else None,
    )
    if shown_secret:
        answer.headers["Cache-Control"] = "no-store"
    return answer


def _cards(found: list[Application]) -> list[ApplicationCard]:
    numbers = {one.organization_id for one in found if one.organization_id}
    organizations = Organization.objects.in_bulk(numbers)
    integrations = list(
        Integration.objects.filter(application_id__in=[one.id for one in found]).order_by("id")
    )
    return [
        ApplicationCard(
            application=one,
            organization=organizations.get(one.organization_id or 0),
            integrations=[row for row in integrations if row.application_id == one.id],
            counts={name: vars(one)[name] for name, _model in _SENT},
        )
        for one in found
    ]


@require_POST
def switch_all(request: HttpRequest, application_id: int, act: str) -> HttpResponse:
    """The administrator's act for everything that was asked for, at every level; the ATS is told of each."""
    application = Application.objects.filter(id=application_id).first()
    if application is None or act not in STATUS_OF_ACT:
        raise Http404
    rows = Integration.objects.filter(application_id=application.id, context__in=contexts_of(application))
    switch(request, application, list(rows), STATUS_OF_ACT[act])
    return redirect("console:applications")
