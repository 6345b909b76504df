"""What is shared, and who has agreed to it? Read before the first record leaves; may be changed at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.backfill.counting import counts_of_choice
from linkedin_sync.backfill.services import expected_seconds_of_choice
from linkedin_sync.connections import agreements, working
from linkedin_sync.connections import selectors as connections
from linkedin_sync.connections.agreements import YEARS, Choices, history_label
from linkedin_sync.connections.fields import FIELDS, NEVER_SENT
from linkedin_sync.enums import JobAvailability, SetUpWork, Shares
from linkedin_web import access
from linkedin_web.words import in_words
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from collections.abc import Mapping


class ChoiceNotUnderstood(Refusal):
    code = "choice_not_understood"


@require_safe
def sharing(request: SignedInRequest) -> HttpResponse:
    """The page on which the choice is changed later."""
    access.require_configure(request)
    context = {"is_included": access.is_included(request)}
    return show(request, "linkedin_web/sharing.html", context | form_context(request))


@require_safe
def preview(request: SignedInRequest) -> HttpResponse:
    """How much these choices share; asked whenever one of them changes."""
    access.require_configure(request)
    return render(request, "linkedin_web/sharing_preview.html", _counted(request, _choices(request.GET)))


@require_POST
def agree(request: SignedInRequest) -> HttpResponse:
    """The choices are agreed to, by this teammate and now; a company that is not connected begins to be."""
    access.require_configure(request)
    choices = _choices(request.POST)
    company_id, actor = request.user.company_id, companies.actor_of(request.user)
    connection = agreements.agree(
        company_id=company_id,
        choices=choices,
        counts=counts_of_choice(company_id=company_id, choices=choices),
        actor=actor,
    )
    if not connection.client_id:
        working.ask_for_work(company_id=company_id, work=SetUpWork.CONTINUING, actor=actor)
    return go_to(
        request, reverse("linkedin_set_up" if not connection.organization_urn else "linkedin_connection")
    )


def _choices(told: Mapping[str, str]) -> Choices:
    """Refuses with ``ChoiceNotUnderstood``."""
    years = told.get("history_years", "")
    try:
        return Choices(
            shares=Shares(told.get("shares", "")),
            availability=JobAvailability(told.get("availability", "")),
            history_years=int(years) if years else None,
        )
    except ValueError as error:
        raise ChoiceNotUnderstood(
            _("Choose what is shared, who finds it, and how much of the history.")
        ) from error


def form_context(request: SignedInRequest) -> dict[str, Any]:
    row = connections.connection_of(company_id=request.user.company_id)
    choices = agreements.choices_of(row)
    return {
        "connection": row,
        "choices": choices,
        "shares_options": Shares.choices,
        "availability_options": JobAvailability.choices,
        "history_options": [(str(years or ""), history_label(years)) for years in YEARS],
        "chosen_years": str(choices.history_years or ""),
        "fields": FIELDS,
        "never_sent": NEVER_SENT,
        "teammate_name": request.user.full_name,
    } | _counted(request, choices)


def _counted(request: SignedInRequest, choices: Choices) -> dict[str, Any]:
    company_id = request.user.company_id
    counts = counts_of_choice(company_id=company_id, choices=choices)
    seconds = expected_seconds_of_choice(company_id=company_id, counts=counts)
    return {"counts": counted(counts), "history_time": in_words(seconds), "is_private": _is_private(choices)}


def _is_private(choices: Choices) -> bool:
    return choices.availability == JobAvailability.PRIVATE


def counted(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """Pairs of a number and what it counts, in the order in which a person reads them."""
    positions, persons, processes, stages = (
        counts.get(kind, 0) for kind in ("position", "person", "process", "stage")
    )
    return [
        (positions, ngettext("position", "positions", positions)),
        (persons, ngettext("candidate", "candidates", persons)),
        (processes, ngettext("application", "applications", processes)),
        (stages, ngettext("step reached", "steps reached", stages)),
    ]
