"""What has a company connected, and at which level is it on? Each ATS with its integrations, to switch on and off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from linkedin_sandbox.console.admin.companies import admin_page, as_admin
from linkedin_sandbox.console.admin.consequences import label_of, sentences
from linkedin_sandbox.console.filters import number_of
from linkedin_sandbox.console.persona import refused, seat_of
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.access.integrations import CALLBACK_URL
from linkedin_sandbox.world.access.switching import DISABLED, ENABLED, set_status_of
from linkedin_sandbox.world.models import (
    Application,
    Configuration,
    Contract,
    Integration,
    Member,
    Organization,
)
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

PAGE_SIZE = 10
STATUS_OF_ACT = {"enable": ENABLED, "disable": DISABLED}
_VERBS = {ENABLED: ("enable", "Enable"), DISABLED: ("disable", "Disable")}


@dataclass(frozen=True, kw_only=True)
class Act:
    """A press, and what it will do; ``ids`` are the integrations that it changes."""

    status: str
    ids: list[int]
    consequences: list[str]

    @property
    def name(self) -> str:
        return _VERBS[self.status][0]

    @property
    def verb(self) -> str:
        return _VERBS[self.status][1]


@dataclass(frozen=True, kw_only=True)
class Line:
    integration: Integration
    configurations: list[Configuration]
    admin: Member | None
    act: Act | None

    @property
    def label(self) -> str:
        return label_of(self.integration.type)


@dataclass(frozen=True, kw_only=True)
class Level:
    """All integrations of one ATS in one context; ``acts`` switch the whole level, where it has several."""

    title: str
    context: str
    lines: list[Line]
    acts: list[Act]

    @property
    def whole(self) -> str:
        return f"all at {self.title[0].lower()}{self.title[1:]}"

    @property
    def on(self) -> int:
        return sum(line.integration.status == ENABLED for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class AtsCard:
    """``not_asked`` are the contracts for which nobody has used the plugin; ``former`` is under an old company id."""

    application: Application
    company: Level | None
    contracts: list[Level]
    not_asked: list[Contract]
    former: list[Line]


@as_admin
def integrations(request: HttpRequest, company: Organization) -> HttpResponse:
    after = number_of(request.GET.get("after", "")) or 0
    found = list(
        Application.objects.filter(organization_id=company.id, id__gt=after).order_by("id")[: PAGE_SIZE + 1]
    )
    shown = found[:PAGE_SIZE]
    return admin_page(
        request,
        "admin/integrations",
        company,
        cards=_cards(company, shown),
        after=after,
        next_after=shown[-1].id if len(found) > PAGE_SIZE else None,
    )


def _cards(company: Organization, applications: list[Application]) -> list[AtsCard]:
    rows = list(
        Integration.objects.filter(application_id__in=[one.id for one in applications]).order_by("id")
    )
    contracts = list(Contract.objects.filter(organization_id=company.id).order_by("id"))
    configured = list(Configuration.objects.filter(integration_id__in=[row.id for row in rows]))
    admins = Member.objects.in_bulk({row.asked_by for row in rows if row.asked_by})
    return [
        _Drawer([row for row in rows if row.application_id == one.id], configured, admins).card(
            one, company, contracts
        )
        for one in applications
    ]


class _Drawer:
    """Puts one application's integrations on their levels."""

    def __init__(
        self, rows: list[Integration], configured: list[Configuration], admins: dict[int, Member]
    ) -> None:
        self._rows = rows
        mine = {row.id for row in rows}
        self._configured = [one for one in configured if one.integration_id in mine]
        self._admins = admins
        self._enabled = [row.id for row in rows if row.status == ENABLED]
        self._callback = next((one.value for one in self._configured if one.name == CALLBACK_URL), "")

    def card(self, application: Application, company: Organization, contracts: list[Contract]) -> AtsCard:
        levels = [self._level(f"Contract {one.name}", one.urn) for one in contracts]
        here = {company.urn, *(one.urn for one in contracts)}
        asked = {level.context for level in levels if level}
        return AtsCard(
            application=application,
            company=self._level("Company level", company.urn),
            contracts=[level for level in levels if level],
            not_asked=[one for one in contracts if one.urn not in asked],
            former=[self._line(row, can_change=False) for row in self._rows if row.context not in here],
        )

    def _level(self, title: str, context: str) -> Level | None:
        rows = [row for row in self._rows if row.context == context]
        if not rows:
            return None
        acts = [self._act(changed_by(rows, status), status) for status in (ENABLED, DISABLED)]
        return Level(
            title=title,
            context=context,
            lines=[self._line(row, can_change=True) for row in rows],
            acts=[act for act in acts if act and len(rows) > 1],
        )

    def _line(self, row: Integration, *, can_change: bool) -> Line:
        other = DISABLED if row.status == ENABLED else ENABLED
        return Line(
            integration=row,
            configurations=[one for one in self._configured if one.integration_id == row.id],
            admin=self._admins.get(row.asked_by or 0),
            act=self._act([row], other) if can_change else None,
        )

    def _act(self, rows: list[Integration], status: str) -> Act | None:
        if not rows:
            return None
        said = sentences(rows, status, enabled=self._enabled, callback=self._callback)
        return Act(status=status, ids=[row.id for row in rows], consequences=said)


