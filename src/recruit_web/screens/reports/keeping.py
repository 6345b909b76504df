"""What is done to those who were ticked on the list of whoever is due? Kept longer, asked, pseudonymised or erased."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import NotAllowed, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import actor_of, require_capability
from recruit.hiring import selectors as hiring
from recruit.hiring.services import MOST_AT_ONCE, TooManyAtOnce
from recruit.positions.enums import PositionCapability
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
        choices=[(3, _("3 months")), (6, _("6 months")), (12, _("A year")), (24, _("Two years"))],
        coerce=int,
        initial=12,
        label=_("For how long, from now on"),
    )
    reason = forms.CharField(
        max_length=500,
        label=_("Why"),
        help_text=_("It stays in the candidate's history, for whoever asks later."),
    )


class LetGoForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            (ErasureKind.PSEUDONYMISED, _("Pseudonymise: figures stay, who they are of goes")),
            (ErasureKind.ERASED, _("Erase: nothing is left")),
        ],
    )
    typed = forms.CharField(
        max_length=20,
        label=_("Type the number of candidates"),
        help_text=_("It cannot be taken back."),
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
            form.add_error(str(refusal.evidence.get("field") or "") or None, refusal.sentence)
        else:
            words = gettext("Kept longer: {candidates}.").format(candidates=_counted(kept))
            return done(request, words + _missed(request, chosen), topics=_TOPICS)
    return _dialog(request, "recruit_web/keep_dialog.html", form, chosen, title=gettext("Keep longer"))


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: SignedInRequest) -> HttpResponse:
    chosen = _editable(request)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid():
        asked = services.ask_for_consent(
            company_id=request.user.company_id, persons=chosen, actor=actor_of(request.user)
        )
        told = gettext("Asked by mail: {candidates}.").format(candidates=_counted(asked.asked))
        words = [told + _missed(request, chosen)]
        words += [f"{name}: {why}" for name, why in asked.not_asked[:_NAMED]]
        if len(asked.not_asked) > _NAMED:
            more = len(asked.not_asked) - _NAMED
            words.append(gettext("{n} more were not asked.").format(n=more))
        if not asked.asked:
            return refused(request, " ".join(words), status=HTTPStatus.CONFLICT)
        return done(request, " ".join(words), topics=_TOPICS)
    title = gettext("Ask for consent")
    return _dialog(request, "recruit_web/ask_consent_dialog.html", form, chosen, title=title)


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
            words = gettext("Type “{number}”, so that nobody goes by mistake.").format(number=len(chosen))
            form.add_error("typed", words)
        else:
            going = services.let_go(
                company_id=request.user.company_id,
                persons=chosen,
                kind=form.cleaned_data["kind"],
                actor=actor_of(request.user),
            )
            left = len(chosen) - going
            words = gettext("On their way: {candidates}. Each leaves a receipt.").format(
                candidates=_counted(going)
            )
            if left:
                stay = gettext("{candidates} of those you chose are not due, and stay.")
                words += " " + stay.format(candidates=_counted(left))
            return done(request, words, topics=_TOPICS)
    title = gettext("Pseudonymise or erase")
    return _dialog(request, "recruit_web/let_go_dialog.html", form, chosen, title=title)


def _editable(request: SignedInRequest) -> list[Person]:
    selectors.require_review(teammate=request.user)
    wanted = _chosen(request)
    chosen = hiring.editable_persons(
        teammate=request.user, public_ids=wanted, capability=PositionCapability.KEEP_PERSONS
    )
    if request.method == "POST" and not chosen:
        raise NotAllowed(gettext("You may change none of those you chose."))
    return chosen


def _chosen(request: SignedInRequest) -> list[str]:
    given = request.POST if request.method == "POST" else request.GET
    chosen = list(dict.fromkeys(one for one in given.getlist("person") if one))
    if len(chosen) > MOST_AT_ONCE:
        raise TooManyAtOnce(
            gettext("That are {n} at once. Choose {most} at most, then the others.").format(
                n=len(chosen), most=MOST_AT_ONCE
            )
        )
    return chosen


def _missed(request: SignedInRequest, chosen: Sequence[Person]) -> str:
    missed = len(_chosen(request)) - len(chosen)
    return " " + gettext("{n} of those you chose you may not change.").format(n=missed) if missed > 0 else ""


def _counted(number: int) -> str:
    return ngettext("{n} candidate", "{n} candidates", number).format(n=number)


def _dialog(
    request: SignedInRequest, template: str, form: forms.Form, chosen: Sequence[Person], *, title: str
) -> HttpResponse:
    context = {"form": form, "chosen": chosen, "names": [each.full_name for each in chosen[:_NAMED]]}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return dialog(request, template, context, title=title, status=status)
