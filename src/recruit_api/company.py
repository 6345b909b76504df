"""How does a program read the company's sources and teammates, and what happened?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from ninja import Query, Router

from recruit.activity.selectors import timeline_of_position
from recruit.company.enums import AppScope
from recruit.company.selectors import teammates_page
from recruit.hiring.selectors import timeline_of_visible_person, visible_person
from recruit.positions.selectors import position_fields_of, visible_position
from recruit.sources.selectors import sources_page
from recruit_api.endpoints import ListOf as Page
from recruit_api.endpoints import Paging, endpoint, listed
from recruit_api.records import ActivityOut, PositionFieldOut, SourceOut, TeammateOut
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from recruit.activity.selectors import TimelineEntry

router = Router()


@endpoint(router, "GET", "/sources", scope=AppScope.READ_SOURCES, answer=Page[SourceOut])
def list_sources(request: ApiRequest, response: HttpResponse, asked: Query[Paging]) -> Any:
    """Newest first."""
    page = sources_page(company_id=request.api_app.company_id, after=asked.after, limit=asked.limit)
    rows = [{"id": source.public_id, "name": source.name, "type": source.type} for source in page.rows]
    return listed(request, response, rows, page.next_cursor)


@endpoint(router, "GET", "/teammates", scope=AppScope.READ_TEAMMATES, answer=Page[TeammateOut])
def list_teammates(request: ApiRequest, response: HttpResponse, asked: Query[Paging]) -> Any:
    """Active ones first, by name."""
    page = teammates_page(company_id=request.api_app.company_id, after=asked.after, limit=asked.limit)
    rows = [
        {
            "id": each.public_id,
            "first_name": each.first_name,
            "last_name": each.last_name,
            "email": each.email,
            "company_role": each.company_role,
            "is_active": each.is_active,
        }
        for each in page.rows
    ]
    return listed(request, response, rows, page.next_cursor)


@endpoint(router, "GET", "/position-fields", scope=AppScope.READ_POSITIONS, answer=Page[PositionFieldOut])
def list_position_fields(request: ApiRequest, response: HttpResponse) -> Any:
    """The company's own fields of positions, in their order, all at once: there are few."""
    rows = [
        {
            "id": field.public_id,
            "name": field.name,
            "kind": field.kind,
            "options": field.options,
            "is_required": field.is_required,
            "is_public": field.is_public,
        }
        for field in position_fields_of(company_id=request.api_app.company_id)
    ]
    return listed(request, response, rows, None)


@endpoint(
    router, "GET", "/persons/{person_id}/activity", scope=AppScope.READ_ACTIVITY, answer=Page[ActivityOut]
)
def activity_of_person(
    request: ApiRequest, response: HttpResponse, person_id: str, asked: Query[Paging]
) -> Any:
    """Newest first, without what belongs to positions that the app does not reach."""
    app = request.api_app
    person = visible_person(teammate=app, public_id=person_id)
    found = timeline_of_visible_person(teammate=app, person=person, before=asked.after, limit=asked.limit + 1)
    return _told(request, response, found, asked.limit)


@endpoint(
    router, "GET", "/positions/{position_id}/activity", scope=AppScope.READ_ACTIVITY, answer=Page[ActivityOut]
)
def activity_of_position(
    request: ApiRequest, response: HttpResponse, position_id: str, asked: Query[Paging]
) -> Any:
    """Newest first."""
    app = request.api_app
    position = visible_position(teammate=app, public_id=position_id)
    found = timeline_of_position(
        company_id=app.company_id, position_id=position.pk, before=asked.after, limit=asked.limit + 1
    )
    return _told(request, response, found, asked.limit)


def _told(
    request: ApiRequest, response: HttpResponse, found: Sequence[TimelineEntry], limit: int
) -> dict[str, Any]:
    entries = found[:limit]
    rows = [
        {name: getattr(entry, name) for name in ("at", "verb", "sentence", "actor_kind", "actor_name")}
        for entry in entries
    ]
    return listed(request, response, rows, entries[-1].cursor if len(found) > limit else None)
