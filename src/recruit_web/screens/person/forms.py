"""What does one say about a person?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from recruit.people.enums import ContactKind, FileKind


class NoteForm(forms.Form):
    """A new note. ``processes`` are those that it may be about, as (public id, name of the position)."""

    text = forms.CharField(
        max_length=10_000,
        label=_("Note"),
        widget=forms.Textarea(
            attrs={"rows": 2, "placeholder": _("Write a note for your colleagues"), "data-hotkey": "n"}
        ),
    )
    about = forms.ChoiceField(required=False, label=pgettext_lazy("note", "About"))
    is_private = forms.BooleanField(required=False, label=_("Only for me"))

    def __init__(self, *args: Any, processes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast("forms.ChoiceField", self.fields["about"])
        about.choices = [("", pgettext("note", "The candidate")), *processes]


class ChangeNoteForm(forms.Form):
    text = forms.CharField(max_length=10_000, label=_("Note"), widget=forms.Textarea(attrs={"rows": 6}))
    is_private = forms.BooleanField(
        required=False,
        label=_("Only for me"),
        help_text=_("Nobody else reads it, neither here nor elsewhere."),
    )


class _AboutForm(forms.Form):
    """``processes`` are those that something may be about, as (public id, name of the position)."""

    about = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("file", "For"),
        help_text=_(
            "What is for one position is seen only by who may see that position. A résumé is for everyone."
        ),
    )

    def __init__(self, *args: Any, processes: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        about = cast("forms.ChoiceField", self.fields["about"])
        about.choices = [("", gettext("Everyone who may see the candidate")), *processes]


class AddFilesForm(_AboutForm):
    """The files themselves are looked at one by one."""

    kind = forms.ChoiceField(
        required=False, label=_("Kind"), choices=[("", _("As its name says")), *FileKind.choices]
    )
    field_order = ("kind", "about")


class ChangeFileForm(_AboutForm):
    name = forms.CharField(max_length=150, label=_("Name"), help_text=_("Its ending stays."))
    kind = forms.ChoiceField(label=_("Kind"), choices=FileKind.choices)
    field_order = ("name", "kind", "about")


class TagForm(forms.Form):
    name = forms.CharField(
        max_length=100,
        label=_("Tag"),
        widget=forms.TextInput(attrs={"list": "known-tags", "autocomplete": "off"}),
    )


class ContactPointForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=ContactKind.choices)
    value = forms.CharField(max_length=500, label=_("Value"))
    make_primary = forms.BooleanField(required=False, label=_("Use this one first"))


class EditPersonForm(forms.Form):
    first_name = forms.CharField(max_length=200, label=_("First name"))
    middle_name = forms.CharField(max_length=200, required=False, label=_("Middle name"))
    last_name = forms.CharField(max_length=200, required=False, label=_("Last name"))
    headline = forms.CharField(max_length=300, required=False, label=_("Headline"))
    employer = forms.CharField(max_length=200, required=False, label=_("Employer"))
    location = forms.CharField(max_length=200, required=False, label=_("Location"))
    do_not_contact = forms.BooleanField(
        required=False, label=_("Do not contact"), help_text=_("They asked not to be written to or called.")
    )
