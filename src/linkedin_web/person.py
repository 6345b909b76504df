"""How does one candidate stand on LinkedIn? The record, each process, and who exported them, in one glance (M-29)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import ConnectionState, Shares
from linkedin_sync.inbox import selectors as inbox
from linkedin_sync.links import selectors as links
from linkedin_sync.links.selectors import RecordState, Standing
from linkedin_web import access
from linkedin_web.matches import match_context
from linkedin_web.words import tone_of
from recruit.hiring import selectors as hiring
from recruit.people import selectors as people
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from linkedin_sync.models import Connection
    from recruit.hiring.models import HiringProcess
    from recruit.people.models import ExternalIdentity, Person

PROVIDER = "linkedin"
_WORDS = {
    Standing.DELIVERED: ("On LinkedIn", "green"),
    Standing.WAITING: ("On its way", "yellow"),
    Standing.RETRYING: ("Will be tried again", "yellow"),
    Standing.PARKED: ("Stuck", "red"),
    Standing.ABSENT: ("Not shared", "secondary"),
}


@dataclass(frozen=True)
class Line:
    """One record of this person and how it stands; ``because`` says why it is not there."""

    title: str
    word: str
    tone: str
    because: str
    delivered_at: datetime | None
    next_try_at: datetime | None
    is_moving: bool = False


def identity_of(person: Person) -> ExternalIdentity | None:
    """Who this person verifiably is on LinkedIn."""
    found = [identity for identity in people.identities_of(person=person) if identity.provider == PROVIDER]
    return next((identity for identity in found if identity.verified), found[0] if found else None)


@require_safe
def person_panel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The panel alone, asked for when something about this person changed."""
    person = hiring.visible_person(teammate=request.user, public_id=public_id)
    return render(request, "linkedin_web/person_panel.html", panel_context(request, person))


def rendered_panel(request: HttpRequest, person: Person) -> SafeString:
    return render_to_string("linkedin_web/person_panel.html", panel_context(request, person), request)


def panel_context(request: Any, person: Person) -> dict[str, Any]:
    connection = connection_of(company_id=person.company_id)
    processes = list(hiring.visible_processes_of_person(teammate=request.user, person=person))
    lines = _lines(person, processes, connection)
    return {
        "person": person,
        "identity": identity_of(person),
        "exports": [
            {"export": export, "tone": tone_of(export.outcome)}
            for export in inbox.exports_of_person(teammate=request.user, person_id=person.pk)
        ],
        **match_context(request, person),
        "is_connected": connection is not None and connection.state != ConnectionState.NOT_CONNECTED,
        "lines": lines,
        "is_moving": any(line.is_moving for line in lines),
        "may_inspect": access.may_inspect(request),
    }


def _lines(person: Person, processes: Sequence[HiringProcess], connection: Connection | None) -> list[Line]:
    state = links.state_of_person(company_id=person.company_id, person_id=person.pk)
    of_processes = links.states_of_processes(
        company_id=person.company_id, process_ids=[process.pk for process in processes]
    )
    shared = [process for process in processes if hindrance(connection, process) == ""]
    nothing_shared = "" if shared else "None of the processes you see is shared with LinkedIn."
    first = _line("Candidate", state, whole_hindrance(connection) or nothing_shared)
    return [
        first,
        *(
            _line(process.position.shown_name, of_processes[process.pk], hindrance(connection, process))
            for process in processes
        ),
    ]


def _line(title: str, state: RecordState, hindered_because: str) -> Line:
    word, tone = _WORDS[state.standing]
    because = state.reason
    if state.standing == Standing.ABSENT:
        because = (
            hindered_because or "It has not been sent yet; the next comparison of both sides will send it."
        )
    if state.standing == Standing.WAITING and hindered_because:
        because = hindered_because
    if state.standing == Standing.PARKED:
        because = f"{state.parked_reason}: {state.reason}" if state.reason else state.parked_reason
    return Line(
        title=title,
        word=word,
        tone=tone,
        because=because,
        delivered_at=state.delivered_at,
        next_try_at=state.next_try_at if state.standing == Standing.RETRYING else None,
        is_moving=state.standing in {Standing.WAITING, Standing.RETRYING},
    )


def whole_hindrance(connection: Connection | None) -> str:
    """Why nothing at all goes to LinkedIn now; empty when it does."""
    if connection is None or connection.state == ConnectionState.NOT_CONNECTED:
        return "Recruit is not connected to LinkedIn."
    if connection.paused_at is not None:
        return "Sending is paused by an admin."
    if connection.state == ConnectionState.DEGRADED:
        return "LinkedIn refuses the connection at the moment."
    if connection.state != ConnectionState.ENABLED:
        return "The connection is not enabled in LinkedIn yet."
    return ""


def hindrance(connection: Connection | None, process: HiringProcess) -> str:
    """Why this process does not go to LinkedIn now; empty when it does."""
    whole = whole_hindrance(connection)
    if whole or connection is None:
        return whole
    if connection.shares != Shares.ALL and process.position.is_discreet:
        return "Discreet positions are not shared with LinkedIn."
    if connection.shares == Shares.PUBLISHED and not process.position.is_published:
        return "Only published positions are shared with LinkedIn."
    return ""
