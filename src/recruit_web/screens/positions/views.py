"""Which positions are there?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.positions import selectors
from recruit.positions.enums import PositionStatus
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def positions(request: SignedInRequest) -> HttpResponse:
    status = request.GET.get("status", PositionStatus.OPEN)
    query = request.GET.get("q", "").strip()[:100]
    after = request.GET.get("after") or None
    wanted = status if status in PositionStatus.values else None
    page = selectors.positions_page(
        teammate=request.user, status=wanted, query=query, after=after, limit=_SHOWN
    )
    counts = selectors.status_counts(teammate=request.user, query=query)
    numbers = hiring.position_counts(
        teammate=request.user, position_ids=[position.id for position in page.rows]
    )
    context = {
        "page": page,
        "rows": [(position, numbers[position.id].active) for position in page.rows],
        "status": wanted or "all",
        "query": query,
        "after": after,
        "pills": _pills(counts),
        "may_open": company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS),
    }
    if request.htmx:
        return render(request, "recruit_web/positions_list.html", context)
    return show(request, "recruit_web/positions.html", context)


def _pills(counts: dict[str, int]) -> list[tuple[str, str, int]]:
    labels = [(status.value, str(status.label)) for status in PositionStatus]
    return [
        *((value, label, counts.get(value, 0)) for value, label in labels),
        ("all", "All", sum(counts.values())),
    ]
