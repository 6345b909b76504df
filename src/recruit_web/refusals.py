"""How does a person read the domain's no? Once, here: as a toast over the page, or as a page of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from http import HTTPStatus

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.hiring.selectors import PersonMoved
from recruit_web import answers

log = logging.getLogger(__name__)


def status_of(refusal: Refusal) -> int:
    """404 where the thing must look absent, 403 where it may not be done, 409 where the state is against it."""
    if isinstance(refusal, NotFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(refusal, NotAllowed):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT


class AnswerRefusals:
    """Middleware: a refusal that leaves a view becomes an answer with its own sentence."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DataError):
            return _not_understood(request, exception)
        if not isinstance(exception, Refusal):
            return None
        if isinstance(exception, PersonMoved) and request.method in {"GET", "HEAD"}:
            return _led_on(request, exception)
        status = status_of(exception)
        if request.headers.get("HX-Request"):
            return answers.refused(request, exception.sentence, status=status)
        template = {404: "404.html", 403: "403.html"}.get(status, "409.html")
        return render(request, template, {"sentence": exception.sentence}, status=status)


def _led_on(request: HttpRequest, moved: PersonMoved) -> HttpResponse:
    """The same address with the id that the candidate has now. Not for ever: a merge can be taken back."""
    former, now = str(moved.evidence["former"]), str(moved.evidence["public_id"])
    return answers.go_to(request, request.get_full_path().replace(former, now))


def _not_understood(request: HttpRequest, exception: DataError) -> HttpResponse:
    """No text of PostgreSQL holds a NUL, and each column has its size: whoever sends such a value reads so.

    It is logged all the same, because it may have been our own mistake.
    """
    log.warning("The database could not hold a value of this request", exc_info=exception)
    sentence = _("Something in this request cannot be stored. Go back, look at what you typed and try again.")
    if request.headers.get("HX-Request"):
        return answers.refused(request, sentence, status=HTTPStatus.BAD_REQUEST)
    return render(request, "400.html", {"sentence": sentence}, status=HTTPStatus.BAD_REQUEST)
