"""Why may this candidate be kept? Writing it down, and that they withdrew."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.hiring import selectors as hiring
from recruit.positions.enums import PositionCapability
from recruit.privacy import services
from recruit.privacy.enums import ConsentBasis
from recruit_web.answers import done
from recruit_web.dialogs import dialog
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from recruit.people.models import Person

_TOPICS: Final = ("privacy",)


class ConsentForm(forms.Form):
    basis = forms.ChoiceField(label=_("On which ground"), choices=ConsentBasis.choices)
    given_on = forms.DateField(
        required=False,
        label=_("Since"),
        help_text=_("The day on which they said so. Left empty: now."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    until = forms.DateField(
        required=False,
        label=_("Until"),
        help_text=_(
            "Left empty, a consent ends as the company's settings say, and any other ground has no end."
        ),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    origin = forms.CharField(
        max_length=200,
        label=_("How do you know"),
        help_text=_("Such as “Told me on the phone” or “Signed form of the job fair”."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: SignedInRequest, person_id: str) -> HttpResponse:
    person = _kept(request, person_id)
    form = ConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.record_consent(person=person, actor=actor_of(request.user), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(str(refusal.evidence.get("field") or "") or None, refusal.sentence)
        else:
            topics = [*_TOPICS, f"person:{person.public_id}"]
            sentence = gettext("Written down why {name} may be kept.").format(name=person.full_name)
            return done(request, sentence, topics=topics)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"person": person, "form": form}
    return dialog(
        request,
        "recruit_web/consent_dialog.html",
        context,
        title=gettext("Why may they be kept?"),
        status=status,
    )


def _kept(request: SignedInRequest, person_id: str) -> Person:
    return hiring.editable_person(
        teammate=request.user, public_id=person_id, capability=PositionCapability.KEEP_PERSONS
    )


@require_POST
def withdraw(request: SignedInRequest, person_id: str) -> HttpResponse:
    person = _kept(request, person_id)
    services.withdraw_consent(person=person, actor=actor_of(request.user))
    return done(
        request,
        gettext("Written down that {name} withdrew consent: they stand on the list under Retention.").format(
            name=person.full_name
        ),
        topics=[*_TOPICS, f"person:{person.public_id}"],
    )
