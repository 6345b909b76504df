"""How does an admin connect the company, from nothing to its history on LinkedIn? One page that knows the next step.

The page shows LinkedIn's own plugin in a frame, and waits for what others do: a worker at LinkedIn, LinkedIn's admin
in Recruiter. Its list of steps follows by itself; when another step is next, the page comes anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.backfill.selectors import latest_backfill
from linkedin_sync.connections import preflight as looks
from linkedin_sync.connections import selectors as connections
from linkedin_sync.connections import services, set_up, working
from linkedin_sync.enums import ConnectionState, SetUpWork
from linkedin_web import access
from linkedin_web.connection import set_up_steps
from linkedin_web.frames import with_frames
from linkedin_web.sharing import form_context
from linkedin_web.words import in_words, tone_of
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from linkedin_sync.connections.troubles import Finding
    from linkedin_sync.models import Connection

#: LinkedIn's packages that Recruit can be connected by (the configuration plugin's attribute).
_PACKAGES: Final = "RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT"
_EXTENSION: Final = "ATSIntegrationWidget@https://platform.linkedin.com/rsc/extensions/onboarding-widget"


class Phase(StrEnum):
    """What is next."""

    AGREE = "agree"
    APPLICATION = "application"
    PLUGIN = "plugin"
    ENABLE = "enable"
    HISTORY = "history"


def phase_of(row: Connection | None) -> Phase:
    if row is None or row.agreed_at is None:
        return Phase.AGREE
    if not row.client_id:
        return Phase.APPLICATION
    if not row.organization_urn or row.state == ConnectionState.NOT_CONNECTED:
        return Phase.PLUGIN
    if row.state in {ConnectionState.ENABLED, ConnectionState.DEGRADED}:
        return Phase.HISTORY
    return Phase.ENABLE


@require_safe
def guide(request: SignedInRequest) -> HttpResponse:
    """The whole page. With ``?plugin`` LinkedIn's plugin once more: another contract, or another company id."""
    if not access.is_included(request):
        return show(request, "linkedin_web/set_up.html", {"is_included": False})
    access.require_configure(request)
    context = _steps_context(request)
    row = context["connection"]
    context["shows_plugin"] = context["phase"] == Phase.PLUGIN or (
        "plugin" in request.GET and row is not None and bool(row.client_id)
    )
    if context["phase"] == Phase.AGREE:
        context |= form_context(request)
    context |= {
        "is_included": True,
        "platform": settings.LINKEDIN_PLATFORM_URL,
        "base_url": settings.BASE_URL,
        "packages": _PACKAGES,
        "extension": _EXTENSION,
    }
    response = show(request, "linkedin_web/set_up.html", context | _preflight_context(request))
    return with_frames(response) if context["shows_plugin"] else response


@require_safe
def steps(request: SignedInRequest) -> HttpResponse:
    """The list of steps as it stands; if another one is next than on the page that asks, the page comes anew."""
    access.require_configure(request)
    context = _steps_context(request)
    response = render(request, "linkedin_web/set_up_steps.html", context)
    if request.GET.get("phase") != context["phase"]:
        response["HX-Refresh"] = "true"
    return response


