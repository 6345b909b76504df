"""How does the connection stand, on both sides and truthfully, and what may an admin do about it? (M-06 to M-08)

LinkedIn is never called while a person waits: what has to be asked there is a job, and the page follows by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync import health as engine
from linkedin_sync import tasks
from linkedin_sync.backfill.removal import removal_state
from linkedin_sync.connections import selectors as connections
from linkedin_sync.connections import services, working
from linkedin_sync.connections.agreements import latest_agreements
from linkedin_sync.connections.set_up import callback_url_of
from linkedin_sync.enums import BodiesFor, ConnectionState
from linkedin_sync.mirror.asking import ask_soon
from linkedin_web import access
from linkedin_web.health import health_context
from linkedin_web.history import backfill_context, reconcile_context
from linkedin_web.onsite import applications_context
from linkedin_web.outward import notes_context
from linkedin_web.seats import seats_context
from linkedin_web.words import (
    LEFT_PAUSED_SENTENCE,
    LEFT_SENTENCE,
    NOT_AGREED_SENTENCE,
    PAUSED_SENTENCE,
    REMOVING_SENTENCE,
    STATE_SENTENCES,
    tone_of,
)
from recruit.base import queue
from recruit.company import selectors as companies
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkedin_sync.connections.selectors import IntegrationView
    from linkedin_sync.health import FeedState
    from linkedin_sync.models import Connection

_AGREEMENTS_SHOWN = 10


@dataclass(frozen=True)
class SetUpStep:
    """One step of the set-up: whose act it is, whether it is done, and what is known about it."""

    title: str
    side: str
    is_done: bool
    text: str
    at: datetime | None = None


@require_safe
def connection(request: SignedInRequest) -> HttpResponse:
    """The whole page. Whoever does not look after the integration reads its state in words."""
    context: dict[str, Any] = {
        "is_included": access.is_included(request),
        "may_inspect": access.may_inspect(request),
        "may_configure": access.may_configure(request),
    }
    if context["is_included"]:
        context |= _state_context(request)
        if context["may_inspect"]:
            context |= _reading_context(request) | health_context(request) | seats_context(request)
            context |= backfill_context(request) | reconcile_context(request)
            context |= applications_context(request)
            context |= notes_context(request, connections.connection_of(company_id=request.user.company_id))
    elif context["may_inspect"]:
        context |= _left_context(request)
    return show(request, "linkedin_web/connection.html", context)


@require_safe
def state(request: SignedInRequest) -> HttpResponse:
    return render(request, "linkedin_web/connection_state.html", _state_context(request))


@require_safe
def reading(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_reading.html", _reading_context(request))


# What the page shows


def _state_context(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    row = connections.connection_of(company_id=company_id)
    integrations = connections.integrations_of(company_id=company_id)
    name = row.state if row else "not_connected"
    trouble = working.trouble_of(row)
    return {
        "connection": row,
        "state": name,
        "state_label": row.get_state_display() if row else _("Not connected"),
        "state_tone": "yellow" if row and row.paused_at else tone_of(name),
        "sentence": _sentence(row, name),
        "integrations": [{"row": each, "tone": tone_of(each.status)} for each in integrations],
        "steps": set_up_steps(row, integrations),
        "callback_address": callback_url_of(row) if row and access.may_inspect(request) else "",
        "agreements": latest_agreements(company_id=company_id, limit=_AGREEMENTS_SHOWN),
        "removal": removal_state(row) if row and row.removing_at else None,
        "removed": _removed(row),
        "trouble_title": trouble.words.title if trouble else "",
        "may_configure": access.may_configure(request),
        "may_inspect": access.may_inspect(request),
    }


def _left_context(request: SignedInRequest) -> dict[str, Any]:
    """What is to be seen to at LinkedIn although the plan has ended; nothing if the company is not connected."""
    row = connections.connection_of(company_id=request.user.company_id)
    if row is None or row.state == ConnectionState.NOT_CONNECTED:
        return {}
    return health_context(request) | {
        "left": row,
        "sentence": _left_sentence(row),
        "removal": removal_state(row) if row.removing_at else None,
    }


def _left_sentence(row: Connection) -> str:
    if row.removing_at is not None:
        return _(REMOVING_SENTENCE)
    if row.state != ConnectionState.ENABLED:
        return _(STATE_SENTENCES[row.state])
    return _(LEFT_PAUSED_SENTENCE if row.paused_at is not None else LEFT_SENTENCE)


def _sentence(row: Connection | None, state: str) -> str:
    if row is not None and row.removing_at is not None:
        return _(REMOVING_SENTENCE)
    if row is not None and row.paused_at is not None:
        return _(PAUSED_SENTENCE)
    if row is not None and row.agreed_at is None and row.state == ConnectionState.ENABLED:
        return _(NOT_AGREED_SENTENCE)
    return _(STATE_SENTENCES[state])


def _removed(row: Connection | None) -> list[tuple[int, str]]:
    """What the latest removal came to, once it has ended: counts with their words."""
    if row is None or not row.removal.get("finished_at"):
        return []
    counts = row.removal.get("counts", {})
    words = (
        ("person", _("candidates")),
        ("process", _("applications")),
        ("resumes", _("applications with résumés")),
        ("position", _("jobs (closed)")),
        ("messages", _("copies of InMail messages")),
        ("notes", _("copies of LinkedIn notes")),
    )
    return [(counts.get(kind, 0), word) for kind, word in words if counts.get(kind) or kind != "resumes"]


def set_up_steps(row: Connection | None, integrations: Sequence[IntegrationView]) -> list[SetUpStep]:
    """What has happened on both sides, in the order in which it has to."""
    checked_at = max((each.checked_at for each in integrations if each.checked_at), default=None)
    contracts = list(dict.fromkeys(each.context for each in integrations if "contract" in each.context))
    named = row is not None and row.state not in {ConnectionState.NOT_CONNECTED, ConnectionState.REQUESTED}
    enabled = row is not None and row.state in {ConnectionState.ENABLED, ConnectionState.DEGRADED}
    return [
        SetUpStep(
            _("Somebody of your company has agreed to what is shared"),
            "Recruit",
            bool(row and row.agreed_at),
            _("Nothing was sent before.") if row and row.agreed_at else _("Nothing is sent until then."),
        ),
        SetUpStep(
            _("Recruit has an application of its own at LinkedIn"),
            "Recruit",
            bool(row and row.client_id),
            _("Application {urn}").format(urn=row.application_urn)
            if row and row.application_urn
            else _("Not provisioned yet."),
        ),
        SetUpStep(
            _("Your LinkedIn admin has authorised it"),
            "LinkedIn",
            bool(row and row.organization_urn),
            ", ".join([row.organization_urn, *contracts])
            if row and row.organization_urn
            else _("Waits for LinkedIn's configuration plugin."),
        ),
        SetUpStep(
            _("Recruit has named its integrations"),
            "Recruit",
            named,
            _("Recruiters find Recruit under these names.") if named else _("Follows by itself."),
            checked_at if named else None,
        ),
        SetUpStep(
            _("Your LinkedIn admin has switched them on"),
            "LinkedIn",
            enabled,
            _("LinkedIn says so.")
            if enabled
            else _("In LinkedIn Recruiter: company settings, then contract settings."),
            checked_at,
        ),
    ]


def _reading_context(request: SignedInRequest) -> dict[str, Any]:
    row = connections.connection_of(company_id=request.user.company_id)
    context: dict[str, Any] = {"connection": row, "may_configure": access.may_configure(request)}
    if row is None:
        return context
    found = engine.reading(connection=row)
    return context | {
        "bodies_choices": BodiesFor.choices,
        "feeds": [{"row": each, **_feed_words(each)} for each in found.feeds],
        "calls_today": number_format(found.calls_today, force_grouping=True),
        "day_calls": number_format(found.day_calls, force_grouping=True),
        "look_back_days": found.look_back_days,
    }


def _feed_words(found: FeedState) -> dict[str, str]:
    if found.trouble:
        return {"word": _("Needs attention"), "tone": "red"}
    if not found.is_on:
        return {"word": _("Not read"), "tone": "secondary"}
    if not found.seats:
        return {"word": _("No seat is mapped"), "tone": "yellow"}
    return {"word": _("Being read"), "tone": "green"}


# What an admin does


@require_POST
def choose_reading(request: SignedInRequest) -> HttpResponse:
    """InMail and notes, each on or off, and who may read what they say (M-09)."""
    wanted = request.POST.get("bodies_for", "")
    if wanted not in BodiesFor.values:
        raise access.NothingChosen(_("Choose who may read what InMail and notes say."))
    services.choose_reading(
        company_id=request.user.company_id,
        syncs_inmail=request.POST.get("syncs_inmail") == "on",
        syncs_notes=request.POST.get("syncs_notes") == "on",
        bodies_for=BodiesFor(wanted),
        actor=companies.actor_of(request.user),
    )
    return done(request, _("Saved. LinkedIn is read accordingly."), topics=["integration"])


@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    services.pause_connection(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("Sending is paused. Changes are kept."), topics=["integration"])


@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    services.resume_connection(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("Sending goes on."), topics=["integration"])


@require_POST
def ask(request: SignedInRequest) -> HttpResponse:
    """Have LinkedIn asked for its state, its seats, and what it does not push, in the background."""
    access.require_inspect(request)
    company_id = request.user.company_id
    queue.defer(tasks.refresh_connection, company_id=company_id)
    row = connections.connection_of(company_id=company_id)
    if row is not None:
        ask_soon(company_id=company_id, connection_id=row.pk)
    return done(request, _("LinkedIn is being asked. This page follows by itself."), topics=[])
