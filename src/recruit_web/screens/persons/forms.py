"""What does one say to add a person by hand?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from recruit.sources.models import Source


class AddPersonForm(forms.Form):
    first_name = forms.CharField(max_length=200)
    last_name = forms.CharField(max_length=200, required=False)
    email = forms.EmailField(required=False, label="E-mail")
    phone = forms.CharField(
        max_length=50, required=False, help_text="With the country, such as +49 30 1234567."
    )
    link = forms.URLField(
        required=False, label="Link", help_text="A profile or a page of theirs.", assume_scheme="https"
    )
    headline = forms.CharField(max_length=300, required=False, help_text="What they do, in a few words.")
    employer = forms.CharField(max_length=200, required=False)
    location = forms.CharField(max_length=200, required=False)


class AddToPositionForm(AddPersonForm):
    """With a position there is a process, and a process has a source."""

    source = forms.ChoiceField(required=False, help_text="Where they came from, for this position.")

    def __init__(self, *args: Any, sources: Sequence[Source], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(source.public_id, source.name) for source in sources]
        self.fields["source"].choices = [("", "Added by hand"), *known]  # type: ignore[attr-defined]  # a choice field, declared above


class TagManyForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label="Tag",
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )


class RejectManyForm(forms.Form):
    """One of the usual reasons, or own words; own words win."""

    reason = forms.CharField(required=False, max_length=200)
    words = forms.CharField(
        required=False,
        max_length=1000,
        label="Or in your own words",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["reason"] = (given.get("words") or given.get("reason") or "").strip()
        if not given["reason"]:
            self.add_error("words", "Choose a reason or write one: reports and colleagues will ask for it.")
        return given
