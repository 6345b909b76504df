"""Which persons may this teammate see, by every filter, in the chosen order and with the chosen columns?"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.hiring.enums import ManyKind, SearchedList
from recruit.hiring.services import USUAL_COLUMNS
from recruit.people import selectors
from recruit.people.enums import ProspectStatus
from recruit.positions import selectors as positions
from recruit.sources import selectors as sources
from recruit.sources.enums import SourceType
from recruit_web import slots
from recruit_web.requests import SignedInRequest
from recruit_web.saved_searches import opens_with
from recruit_web.screens.persons.address import (
    DAY_LABELS,
    FILTERS,
    ORDERS,
    STATUSES,
    Address,
    chips_of,
    hidden_inputs,
    read_address,
)
from recruit_web.shell import show

_SHOWN = 50
_OFFERED = 20
COLUMN_LABELS = {
    "positions": _("Positions"),
    "tags": _("Tags"),
    "added": _("Added"),
    "active": _("Last activity"),
    "source": _("Source"),
    "email": _("E-mail"),
    "phone": _("Phone"),
    "employer": _("Employer"),
    "location": _("Location"),
    "prospect": _("Prospect status"),
    "imported": _("Imported via"),
}


#: What can be done to everybody in the search.
_WHOLE = (
    (ManyKind.TAG.value, _("Tag all…")),
    (ManyKind.ADVANCE.value, _("Advance all…")),
    (ManyKind.REJECT.value, _("Reject all…")),
)


@require_safe
def persons(request: SignedInRequest) -> HttpResponse:
    searches = None if request.htmx else hiring.searches_of(teammate=request.user, of=SearchedList.PERSONS)
    if default := opens_with(request, searches or (), of=SearchedList.PERSONS):
        return redirect(default)
    address = read_address(request.GET)
    after = request.GET.get("after") or None
    columns = hiring.columns_of(teammate=request.user)
    columns = USUAL_COLUMNS if columns is None else columns
    found = hiring.find_page(
        teammate=request.user,
        search=address.search,
        after=after,
        limit=_SHOWN,
        with_contacts="email" in columns or "phone" in columns,
        with_activity="active" in columns,
    )
    context = _context(request, address, found) | {
        "after": after,
        "whole": _WHOLE,
        "columns": [(column, COLUMN_LABELS[column]) for column in columns if column in COLUMN_LABELS],
    }
    if request.htmx:
        return render(request, "recruit_web/persons_list.html", context)
    context |= {
        "orders": ORDERS,
        "carried": hidden_inputs(address, "q", "order"),
        "searches": searches,
        "list_name": "persons",
        "save_address": reverse("save_search"),
    }
    return show(request, "recruit_web/persons.html", context)


def _context(request: SignedInRequest, address: Address, found: hiring.PersonsFound) -> dict[str, Any]:
    page = found.page
    return {
        "page": page,
        "similar": found.similar,
        "address": address,
        "query": address.search.query,
        "tag": address.search.tag,
        "is_narrowed": any(name != "tag" for name, _ in address.filters),
        "order_words": _order_words(address.search),
        "chips": chips_of(request, address),
        # With something in it: an address that asks for nothing opens with the teammate's default search.
        "cleared": f"?{urlencode({'q': address.search.query})}",
        "icons": slots.icons(request, [row.id for row in (*page.rows, *found.similar)]),
        "may_export": company_role_allows(request.user.company_role, Capability.EXPORT_LISTS),
        "may_add": company_role_allows(request.user.company_role, Capability.ADD_PERSONS),
    }


def _order_words(search: hiring.PersonSearch) -> str:
    words = {
        hiring.Order.NAME: gettext("by name"),
        hiring.Order.ACTIVITY: gettext("last activity first"),
    }
    if search.order == hiring.Order.NEWEST and not (search.added_from or search.added_to):
        is_by_change = search.changed_from or search.changed_to
        return gettext("last changed first") if is_by_change else gettext("newest first")
    return words.get(search.order, gettext("newest first"))


@require_safe
def filters(request: SignedInRequest) -> HttpResponse:
    """A dialog, or without scripts a page: every filter with what there is to choose from."""
    address = read_address(request.GET)
    company_id = request.user.company_id
    position = address.search.position
    chosen = positions.visible_positions(teammate=request.user).filter(public_id=position).first()
    context = {
        "address": address,
        "carried": [
            pair
            for pair in hidden_inputs(address)
            if pair[0] not in FILTERS or pair[0] in {"contact", "reached"}
        ],
        "position": chosen,
        "tags": [tag.name for tag in selectors.tags_of_company(company_id=company_id)],
        "choices": [
            ("status", gettext("Status of a process"), STATUSES),
            ("step", gettext("At step"), [(name, name) for name in hiring.step_names(teammate=request.user)]),
            ("source", gettext("Source"), _sources(company_id)),
            ("source_type", gettext("Type of source"), SourceType.choices),
            ("prospect", gettext("Prospect status"), ProspectStatus.choices),
            (
                "profile",
                gettext("Has a profile at"),
                [(each.provider, each.label) for each in slots.profiles(request)],
            ),
            (
                "via",
                gettext("Imported via"),
                [(one, one) for one in selectors.import_labels(company_id=company_id)],
            ),
        ],
        "values": dict(address.pairs),
        "day_fields": [(name, gettext(label)) for name, label in DAY_LABELS.items()],
        "sets": [(each.name, each.label, each.name in address.search.sets) for each in hiring.offered_sets()],
    }
    if request.htmx:
        return render(request, "recruit_web/persons_filters_dialog.html", context)
    return show(request, "recruit_web/persons_filters.html", context)


def _sources(company_id: int) -> list[tuple[str, str]]:
    known = sources.sources_of(company_id=company_id, with_retired=True)
    return [(hiring.NO_SOURCE, gettext("No source")), *((source.public_id, source.name) for source in known)]


@require_safe
def offered_positions(request: SignedInRequest) -> HttpResponse:
    """Among twenty thousand positions one is typed for, not scrolled to."""
    query = request.GET.get("position_query", "").strip()[:100]
    page = positions.positions_page(teammate=request.user, query=query, limit=_OFFERED)
    return render(request, "recruit_web/persons_positions.html", {"offered": page.rows, "query": query})
