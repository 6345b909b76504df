"""How does one candidate stand on LinkedIn? The record, each process, and who exported them, in one glance (M-29)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import ConnectionState
from linkedin_sync.explain.selectors import explain_persons, explain_processes, explain_resumes
from linkedin_sync.inbox import selectors as inbox
from linkedin_web import access
from linkedin_web.matches import match_context
from linkedin_web.onsite import lines_of, note_looked
from linkedin_web.why import line_of
from linkedin_web.words import tone_of
from recruit.hiring import selectors as hiring
from recruit.people import selectors as people
from recruit_web.requests import SignedInRequest
from recruit_web.slots import comes_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from linkedin_web.why import Line
    from recruit.hiring.models import HiringProcess
    from recruit.people.models import ExternalIdentity, Person

PROVIDER = "linkedin"


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
    """Its place: what it says takes more questions than the rest of the page, and comes right after it."""
    if not comes_whole(request):
        return render_to_string("linkedin_web/person_panel_later.html", {"person": person}, request)
    return render_to_string("linkedin_web/person_panel.html", panel_context(request, person), request)


def panel_context(request: Any, person: Person) -> dict[str, Any]:
    connection = connection_of(company_id=person.company_id)
    processes = list(hiring.visible_processes_of_person(teammate=request.user, person=person))
    lines = _lines(request, person, processes)
    applications = lines_of(request, person, processes)
    note_looked(person, applications)
    return {
        "applications": applications,
        "person": person,
        "identity": identity_of(person),
        "exports": [
            {"export": export, "tone": tone_of(export.outcome)}
            for export in inbox.exports_of_person(teammate=request.user, person_id=person.pk)
        ],
        **match_context(request, person),
        "is_connected": connection is not None and connection.state != ConnectionState.NOT_CONNECTED,
        "lines": lines,
        "is_moving": any(line.why.is_moving for line in lines),
        "may_inspect": access.may_inspect(request),
    }


def _lines(request: SignedInRequest, person: Person, processes: Sequence[HiringProcess]) -> list[Line]:
    of_person = explain_persons(company_id=person.company_id, ids=[person.pk])
    ids = [process.pk for process in processes]
    of_processes = explain_processes(company_id=person.company_id, ids=ids)
    of_resumes = explain_resumes(company_id=person.company_id, ids=ids)
    lines = [line_of(request, _("Candidate"), person.public_id, of_person[person.pk])]
    for process in processes:
        name = process.position.shown_name
        lines.append(line_of(request, name, process.public_id, of_processes[process.pk]))
        if process.pk in of_resumes:
            title = _("Résumés for {name}").format(name=name)
            lines.append(line_of(request, title, process.public_id, of_resumes[process.pk]))
    return lines
