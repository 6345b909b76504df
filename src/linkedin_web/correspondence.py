"""What did recruiters and this candidate write on LinkedIn? InMail and notes, as far as the reader may (M-03).

The part asks for itself again when something about the candidate changes, and stays as it is when nothing of its own
has: whoever reads an older conversation is not thrown out of it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.mirror import selectors as mirror
from linkedin_sync.mirror.asking import ask_soon
from linkedin_web import access
from linkedin_web.person import identity_of
from recruit.base.errors import NotAllowed
from recruit.hiring import selectors as hiring
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.slots import comes_whole

if TYPE_CHECKING:
    from django.http import HttpRequest

    from linkedin_sync.mirror.selectors import Sight
    from recruit.people.models import Person


def rendered_section(request: Any, person: Person) -> SafeString | None:
    """The part on the candidate's page; nothing for whoever never came through LinkedIn.

    Its place at first, for whoever is a member as far as the rest of the page knows already.
    """
    if not comes_whole(request):
        identity = identity_of(person) if access.is_included(request) else None
        if identity is None or not identity.verified:
            return None
        return render_to_string("linkedin_web/correspondence_later.html", {"person": person}, request)
    sight = mirror.sight_of(teammate=request.user, person=person)
    if not access.is_included(request) or not sight.is_known:
        return None
    return _stamped(request, person, sight)


def _stamped(request: HttpRequest, person: Person, sight: Sight) -> SafeString:
    """With a stamp of what it shows, by which the next request tells whether anything differs."""
    inner = render_to_string(
        "linkedin_web/correspondence_inner.html", _context(person, sight), request
    ).strip()
    context = {"person": person, "stamp": stamp_of(inner), "inner": mark_safe(inner)}  # noqa: S308 -- our own template's output
    return render_to_string("linkedin_web/correspondence.html", context, request)


def stamp_of(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _context(person: Person, sight: Sight) -> dict[str, Any]:
    threads = mirror.threads_page(sight=sight)
    notes = mirror.notes_page(sight=sight)
    return {
        "person": person,
        "sight": sight,
        "threads": threads,
        "notes": notes,
        "shows_inmail": bool(threads.rows) or sight.syncs_inmail,
        "shows_notes": bool(notes.rows) or sight.syncs_notes,
    }


def _sight(request: SignedInRequest, public_id: str) -> tuple[Person, Sight]:
    person = hiring.visible_person(teammate=request.user, public_id=public_id)
    return person, mirror.sight_of(teammate=request.user, person=person)


@require_safe
def section(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The part alone; 204 if it shows what the page has already, and empty if the page has only its place so far."""
    person, sight = _sight(request, public_id)
    shown = _stamped(request, person, sight) if sight.is_known and access.is_included(request) else ""
    if not shown and "first" in request.GET:
        return HttpResponse(shown)
    if not shown or f'data-stamp="{request.GET.get("seen", "")}"' in shown:
        return HttpResponse(status=204)
    return HttpResponse(shown)


@require_safe
def threads(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Older conversations."""
    person, sight = _sight(request, public_id)
    page = mirror.threads_page(sight=sight, after=request.GET.get("after") or None)
    context = {"person": person, "sight": sight, "threads": page}
    return render(request, "linkedin_web/correspondence_threads.html", context)


@require_safe
def messages(request: SignedInRequest, public_id: str, thread_id: int) -> HttpResponse:
    """Earlier messages of one conversation."""
    person, sight = _sight(request, public_id)
    found, earlier = mirror.earlier_messages(
        sight=sight, thread_id=thread_id, before=request.GET.get("before", "")
    )
    context = {
        "person": person,
        "sight": sight,
        "thread_id": thread_id,
        "messages": found,
        "earlier": earlier,
    }
    return render(request, "linkedin_web/correspondence_messages.html", context)


@require_safe
def notes(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Older notes."""
    person, sight = _sight(request, public_id)
    page = mirror.notes_page(sight=sight, after=request.GET.get("after") or None)
    context = {"person": person, "sight": sight, "notes": page}
    return render(request, "linkedin_web/correspondence_notes.html", context)


class NothingToLookFor(NotAllowed):
    code = "nothing_to_look_for"


@require_POST
def look(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Have the seats asked that correspond with the candidate, in the background."""
    person, sight = _sight(request, public_id)
    connection = connection_of(company_id=person.company_id)
    if connection is None or not sight.is_known or not sight.may_read:
        raise NothingToLookFor(sight.why_not or _("This candidate did not come through LinkedIn."))
    ask_soon(
        company_id=person.company_id,
        connection_id=connection.pk,
        seat_ids=mirror.seat_ids_to_ask(sight=sight, teammate=request.user),
    )
    return done(request, _("LinkedIn is being asked. What is new appears here by itself."), topics=[])
