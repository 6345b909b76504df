"""What does one type to sign in, to come in by a link, and when the password is forgotten?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_NEW = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class SignInForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"),
        widget=forms.EmailInput(attrs={"autocomplete": "username webauthn", "autofocus": True}),
    )
    password = forms.CharField(
        strip=False,
        label=_("Password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        max_length=20,
        label=_("Code"),
        help_text=_("The six digits that your app shows now, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autofocus": True,
                "autocapitalize": "off",
                "spellcheck": "false",
            }
        ),
    )


class ForgottenForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True})
    )


class NewPasswordForm(forms.Form):
    password = forms.CharField(
        strip=False,
        max_length=200,
        label=_("New password"),
        help_text=_("At least ten characters, and not one that many people use."),
        widget=_NEW,
    )


class InvitationForm(forms.Form):
    first_name = forms.CharField(
        max_length=100, label=_("First name"), widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        max_length=100,
        required=False,
        label=_("Last name"),
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    password = forms.CharField(
        strip=False,
        max_length=200,
        label=_("Password"),
        help_text=_("At least ten characters, and not one that many people use."),
        widget=_NEW,
    )
