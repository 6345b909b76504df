"""What else goes to LinkedIn if an admin chooses so? What teammates note and evaluate, and candidates' résumés."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_POST, require_safe

from linkedin_sync.connections.noting import (
    MOST_RESUMES,
    choose_feedback_outward,
    choose_notes_outward,
    choose_resumes_outward,
    resumes_can_leave,
)
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import FeedbackOutward, NotesOutward, ResumesOutward
from linkedin_web import access
from recruit.activity.selectors import count_notes
from recruit.base.errors import Refusal
from recruit.base.paging import COUNT_LIMIT
from recruit.company import selectors as companies
from recruit.evaluation.selectors import count_evaluations
from recruit.people.selectors import count_resumes
from recruit_web.answers import done
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from linkedin_sync.models import Connection

_NOTES_DONE = {
    NotesOutward.YES: gettext_noop("Notes go to LinkedIn from now on; those written before follow."),
    NotesOutward.KEPT: gettext_noop("No new notes go to LinkedIn. Those that are there stay."),
    NotesOutward.NO: gettext_noop("Notes stay in Recruit. What LinkedIn has of them is taken away."),
}
_FEEDBACK_DONE = {
    FeedbackOutward.YES: gettext_noop(
        "Evaluations go to LinkedIn from now on; those submitted before follow."
    ),
    FeedbackOutward.KEPT: gettext_noop("No new evaluations go to LinkedIn. Those that are there stay."),
    FeedbackOutward.NO: gettext_noop("Evaluations stay in Recruit. What LinkedIn has of them is taken away."),
}

_RESUMES_DONE = {
    ResumesOutward.YES: gettext_noop(
        "Résumés go to LinkedIn from now on; those that are here already follow."
    ),
    ResumesOutward.KEPT: gettext_noop("No new résumés go to LinkedIn. Those that are there stay."),
    ResumesOutward.NO: gettext_noop("Résumés stay in Recruit. What LinkedIn has of them is taken away."),
}
#: v2 of LinkedIn's interface deletes no résumé but with its application.
_RESUMES_STAY = gettext_noop(
    "Résumés stay in Recruit. LinkedIn keeps those that it has until their application goes."
)


class NothingChosen(Refusal):
    code = "nothing_chosen"


@dataclass(frozen=True)
class Choice:
    """One thing that an admin may send. ``label`` says how it is now, ``told`` what it means."""

    name: str
    title: str
    icon: str
    legend: str
    address: str
    value: str
    label: str
    options: list[tuple[str, str]]
    count: str
    told: str


def notes_context(request: SignedInRequest, connection: Connection | None) -> dict[str, Any]:
    """The choices as they are; to keep what is there is offered only where something can be there."""
    company_id = request.user.company_id
    return {
        "has_connection": connection is not None,
        "outward": [each(connection, company_id) for each in (_of_notes, _of_evaluations, _of_resumes)]
        if connection
        else [],
        "may_configure": access.may_configure(request),
    }


def _of_notes(connection: Connection, company_id: int) -> Choice:
    notes = count_notes(company_id=company_id)
    return Choice(
        name="notes",
        title=_("Notes on LinkedIn"),
        icon="outline/notes",
        legend=_("What teammates note about candidates"),
        address="linkedin_choose_notes_outward",
        value=connection.notes_outward,
        label=str(NotesOutward(connection.notes_outward).label),
        options=_options(
            connection.notes_outward,
            _("Notes stay in Recruit; what LinkedIn has of them is taken away"),
            _("Notes are shown on LinkedIn, also those written before"),
            _("No new notes, but those on LinkedIn stay"),
        ),
        count=ngettext(
            "As of now there is {number} note that is not private.",
            "As of now there are {number} notes that are not private.",
            notes,
        ).format(number=_shown(notes)),
        told=_(
            "Sent are the words, who wrote them and when. LinkedIn shows a note about one position to those who may "
            "see the position there, and a note about the candidate to every recruiter of your contract. A note that "
            "its author keeps to themselves is never sent."
        ),
    )


def _of_evaluations(connection: Connection, company_id: int) -> Choice:
    evaluations = count_evaluations(company_id=company_id)
    return Choice(
        name="evaluations",
        title=_("Evaluations on LinkedIn"),
        icon="outline/stars",
        legend=_("How teammates evaluate candidates"),
        address="linkedin_choose_feedback_outward",
        value=connection.feedback_outward,
        label=str(FeedbackOutward(connection.feedback_outward).label),
        options=_options(
            connection.feedback_outward,
            _("Evaluations stay in Recruit; what LinkedIn has of them is taken away"),
            _("Evaluations are shown on LinkedIn, also those submitted before"),
            _("No new evaluations, but those on LinkedIn stay"),
        ),
        count=ngettext(
            "As of now there is {number} evaluation that was submitted.",
            "As of now there are {number} evaluations that were submitted.",
            evaluations,
        ).format(number=_shown(evaluations)),
        told=_(
            "Sent are the step, the recommendation, the stars of each trait, the words, who wrote them and when. "
            "LinkedIn shows an evaluation to those who may see the position there. Where somebody with a mapped seat "
            "sees a position and may not read its evaluations in Recruit, such as an interviewer, those of that "
            "position stay here. Drafts are never sent."
        ),
    )


def _of_resumes(connection: Connection, company_id: int) -> Choice:
    can_leave = resumes_can_leave(connection)
    resumes = count_resumes(company_id=company_id)
    told = _(
        "Sent are the file itself, its name and when it was added, with each application of the candidate: the "
        "newest {number} of a candidate, as PDF, DOC or DOCX. LinkedIn shows them to those who may see the "
        "position there. Other files are never sent."
    ).format(number=MOST_RESUMES)
    if not can_leave:
        told += " " + _("The generation of LinkedIn's interface that you chose (v2) deletes none.")
    return Choice(
        name="resumes",
        title=_("Résumés on LinkedIn"),
        icon="outline/file-text",
        legend=_("Candidates' résumés"),
        address="linkedin_choose_resumes_outward",
        value=connection.resumes_outward,
        label=str(ResumesOutward(connection.resumes_outward).label),
        options=_options(
            connection.resumes_outward,
            _("Résumés stay in Recruit; what LinkedIn has of them is taken away")
            if can_leave
            else _(
                "Résumés stay in Recruit; what LinkedIn has of them stays there as long as the application"
            ),
            _("Résumés are shown on LinkedIn, also those added before"),
            _("No new résumés, but those on LinkedIn stay"),
        ),
        count=ngettext(
            "As of now there is {number} résumé on candidates.",
            "As of now there are {number} résumés on candidates.",
            resumes,
        ).format(number=_shown(resumes)),
        told=told,
    )


def _options(now: str, no: str, yes: str, kept: str) -> list[tuple[str, str]]:
    """``kept`` is offered only where something can be on LinkedIn."""
    return [("no", no), ("yes", yes), *([("kept", kept)] if now != "no" else [])]


def _shown(number: int) -> str:
    shown = number_format(min(number, COUNT_LIMIT), force_grouping=True)
    return _("more than {number}").format(number=shown) if number > COUNT_LIMIT else shown


@require_safe
def notes(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    row = connection_of(company_id=request.user.company_id)
    return render(request, "linkedin_web/connection_outward.html", notes_context(request, row))


@require_POST
def choose_notes(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("notes", "")
    if wanted not in NotesOutward.values:
        raise NothingChosen(_("Choose whether notes go to LinkedIn."))
    choose_notes_outward(
        company_id=request.user.company_id,
        wanted=NotesOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    return done(request, _(_NOTES_DONE[NotesOutward(wanted)]), topics=["integration"])


@require_POST
def choose_evaluations(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("evaluations", "")
    if wanted not in FeedbackOutward.values:
        raise NothingChosen(_("Choose whether evaluations go to LinkedIn."))
    choose_feedback_outward(
        company_id=request.user.company_id,
        wanted=FeedbackOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    return done(request, _(_FEEDBACK_DONE[FeedbackOutward(wanted)]), topics=["integration"])


@require_POST
def choose_resumes(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("resumes", "")
    if wanted not in ResumesOutward.values:
        raise NothingChosen(_("Choose whether résumés go to LinkedIn."))
    connection = choose_resumes_outward(
        company_id=request.user.company_id,
        wanted=ResumesOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    stays = wanted == ResumesOutward.NO and not resumes_can_leave(connection)
    told = _RESUMES_STAY if stays else _RESUMES_DONE[ResumesOutward(wanted)]
    return done(request, _(told), topics=["integration"])
