"""What was exported from LinkedIn, what failed and why, and what does one do next? (M-26)

A recruiter reads their own exports, those who look after the integration read all, and also the notifications that
led to no export at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from linkedin_sync.enums import ExportOutcome, ExportReason
from linkedin_sync.inbox import selectors as inbox
from linkedin_web import access
from linkedin_web.words import NEXT_STEPS, UNKNOWN_SEAT, tone_of
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linkedin_sync.inbox.selectors import ExportView, ReceiptView
    from recruit.base.paging import Page

_SHOWN = 50
#: The latest export that this session has been shown: what came after it and failed is counted in the navigation.
SEEN = "linkedin_exports_seen"
TURNED_AWAY = "turned-away"
_FILTERS = (
    ("", gettext_noop("All")),
    (ExportOutcome.REFUSED.value, gettext_noop("Failed")),
    (ExportOutcome.CREATED.value, gettext_noop("New candidates")),
    (ExportOutcome.ATTACHED.value, gettext_noop("Known candidates")),
)


@dataclass(frozen=True)
class Row:
    """One export as the list shows it; addresses are empty where the reader may not go."""

    export: ExportView
    tone: str
    position_name: str
    person_href: str
    position_href: str
    next_text: str
    next_href: str


@require_safe
def exports(request: SignedInRequest) -> HttpResponse:
    wanted = request.GET.get("show", "")
    after = request.GET.get("after") or None
    if wanted == TURNED_AWAY:
        access.require_inspect(request)
        context = _turned_away(request, after)
    else:
        context = _exports(request, wanted, after)
    context |= {
        "show": wanted,
        "after": after,
        "filters": _filters(request),
        "is_included": access.is_included(request),
    }
    if request.htmx:
        return render(request, "linkedin_web/exports_list.html", context)
    return show(request, "linkedin_web/exports.html", context)


def _filters(request: SignedInRequest) -> list[tuple[str, str]]:
    turned_away = [(TURNED_AWAY, _("Turned away"))] if access.may_inspect(request) else []
    return [*((value, _(word)) for value, word in _FILTERS), *turned_away]


def _exports(request: SignedInRequest, outcome: str, after: str | None) -> dict[str, Any]:
    page = inbox.exports_page(teammate=request.user, outcome=outcome, cursor=after, limit=_SHOWN)
    if page.rows and after is None and not outcome:
        remember_seen(request, page.rows[0].id)
    return {"page": page, "rows": _rows(request, page.rows)}


def remember_seen(request: SignedInRequest, export_id: int) -> None:
    """From here on only later failures are new to this session."""
    if export_id > request.session.get(SEEN, 0):
        request.session[SEEN] = export_id


def _rows(request: SignedInRequest, found: Sequence[ExportView]) -> list[Row]:
    persons = _person_addresses(request, {export.person_id for export in found if export.person_id})
    names = _position_names(request, {export.position_public_id for export in found})
    return [_row(request, export, persons, names) for export in found]


def _position_names(request: SignedInRequest, public_ids: set[str]) -> dict[str, str]:
    """As colleagues call them: two positions may have the public name in common."""
    visible = positions.visible_positions(teammate=request.user).filter(public_id__in=public_ids)
    return dict(visible.values_list("public_id", "name"))


def _person_addresses(request: SignedInRequest, ids: set[int]) -> dict[int, str]:
    """The pages of those persons whom this teammate may see."""
    if not ids:
        return {}
    visible = hiring.visible_persons(teammate=request.user).filter(pk__in=ids)
    return {person.pk: reverse("person", args=[person.public_id]) for person in visible}


def _row(request: SignedInRequest, export: ExportView, persons: dict[int, str], names: dict[str, str]) -> Row:
    person_href = persons.get(export.person_id or 0, "")
    position_href = reverse("position", args=[export.position_public_id]) if export.position_public_id else ""
    step = NEXT_STEPS.get(export.reason)
    if export.reason == ExportReason.SEAT_NOT_MAPPED and not export.is_seat_known:
        step = UNKNOWN_SEAT
    connection_href = reverse("linkedin_connection") if access.may_inspect(request) else ""
    places = {
        "person": person_href,
        "position": position_href,
        "seats": f"{connection_href}#seats" if connection_href else "",
        "connection": connection_href,
    }
    return Row(
        export=export,
        tone=tone_of(export.outcome),
        position_name=names.get(export.position_public_id, export.position_name),
        person_href=person_href,
        position_href=position_href,
        next_text=step.text if step else "",
        next_href=places.get(step.place, "") if step else "",
    )


def _turned_away(request: SignedInRequest, after: str | None) -> dict[str, Any]:
    page: Page[ReceiptView] = inbox.receipts_page(
        company_id=request.user.company_id,
        states=inbox.TROUBLED,
        without_export=True,
        cursor=after,
        limit=_SHOWN,
    )
    receipts = [
        {"receipt": receipt, "tone": tone_of(receipt.state), "next": NEXT_STEPS.get(receipt.reason)}
        for receipt in page.rows
    ]
    return {"page": page, "receipts": receipts}
