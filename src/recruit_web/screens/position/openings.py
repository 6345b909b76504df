"""Which seats does this position have, who was hired into them, and how does one add, change, close and reopen one?"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.positions import selectors, services
from recruit.positions.enums import OpeningStatus, PositionCapability
from recruit_web.answers import done
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.position.forms import OpeningForm
from recruit_web.screens.position.views import heading, parts
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.positions.models import Opening, Position

_ROWS = 50
#: What is done, how it is told, and what takes it back.
_CHANGES: dict[str, tuple[Callable[..., Opening], str, str]] = {
    "close": (services.close_opening, gettext_noop("“{opening}” is closed."), "reopen"),
    "reopen": (services.reopen_opening, gettext_noop("“{opening}” is open again."), "close"),
}


@require_safe
def openings(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    status = request.GET.get("status", "")
    wanted = status if status in OpeningStatus.values else None
    after = request.GET.get("after") or None
    page = selectors.openings_page(position=found, status=wanted, after=after, limit=_ROWS)
    counts = selectors.opening_counts(position=found)
    filled = [opening.pk for opening in page.rows if opening.status == OpeningStatus.FILLED]
    context = {
        **heading(request, found, "openings"),
        "page": page,
        "status": wanted or "",
        "after": after,
        "hires": hiring.hires_into(teammate=request.user, opening_ids=filled),
        "pills": [
            ("", _("All"), sum(counts.values())),
            *((each.value, str(each.label), counts[each.value]) for each in OpeningStatus),
        ],
    }
    if request.htmx:
        return parts(request, "recruit_web/openings_list.html", context)
    return show(request, "recruit_web/position_openings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = _managed(request, position_id)
    form = OpeningForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            made = services.add_opening(position=found, actor=actor_of(request.user), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            told = _("“{opening}” is open.").format(opening=made.name)
            return _told(request, found, told, back=(made.public_id, "close"))
    address = reverse("add_opening", args=[found.public_id])
    title = _("Add an opening to {position}").format(position=found.name)
    return _dialog(request, form, title=title, address=address)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: SignedInRequest, position_id: str, opening_id: str) -> HttpResponse:
    found = _managed(request, position_id)
    opening = selectors.opening_of(position=found, public_id=opening_id)
    if opening is None:
        raise NotFound(_("{position} has no such opening.").format(position=found.name))
    form = OpeningForm(request.POST or None, initial={"name": opening.name, "reason": opening.reason})
    if form.is_valid():
        changed = services.change_opening(
            position=found, public_id=opening_id, actor=actor_of(request.user), **form.cleaned_data
        )
        return _told(request, found, _("“{opening}” is saved.").format(opening=changed.name))
    address = reverse("edit_opening", args=[found.public_id, opening_id])
    title = _("Edit “{opening}”").format(opening=opening.name)
    return _dialog(request, form, title=title, address=address)


@require_POST
def change(request: SignedInRequest, position_id: str, opening_id: str, wanted: str) -> HttpResponse:
    found = _managed(request, position_id)
    if wanted not in _CHANGES:
        raise Http404
    verb, told, opposite = _CHANGES[wanted]
    opening = verb(position=found, public_id=opening_id, actor=actor_of(request.user))
    return _told(request, found, _(told).format(opening=opening.name), back=(opening_id, opposite))


def _managed(request: SignedInRequest, position_id: str) -> Position:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    if not selectors.may(teammate=request.user, position=found, capability=PositionCapability.CHANGE_STATUS):
        raise NotAllowed(
            _(
                "Adding and closing openings is for those whose role on the position, or in the company, includes that."
            )
        )
    return found


def _dialog(request: SignedInRequest, form: OpeningForm, *, title: str, address: str) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "title": title, "address": address}
    return dialog(request, "recruit_web/opening_dialog.html", context, title=title, status=status)


def _told(
    request: SignedInRequest, found: Position, sentence: str, *, back: tuple[str, str] | None = None
) -> HttpResponse:
    """``back``: the opening's id and what takes it back."""
    again = (reverse("change_opening", args=[found.public_id, *back]), dict[str, str]()) if back else None
    return done(request, sentence, topics=[f"position:{found.public_id}", "positions"], again=again)
