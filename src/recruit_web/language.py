"""In which language is a page? In the one that the teammate chose; to everybody else in what their browser asks for.

Visitors' pages are for everybody: there the browser decides also for a teammate, or what was chosen below the page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

#: Programs read the API: its sentences are the same for everybody.
_ENGLISH_ONLY: Final = "/api/"
_VISITORS: Final = ("/careers/", "/your-data/")


class Language:
    """Middleware, inside of the company's context: the language of the view, its refusals and its templates."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not request.user.is_authenticated or request.path.startswith(_VISITORS):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def language_of(request: HttpRequest) -> str:
    """A code of ``settings.LANGUAGES``."""
    if request.path.startswith(_ENGLISH_ONLY):
        return "en"
    if request.user.is_authenticated and not request.path.startswith(_VISITORS):
        return str(request.user.language)
    return translation.get_language_from_request(request)
