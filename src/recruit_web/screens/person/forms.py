"""What does one say about a person?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from recruit.people.enums import ContactKind, FileKind


class NoteForm(forms.Form):
    """A new note. ``processes`` are those that it may be about, as (public id, name of the position)."""

    text = forms.CharField(
        max_length=10_000,
        label="Note",
        widget=forms.Textarea(
            attrs={"rows": 2, "placeholder": "Write a note for your colleagues", "data-hotkey": "n"}
        ),
    )
    about = forms.ChoiceField(required=False, label="About")
    is_private = forms.BooleanField(required=False, label="Only for me")

    def __init__(self, *args: Any, processes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast("forms.ChoiceField", self.fields["about"])
        about.choices = [("", "The candidate"), *processes]


class ChangeNoteForm(forms.Form):
    text = forms.CharField(max_length=10_000, label="Note", widget=forms.Textarea(attrs={"rows": 6}))
    is_private = forms.BooleanField(
        required=False, label="Only for me", help_text="Nobody else reads it, neither here nor elsewhere."
    )


class _AboutForm(forms.Form):
    """``processes`` are those that something may be about, as (public id, name of the position)."""

    about = forms.ChoiceField(
        required=False,
        label="For",
        help_text="What is for one position is seen only by who may see that position. A résumé is for everyone.",
    )

    def __init__(self, *args: Any, processes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast("forms.ChoiceField", self.fields["about"])
        about.choices = [("", "Everyone who may see the candidate"), *processes]


class AddFilesForm(_AboutForm):
    """The files themselves are looked at one by one."""

    kind = forms.ChoiceField(required=False, choices=[("", "As its name says"), *FileKind.choices])
    field_order = ("kind", "about")


class ChangeFileForm(_AboutForm):
    name = forms.CharField(max_length=150, help_text="Its ending stays.")
    kind = forms.ChoiceField(choices=FileKind.choices)
    field_order = ("name", "kind", "about")


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
