"""What does one say of a source, its contacts and its links?"""

from __future__ import annotations

from django import forms

from recruit.sources.enums import SourceType


class SourceForm(forms.Form):
    name = forms.CharField(max_length=300, help_text="What everybody reads beside a candidate.")
    type = forms.ChoiceField(choices=SourceType.choices, help_text="Reports add sources of one type up.")


class ContactForm(forms.Form):
    first_name = forms.CharField(max_length=100)
    last_name = forms.CharField(max_length=100, required=False)
    email = forms.EmailField(
        label="E-mail", help_text="An import by whoever has this address is put down to them."
    )


class LinkForm(forms.Form):
    name = forms.CharField(max_length=200, help_text="The campaign, for your own list.")
