"""How does a page speak with the browser about passkeys? By two small JSON answers, and never on a bare IP address."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

_CHALLENGE: Final = "passkey_challenge"


def asked(request: HttpRequest, options: str, challenge: str) -> HttpResponse:
    """The question to the browser; the session keeps what its answer must sign."""
    request.session[_CHALLENGE] = challenge
    return HttpResponse(options, content_type="application/json")


def challenge_of(request: HttpRequest) -> str:
    """Good once."""
    challenge: str = request.session.pop(_CHALLENGE, "")
    return challenge


def led(address: str) -> JsonResponse:
    return JsonResponse({"onward": address})


def not_right(sentence: str) -> JsonResponse:
    return JsonResponse({"sentence": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def address_with_passkeys(request: HttpRequest) -> str:
    """Where this page would work with passkeys, if it does not here: browsers tie them to a name, not to a number."""
    if request.get_host().partition(":")[0] == settings.PASSKEY_HOST:
        return ""
    return f"{settings.PASSKEY_ORIGINS[-1]}{request.path}"
