"""Which changes may this page hear of? Those of records that the teammate may see."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from asgiref.sync import sync_to_async
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from recruit.base import clock
from recruit.base.errors import NotFound
from recruit.base.tenancy import company_context
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.live import words

if TYPE_CHECKING:
    from recruit.company.models import Teammate

#: Words about lists say nothing about any record; everybody in the company may hear them.
_OPEN_TO_ALL = frozenset(
    {"positions", "persons", "settings", "exports", "integration", "privacy", "transfer", "webhooks"}
)
_MOST_TOPICS = 20


@login_not_required  # a stream cannot be led to the door: a browser takes that page for a broken stream
async def live(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events for ``?topics=a,b``; 204, on which browsers do not ask again, if none is allowed.

    So it is for strangers, and for whoever's session has ended: the next thing that they press leads them to the door.
    """
    if not request.user.is_authenticated:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    asked = [topic for topic in request.GET.get("topics", "").split(",") if topic][:_MOST_TOPICS]
    company_id, topics = await sync_to_async(_allowed)(request, asked)
    if not topics:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return StreamingHttpResponse(
        words(company_id=company_id, topics=topics, since=_since(request)),
        content_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


def _since(request: HttpRequest) -> float:
    try:
        return float(request.GET.get("since", ""))
    except ValueError:
        return clock.now().timestamp()


def _allowed(request: HttpRequest, asked: list[str]) -> tuple[int, list[str]]:
    teammate: Teammate = request.user  # type: ignore[assignment]  # the middleware lets nobody else through
    with company_context(teammate.company_id):
        topics = [topic for topic in asked if _may_hear(teammate, topic)]
    if not connection.in_atomic_block:
        # The stream lasts for minutes: it must not keep a connection of the pool for all that time.
        connection.close()
    return teammate.company_id, topics


def _may_hear(teammate: Teammate, topic: str) -> bool:
    if topic in _OPEN_TO_ALL:
        return True
    kind, _, public_id = topic.partition(":")
    try:
        if kind == "position":
            positions.visible_position(teammate=teammate, public_id=public_id)
        elif kind == "person":
            hiring.visible_person(teammate=teammate, public_id=public_id)
        elif kind == "many":
            hiring.run_of(teammate=teammate, public_id=public_id)
        else:
            return False
    except NotFound:
        return False
    return True
