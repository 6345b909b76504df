"""How does a program read and change positions?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from django.http import HttpResponse
from ninja import Field, Query, Router, Schema, Status
from pydantic import StringConstraints

from recruit.company.enums import AppScope
from recruit.company.selectors import actor_of_app, teammate_by_public_id
from recruit.positions import selectors, services
from recruit.positions.enums import HiringRole, PositionStatus, WorkplaceType
from recruit_api.endpoints import Id, Line, Paging, Text, endpoint, etag_of, listed, require_unchanged
from recruit_api.endpoints import ListOf as Page
from recruit_api.records import PositionDetail, PositionOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from recruit.company.models import ApiApp
    from recruit.positions.models import Opening, Position, PositionField

router = Router(tags=["Positions"])
_Name = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=r"^[^\x00]*$")]
_Short = Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")]
_Country = Annotated[str, StringConstraints(pattern=r"^([A-Za-z]{2})?$")]
_PLAIN = (
    "name", "public_name", "status", "is_published", "is_discreet", "is_talent_pool", "department",
    "employment_type", "seniority", "workplace_type", "city", "region", "country", "custom_id", "description",
    "opened_at", "closed_at", "created_at", "updated_at",
)  # fmt: skip


class PositionWords(Schema, extra="forbid"):
    """What of a position can be changed; what is not named stays."""

    name: _Name | None = None
    public_name: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")] | None = None
    department: Line | None = None
    employment_type: _Short | None = None
    seniority: _Short | None = None
    workplace_type: WorkplaceType | None = None
    city: Line | None = None
    region: Line | None = None
    country: _Country | None = Field(None, description="Two letters, ISO 3166.")
    custom_id: _Short | None = None
    description: Text | None = None
    is_published: bool | None = None
    is_talent_pool: bool | None = None
    custom_fields: dict[Id, Text] | None = Field(
        None, description="By the ids of the company's own fields; an empty text takes a value away."
    )


class NewPosition(PositionWords):
    name: _Name
    hiring_manager: Id = Field(description="A teammate's id.")
    recruiter: Id | None = Field(None, description="A teammate's id.")
    is_discreet: bool = False


class NewMember(Schema, extra="forbid"):
    teammate: Id = Field(description="A teammate's id.")
    role: HiringRole


class PositionsAsked(Paging):
    status: PositionStatus | None = None
    q: Annotated[str, StringConstraints(max_length=100, pattern=r"^[^\x00]*$")] = Field(
        "", description="Words of the name or of the custom id."
    )


def shown(position: Position, fields: Sequence[PositionField]) -> dict[str, Any]:
    """``fields`` are read once for a whole list."""
    told = selectors.values_in(position.custom_values, fields)
    return {
        "id": position.public_id,
        **{name: getattr(position, name) for name in _PLAIN},
        "custom_fields": [{"id": each.public_id, "name": each.name, "value": each.value} for each in told],
    }


def _as_changes(given: dict[str, Any]) -> dict[str, Any]:
    words = {name: value for name, value in given.items() if value is not None}
    if "custom_fields" in words:
        words["custom_values"] = words.pop("custom_fields")
    return words


def _whole(request: ApiRequest, response: HttpResponse, position: Position) -> dict[str, Any]:
    response["ETag"] = etag_of(position.public_id, position.updated_at)
    return whole(request.api_app, position)


def whole(app: ApiApp, position: Position) -> dict[str, Any]:
    """As the app reads it: a ``PositionDetail``."""
    team = None
    if app.holds(AppScope.READ_TEAMS):
        team = [
            {
                "id": member.teammate.public_id,
                "name": member.teammate.full_name,
                "email": member.teammate.email,
                "roles": list(member.roles),
            }
            for member in selectors.hiring_team_of(position=position)
        ]
    return {
        **shown(position, selectors.position_fields_of(company_id=position.company_id)),
        "hiring_team": team,
        "steps": [
            {
                "id": step.public_id,
                "name": step.name,
                "type": step.type,
                "beside_previous": step.beside_previous,
            }
            for step in selectors.steps_of(position=position)
        ],
        "openings": [opening_shown(opening) for opening in selectors.openings_of(position=position)],
    }


def opening_shown(opening: Opening) -> dict[str, Any]:
    plain = ("name", "reason", "status", "is_open", "opened_at", "filled_at", "closed_at")
    return {"id": opening.public_id, **{name: getattr(opening, name) for name in plain}}


def _found(request: ApiRequest, position_id: str) -> Position:
    return selectors.visible_position(teammate=request.api_app, public_id=position_id)


@endpoint(router, "GET", "", scope=AppScope.READ_POSITIONS, answer=Page[PositionOut])
def list_positions(request: ApiRequest, response: HttpResponse, asked: Query[PositionsAsked]) -> Any:
    """Newest first."""
    page = selectors.positions_page(
        teammate=request.api_app, status=asked.status, query=asked.q, after=asked.after, limit=asked.limit
    )
    fields = selectors.position_fields_of(company_id=request.api_app.company_id)
    rows = [shown(position, fields) for position in page.rows]
    return listed(request, response, rows, page.next_cursor)


@endpoint(router, "GET", "/{position_id}", scope=AppScope.READ_POSITIONS, answer=PositionDetail)
def get_position(request: ApiRequest, response: HttpResponse, position_id: str) -> Any:
    return _whole(request, response, _found(request, position_id))


@endpoint(router, "POST", "", scope=AppScope.WRITE_POSITIONS, answer=PositionDetail, status=201)
def open_position(request: ApiRequest, response: HttpResponse, position: NewPosition) -> Any:
    """Opens a position with the company's usual workflow and one opening."""
    app = request.api_app
    given = position.dict(exclude_unset=True)
    recruiter = given.pop("recruiter", None)
    people: dict[str, Any] = {
        role: teammate_by_public_id(company_id=app.company_id, public_id=public_id)
        for role, public_id in (("hiring_manager", given.pop("hiring_manager")), ("recruiter", recruiter))
        if public_id is not None
    }
    words = _as_changes(given)
    made = services.open_position(company_id=app.company_id, actor=actor_of_app(app), **words, **people)
    return Status(201, _whole(request, response, made))


