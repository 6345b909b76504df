"""What does one say about a person?"""

from __future__ import annotations

from django import forms

from recruit.people.enums import ContactKind


class NoteForm(forms.Form):
    text = forms.CharField(
        max_length=10_000,
        label="Note",
        widget=forms.Textarea(
            attrs={"rows": 2, "placeholder": "Write a note for your colleagues", "data-hotkey": "n"}
        ),
    )


class TagForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label="Tag",
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )


class ContactPointForm(forms.Form):
    kind = forms.ChoiceField(choices=ContactKind.choices)
    value = forms.CharField(max_length=500)
    make_primary = forms.BooleanField(required=False, label="Use this one first")


class EditPersonForm(forms.Form):
    first_name = forms.CharField(max_length=200)
    middle_name = forms.CharField(max_length=200, required=False)
    last_name = forms.CharField(max_length=200, required=False)
    headline = forms.CharField(max_length=300, required=False)
    employer = forms.CharField(max_length=200, required=False)
    location = forms.CharField(max_length=200, required=False)
    do_not_contact = forms.BooleanField(
        required=False, label="Do not contact", help_text="They asked not to be written to or called."
    )
