"""What is done to all whom a teammate ticked? One press, one message with what was not possible, one way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.hiring import services as processes
from recruit.people import selectors, services
from recruit_web.answers import done, refused
from recruit_web.choices import REJECTED_BECAUSE
from recruit_web.requests import SignedInRequest
from recruit_web.screens.persons.forms import RejectManyForm, TagManyForm

_TOPICS = ("persons", "positions")
_NAMED = 3


@require_http_methods(["GET", "HEAD", "POST"])
def tag(request: SignedInRequest) -> HttpResponse:
    chosen = _chosen(request)
    form = TagManyForm(request.POST or None)
    if form.is_valid():
        try:
            return _tagged(request, chosen, form.cleaned_data["name"])
        except Refusal as refusal:
            form.add_error("name", refusal.sentence)
    context = {
        "form": form,
        "chosen": chosen,
        "known": selectors.tags_of_company(company_id=request.user.company_id),
    }
    return render(request, "recruit_web/tag_persons_dialog.html", context, status=_status(form.errors))


def _tagged(request: SignedInRequest, chosen: Sequence[str], name: str) -> HttpResponse:
    persons = hiring.editable_persons(teammate=request.user, public_ids=chosen)
    if not persons:
        return refused(request, "You may change none of those you chose.", status=HTTPStatus.FORBIDDEN)
    newly = services.tag_persons(persons=persons, name=name, actor=actor_of(request.user))
    missed = len(chosen) - len(persons)
    sentence = f"{_counted(len(persons))} tagged with “{name}”.{_missed(missed, 'you may not change')}"
    if not newly:
        return done(request, sentence, topics=_TOPICS)
    values = {"name": name, "person": ",".join(person.public_id for person in newly)}
    return done(request, sentence, topics=_TOPICS, again=(reverse("untag_persons"), values))


@require_POST
def untag(request: SignedInRequest) -> HttpResponse:
    chosen = _chosen(request)
    persons = hiring.editable_persons(teammate=request.user, public_ids=chosen)
    name = request.POST.get("name", "")
    services.untag_persons(persons=persons, name=name, actor=actor_of(request.user))
    return done(request, f"Undone: “{name}” is taken off {_counted(len(persons)).lower()}.", topics=_TOPICS)


@require_POST
def advance(request: SignedInRequest) -> HttpResponse:
    chosen = _processes(request)
    outcome = processes.advance_many(processes=chosen.processes, actor=actor_of(request.user))
    return _told(request, chosen, outcome, "advanced")


@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: SignedInRequest) -> HttpResponse:
    form = RejectManyForm(request.POST or None)
    chosen = _processes(request)
    if form.is_valid():
        outcome = processes.reject_many(
            processes=chosen.processes, reason=form.cleaned_data["reason"], actor=actor_of(request.user)
        )
        return _told(request, chosen, outcome, "rejected")
    context = {"form": form, "chosen": _chosen(request), "found": chosen, "reasons": REJECTED_BECAUSE}
    context["position"] = _position(request)
    return render(request, "recruit_web/reject_persons_dialog.html", context, status=_status(form.errors))


@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    changes = [each for each in request.POST.get("changes", "").split(",") if each]
    outcome = processes.undo_many(
        change_public_ids=changes, company_id=request.user.company_id, actor=actor_of(request.user)
    )
    sentence = f"Undone for {_counted(len(outcome.changes)).lower()}."
    if outcome.refused:
        sentence += f" Not for {len(outcome.refused)}: {outcome.refused[0].sentence}"
    return done(request, sentence, topics=_TOPICS)


def _processes(request: SignedInRequest) -> hiring.ChosenProcesses:
    return hiring.chosen_processes(
        teammate=request.user, person_public_ids=_chosen(request), position_public_id=_position(request)
    )


def _chosen(request: SignedInRequest) -> list[str]:
    """The ticked ones; an undo names them in one value."""
    given = request.POST if request.method == "POST" else request.GET
    found = [one for value in given.getlist("person") for one in value.split(",") if one]
    chosen = list(dict.fromkeys(found))
    if len(chosen) > processes.MOST_AT_ONCE:
        raise processes.TooManyAtOnce(
            f"That are {len(chosen)} at once. Choose {processes.MOST_AT_ONCE} at most, then the others."
        )
    return chosen


def _position(request: SignedInRequest) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("position", "")


def _told(
    request: SignedInRequest, chosen: hiring.ChosenProcesses, outcome: processes.Outcome, verb: str
) -> HttpResponse:
    words = [f"{_counted(len(outcome.changes))} {verb}.", *_not_moved(chosen, outcome)]
    sentence = " ".join(words)
    if not outcome.changes:
        return refused(request, sentence, status=HTTPStatus.CONFLICT)
    values = {"changes": ",".join(outcome.changes)}
    return done(request, sentence, topics=_TOPICS, again=(reverse("undo_persons"), values))


def _not_moved(chosen: hiring.ChosenProcesses, outcome: processes.Outcome) -> Iterator[str]:
    if chosen.unclear:
        who = ", ".join(chosen.unclear[:_NAMED])
        is_or_are = "are" if len(chosen.unclear) > 1 else "is"
        yield f"{who} {is_or_are} considered for several positions: filter by a position first."
    if chosen.without:
        yield f"{chosen.without} of those you chose: nothing there to move."
    for each in outcome.refused[:_NAMED]:
        yield f"{each.person_name}: {each.sentence}"
    if len(outcome.refused) > _NAMED:
        yield f"{len(outcome.refused) - _NAMED} more were refused."


def _counted(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number} candidates"


def _missed(number: int, why: str) -> str:
    return f" {number} of those you chose {why}." if number > 0 else ""


def _status(errors: object) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
