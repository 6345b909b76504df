"""In which language does a visitor read the site? In their browser's, until they choose another one below the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.encoding import escape_uri_path

_CHOSEN: Final = "language"


@dataclass(frozen=True)
class Language:
    """One that may be chosen, by its own name; ``address`` is the present page's, and chooses it."""

    code: str
    name: str
    address: str


def languages_of(request: HttpRequest) -> list[Language]:
    found = []
    for code, name in settings.LANGUAGES:
        query = request.GET.copy()
        query[_CHOSEN] = code
        found.append(Language(code, str(name), f"?{query.urlencode()}"))
    return found


def kept_choice(request: HttpRequest) -> HttpResponse | None:
    """``?language=de`` goes into Django's cookie and leads back to the address without it. None: nothing is chosen."""
    code = request.GET.get(_CHOSEN, "")
    if request.method not in {"GET", "HEAD"} or code not in dict(settings.LANGUAGES):
        return None
    query = request.GET.copy()
    del query[_CHOSEN]
    rest = f"?{query.urlencode()}" if query else ""
    response = HttpResponseRedirect(escape_uri_path(request.path) + rest)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=urlsplit(settings.BASE_URL).scheme == "https",
        httponly=True,
        samesite="Lax",
    )
    return response