def changed_by(rows: Iterable[Integration], status: str) -> list[Integration]:
    """Only what is on is switched off: what waits for the admin's yes has never been on."""
    return [row for row in rows if (row.status == ENABLED) != (status == ENABLED)]


@require_POST
def switch_some(request: HttpRequest, application_id: int, act: str) -> HttpResponse:
    """The integrations that are named, of one application: the admin's act, or its undo."""
    application = Application.objects.filter(id=application_id).first()
    if application is None or act not in STATUS_OF_ACT:
        raise Http404
    try:
        rows = _named(request, application)
    except SandboxRefusal as refusal:
        return refused(request, refusal, seat=seat_of(request))
    switch(request, application, rows, STATUS_OF_ACT[act])
    return redirect(f"{reverse('console:integrations')}?company={application.organization_id}")


def switch(request: HttpRequest, application: Application, rows: list[Integration], status: str) -> None:
    """The admin's act for these integrations; whoever pressed is told, and can undo it."""
    changed = set_status_of(application, [row.id for row in changed_by(rows, status)], status)
    _tell(request, application, changed, status)


def contexts_of(application: Application) -> set[str]:
    """The company's, and those of its contracts: nothing under a company id of before."""
    contracts = Contract.objects.filter(organization_id=application.organization_id)
    return {f"urn:li:organization:{application.organization_id}", *(one.urn for one in contracts)}


def _named(request: HttpRequest, application: Application) -> list[Integration]:
    ids = [number_of(text) or 0 for text in _texts(request, "integration")]
    rows = list(Integration.objects.filter(application_id=application.id, id__in=ids).order_by("id"))
    if not ids or len(rows) != len(set(ids)):
        raise SandboxRefusal("This ATS has no such integration. Look at the list anew.")
    here = contexts_of(application)
    if any(row.context not in here for row in rows):
        raise SandboxRefusal(
            "This integration belongs to a company id of before. Use the configuration plugin anew instead."
        )
    return rows


def _texts(request: HttpRequest, name: str) -> list[str]:
    return request.POST.getlist(name) or request.GET.getlist(name)


def _tell(request: HttpRequest, application: Application, changed: list[Integration], status: str) -> None:
    if not changed:
        say(request, "Nothing to change: it is so already.")
        return
    what = ", ".join(label_of(row.type) for row in changed)
    other = DISABLED if status == ENABLED else ENABLED
    address = reverse("console:switch_some", args=[application.id, _VERBS[other][0]])
    undo = f"{address}?{urlencode({'integration': [row.id for row in changed]}, doseq=True)}"
    done = "enabled" if status == ENABLED else "disabled"
    say(request, f"{what} {done} for {application.name}. The ATS is being told.", undo=undo)