def _steps_context(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    row = connections.connection_of(company_id=company_id)
    integrations = connections.integrations_of(company_id=company_id)
    history = latest_backfill(company_id=company_id)
    left = history.left_seconds if history else None
    return {
        "connection": row,
        "phase": phase_of(row),
        "steps": set_up_steps(row, integrations),
        "integrations": [{"row": each, "tone": tone_of(each.status)} for each in integrations],
        "is_at_work": working.is_at_work(row),
        "trouble": _said(working.trouble_of(row)),
        "history": history,
        "left": in_words(left) if left is not None else "",
    }


# Every fault with its remedy


@dataclass(frozen=True)
class Said:
    """A finding as the page shows it."""

    title: str
    text: str
    next_step: str
    remedy: str
    tone: str


def _said(finding: Finding | None) -> Said | None:
    if finding is None:
        return None
    words = finding.words
    tone = "yellow" if words.is_warning else "red"
    return Said(words.title, finding.text, words.next_step, words.remedy.value, tone)


@require_safe
def preflight(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/preflight.html", _preflight_context(request))


def _preflight_context(request: SignedInRequest) -> dict[str, Any]:
    look = looks.latest_preflight(company_id=request.user.company_id)
    return {
        "look": look,
        "findings": [_said(each) for each in look.findings] if look else [],
        "may_configure": access.may_configure(request),
    }


@require_POST
def check(request: SignedInRequest) -> HttpResponse:
    looks.ask_for_preflight(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("Everything is being looked at."), topics=["integration"])


# What is done at LinkedIn


@require_POST
def go_on(request: SignedInRequest) -> HttpResponse:
    """Take whatever steps can be taken now."""
    _work(request, SetUpWork.CONTINUING)
    return done(request, _("Recruit asks LinkedIn. This page follows by itself."), topics=["integration"])


@require_POST
def renew(request: SignedInRequest) -> HttpResponse:
    """The secret as LinkedIn has it now, and our addresses as they are now."""
    _work(request, SetUpWork.RENEWING)
    return done(
        request,
        _("Recruit takes the present secret over and tells LinkedIn its addresses."),
        topics=["integration"],
    )


@require_POST
def new_callback(request: SignedInRequest) -> HttpResponse:
    working.ask_for_new_callback(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(
        request, _("There is a new callback address, and LinkedIn is told it."), topics=["integration"]
    )


def _work(request: SignedInRequest, work: SetUpWork) -> None:
    working.ask_for_work(
        company_id=request.user.company_id, work=work, actor=companies.actor_of(request.user)
    )


@require_POST
def plugin_seen(request: SignedInRequest) -> HttpResponse:
    """The page waited for LinkedIn's plugin: whether it has come. Nothing is said; the preflight tells it."""
    services.note_plugin(
        company_id=request.user.company_id,
        has_appeared=request.POST.get("has_appeared") == "true",
        actor=companies.actor_of(request.user),
    )
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


class PluginNotUnderstood(Refusal):
    code = "plugin_not_understood"


@require_POST
def authorised(request: SignedInRequest) -> HttpResponse:
    """What LinkedIn's plugin told the page. Another company id than before is asked about first."""
    access.require_configure(request)
    organization, contracts = _contexts(request.POST.get("told", ""))
    actor = companies.actor_of(request.user)
    try:
        for contract in contracts:
            set_up.authorise(
                company_id=request.user.company_id,
                organization_urn=organization,
                contract_urn=contract,
                actor=actor,
                takes_other_company=request.POST.get("takes_other_company") == "yes",
            )
    except set_up.OtherCompany as refusal:
        context = {"sentence": refusal.sentence, "told": request.POST["told"], "organization": organization}
        return render(request, "linkedin_web/other_company_dialog.html", context)
    _work(request, SetUpWork.CONTINUING)
    return go_to(request, reverse("linkedin_set_up"))


def _contexts(told: str) -> tuple[str, list[str]]:
    """The organization and the contracts. The fields of the plugin's answer are not documented; contexts are URNs."""
    try:
        elements = json.loads(told)
        found = [str(each["integrationContext"]) for each in elements]
    except (ValueError, TypeError, KeyError) as error:
        raise PluginNotUnderstood(
            _(
                "LinkedIn's plugin told something that Recruit does not understand. Load the page again and repeat it."
            )
        ) from error
    organizations = [urn for urn in found if urn.startswith("urn:li:organization:")]
    contracts = [urn for urn in found if urn.startswith("urn:li:contract:")]
    if not organizations or not contracts:
        raise PluginNotUnderstood(
            _("LinkedIn's plugin named no company or no contract. Choose Recruiter System Connect in it.")
        )
    return organizations[0], list(dict.fromkeys(contracts))
