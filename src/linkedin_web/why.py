"""Why is this not in LinkedIn? One line per record: a word, a sentence, when it was tried, and what helps."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.enums import MarkKind
from linkedin_sync.explain.applying import told_of_applying
from linkedin_sync.explain.rules import Remedy, State, Subject
from linkedin_sync.explain.selectors import explain_positions, subject_of
from linkedin_sync.outbox import services as sending
from linkedin_web import access
from recruit.company import selectors as companies
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.safestring import SafeString

    from linkedin_sync.explain.selectors import Explanation
    from recruit.positions.models import Position

_TONES: Final = {
    State.IN_LINKEDIN: "green",
    State.PROCESSING: "blue",
    State.WAITING: "yellow",
    State.QUOTA: "yellow",
    State.RETRYING: "yellow",
    State.LEAVING: "yellow",
    State.STAYS: "yellow",
    State.HELD: "yellow",
    State.UNSURE: "yellow",
    State.MISSING: "yellow",
    State.PARKED: "red",
}
_KINDS: Final = {
    Subject.POSITION: (MarkKind.POSITION,),
    Subject.PERSON: (MarkKind.PERSON,),
    Subject.PROCESS: (MarkKind.PROCESS, MarkKind.RESUMES),
}
_OF_CONNECTION: Final = {
    Remedy.CHOOSE_SHARES: (gettext_noop("Choose what is shared"), "#shares"),
    Remedy.CONNECT: (gettext_noop("LinkedIn connection"), ""),
    Remedy.RESUME: (gettext_noop("Resume sending"), ""),
    Remedy.LOOK_AT_CONNECTION: (gettext_noop("Look at the connection"), ""),
    Remedy.RESUME_HISTORY: (gettext_noop("Go on with the history"), "#linkedin-backfill"),
}


@dataclass(frozen=True)
class Help:
    """A link; or, if it acts at once or opens a dialog, a button."""

    text: str
    href: str
    is_act: bool = False
    is_dialog: bool = False


@dataclass(frozen=True)
class Exchange:
    """What was asked and answered, as text."""

    request: str
    answer: str


@dataclass(frozen=True)
class Line:
    """One record and how it stands, what helps this teammate, and the latest try for those who may read it."""

    title: str
    why: Explanation
    tone: str
    help: Help | None
    exchange: Exchange | None


def line_of(request: SignedInRequest, title: str, public_id: str, why: Explanation) -> Line:
    """``public_id``: the record's own, by which it can be sent again."""
    exchange = exchange_told(why.exchange, why.answer) if access.may_inspect(request) else None
    return Line(title, why, _TONES.get(why.state, "secondary"), _help(request, public_id, why), exchange)


def _help(request: SignedInRequest, public_id: str, why: Explanation) -> Help | None:
    if why.remedy is Remedy.SEND and access.may_configure(request):
        word = _("Send now") if why.state in {State.MISSING, State.UNSURE} else _("Try again")
        return Help(word, reverse("linkedin_send_now", args=[public_id]), is_act=True)
    if why.remedy is Remedy.ADD_ADDRESS:
        return _add_address(request, public_id)
    if why.remedy is Remedy.PUBLISH and why.subject is Subject.POSITION:
        return Help(_("Edit the position"), reverse("edit_position", args=[public_id]))
    if why.remedy in _OF_CONNECTION and access.may_inspect(request):
        text, anchor = _OF_CONNECTION[why.remedy]
        return Help(_(text), f"{reverse('linkedin_connection')}{anchor}")
    return None


def _add_address(request: SignedInRequest, public_id: str) -> Help | None:
    """The dialog of the candidate's page, where the teammate may edit them."""
    person = hiring.visible_person(teammate=request.user, public_id=public_id)
    if not hiring.may_edit_person(teammate=request.user, person=person):
        return None
    return Help(_("Add an e-mail address"), reverse("add_contact_point", args=[public_id]), is_dialog=True)


def exchange_told(told: Mapping[str, Any] | None, answer: str) -> Exchange | None:
    """A kept exchange as text; ``answer``: LinkedIn's words on it."""
    if not told:
        return None
    head = " ".join(str(told[name]) for name in ("method", "path") if told.get(name))
    record = json.dumps(told.get("record"), indent=2, ensure_ascii=False)
    facts = [
        _("status {code}").format(code=told["status"]) if told.get("status") else "",
        _("after {number} ms").format(number=told["milliseconds"]) if "milliseconds" in told else "",
        _("LinkedIn's id of the request {id}").format(id=told["request_id"])
        if told.get("request_id")
        else "",
    ]
    return Exchange(
        request="\n".join([head or _("To {resource}").format(resource=told.get("resource", "")), record]),
        answer="\n".join(filter(None, [answer, ", ".join(filter(None, facts))])),
    )


# The position's part


def rendered_position(request: Any, position: Position) -> SafeString:
    return render_to_string("linkedin_web/position_panel.html", _position_context(request, position), request)


@require_safe
def position_panel(request: SignedInRequest, public_id: str) -> HttpResponse:
    """The panel alone, asked for when something about the position changed."""
    position = positions.visible_position(teammate=request.user, public_id=public_id)
    return render(request, "linkedin_web/position_panel.html", _position_context(request, position))


def _position_context(request: SignedInRequest, position: Position) -> dict[str, Any]:
    why = explain_positions(company_id=position.company_id, ids=[position.pk])[position.pk]
    _state, applying_words = told_of_applying(company_id=position.company_id, position_id=position.pk)
    return {
        "applying_words": applying_words,
        "position": position,
        "line": line_of(request, _("Position"), position.public_id, why),
        "is_moving": why.is_moving,
        "may_inspect": access.may_inspect(request),
    }


@require_POST
def send_now(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Send this position, candidate or process as it is now; with a process its résumés."""
    company_id = request.user.company_id
    subject, record_id = subject_of(company_id=company_id, public_id=public_id)
    sending.send_now(
        company_id=company_id,
        kinds=_KINDS[subject],
        record_id=record_id,
        actor=companies.actor_of(request.user),
    )
    return done(request, _("It is being sent. This page follows by itself."), topics=["integration"])
