"""What else goes to LinkedIn if an admin chooses so? What teammates note and evaluate, and candidates' résumés."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
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
    NotesOutward.YES: "Notes go to LinkedIn from now on; those written before follow.",
    NotesOutward.KEPT: "No new notes go to LinkedIn. Those that are there stay.",
    NotesOutward.NO: "Notes stay in Recruit. What LinkedIn has of them is taken away.",
}
_FEEDBACK_DONE = {
    FeedbackOutward.YES: "Evaluations go to LinkedIn from now on; those submitted before follow.",
    FeedbackOutward.KEPT: "No new evaluations go to LinkedIn. Those that are there stay.",
    FeedbackOutward.NO: "Evaluations stay in Recruit. What LinkedIn has of them is taken away.",
}

_RESUMES_DONE = {
    ResumesOutward.YES: "Résumés go to LinkedIn from now on; those that are here already follow.",
    ResumesOutward.KEPT: "No new résumés go to LinkedIn. Those that are there stay.",
    ResumesOutward.NO: "Résumés stay in Recruit. What LinkedIn has of them is taken away.",
}
#: v2 of LinkedIn's interface deletes no résumé but with its application.
_RESUMES_STAY = "Résumés stay in Recruit. LinkedIn keeps those that it has until their application goes."


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
    return Choice(
        name="notes",
        title="Notes on LinkedIn",
        icon="outline/notes",
        legend="What teammates note about candidates",
        address="linkedin_choose_notes_outward",
        value=connection.notes_outward,
        label=str(NotesOutward(connection.notes_outward).label),
        options=_options(
            connection.notes_outward,
            "Notes stay in Recruit; what LinkedIn has of them is taken away",
            "Notes are shown on LinkedIn, also those written before",
            "No new notes, but those on LinkedIn stay",
        ),
        count=_counted(count_notes(company_id=company_id), "note", "that {is} not private"),
        told=(
            "Sent are the words, who wrote them and when. LinkedIn shows a note about one position to those who may "
            "see the position there, and a note about the candidate to every recruiter of your contract. A note that "
            "its author keeps to themselves is never sent."
        ),
    )


def _of_evaluations(connection: Connection, company_id: int) -> Choice:
    return Choice(
        name="evaluations",
        title="Evaluations on LinkedIn",
        icon="outline/stars",
        legend="How teammates evaluate candidates",
        address="linkedin_choose_feedback_outward",
        value=connection.feedback_outward,
        label=str(FeedbackOutward(connection.feedback_outward).label),
        options=_options(
            connection.feedback_outward,
            "Evaluations stay in Recruit; what LinkedIn has of them is taken away",
            "Evaluations are shown on LinkedIn, also those submitted before",
            "No new evaluations, but those on LinkedIn stay",
        ),
        count=_counted(count_evaluations(company_id=company_id), "evaluation", "that {was} submitted"),
        told=(
            "Sent are the step, the recommendation, the stars of each trait, the words, who wrote them and when. "
            "LinkedIn shows an evaluation to those who may see the position there. Where somebody with a mapped seat "
            "sees a position and may not read its evaluations in Recruit, such as an interviewer, those of that "
            "position stay here. Drafts are never sent."
        ),
    )


def _of_resumes(connection: Connection, company_id: int) -> Choice:
    can_leave = resumes_can_leave(connection)
    return Choice(
        name="resumes",
        title="Résumés on LinkedIn",
        icon="outline/file-text",
        legend="Candidates' résumés",
        address="linkedin_choose_resumes_outward",
        value=connection.resumes_outward,
        label=str(ResumesOutward(connection.resumes_outward).label),
        options=_options(
            connection.resumes_outward,
            "Résumés stay in Recruit; what LinkedIn has of them is taken away"
            if can_leave
            else "Résumés stay in Recruit; what LinkedIn has of them stays there as long as the application",
            "Résumés are shown on LinkedIn, also those added before",
            "No new résumés, but those on LinkedIn stay",
        ),
        count=_counted(count_resumes(company_id=company_id), "résumé", "on candidates"),
        told=(
            "Sent are the file itself, its name and when it was added, with each application of the candidate: the "
            f"newest {MOST_RESUMES} of a candidate, as PDF, DOC or DOCX. LinkedIn shows them to those who may see the "
            "position there. Other files are never sent."
            + (
                ""
                if can_leave
                else " The generation of LinkedIn's interface that you chose (v2) deletes none."
            )
        ),
    )


def _options(now: str, no: str, yes: str, kept: str) -> list[tuple[str, str]]:
    """``kept`` is offered only where something can be on LinkedIn."""
    return [("no", no), ("yes", yes), *([("kept", kept)] if now != "no" else [])]


def _counted(number: int, word: str, which: str) -> str:
    """Such as “As of now there are 12 notes that are not private.”"""
    shown = f"more than {COUNT_LIMIT:,}" if number > COUNT_LIMIT else f"{number:,}"
    is_one = number == 1
    which = which.replace("{is}", "is" if is_one else "are").replace("{was}", "was" if is_one else "were")
    return f"As of now there {'is' if is_one else 'are'} {shown} {word if is_one else f'{word}s'} {which}."


@require_safe
def notes(request: SignedInRequest) -> HttpResponse:
    access.require_inspect(request)
    row = connection_of(company_id=request.user.company_id)
    return render(request, "linkedin_web/connection_outward.html", notes_context(request, row))


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
    return done(request, _NOTES_DONE[NotesOutward(wanted)], topics=["integration"])


@require_POST
def choose_evaluations(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("evaluations", "")
    if wanted not in FeedbackOutward.values:
        raise NothingChosen("Choose whether evaluations go to LinkedIn.")
    choose_feedback_outward(
        company_id=request.user.company_id,
        wanted=FeedbackOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    return done(request, _FEEDBACK_DONE[FeedbackOutward(wanted)], topics=["integration"])


@require_POST
def choose_resumes(request: SignedInRequest) -> HttpResponse:
    wanted = request.POST.get("resumes", "")
    if wanted not in ResumesOutward.values:
        raise NothingChosen("Choose whether résumés go to LinkedIn.")
    connection = choose_resumes_outward(
        company_id=request.user.company_id,
        wanted=ResumesOutward(wanted),
        actor=companies.actor_of(request.user),
    )
    stays = wanted == ResumesOutward.NO and not resumes_can_leave(connection)
    told = _RESUMES_STAY if stays else _RESUMES_DONE[ResumesOutward(wanted)]
    return done(request, told, topics=["integration"])
