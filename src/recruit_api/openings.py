"""How does a program read, add, change and end the openings of a position?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from recruit.base.errors import NotFound
from recruit.company.enums import AppScope
from recruit.company.selectors import actor_of_app
from recruit.positions import selectors, services
from recruit.positions.enums import OpeningStatus
from recruit_api.endpoints import ListOf as Page
from recruit_api.endpoints import Paging, endpoint, etag_of_words, listed, require_unchanged
from recruit_api.positions import opening_shown
from recruit_api.records import OpeningOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from recruit.positions.models import Opening, Position

router = Router(tags=["Openings"])
_Words = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")]


class OpeningsAsked(Paging):
    status: OpeningStatus | None = None


class OpeningWords(Schema, extra="forbid"):
    """What of an opening can be changed; what is not named stays."""

    name: _Words | None = Field(
        None, description="An empty one is the position's.", examples=["Welder, night shift"]
    )
    reason: _Words | None = Field(None, description="Why it is there.", examples=["Replaces Mia Brand"])


def _found(request: ApiRequest, position_id: str) -> Position:
    return selectors.visible_position(teammate=request.api_app, public_id=position_id)


def _answered(response: HttpResponse, opening: Opening) -> dict[str, Any]:
    words = opening_shown(opening)
    response["ETag"] = etag_of_words(opening.public_id, words)
    return words


@endpoint(router, "GET", "/{position_id}/openings", scope=AppScope.READ_POSITIONS, answer=Page[OpeningOut])
def list_openings(
    request: ApiRequest, response: HttpResponse, position_id: str, asked: Query[OpeningsAsked]
) -> Any:
    """Newest first."""
    page = selectors.openings_page(
        position=_found(request, position_id), status=asked.status, after=asked.after, limit=asked.limit
    )
    return listed(request, response, [opening_shown(each) for each in page.rows], page.next_cursor)


@endpoint(
    router, "POST", "/{position_id}/openings", scope=AppScope.WRITE_POSITIONS, answer=OpeningOut, status=201
)
def add_opening(request: ApiRequest, response: HttpResponse, position_id: str, opening: OpeningWords) -> Any:
    """One more seat. The position has to be open: reopening one brings an opening."""
    made = services.add_opening(
        position=_found(request, position_id),
        name=opening.name or "",
        reason=opening.reason or "",
        actor=actor_of_app(request.api_app),
    )
    return Status(201, _answered(response, made))


@endpoint(
    router,
    "GET",
    "/{position_id}/openings/{opening_id}",
    scope=AppScope.READ_POSITIONS,
    answer=OpeningOut,
)
def get_opening(request: ApiRequest, response: HttpResponse, position_id: str, opening_id: str) -> Any:
    return _answered(response, _one(_found(request, position_id), opening_id))


def _one(position: Position, opening_id: str) -> Opening:
    found = selectors.opening_of(position=position, public_id=opening_id)
    if found is None:
        raise NotFound(f"{position.name} has no such opening.")  # English
    return found


@endpoint(
    router,
    "PATCH",
    "/{position_id}/openings/{opening_id}",
    scope=AppScope.WRITE_POSITIONS,
    answer=OpeningOut,
)
def update_opening(
    request: ApiRequest, response: HttpResponse, position_id: str, opening_id: str, changes: OpeningWords
) -> Any:
    """Its words, whatever has become of it."""
    position = _found(request, position_id)
    before = _one(position, opening_id)
    require_unchanged(request, etag_of_words(before.public_id, opening_shown(before)))
    changed = services.change_opening(
        position=position,
        public_id=opening_id,
        actor=actor_of_app(request.api_app),
        **changes.dict(exclude_unset=True),
    )
    return _answered(response, changed)


def _change(
    request: ApiRequest,
    response: HttpResponse,
    position_id: str,
    opening_id: str,
    verb: Callable[..., Opening],
) -> Any:
    changed = verb(
        position=_found(request, position_id), public_id=opening_id, actor=actor_of_app(request.api_app)
    )
    return _answered(response, changed)


@endpoint(
    router,
    "POST",
    "/{position_id}/openings/{opening_id}/close",
    scope=AppScope.WRITE_POSITIONS,
    answer=OpeningOut,
)
def close_opening(request: ApiRequest, response: HttpResponse, position_id: str, opening_id: str) -> Any:
    """Nobody will be hired for it. A filled one ends with its hire."""
    return _change(request, response, position_id, opening_id, services.close_opening)


@endpoint(
    router,
    "POST",
    "/{position_id}/openings/{opening_id}/reopen",
    scope=AppScope.WRITE_POSITIONS,
    answer=OpeningOut,
)
def reopen_opening(request: ApiRequest, response: HttpResponse, position_id: str, opening_id: str) -> Any:
    """As if it had not been closed. A filled one becomes free when its hire is taken back."""
    return _change(request, response, position_id, opening_id, services.reopen_opening)
