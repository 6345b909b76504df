"""Light, dark, or as the device is: a choice of this browser, not of the person, so a cookie of its own keeps it."""

from __future__ import annotations

from typing import Final

from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

_COOKIE: Final = "appearance"
_A_YEAR: Final = 365 * 86400


class Appearance(TextChoices):
    SYSTEM = "system", _("As this device is set")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


def appearance_of(request: HttpRequest | None) -> Appearance:
    """What this browser chose; anything else in the cookie counts as no choice."""
    chosen = request.COOKIES.get(_COOKIE, "") if request else ""
    return Appearance(chosen) if chosen in Appearance.values else Appearance.SYSTEM


def keep_appearance(response: HttpResponse, request: HttpRequest, chosen: Appearance) -> None:
    response.set_cookie(
        _COOKIE, chosen.value, max_age=_A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
