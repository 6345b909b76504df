"""What does one say when a process ends: why, after which step, and with whom as of when?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_noop, pgettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from recruit.positions.models import Opening

#: Kept in English, and told in the reader's language.
WITHDRAWN_BECAUSE = [
    gettext_noop("Took another offer"),
    gettext_noop("Expectations do not match"),
    gettext_noop("Personal reasons"),
    gettext_noop("Does not answer"),
]


class ReasonForm(forms.Form):
    """One of the usual reasons, or own words; own words win. ``no_go`` is the step whose no-go this is."""

    reason = forms.CharField(required=False, max_length=200)
    words = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Or in your own words"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    last_step = forms.CharField(required=False, max_length=40)
    done_by = forms.MultipleChoiceField(required=False)
    no_go = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_by"].choices = list(people)  # type: ignore[attr-defined]  # a choice field, declared above

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["reason"] = (given.get("words") or given.get("reason") or "").strip()
        if not given["reason"]:
            self.add_error(
                "words", gettext("Choose a reason or write one: reports and colleagues will ask for it.")
            )
        return given


class HireForm(forms.Form):
    """Nothing of it has to be said; what is not is decided as the domain does."""

    opening = forms.ChoiceField(required=False, label=_("Opening"))
    applied_date = forms.DateField(
        required=False,
        label=_("Date of application"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    first_day_date = forms.DateField(
        required=False,
        label=_("First day of work"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, openings: Sequence[Opening], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (opening.public_id, " · ".join(filter(None, (opening.name, opening.reason))))
            for opening in openings
        ]
        self.fields["opening"].choices = [*offered, ("", pgettext("opening", "None of them"))]  # type: ignore[attr-defined]  # a choice field, declared above
