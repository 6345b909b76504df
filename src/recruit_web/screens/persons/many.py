"""What is done to all whom a teammate ticked? One press, one message with what was not possible, one way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
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
        return refused(request, _("You may change none of those you chose."), status=HTTPStatus.FORBIDDEN)
    newly = services.tag_persons(persons=persons, name=name, actor=actor_of(request.user))
    sentence = ngettext(
        "{n} candidate tagged with “{name}”.", "{n} candidates tagged with “{name}”.", len(persons)
    ).format(n=len(persons), name=name)
    if missed := len(chosen) - len(persons):
        words = _("{n} of those you chose you may not change.")
        sentence += " " + words.format(n=missed)
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
    sentence = ngettext(
        "Undone: “{name}” is taken off {n} candidate.",
        "Undone: “{name}” is taken off {n} candidates.",
        len(persons),
    )
    return done(request, sentence.format(name=name, n=len(persons)), topics=_TOPICS)


@require_POST
def advance(request: SignedInRequest) -> HttpResponse:
    chosen = _processes(request)
    outcome = processes.advance_many(processes=chosen.processes, actor=actor_of(request.user))
    sentence = ngettext("{n} candidate advanced.", "{n} candidates advanced.", len(outcome.changes))
    return _told(request, chosen, outcome, sentence)


@require_http_methods(["GET", "HEAD", "POST"])
def reject(request: SignedInRequest) -> HttpResponse:
    form = RejectManyForm(request.POST or None)
    chosen = _processes(request)
    if form.is_valid():
        outcome = processes.reject_many(
            processes=chosen.processes, reason=form.cleaned_data["reason"], actor=actor_of(request.user)
        )
        sentence = ngettext("{n} candidate rejected.", "{n} candidates rejected.", len(outcome.changes))
        return _told(request, chosen, outcome, sentence)
    context = {"form": form, "chosen": _chosen(request), "found": chosen, "reasons": REJECTED_BECAUSE}
    context["position"] = _position(request)
    return render(request, "recruit_web/reject_persons_dialog.html", context, status=_status(form.errors))


@require_POST
def undo(request: SignedInRequest) -> HttpResponse:
    changes = [each for each in request.POST.get("changes", "").split(",") if each]
    outcome = processes.undo_many(
        change_public_ids=changes, company_id=request.user.company_id, actor=actor_of(request.user)
    )
    undone, refused_ones = len(outcome.changes), outcome.refused
    sentence = ngettext("Undone for {n} candidate.", "Undone for {n} candidates.", undone).format(n=undone)
    if refused_ones:
        words = _("Not for {n}: {why}")
        sentence += " " + words.format(n=len(refused_ones), why=refused_ones[0].sentence)
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
            _("That are {n} at once. Choose {most} at most, then the others.").format(
                n=len(chosen), most=processes.MOST_AT_ONCE
            )
        )
    return chosen


def _position(request: SignedInRequest) -> str:
    given = request.POST if request.method == "POST" else request.GET
    return given.get("position", "")


def _told(
    request: SignedInRequest, chosen: hiring.ChosenProcesses, outcome: processes.Outcome, changed: str
) -> HttpResponse:
    words = [changed.format(n=len(outcome.changes)), *_not_moved(chosen, outcome)]
    sentence = " ".join(words)
    if not outcome.changes:
        return refused(request, sentence, status=HTTPStatus.CONFLICT)
    values = {"changes": ",".join(outcome.changes)}
    return done(request, sentence, topics=_TOPICS, again=(reverse("undo_persons"), values))


def _not_moved(chosen: hiring.ChosenProcesses, outcome: processes.Outcome) -> Iterator[str]:
    if chosen.unclear:
        who = ", ".join(chosen.unclear[:_NAMED])
        yield ngettext(
            "{who} is considered for several positions: filter by a position first.",
            "{who} are considered for several positions: filter by a position first.",
            len(chosen.unclear),
        ).format(who=who)
    if chosen.without:
        yield _("{n} of those you chose: nothing there to move.").format(n=chosen.without)
    for each in outcome.refused[:_NAMED]:
        yield f"{each.person_name}: {each.sentence}"
    if len(outcome.refused) > _NAMED:
        more = len(outcome.refused) - _NAMED
        yield _("{n} more were refused.").format(n=more)


def _status(errors: object) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
