"""How does the history get to LinkedIn, and do both sides agree? Two panels of the settings, and a page of drift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.backfill import selectors as backfills
from linkedin_sync.backfill import services as filling
from linkedin_sync.reconcile import selectors as reconciles
from linkedin_sync.reconcile import services as comparing
from linkedin_web import access
from linkedin_web.parked import titles_of
from linkedin_web.words import KIND_WORDS, PAUSED_HISTORY, in_words, tone_of
from recruit.company import selectors as companies
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from linkedin_sync.backfill.selectors import BackfillView
    from linkedin_sync.reconcile.selectors import ReconcileView

_DRIFT_SHOWN = 50
_UNNAMED = gettext_noop("Something you may not see by name")
_TOPICS = ["integration"]


@require_safe
def backfill(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_backfill.html", backfill_context(request))


def backfill_context(request: SignedInRequest) -> dict[str, Any]:
    found: BackfillView | None = backfills.latest_backfill(company_id=request.user.company_id)
    context: dict[str, Any] = {"backfill": found, "may_configure": access.may_configure(request)}
    if found is None:
        return context
    return context | {
        "backfill_tone": tone_of(found.state),
        "backfill_kinds": [{"row": each, "word": KIND_WORDS[each.kind]} for each in found.kinds],
        "expected": in_words(found.expected_seconds),
        "left": in_words(found.left_seconds) if found.left_seconds is not None else "",
        "paused_sentence": _(PAUSED_HISTORY),
    }


@require_POST
def plan(request: SignedInRequest) -> HttpResponse:
    planned = filling.plan_backfill(
        company_id=request.user.company_id, actor=companies.actor_of(request.user)
    )
    sentence = _("Planned. It will take about {time}. Nothing is sent until you start it.")
    return done(request, sentence.format(time=in_words(planned.expected_seconds)), topics=_TOPICS)


@require_POST
def start(request: SignedInRequest) -> HttpResponse:
    filling.start_backfill(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("The backfill has begun."), topics=_TOPICS)


@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    filling.pause_backfill(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("The backfill is paused. Changes are sent as before."), topics=_TOPICS)


@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    filling.resume_backfill(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("The backfill goes on."), topics=_TOPICS)


@require_safe
def reconcile(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    return render(request, "linkedin_web/connection_reconcile.html", reconcile_context(request))


def reconcile_context(request: SignedInRequest) -> dict[str, Any]:
    found = reconciles.latest_reconcile(company_id=request.user.company_id)
    return {
        "reconcile": found,
        "reconcile_kinds": _kinds(found) if found else [],
        "reconcile_tone": tone_of(found.state) if found else "",
        "may_configure": access.may_configure(request),
    }


def _kinds(found: ReconcileView) -> list[dict[str, Any]]:
    """Only kinds of which there is something on either side."""
    return [
        {"row": each, "word": KIND_WORDS[each.kind]}
        for each in found.kinds
        if each.recruit or each.linkedin or each.waiting or each.drift
    ]


@require_POST
def compare(request: SignedInRequest) -> HttpResponse:
    comparing.ask_for_reconcile(company_id=request.user.company_id, actor=companies.actor_of(request.user))
    return done(request, _("Both sides are being compared. This page follows by itself."), topics=_TOPICS)


@require_safe
def result(request: SignedInRequest, reconcile_id: int) -> HttpResponse:
    """What one comparison came to, and each record that differed, by name where the reader may know it."""
    access.require_inspect(request)
    company_id, after = request.user.company_id, request.GET.get("after") or None
    found = reconciles.reconcile_by_id(company_id=company_id, reconcile_id=reconcile_id)
    page = reconciles.drift_page(
        company_id=company_id, reconcile_id=reconcile_id, cursor=after, limit=_DRIFT_SHOWN
    )
    titles = titles_of(teammate=request.user, parked=page.rows)
    context = {
        "reconcile": found,
        "reconcile_kinds": _kinds(found),
        "reconcile_tone": tone_of(found.state),
        "page": page,
        "after": after,
        "rows": [
            {
                "drift": each,
                "word": KIND_WORDS[each.kind],
                "title": titles.get((each.kind, each.key), _(_UNNAMED)),
            }
            for each in page.rows
        ],
    }
    return show(request, "linkedin_web/reconcile.html", context)
