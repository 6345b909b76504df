"""What does one say of a source, its contacts and its links?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from recruit.sources.enums import SourceType


class SourceForm(forms.Form):
    name = forms.CharField(
        max_length=300, label=_("Name"), help_text=_("What everybody reads beside a candidate.")
    )
    type = forms.ChoiceField(
        choices=SourceType.choices, label=_("Type"), help_text=_("Reports add sources of one type up.")
    )


class ContactForm(forms.Form):
    first_name = forms.CharField(max_length=100, label=_("First name"))
    last_name = forms.CharField(max_length=100, required=False, label=_("Last name"))
    email = forms.EmailField(
        label=_("E-mail"), help_text=_("An import by whoever has this address is put down to them.")
    )


class LinkForm(forms.Form):
    name = forms.CharField(max_length=200, label=_("Name"), help_text=_("The campaign, for your own list."))
