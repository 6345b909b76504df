"""Who is this candidate on LinkedIn today? LinkedIn's own profile plugin beside them, on a page of its own. (M-24)

A page of its own, because LinkedIn's script runs where its plugin stands: nowhere else does LinkedIn learn whom a
teammate looks at, and only who asks for the profile waits for it.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections.selectors import connection_of, integrations_of
from linkedin_sync.enums import IntegrationStatus, SeatState
from linkedin_sync.explain.selectors import explain_persons
from linkedin_sync.links import by_hand
from linkedin_sync.links.matching import came_from_linkedin
from linkedin_sync.seats.selectors import seat_of_teammate
from linkedin_web import access
from linkedin_web.frames import with_frames
from linkedin_web.person import identity_of
from linkedin_web.why import line_of
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

if TYPE_CHECKING:
    from linkedin_sync.explain.selectors import Explanation
    from linkedin_sync.models import Connection
    from linkedin_sync.seats.selectors import SeatView
    from recruit.people.models import Person

_EXTENSION: Final = "HcmWidget@https://platform.linkedin.com/rsc/extensions/profile-widget"


class Tab(StrEnum):
    """What the page shows; all but the last say why LinkedIn's plugin would stay empty."""

    NOT_INCLUDED = "not_included"
    NOT_CONNECTED = "not_connected"
    SWITCHED_OFF = "switched_off"
    NO_SEAT = "no_seat"
    NOT_SENT = "not_sent"
    PLUGIN = "plugin"


def tab_of(
    *,
    is_included: bool,
    connection: Connection | None,
    is_switched_on: bool,
    seat: SeatView | None,
    why: Explanation,
) -> Tab:
    """In the order in which one cause hides the others."""
    if not is_included:
        return Tab.NOT_INCLUDED
    if connection is None or not connection.client_id or not connection.organization_urn:
        return Tab.NOT_CONNECTED
    if not is_switched_on:
        return Tab.SWITCHED_OFF
    if seat is None or seat.state != SeatState.ACTIVE:
        return Tab.NO_SEAT
    return Tab.PLUGIN if why.delivered_at is not None else Tab.NOT_SENT


@require_safe
def profile(request: SignedInRequest, public_id: str) -> HttpResponse:
    person = hiring.visible_person(teammate=request.user, public_id=public_id)
    context = _context(request, person)
    response = show(request, "linkedin_web/profile.html", context)
    return with_frames(response) if context["tab"] is Tab.PLUGIN else response


def _context(request: SignedInRequest, person: Person) -> dict[str, Any]:
    company_id = person.company_id
    connection = connection_of(company_id=company_id)
    why = explain_persons(company_id=company_id, ids=[person.pk])[person.pk]
    is_switched_on = any(
        each.type == "PROFILE_PLUGIN" and each.status == IntegrationStatus.ENABLED
        for each in integrations_of(company_id=company_id)
    )
    tab = tab_of(
        is_included=access.is_included(request),
        connection=connection,
        is_switched_on=is_switched_on,
        seat=seat_of_teammate(company_id=company_id, teammate_id=request.user.pk),
        why=why,
    )
    may_link = hiring.may_edit_person(teammate=request.user, person=person)
    return {
        "person": person,
        "tab": tab,
        "connection": connection,
        "line": line_of(request, _("Candidate"), person.public_id, why),
        "identity": identity_of(person),
        "platform": settings.LINKEDIN_PLATFORM_URL,
        "base_url": settings.BASE_URL,
        "extension": _EXTENSION,
        "may_link": may_link,
        "may_unlink": may_link and not came_from_linkedin(company_id=company_id, person_id=person.pk),
        "may_use": access.may_use(request),
        "may_inspect": access.may_inspect(request),
    }


@require_POST
def linked(request: SignedInRequest, public_id: str) -> HttpResponse:
    """LinkedIn's plugin told the page: somebody has linked the candidate with ``member``."""
    person = hiring.editable_person(teammate=request.user, public_id=public_id)
    by_hand.link_member(
        company_id=person.company_id,
        person_id=person.pk,
        member=request.POST.get("member", ""),
        actor=companies.actor_of(request.user),
    )
    return _told(
        request, person, _("{name} is that LinkedIn member from now on.").format(name=person.full_name)
    )


@require_POST
def unlinked(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The plugin told the page: the candidate is not that member."""
    person = hiring.editable_person(teammate=request.user, public_id=public_id)
    by_hand.unlink_member(
        company_id=person.company_id, person_id=person.pk, actor=companies.actor_of(request.user)
    )
    return _told(
        request, person, _("{name} is not that LinkedIn member any more.").format(name=person.full_name)
    )


def _told(request: SignedInRequest, person: Person, sentence: str) -> HttpResponse:
    return done(request, sentence, topics=[f"person:{person.public_id}", "integration"])
