"""What goes with a person, and does this teammate really mean it? A dialog that counts, and asks for the name."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.privacy import selectors, services
from recruit.privacy.enums import ErasureKind, Ground
from recruit.privacy.rules import FIGURES, in_words
from recruit_web.answers import go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest

_GROUNDS: Final = (Ground.REQUEST, Ground.RETENTION, Ground.OTHER)
_HOW: Final = (
    (ErasureKind.ERASED, _("Erase: nothing is left")),
    (ErasureKind.PSEUDONYMISED, _("Pseudonymise: figures stay, who they are of goes")),
)


class EraseForm(forms.Form):
    kind = forms.ChoiceField(label=_("What to do"), choices=_HOW, initial=ErasureKind.ERASED)
    ground = forms.ChoiceField(label=_("Why"), choices=[(each.value, each.label) for each in _GROUNDS])
    typed_name = forms.CharField(
        label=_("Type the candidate's whole name"),
        max_length=700,
        help_text=_("It cannot be taken back."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: SignedInRequest, person_id: str) -> HttpResponse:
    person = selectors.erasable_person(teammate=request.user, public_id=person_id)
    if request.method == "POST" and not is_confirmed(request):
        return ask_again(request)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        typed, ground = form.cleaned_data["typed_name"], form.cleaned_data["ground"]
        is_erasure = form.cleaned_data["kind"] == ErasureKind.ERASED
        go = services.erase_person if is_erasure else services.pseudonymise_person
        try:
            receipt = go(person=person, typed_name=typed, ground=ground, actor=actor_of(request.user))
        except services.NameDiffers as refusal:
            form.add_error("typed_name", refusal.sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("erasure_receipt", args=[receipt.public_id]))
    kept = selectors.what_is_kept(person=person)
    context = {
        "person": person,
        "form": form,
        "kept": [(in_words(number, kind), kind in FIGURES) for kind, number in kept.items()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    title = gettext("Erase {name}").format(name=person.full_name)
    return dialog(request, "recruit_web/erase_dialog.html", context, title=title, status=status)
