"""Where do candidates and hires come from, how far do they come, and how long does each step take?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from recruit.base import clock
from recruit.reports import selectors
from recruit.reports.rules import Duration, share_text
from recruit.sources.enums import SourceType
from recruit_web import slots
from recruit_web.requests import SignedInRequest
from recruit_web.screens.reports import plots
from recruit_web.screens.reports.asked import PERIODS, Asked, read_report_address, source_key
from recruit_web.screens.reports.tables import lines_of
from recruit_web.shell import show

#: So many sources of a type are shown at once; all of them are in the file.
_SHOWN = 25
_SHOWN_CONTACTS = 10


@require_safe
def sources_report(request: SignedInRequest) -> HttpResponse:
    asked = read_report_address(request)
    report = selectors.sources_report(teammate=request.user, wanted=asked.wanted)
    context = {
        "asked": asked,
        "total": report.total,
        "total_lists": asked.lists_of(),
        "hired_share": share_text(report.total.hired, report.total.applied),
        "types": _types(report, asked),
        "steps": _steps(report, asked),
        "columns": plots.columns_of(report.months),
        "months": _months(report, asked),
        "periods": [
            (_address(asked, period=word), label, word == asked.period) for word, label, _number in PERIODS
        ],
        "source_types": SourceType.choices,
        "more": slots.rendered(slots.Place.REPORTS, request, asked.wanted.months),
        "csv": reverse("sources_csv", query=asked.pairs),
        "csv_marked": reverse("sources_csv", query={**asked.pairs, "for": "excel"}),
    }
    return show(request, "recruit_web/sources_report.html", context)


@require_safe
def sources_csv(request: SignedInRequest) -> HttpResponse:
    """A line for each source and contact: some thousands at most. Programs read it too: always in English."""
    asked = read_report_address(request)
    with translation.override("en"):
        report = selectors.sources_report(teammate=request.user, wanted=asked.wanted)
    lines = lines_of(report, with_mark=request.GET.get("for") == "excel")
    name = f"sources-{clock.now():%Y-%m-%d}.csv"
    return HttpResponse(
        lines,
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _address(asked: Asked, **more: str) -> str:
    kept = {name: value for name, value in asked.pairs.items() if name not in {"period", "from", "to"}}
    return reverse("sources_report", query={**kept, **more})


def _types(report: selectors.SourcesReport, asked: Asked) -> list[dict[str, Any]]:
    most = max((line.outcomes.applied for line in report.types), default=0)
    return [
        {
            "label": line.label,
            "outcomes": line.outcomes,
            "hired_share": share_text(line.outcomes.hired, line.outcomes.applied),
            "bar": plots.outcome_bar(line.outcomes, most=most),
            "lists": asked.lists_of(source_type=line.type)
            if line.type
            else asked.lists_of(source=source_key("")),
            "sources": [_source(source, asked) for source in line.sources[:_SHOWN]],
            "left_out": max(len(line.sources) - _SHOWN, 0),
        }
        for line in report.types
    ]


def _source(line: selectors.SourceLine, asked: Asked) -> dict[str, Any]:
    return {
        "name": line.name,
        "href": reverse("source", args=[line.public_id]) if line.public_id else "",
        "outcomes": line.outcomes,
        "hired_share": share_text(line.outcomes.hired, line.outcomes.applied),
        "lists": asked.lists_of(source=source_key(line.public_id)),
        "contacts": [
            {
                "name": contact.name,
                "outcomes": contact.outcomes,
                "hired_share": share_text(contact.outcomes.hired, contact.outcomes.applied),
                "lists": asked.lists_of(source=source_key(line.public_id), contact=contact.public_id),
            }
            for contact in line.contacts[:_SHOWN_CONTACTS]
        ],
    }


def _steps(report: selectors.SourcesReport, asked: Asked) -> list[dict[str, Any]]:
    most = max((line.reached for line in report.steps), default=0)
    longest = max((line.high.days for line in report.steps if line.high), default=0.0)
    return [
        {
            "name": line.name,
            "reached": line.reached,
            "completed": line.completed,
            "share": share_text(line.completed, line.reached),
            "bar": plots.step_bar(line.reached, line.completed, most=most),
            "list": asked.list_behind(reached=line.name) if asked.position else "",
            "middle": days_text(line.middle),
            "high": days_text(line.high),
            "times": plots.time_bar(line.middle, line.high, longest=longest),
        }
        for line in report.steps
    ]


def _months(report: selectors.SourcesReport, asked: Asked) -> list[dict[str, Any]]:
    """The latest first."""
    return [
        {"month": line.month, "outcomes": line.outcomes, "lists": asked.in_month(line.month).lists_of()}
        for line in reversed(report.months)
    ]


_HOURS_A_DAY, _LONG = 24, 10


def days_text(duration: Duration | None) -> str:
    if duration is None:
        return _("not known")
    if duration.days < 1:
        told = _("{hours} h").format(hours=max(round(duration.days * _HOURS_A_DAY), 1))
    else:
        days = f"{duration.days:.0f}" if duration.days >= _LONG else f"{duration.days:.1f}".removesuffix(".0")
        told = ngettext("{days} day", "{days} days", 1 if days == "1" else 2).format(days=number_format(days))
    return _("more than {time}").format(time=told) if duration.is_open else told
