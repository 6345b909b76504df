"""Who calls the API? An app with a good token, in its company's context, as often as it may; all others read why not.

A middleware, the innermost one: what stands under ``/api/v1`` is decided by its token alone. Cookies count for nothing
here, so that no page in a browser can call with somebody's session.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

import structlog
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse

from recruit.base.tenancy import company_context
from recruit.company.selectors import app_with_token
from recruit.company.services import note_api_app_used
from recruit_api import calls
from recruit_api.problems import MEDIA_TYPE, problem

ROOT: Final = "/api/v1/"
#: What anybody may read: they tell how the API is called, and nothing of any company.
_OPEN: Final = frozenset({f"{ROOT}openapi.json", f"{ROOT}docs"})
_DETAILS: Final = {
    HTTPStatus.NOT_FOUND: (
        "address_unknown",
        "There is nothing at this address. /api/v1/docs lists all that are.",
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (
        "method_unknown",
        "This address does not take that method; Allow lists those it does.",
    ),
    HTTPStatus.BAD_REQUEST: ("request_not_understood", "This request cannot be read."),
}


class ApiGate:
    """Let good tokens in; turn every other answer of Django's into a problem document."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT) or request.path in _OPEN:
            return self.get_response(request)
        response = _plain_problem(self._answer(request))
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        app = app_with_token(token=_token(request))
        if app is None:
            return problem(
                HTTPStatus.UNAUTHORIZED,
                "token_not_good",
                "Send the token of an approved API app: Authorization: Bearer rcr_… "
                "An owner or admin makes one under Settings, API apps.",
                headers={"WWW-Authenticate": "Bearer"},
            )
        with (
            company_context(app.company_id),
            structlog.contextvars.bound_contextvars(company=app.company_id, api_app=app.public_id),
        ):
            refused = calls.too_many(app)
            if refused is not None:
                return refused
            note_api_app_used(app=app)
            request.api_app = app  # type: ignore[attr-defined]  # what ``ApiRequest`` promises
            try:
                return calls.once(request, app, self.get_response)
            except RequestDataTooBig:
                return problem(
                    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large", "The body is larger than the API takes."
                )


def _token(request: HttpRequest) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def _plain_problem(response: HttpResponse) -> HttpResponse:
    """Django's own pages for 400, 404 and 405 are for people; its 500 stays as it is, for it is nobody's fault here."""
    status = response.status_code
    if status < HTTPStatus.BAD_REQUEST or response.get("Content-Type", "").startswith(MEDIA_TYPE):
        return response
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return problem(status, "failed", "Something went wrong here. It is logged; try again later.")
    code, detail = _DETAILS.get(HTTPStatus(status), ("refused", HTTPStatus(status).phrase))
    headers = {"Allow": response["Allow"]} if "Allow" in response else None
    return problem(status, code, detail, headers=headers)