@endpoint(router, "PATCH", "/{position_id}", scope=AppScope.WRITE_POSITIONS, answer=PositionDetail)
def update_position(
    request: ApiRequest, response: HttpResponse, position_id: str, changes: PositionWords
) -> Any:
    found = _found(request, position_id)
    require_unchanged(request, etag_of(found.public_id, found.updated_at))
    given = _as_changes(changes.dict(exclude_unset=True))
    changed = services.update_position(position=found, changes=given, actor=actor_of_app(request.api_app))
    return _whole(request, response, changed)


@endpoint(router, "POST", "/{position_id}/hold", scope=AppScope.WRITE_POSITIONS, answer=PositionDetail)
def hold_position(request: ApiRequest, response: HttpResponse, position_id: str) -> Any:
    """Its candidates in progress go on hold with it."""
    held = services.hold_position(position=_found(request, position_id), actor=actor_of_app(request.api_app))
    return _whole(request, response, held)


@endpoint(router, "POST", "/{position_id}/close", scope=AppScope.WRITE_POSITIONS, answer=PositionDetail)
def close_position(request: ApiRequest, response: HttpResponse, position_id: str) -> Any:
    closed = services.close_position(
        position=_found(request, position_id), actor=actor_of_app(request.api_app)
    )
    return _whole(request, response, closed)


@endpoint(router, "POST", "/{position_id}/reopen", scope=AppScope.WRITE_POSITIONS, answer=PositionDetail)
def reopen_position(request: ApiRequest, response: HttpResponse, position_id: str) -> Any:
    reopened = services.reopen_position(
        position=_found(request, position_id), actor=actor_of_app(request.api_app)
    )
    return _whole(request, response, reopened)


@endpoint(
    router,
    "POST",
    "/{position_id}/hiring-team",
    scope=AppScope.WRITE_TEAMS,
    answer=PositionDetail,
    status=201,
)
def add_to_hiring_team(
    request: ApiRequest, response: HttpResponse, position_id: str, member: NewMember
) -> Any:
    """Whoever holds that role already stays as they are."""
    app, found = request.api_app, _found(request, position_id)
    services.add_to_hiring_team(
        position=found,
        teammate=teammate_by_public_id(company_id=app.company_id, public_id=member.teammate),
        role=member.role,
        actor=actor_of_app(app),
    )
    return Status(201, _whole(request, response, _found(request, position_id)))


@endpoint(
    router,
    "DELETE",
    "/{position_id}/hiring-team/{teammate_id}/{role}",
    scope=AppScope.WRITE_TEAMS,
    answer=PositionDetail,
)
def remove_from_hiring_team(
    request: ApiRequest, response: HttpResponse, position_id: str, teammate_id: str, role: HiringRole
) -> Any:
    """Who does not hold that role is no mistake. The hiring manager stays until another one is named."""
    app, found = request.api_app, _found(request, position_id)
    services.remove_from_hiring_team(
        position=found,
        teammate=teammate_by_public_id(company_id=app.company_id, public_id=teammate_id),
        role=role,
        actor=actor_of_app(app),
    )
    return _whole(request, response, _found(request, position_id))
