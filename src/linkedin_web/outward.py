"""What else goes to LinkedIn if an admin chooses so? What teammates note about candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections.noting import choose_notes_outward
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import NotesOutward
from linkedin_web import access
from recruit.base.errors import Refusal
from recruit.company import selectors as companies
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from linkedin_sync.models import Connection

_DONE = {
    NotesOutward.YES: "Notes go to LinkedIn from now on; those written before follow.",
    NotesOutward.KEPT: "No new notes go to LinkedIn. Those that are there stay.",
    NotesOutward.NO: "Notes stay in Recruit. What LinkedIn has of them is taken away.",
}


class NothingChosen(Refusal):
    code = "nothing_chosen"


def notes_context(request: SignedInRequest, connection: Connection | None) -> dict[str, Any]:
    """The choice as it is; to keep what is there is offered only where something can be there."""
    wanted = connection.notes_outward if connection else NotesOutward.NO
    choices = [
        (NotesOutward.NO, "Notes stay in Recruit; what LinkedIn has of them is taken away"),
        (NotesOutward.YES, "Notes are shown on LinkedIn, also those written before"),
        *(
            [(NotesOutward.KEPT, "No new notes, but those on LinkedIn stay")]
            if wanted != NotesOutward.NO
            else []
        ),
    ]
    return {
        "has_connection": connection is not None,
        "notes_choices": [(value.value, words) for value, words in choices],
        "notes_outward": wanted,
        "notes_outward_words": NotesOutward(wanted).label,
        "may_configure": access.may_configure(request),
    }


@require_safe
def notes(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    row = connection_of(company_id=request.user.company_id)
    return render(request, "linkedin_web/connection_notes.html", notes_context(request, row))


@require_POST
def choose_notes(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("notes", "")
    if wanted not in NotesOutward.values:
        raise NothingChosen("Choose whether notes go to LinkedIn.")
    choose_notes_outward(
        company_id=request.user.company_id,
        wanted=NotesOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    return done(request, _DONE[NotesOutward(wanted)], topics=["integration"])
