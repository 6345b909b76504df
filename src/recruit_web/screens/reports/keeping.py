"""What is done to those who were ticked on the list of whoever is due? Kept longer, asked, pseudonymised or erased."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, require_capability
from recruit.hiring import selectors as hiring
from recruit.hiring.services import MOST_AT_ONCE, TooManyAtOnce
from recruit.privacy import selectors, services
from recruit.privacy.enums import ErasureKind
from recruit_web.answers import done, refused
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from recruit.people.models import Person

_TOPICS: Final = ("privacy",)
_NAMED: Final = 3


class KeepForm(forms.Form):
    months = forms.TypedChoiceField(
        choices=[(3, "3 months"), (6, "6 months"), (12, "A year"), (24, "Two years")],
        coerce=int,
        initial=12,
        label="For how long, from now on",
    )
    reason = forms.CharField(
        max_length=500, label="Why", help_text="It stays in the candidate's history, for whoever asks later."
    )


class LetGoForm(forms.Form):
    kind = forms.ChoiceField(
        label="What to do",
        choices=[
            (ErasureKind.PSEUDONYMISED, "Pseudonymise: figures stay, who they are of goes"),
            (ErasureKind.ERASED, "Erase: nothing is left"),
        ],
    )
    typed = forms.CharField(
        max_length=20,
        label="Type the number of candidates",
        help_text="It cannot be taken back.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request: SignedInRequest) -> HttpResponse:
    chosen = _editable(request)
    form = KeepForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            kept = services.keep_longer(
                company_id=request.user.company_id,
                persons=chosen,
                months=form.cleaned_data["months"],
                reason=form.cleaned_data["reason"],
                actor=actor_of(request.user),
            )
        except Refusal as refusal:
            form.add_error("reason", refusal.sentence)
        else:
            return done(request, f"Kept longer: {_counted(kept)}.{_missed(request, chosen)}", topics=_TOPICS)
    return _dialog(request, "recruit_web/keep_dialog.html", form, chosen, title="Keep longer")


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    chosen = _editable(request)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asked = services.ask_for_consent(
            company_id=request.user.company_id, persons=chosen, actor=actor_of(request.user)
        )
        words = [f"Asked by mail: {_counted(asked.asked)}.{_missed(request, chosen)}"]
        words += [f"{name}: {why}" for name, why in asked.not_asked[:_NAMED]]
        if len(asked.not_asked) > _NAMED:
            words.append(f"{len(asked.not_asked) - _NAMED} more were not asked.")
        if not asked.asked:
            return refused(request, " ".join(words), status=HTTPStatus.CONFLICT)
        return done(request, " ".join(words), topics=_TOPICS)
    return _dialog(request, "recruit_web/ask_consent_dialog.html", form, chosen, title="Ask for consent")


@require_http_methods(["GET", "HEAD", "POST"])
def let_go(request: SignedInRequest) -> HttpResponse:
    require_capability(
        company_id=request.user.company_id,
        actor=actor_of(request.user),
        capability=Capability.DELETE_PERSONS,
    )
    persons = hiring.visible_persons(teammate=request.user).filter(public_id__in=_chosen(request))
    chosen = list(persons.order_by("id"))
    if request.method == "POST" and not is_confirmed(request):
        return ask_again(request)
    form = LetGoForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if form.cleaned_data["typed"].strip() != str(len(chosen)):
            form.add_error("typed", f"Type “{len(chosen)}”, so that nobody goes by mistake.")
        else:
            going = services.let_go(
                company_id=request.user.company_id,
                persons=chosen,
                kind=form.cleaned_data["kind"],
                actor=actor_of(request.user),
            )
            left = len(chosen) - going
            words = f"On their way: {_counted(going)}. Each leaves a receipt."
            if left:
                words += f" {_counted(left)} of those you chose are not due, and stay."
            return done(request, words, topics=_TOPICS)
    return _dialog(request, "recruit_web/let_go_dialog.html", form, chosen, title="Pseudonymise or erase")


def _editable(request: SignedInRequest) -> list[Person]:
    selectors.require_review(teammate=request.user)
    wanted = _chosen(request)
    chosen = hiring.editable_persons(teammate=request.user, public_ids=wanted)
    if request.method == "POST" and not chosen:
        raise NotAllowed("You may change none of those you chose.")
    return chosen


def _chosen(request: SignedInRequest) -> list[str]:
    given = request.POST if request.method == "POST" else request.GET
    chosen = list(dict.fromkeys(one for one in given.getlist("person") if one))
    if len(chosen) > MOST_AT_ONCE:
        raise TooManyAtOnce(
            f"That are {len(chosen)} at once. Choose {MOST_AT_ONCE} at most, then the others."
        )
    return chosen


def _missed(request: SignedInRequest, chosen: Sequence[Person]) -> str:
    missed = len(_chosen(request)) - len(chosen)
    return f" {missed} of those you chose you may not change." if missed > 0 else ""


def _counted(number: int) -> str:
    return "1 candidate" if number == 1 else f"{number} candidates"


def _dialog(
    request: SignedInRequest, template: str, form: forms.Form, chosen: Sequence[Person], *, title: str
) -> HttpResponse:
    context = {"form": form, "chosen": chosen, "names": [each.full_name for each in chosen[:_NAMED]]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, template, context, title=title, status=status)
