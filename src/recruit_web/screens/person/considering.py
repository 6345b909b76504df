"""For which position should this person be considered? A search among the open ones that the teammate works on."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit.positions import selectors as positions
from recruit.positions.enums import PositionCapability, PositionStatus
from recruit.sources import selectors as sources
from recruit_web.answers import done
from recruit_web.choices import chosen_source_id
from recruit_web.requests import SignedInRequest

_OFFERED = 20


@require_http_methods(["GET", "HEAD", "POST"])
def consider(request: SignedInRequest, person_id: str) -> HttpResponse:
    found = hiring.visible_person(teammate=request.user, public_id=person_id)
    if request.method == "POST":
        position = positions.visible_position(
            teammate=request.user, public_id=request.POST.get("position", "")
        )
        services.start_process(
            person=found,
            position=position,
            source_id=chosen_source_id(request, request.POST.get("source", "")),
            actor=actor_of(request.user),
        )
        topics = [f"person:{found.public_id}", f"position:{position.public_id}", "persons", "positions"]
        sentence = _("{name} is now considered for {position}.").format(
            name=found.full_name, position=position.name
        )
        return done(request, sentence, topics=topics)
    query = request.GET.get("q", "").strip()[:100]
    page = positions.positions_page(
        teammate=request.user, status=PositionStatus.OPEN, query=query, limit=_OFFERED
    )
    allowed = positions.position_ids_allowing(
        teammate=request.user,
        position_ids=[position.id for position in page.rows],
        capability=PositionCapability.MOVE_PROCESSES,
    )
    context: dict[str, Any] = {
        "person": found,
        "query": query,
        "offered": [position for position in page.rows if position.id in allowed],
        "is_search": "q" in request.GET,
    }
    if not context["is_search"]:
        context["sources"] = sources.sources_of(company_id=request.user.company_id)
    return render(request, "recruit_web/consider_dialog.html", context)
