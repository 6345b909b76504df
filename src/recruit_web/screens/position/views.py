"""Who is considered for this position, and where do they stand? The board, the list, and the position itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.evaluation import selectors as evaluation
from recruit.hiring import selectors as hiring
from recruit.positions import selectors
from recruit.positions.enums import PositionCapability
from recruit_web import slots
from recruit_web.requests import SignedInRequest
from recruit_web.rights import rights_on
from recruit_web.shell import remember, show

if TYPE_CHECKING:
    from recruit.positions.models import Position

_CARDS = 20
_MOST_CARDS = 200
_ROWS = 50
_LONGEST_NUMBER = 6


@require_safe
def position(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    remember(request, "position", found.public_id)
    context = {**heading(request, found, "board"), **_board(request, found, _CARDS)}
    return show(request, "recruit_web/position_board.html", context)


@require_safe
def board(request: SignedInRequest, position_id: str) -> HttpResponse:
    """The board again, as deep as the teammate had opened its columns."""
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    cards = min(_MOST_CARDS, max(_CARDS, _number(request, "depth")))
    context = {**heading(request, found, "board"), **_board(request, found, cards)}
    return parts(request, "recruit_web/board.html", context)


@require_safe
def column(request: SignedInRequest, position_id: str) -> HttpResponse:
    """The next cards of one column, by key."""
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    key = request.GET.get("key", "")
    page = hiring.column_page(
        teammate=request.user,
        position=found,
        column=key,
        after=request.GET.get("after") or None,
        limit=_CARDS,
    )
    context = {
        "position": found,
        "rights": rights_on(found, teammate=request.user),
        "cards": page.rows,
        "key": key,
        "next_cursor": page.next_cursor,
        "shown": _number(request, "shown") + len(page.rows),
        "icons": slots.icons(request, [card.person_id for card in page.rows]),
        "averages": averages_on(request, found, [card.process_id for card in page.rows]),
    }
    return render(request, "recruit_web/more_cards.html", context)


@require_safe
def listed(request: SignedInRequest, position_id: str) -> HttpResponse:
    """The same as rows: everybody, or one column of the board."""
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    columns = hiring.board_of(teammate=request.user, position=found, per_column=1).columns
    key = request.GET.get("column", "")
    wanted = key if key in {one.key for one in columns} else ""
    after = request.GET.get("after") or None
    page = hiring.column_page(teammate=request.user, position=found, column=wanted, after=after, limit=_ROWS)
    context = {
        **heading(request, found, "list"),
        "page": page,
        "column": wanted,
        "columns": columns,
        "total": sum(one.count for one in columns),
        "after": after,
        "icons": slots.icons(request, [card.person_id for card in page.rows]),
    }
    if request.htmx:
        return parts(request, "recruit_web/position_rows.html", context)
    return show(request, "recruit_web/position_list.html", context)


@require_safe
def about(request: SignedInRequest, position_id: str) -> HttpResponse:
    found = selectors.visible_position(teammate=request.user, public_id=position_id)
    context = {
        **heading(request, found, "about"),
        "steps": selectors.steps_of(position=found),
        "custom_values": selectors.values_of(found),
        "place": ", ".join(filter(None, (found.city, found.region, found.country))),
        "panels": slots.rendered(slots.Place.POSITION_PANELS, request, found),
    }
    if request.htmx:
        return parts(request, "recruit_web/about_position.html", context)
    return show(request, "recruit_web/position_about.html", context)


def _number(request: SignedInRequest, name: str) -> int:
    """A number of cards from the address; what is none, or longer than any, counts as the usual one."""
    said = request.GET.get(name, "")
    return int(said) if said.isdecimal() and len(said) <= _LONGEST_NUMBER else _CARDS


def parts(request: SignedInRequest, part: str, context: dict[str, Any]) -> HttpResponse:
    """One view without its page, and the head: what refreshes itself when the position or its candidates change."""
    return render(request, "recruit_web/position_parts.html", {**context, "part": part})


def heading(request: SignedInRequest, found: Position, view: str) -> dict[str, Any]:
    return {
        "position": found,
        "view": view,
        "may_open": company_role_allows(request.user.company_role, Capability.OPEN_POSITIONS),
        "may_report": company_role_allows(request.user.company_role, Capability.VIEW_REPORTS),
        "rights": rights_on(found, teammate=request.user),
        "team": selectors.hiring_team_of(position=found),
        "badges": slots.rendered(slots.Place.POSITION_BADGES, request, found),
    }


def averages_on(request: SignedInRequest, found: Position, process_ids: list[int]) -> dict[int, Any]:
    """The stars beside the names, for those who may read evaluations here."""
    if not rights_on(found, teammate=request.user)[PositionCapability.READ_EVALUATIONS.value]:
        return {}
    return evaluation.averages_of_processes(company_id=found.company_id, process_ids=process_ids)


def _board(request: SignedInRequest, found: Position, cards: int) -> dict[str, Any]:
    board_now = hiring.board_of(teammate=request.user, position=found, per_column=cards)
    persons = [card.person_id for one in board_now.columns for card in one.cards]
    return {
        "columns": board_now.columns,
        "averages": averages_on(
            request, found, [card.process_id for one in board_now.columns for card in one.cards]
        ),
        "depth": cards,
        "icons": slots.icons(request, persons),
    }
