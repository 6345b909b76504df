"""For how long are candidates kept, and to which words do they agree? For those who configure privacy."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.privacy import selectors, services
from recruit.privacy.enums import CandidateKind, WhenDue
from recruit.privacy.rules import LONGEST_MONTHS
from recruit_web.answers import go_to
from recruit_web.coming_in import ask_again, is_confirmed
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_WHO: Final = {
    CandidateKind.SOURCED: _("Sourced: somebody brought them, and they have not applied"),
    CandidateKind.APPLIED: _("Applied, and nobody rejected or hired them"),
    CandidateKind.REJECTED: _("Rejected for a position, and not hired for another"),
    CandidateKind.HIRED: _("Hired"),
}


class RetentionForm(forms.Form):
    """Two fields for each kind of candidate; without a number of months that kind is kept for good."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for kind in CandidateKind:
            self.fields[f"{kind}_months"] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=LONGEST_MONTHS,
                label=gettext("Months after the last activity"),
            )
            self.fields[f"{kind}_when_due"] = forms.ChoiceField(
                choices=WhenDue.choices, required=False, label=gettext("What happens then")
            )

    @property
    def kinds(self) -> list[tuple[Any, Any, Any]]:
        """Who they are, and the two fields, in the order of the page."""
        return [(words, self[f"{kind}_months"], self[f"{kind}_when_due"]) for kind, words in _WHO.items()]

    @property
    def rules(self) -> dict[str, services.Rule]:
        said = self.cleaned_data
        return {
            kind: services.Rule(said[f"{kind}_months"], said[f"{kind}_when_due"] or WhenDue.REVIEW)
            for kind in CandidateKind.values
            if said[f"{kind}_months"]
        }


class ConsentForm(forms.Form):
    text = forms.CharField(
        max_length=2000,
        label=_("The words to which people agree"),
        help_text=_(
            "They stand beside the box of the careers form, and on the page to which our mail leads."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    months = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LONGEST_MONTHS,
        label=_("A consent is good for so many months"),
        help_text=_(
            "So long nobody is due who gave it. Left empty, a consent has no end, and the clocks above run as if "
            "there were none."
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def privacy(request: SignedInRequest) -> HttpResponse:
    selectors.require_configure(teammate=request.user)
    now = _retention_now(request)
    form = RetentionForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        removes = {kind for kind, rule in form.rules.items() if rule.when_due != WhenDue.REVIEW}
        if removes and form.has_changed() and not is_confirmed(request):
            return ask_again(request)
        try:
            services.set_retention(
                company_id=request.user.company_id, rules=form.rules, actor=actor_of(request.user)
            )
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return go_to(request, reverse("privacy_settings", query={"saved": "1"}))
    return _page(request, form, ConsentForm(initial=_consent_now(request), auto_id="consent_%s"))


@require_POST
def consent(request: SignedInRequest) -> HttpResponse:
    selectors.require_configure(teammate=request.user)
    form = ConsentForm(request.POST, auto_id="consent_%s")
    if form.is_valid():
        try:
            services.set_consent(
                company_id=request.user.company_id, actor=actor_of(request.user), **form.cleaned_data
            )
        except Refusal as refusal:
            form.add_error("text", refusal.sentence)
        else:
            return go_to(request, reverse("privacy_settings", query={"saved": "1"}))
    return _page(request, RetentionForm(initial=_retention_now(request)), form)


def _retention_now(request: SignedInRequest) -> dict[str, Any]:
    rules = selectors.rules_of(company_id=request.user.company_id)
    months = {f"{kind}_months": rule.months for kind, rule in rules.items()}
    return months | {f"{kind}_when_due": rule.when_due for kind, rule in rules.items()}


def _consent_now(request: SignedInRequest) -> dict[str, Any]:
    company_id = request.user.company_id
    return {
        "text": selectors.consent_words(company_id=company_id),
        "months": selectors.settings_of(company_id=company_id).consent_months,
    }


def _page(request: SignedInRequest, form: RetentionForm, consent_form: ConsentForm) -> HttpResponse:
    context = {
        "form": form,
        "consent_form": consent_form,
        "text_number": selectors.text_number(company_id=request.user.company_id),
        "saved": "saved" in request.GET,
    }
    is_wrong = form.errors or consent_form.errors
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_wrong else HTTPStatus.OK
    return show(request, "recruit_web/privacy_settings.html", context, status=status)
