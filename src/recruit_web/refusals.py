"""How does a person read the domain's no? Once, here: as a toast over the page, or as a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit_web import answers


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
        if not isinstance(exception, Refusal):
            return None
        status = status_of(exception)
        if request.headers.get("HX-Request"):
            return answers.refused(request, exception.sentence, status=status)
        template = {404: "404.html", 403: "403.html"}.get(status, "409.html")
        return render(request, template, {"sentence": exception.sentence}, status=status)
