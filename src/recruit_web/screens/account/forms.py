"""What does one decide about one's own account?"""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms

from recruit.company.enums import Language
from recruit_web.appearance import Appearance


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str]]:
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [
        ("", "As the browser says"),
        ("UTC", "UTC"),
        *((zone, zone.replace("_", " ")) for zone in named),
    ]


class AccountForm(forms.Form):
    first_name = forms.CharField(max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"}))
    last_name = forms.CharField(
        max_length=100, required=False, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )
    time_zone = forms.ChoiceField(choices=_zones, required=False)
    language = forms.ChoiceField(choices=Language.choices)
    mails_mentions = forms.BooleanField(
        required=False, label="Send me a mail when a colleague mentions me in a note"
    )


class AppearanceForm(forms.Form):
    appearance = forms.ChoiceField(choices=Appearance.choices, widget=forms.RadioSelect)


class PasswordForm(forms.Form):
    present = forms.CharField(
        strip=False,
        label="Present password",
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        strip=False,
        max_length=200,
        label="New password",
        help_text="At least ten characters, and not one that many people use. All other sessions end.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ConfirmForm(forms.Form):
    password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class FirstCodeForm(forms.Form):
    code = forms.CharField(
        max_length=10,
        label="Code that the app shows now",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
