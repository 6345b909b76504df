"""What does one decide about one's own account?"""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import available_timezones

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruit.company.enums import Language
from recruit_web.appearance import Appearance


@lru_cache(maxsize=1)
def _zones() -> list[tuple[str, str | Promise]]:
    named = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
    return [
        ("", _("As the browser says")),
        ("UTC", "UTC"),
        *((zone, zone.replace("_", " ")) for zone in named),
    ]


class AccountForm(forms.Form):
    first_name = forms.CharField(
        max_length=100, label=_("First name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        max_length=100,
        required=False,
        label=_("Last name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    time_zone = forms.ChoiceField(choices=_zones, required=False, label=_("Time zone"))
    language = forms.ChoiceField(choices=Language.choices, label=_("Language"))
    mails_mentions = forms.BooleanField(
        required=False, label=_("Send me a mail when a colleague mentions me in a note")
    )


class AppearanceForm(forms.Form):
    appearance = forms.ChoiceField(
        choices=Appearance.choices, label=_("Appearance"), widget=forms.RadioSelect
    )


class PasswordForm(forms.Form):
    present = forms.CharField(
        strip=False,
        label=_("Present password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        strip=False,
        max_length=200,
        label=_("New password"),
        help_text=_("At least ten characters, and not one that many people use. All other sessions end."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class ConfirmForm(forms.Form):
    password = forms.CharField(
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )


class FirstCodeForm(forms.Form):
    code = forms.CharField(
        max_length=10,
        label=_("Code that the app shows now"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
