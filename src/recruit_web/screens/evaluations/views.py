"""How is a candidate met and evaluated? A form with stars, kept as a draft or submitted; a dialog for the meeting."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.company.selectors import actor_of
from recruit.evaluation import selectors, services
from recruit.evaluation.enums import Recommendation
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web import slots
from recruit_web.answers import done, go_to, safe_address
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest
from recruit_web.screens.evaluations.forms import EvaluationForm, InterviewForm, TraitRow, stars_posted
from recruit_web.shell import show

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.evaluation.models import Evaluation
    from recruit.hiring.models import HiringProcess, ProcessStep


def _step(request: SignedInRequest, process_id: str, step_id: str) -> tuple[HiringProcess, ProcessStep]:
    process = hiring.process_for(teammate=request.user, public_id=process_id)
    step = hiring.step_of_process(process=process, public_id=step_id)
    if step is None:
        raise NotFound(_("There is no such step of this candidate any more."))
    return process, step


@require_http_methods(["GET", "HEAD", "POST"])
def evaluate(request: SignedInRequest, process_id: str, step_id: str) -> HttpResponse:
    process, step = _step(request, process_id, step_id)
    actor = actor_of(request.user)
    services.require_evaluator(process, step, actor)
    traits = selectors.scorecard_of(position=process.position)
    own = selectors.own_evaluation(teammate=request.user, process=process, step_id=step.pk)
    if request.method != "POST":
        return _form(request, process, step, own=own, traits=traits)
    form = EvaluationForm(request.POST)
    stars = stars_posted(request.POST, traits)
    if not form.is_valid():
        return _form(request, process, step, own=own, traits=traits, form=form, stars=stars)
    keep = services.save_draft if "draft" in request.POST else services.submit_evaluation
    try:
        keep(process=process, step_public_id=step.public_id, ratings=stars, actor=actor, **form.cleaned_data)
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error("recommendation", refusal.sentence)
        return _form(request, process, step, own=own, traits=traits, form=form, stars=stars)
    home = reverse("person", args=[process.person.public_id])
    return go_to(request, safe_address(request, request.POST.get("back", ""), home))


def _form(
    request: SignedInRequest,
    process: HiringProcess,
    step: ProcessStep,
    *,
    own: Evaluation | None,
    traits: list[str],
    form: EvaluationForm | None = None,
    stars: dict[str, int] | None = None,
) -> HttpResponse:
    given = stars if stars is not None else (own.ratings if own else {})
    now = {"recommendation": own.recommendation, "text": own.text} if own else None
    context: dict[str, Any] = {
        "process": process,
        "step": step,
        "own": own,
        "form": form or EvaluationForm(initial=now),
        "rows": [TraitRow(place, trait, given.get(trait, 0)) for place, trait in enumerate(traits)],
        "recommendations": [choice for choice in Recommendation.choices if choice[0]],
        "meeting": selectors.interviews_of_steps(company_id=process.company_id, step_ids=[step.pk]).get(
            step.pk
        ),
        "back": request.POST.get("back") or request.GET.get("back", ""),
        "evaluation_words": slots.rendered(slots.Place.EVALUATION_WORDS, request, process.position),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form and form.errors else HTTPStatus.OK
    return show(request, "recruit_web/evaluate.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def schedule(request: SignedInRequest, process_id: str, step_id: str) -> HttpResponse:
    process, step = _step(request, process_id, step_id)
    services.require_scheduler(process, step, actor_of(request.user))
    teammates = _teammates(process)
    meeting = selectors.interviews_of_steps(company_id=process.company_id, step_ids=[step.pk]).get(step.pk)
    usual = selectors.evaluators_of(step=step)
    now: dict[str, Any] = {"who": [teammate.public_id for teammate in usual]}
    if meeting is not None:
        now |= {
            "day": meeting.starts_at.date(),
            "time": meeting.starts_at.time(),
            "minutes": meeting.minutes,
            "meeting_type": meeting.meeting_type,
            "place": meeting.place,
        }
    form = InterviewForm(request.POST or None, teammates=teammates, initial=now)
    if form.is_valid():
        answer = _fixed(request, process, step, form, teammates)
        if answer is not None:
            return answer
    context = {"process": process, "step": step, "form": form, "meeting": meeting}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    title = _("Meeting with {name}").format(name=process.person.full_name)
    return dialog(request, "recruit_web/interview_dialog.html", context, title=title, status=status)


def _fixed(
    request: SignedInRequest,
    process: HiringProcess,
    step: ProcessStep,
    form: InterviewForm,
    teammates: list[Teammate],
) -> HttpResponse | None:
    """What is answered once the meeting stands; nothing when the domain says no, which the form then shows."""
    ids = {teammate.public_id: teammate.pk for teammate in teammates}
    said = form.cleaned_data
    try:
        services.schedule_interview(
            process=process,
            step_public_id=step.public_id,
            starts_at=form.starts_at,
            minutes=said["minutes"],
            meeting_type=said["meeting_type"],
            place=said["place"],
            participants=[ids[public_id] for public_id in said["who"]],
            actor=actor_of(request.user),
        )
    except (NotAllowed, NotFound):
        raise
    except Refusal as refusal:
        form.add_error(None, refusal.sentence)
        return None
    told = _("{step} with {name} is scheduled.").format(step=step.name, name=process.person.full_name)
    return _told(request, process, told)


@require_POST
def cancel(request: SignedInRequest, process_id: str, step_id: str) -> HttpResponse:
    process, step = _step(request, process_id, step_id)
    services.cancel_interview(process=process, step_public_id=step.public_id, actor=actor_of(request.user))
    told = _("The meeting with {name} is cancelled.").format(name=process.person.full_name)
    return _told(request, process, told)


def _teammates(process: HiringProcess) -> list[Teammate]:
    team = positions.hiring_team_of(position=process.position)
    return [member.teammate for member in team if member.teammate.is_active]


def _told(request: SignedInRequest, process: HiringProcess, sentence: str) -> HttpResponse:
    topics = [f"person:{process.person.public_id}", f"position:{process.position.public_id}"]
    return done(request, sentence, topics=topics)
