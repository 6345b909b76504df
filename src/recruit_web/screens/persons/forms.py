"""What does one say to add a person by hand?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from recruit.sources.models import Source


class AddPersonForm(forms.Form):
    first_name = forms.CharField(max_length=200, label=_("First name"))
    last_name = forms.CharField(max_length=200, required=False, label=_("Last name"))
    email = forms.EmailField(required=False, label=_("E-mail"))
    phone = forms.CharField(
        max_length=50,
        required=False,
        label=_("Phone"),
        help_text=_("With the country, such as +49 30 1234567."),
    )
    link = forms.URLField(
        required=False, label=_("Link"), help_text=_("A profile or a page of theirs."), assume_scheme="https"
    )
    headline = forms.CharField(
        max_length=300, required=False, label=_("Headline"), help_text=_("What they do, in a few words.")
    )
    employer = forms.CharField(max_length=200, required=False, label=_("Employer"))
    location = forms.CharField(max_length=200, required=False, label=_("Location"))


class AddToPositionForm(AddPersonForm):
    """With a position there is a process, and a process has a source."""

    source = forms.ChoiceField(
        required=False, label=_("Source"), help_text=_("Where they came from, for this position.")
    )

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(source.public_id, source.name) for source in sources]
        self.fields["source"].choices = [("", gettext("Added by hand")), *known]  # type: ignore[attr-defined]  # a choice field, declared above


class TagManyForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label=_("Tag"),
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )


class RejectManyForm(forms.Form):
    """One of the usual reasons, or own words; own words win."""

    reason = forms.CharField(required=False, max_length=200)
    words = forms.CharField(
        required=False,
        max_length=1000,
        label=_("Or in your own words"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["reason"] = (given.get("words") or given.get("reason") or "").strip()
        if not given["reason"]:
            self.add_error(
                "words", gettext("Choose a reason or write one: reports and colleagues will ask for it.")
            )
        return given
