"""Whose time is over, and whose soon will be? Numbers by rule, and the list of those whom one sees."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from recruit.base import clock
from recruit.base.paging import COUNT_LIMIT
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of
from recruit.privacy import selectors
from recruit.privacy.enums import CandidateKind
from recruit.privacy.selectors import AHEAD
from recruit.transfer.selectors import due_csv
from recruit.transfer.services import note_list_taken
from recruit_web.requests import SignedInRequest
from recruit_web.screens.reports import plots
from recruit_web.shell import show
from recruit_web.streaming import streamed_csv

_SHOWN: Final = 50
_PIECES: Final = ("due-now", "due-soon", "due-later")
_WORDS: Final = {0: _("Due now"), 30: _("Within 30 days"), 90: _("Within 90 days")}


@require_safe
def retention_report(request: SignedInRequest) -> HttpResponse:
    """``?days=``: how far ahead the list looks, ``?kind=``: of which rule, ``?after=``: its next page."""
    days, kind = _asked(request)
    after = request.GET.get("after") or None
    page = selectors.due_page(teammate=request.user, days=days, kind=kind, after=after, limit=_SHOWN)
    context: dict[str, Any] = {
        "page": page,
        "after": after,
        "query": _query(days=days, kind=kind),
        "kinds": dict(CandidateKind.choices),
        "now": clock.now(),
        "may_erase": selectors.may_erase(teammate=request.user),
        "may_configure": selectors.may_configure(teammate=request.user),
        "may_export": company_role_allows(request.user.company_role, Capability.EXPORT_LISTS),
    }
    if request.htmx:
        return render(request, "recruit_web/retention_list.html", context)
    numbers = selectors.numbers_of(teammate=request.user)
    context |= {
        "numbers": numbers,
        "lines": _lines(numbers),
        "due": [(_told(number), words) for number, words in zip(numbers.due, _CUTS, strict=True)],
        "days": days,
        "kind": kind,
        "ahead": [(_address(days=each, kind=kind), _WORDS[each], each == days) for each in AHEAD],
        "of_kinds": [
            (_address(days=days, kind=value), label, value == kind)
            for value, label in [("", gettext("All")), *CandidateKind.choices]
        ],
    }
    return show(request, "recruit_web/retention.html", context)


_CUTS: Final = (_("Due now"), _("In the next 30 days"), _("In the 60 days after that"))


@require_POST
def retention_csv(request: SignedInRequest) -> StreamingHttpResponse:
    """It is written down who took which list."""
    teammate = request.user
    selectors.require_review(teammate=teammate)
    days, kind = _asked(request)
    with translation.override("en"):  # history keeps one language
        label = f", {CandidateKind(kind).label.lower()}" if kind else ""
        what = f"whose time for being kept is over ({_WORDS[days].lower()}{label})"
    note_list_taken(company_id=teammate.company_id, what=what, actor=actor_of(teammate))
    return streamed_csv(
        company_id=teammate.company_id,
        name=f"retention-{clock.now():%Y-%m-%d}.csv",
        piece=lambda after: due_csv(teammate=teammate, days=days, kind=kind, after=after),
    )


def _asked(request: SignedInRequest) -> tuple[int, str]:
    """What is not understood narrows nothing."""
    days = next((each for each in AHEAD if str(each) == request.GET.get("days", "")), 0)
    kind = request.GET.get("kind", "")
    return days, kind if kind in CandidateKind.values else ""


def _query(**asked: Any) -> str:
    return "&".join(f"{name}={value}" for name, value in asked.items() if value)


def _address(**asked: Any) -> str:
    return reverse("retention_report", query={name: value for name, value in asked.items() if value})


def _told(number: int) -> str:
    told = number_format(number, force_grouping=True)
    return f"{told}+" if number >= COUNT_LIMIT else told


def _lines(numbers: selectors.Numbers) -> list[dict[str, Any]]:
    most = max((each.total for each in numbers.kinds), default=0)
    return [
        {
            "kind": each.kind,
            "rule": each.rule,
            "bar": plots.bar(list(zip(each.due, _PIECES, strict=True)), most=most),
            "due": [
                (_told(number), _address(days=days, kind=each.kind.value))
                for number, days in zip(each.due, AHEAD, strict=True)
            ],
        }
        for each in numbers.kinds
    ]
