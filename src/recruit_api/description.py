"""What is the API, all of it? Its endpoints put together, its refusals, and its description as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.db import DataError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from recruit.base.errors import Refusal
from recruit.hiring.selectors import PersonMoved
from recruit_api import company, openings, persons, positions, privacy, processes
from recruit_api.endpoints import ChangedMeanwhile
from recruit_api.gate import ROOT
from recruit_api.problems import MEDIA_TYPE, of_invalid, of_moved, of_refusal, problem

_ABOUT = (
    "Positions, candidates and hiring processes for programs. Every call carries the token of an API app: "
    "`Authorization: Bearer rcr_…`. What an app may do is its scopes (`x-scope` of each operation) and the positions "
    "that it reaches. Lists are read by `limit` and `after`; refusals are problem documents."
)

api = NinjaAPI(
    title="Recruit",
    version="1",
    description=_ABOUT,
    openapi_url=None,
    docs_url=None,
    urls_namespace="recruit_api",
)
api.add_router("/positions", positions.router)
api.add_router("/positions", openings.router)
api.add_router("/persons", persons.router)
api.add_router("/processes", processes.router)
api.add_router("", privacy.router)
api.add_router("", company.router, tags=["Company"])


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if isinstance(refusal, PersonMoved):
        return of_moved(refusal, request.get_full_path())
    return of_refusal(refusal)


@api.exception_handler(ValidationError)
def _not_valid(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_invalid(error.errors)


@api.exception_handler(HttpError)
def _not_read(_request: HttpRequest, error: HttpError) -> HttpResponse:
    return problem(error.status_code, "request_not_understood", "The body is not JSON that can be read.")


@api.exception_handler(ChangedMeanwhile)
def _changed(_request: HttpRequest, _error: ChangedMeanwhile) -> HttpResponse:
    return problem(
        HTTPStatus.PRECONDITION_FAILED,
        "changed_meanwhile",
        "Somebody changed this after you read it. Read it again and decide anew.",
    )


@api.exception_handler(DataError)
def _not_storable(_request: HttpRequest, _error: DataError) -> HttpResponse:
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not_storable",
        "Some value of this request cannot be stored: NUL, or too long.",
    )


#: Parts that other packages add, by their name in the description.
_PARTS: dict[str, Callable[[], dict[str, Any]]] = {}


def describe_also(name: str, part: Callable[[], dict[str, Any]]) -> None:
    """For packages above this one, from their ``apps.ready``, such as the section ``webhooks``."""
    _PARTS[name] = part


_LOCATION = {
    "description": "The same call at the candidate with whom this one was merged.",
    "required": True,
    "schema": {"type": "string"},
}


def description() -> dict[str, Any]:
    """OpenAPI 3.1; what the library cannot know is put in here: problem documents have a media type of their own."""
    found: dict[str, Any] = OpenAPISchema(api, ROOT)
    for operations in found["paths"].values():
        for operation in operations.values():
            operation.setdefault("tags", ["Company"])
            for status, answer in operation["responses"].items():
                if int(status) >= HTTPStatus.MULTIPLE_CHOICES and "content" in answer:
                    answer["content"] = {MEDIA_TYPE: answer["content"]["application/json"]}
                if int(status) == HTTPStatus.TEMPORARY_REDIRECT:
                    answer["headers"] = {"Location": _LOCATION}
    return found | {name: part() for name, part in _PARTS.items()}
