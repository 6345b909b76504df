"""How does one type a country? As its two letters, in whichever case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class CountryField(forms.RegexField):
    def __init__(self, **kwargs: Any) -> None:
        words = _("Two letters, such as DE or US.")
        invalid = {"invalid": _("Write the country as two letters, such as DE or US.")}
        super().__init__(r"^[A-Za-z]{2}$", help_text=words, error_messages=invalid, **kwargs)

    def clean(self, value: Any) -> str:
        cleaned: str = super().clean(value)
        return cleaned.upper()
