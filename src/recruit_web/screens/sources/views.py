"""Which sources are there, who is behind them, and what came of them?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from recruit.careers import selectors as careers
from recruit.careers.services import REFERRALS
from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of, require_capability
from recruit.hiring.selectors import ANY_ACTIVE
from recruit.reports import selectors as reports
from recruit.reports.rules import share_text
from recruit.sources import selectors
from recruit.sources.enums import SourceType
from recruit_web.requests import SignedInRequest
from recruit_web.screens.sources.forms import ContactForm, LinkForm
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.sources.models import Source

_SHOWN = 50


@require_safe
def sources(request: SignedInRequest) -> HttpResponse:
    numbers = reports.outcomes_by_source(teammate=request.user)
    query = request.GET.get("q", "").strip()[:100]
    kind = request.GET.get("type", "")
    kind = kind if kind in SourceType.values else ""
    is_retired = "retired" in request.GET
    after = request.GET.get("after") or None
    page = selectors.named_sources_page(
        company_id=request.user.company_id,
        query=query, type=kind, is_retired=is_retired, after=after, limit=_SHOWN,
    )  # fmt: skip
    context = {
        "page": page,
        "rows": [
            {
                "source": row,
                "outcomes": numbers.get(row.pk, reports.Outcomes()),
                "lists": lists_of(row),
            }
            for row in page.rows
        ],
        "query": query,
        "type": kind,
        "types": SourceType.choices,
        "is_retired": is_retired,
        "after": after,
        "may_manage": may_manage(request),
    }
    if request.htmx:
        return render(request, "recruit_web/sources_list.html", context)
    return show(request, "recruit_web/sources.html", context)


@require_safe
def source(request: SignedInRequest, source_id: str) -> HttpResponse:
    return source_page(request, source_id)


def source_page(
    request: SignedInRequest,
    source_id: str,
    *,
    contact_form: ContactForm | None = None,
    link_form: LinkForm | None = None,
) -> HttpResponse:
    require_capability(
        company_id=request.user.company_id, actor=actor_of(request.user), capability=Capability.VIEW_REPORTS
    )
    found = selectors.source_by_public_id(company_id=request.user.company_id, public_id=source_id)
    report = reports.sources_report(teammate=request.user, wanted=reports.Wanted(source=found.public_id))
    lines = [line for of_type in report.types for line in of_type.sources]
    by_contact = {each.public_id: each.outcomes for line in lines for each in line.contacts}
    contacts = selectors.contacts_of(company_id=found.company_id, source_id=found.pk)
    context = {
        "source": found,
        "outcomes": report.total,
        "hired_share": share_text(report.total.hired, report.total.applied),
        "lists": lists_of(found),
        "bar": _bar(report.total),
        "contacts": [(contact, by_contact.get(contact.public_id)) for contact in contacts],
        "links": careers.links_of_source(company_id=found.company_id, source_id=found.pk),
        "site_address": site_address(found.company_id),
        "contact_form": contact_form or ContactForm(auto_id="contact_%s"),
        "link_form": link_form or LinkForm(auto_id="link_%s"),
        "may_manage": may_manage(request),
    }
    is_wrong = (contact_form and contact_form.errors) or (link_form and link_form.errors)
    return show(request, "recruit_web/source.html", context, status=422 if is_wrong else 200)


@require_safe
def referral(request: SignedInRequest) -> HttpResponse:
    """One's own link; made by a button, because reading a page makes nothing."""
    company_id = request.user.company_id
    context = {
        "link": careers.referral_link_of(teammate=request.user, source_name=REFERRALS),
        "site_address": site_address(company_id),
    }
    return show(request, "recruit_web/referral.html", context)


def may_manage(request: SignedInRequest) -> bool:
    return company_role_allows(request.user.company_role, Capability.MANAGE_SOURCES)


def lists_of(found: Source) -> dict[str, str]:
    """The candidates behind each number of a source."""
    statuses = {"applied": {}, "active": {"status": ANY_ACTIVE}, "hired": {"status": "hired"}}
    return {
        name: reverse("persons", query={"source": found.public_id, **status})
        for name, status in statuses.items()
    }


def site_address(company_id: int) -> str:
    """Empty while the company has no careers site."""
    site = careers.site_of(company_id=company_id)
    return settings.BASE_URL + reverse("careers", args=[site.slug]) if site else ""


def _bar(outcomes: reports.Outcomes) -> list[dict[str, Any]]:
    """Hired, under consideration and ended, in thousandths of the line."""
    pieces, x = [], 0
    parts = (
        (outcomes.hired, "hired"),
        (outcomes.active, "active"),
        (outcomes.rejected + outcomes.withdrawn, "ended"),
    )
    for number, css in parts:
        width = round(1000 * number / outcomes.applied) if outcomes.applied else 0
        pieces.append({"x": x, "width": width, "css": css})
        x += width
    return pieces
