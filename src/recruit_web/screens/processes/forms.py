"""What does one say when a process ends without a hire?"""

from __future__ import annotations

from django import forms

REJECTED_BECAUSE = [
    "Experience does not fit",
    "Skills do not fit",
    "Expectations do not match",
    "Another candidate was chosen",
]
WITHDRAWN_BECAUSE = ["Took another offer", "Expectations do not match", "Personal reasons", "Does not answer"]


class ReasonForm(forms.Form):
    """One of the usual reasons, or own words; own words win."""

    reason = forms.CharField(required=False, max_length=200)
    words = forms.CharField(
        required=False,
        max_length=1000,
        label="Or in your own words",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean(self) -> dict[str, str]:
        given: dict[str, str] = super().clean() or {}
        given["reason"] = (given.get("words") or given.get("reason") or "").strip()
        if not given["reason"]:
            self.add_error("words", "Choose a reason or write one: reports and colleagues will ask for it.")
        return given
