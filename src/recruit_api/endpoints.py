"""How is an endpoint declared? With its scope and every answer that it can give; lists are read by key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, get_type_hints
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.errors import ValidationError
from ninja.security import HttpBearer
from pydantic import StringConstraints

from recruit.base.errors import NotAllowed
from recruit.company.enums import AppScope
from recruit_api.problems import Problem
from recruit_api.requests import ApiRequest

if TYPE_CHECKING:
    from datetime import datetime

T = TypeVar("T")
View = TypeVar("View", bound=Callable[..., Any])

REFUSALS: dict[int, Any] = dict.fromkeys((307, 400, 401, 403, 404, 405, 409, 413, 422, 429), Problem)
#: No text of the database holds the character NUL.
_NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, StringConstraints(max_length=200, pattern=_NO_NUL)]
#: Something has to be said: blanks alone are refused.
Said = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$")]
Text = Annotated[str, StringConstraints(max_length=20_000, pattern=_NO_NUL)]
Id = Annotated[str, StringConstraints(max_length=40, pattern=_NO_NUL)]


class ScopeMissing(NotAllowed):
    code = "scope_missing"


class Token(HttpBearer):
    """The gate has looked at the token already; here the app's scopes are looked at."""

    def __init__(self, scope: AppScope) -> None:
        super().__init__()
        self.scope = scope
        #: Of the query, what the endpoint takes: one that is misspelt would otherwise narrow nothing, unnoticed.
        self.parameters: frozenset[str] = frozenset()

    def authenticate(self, request: HttpRequest, token: str) -> Any:  # noqa: ARG002 -- the library's signature
        app = getattr(request, "api_app", None)
        if app is not None and not app.holds(self.scope):
            raise ScopeMissing(
                f"The API app {app.name} lacks the scope {self.scope}. Ask an owner or admin for an app that has it."
            )
        unknown = sorted(set(request.GET) - self.parameters)
        if unknown:
            raise ValidationError(
                [{"loc": ["query", name], "msg": "There is no such parameter here."} for name in unknown]
            )
        return app


def endpoint(
    router: Router, method: str, path: str, *, scope: AppScope, answer: Any, status: int = HTTPStatus.OK
) -> Callable[[View], View]:
    """Decorate a view: its answer, all refusals, and its scope stand in the description."""
    answers = {int(status): answer, **REFUSALS}
    if method == "PATCH":
        answers[int(HTTPStatus.PRECONDITION_FAILED)] = Problem
    token = Token(scope)
    register = router.api_operation(
        [method],
        path,
        auth=token,
        response=answers,
        openapi_extra={"x-scope": scope.value, "parameters": _headers(method)},
    )

    def declare(view: View) -> View:
        asked = get_type_hints(view).get("asked")
        token.parameters = frozenset(asked.model_fields) if asked else frozenset()
        registered: View = register(view)
        return registered

    return declare


def _headers(method: str) -> list[dict[str, Any]]:
    found = []
    if method != "GET":
        about = "The same call under the same key is done once and answered the same way for 24 hours."
        found.append(_header("Idempotency-Key", about, pattern="^[!-~]{1,200}$"))
    if method == "PATCH":
        found.append(
            _header("If-Match", "The ETag that was read before: a change by others is refused with 412.")
        )
    return found


def _header(name: str, about: str, **schema: Any) -> dict[str, Any]:
    return {
        "in": "header", "name": name, "required": False, "description": about, "schema": {"type": "string", **schema},
    }  # fmt: skip


class Paging(Schema):
    """Which piece of a list."""

    limit: int = Field(50, ge=1, le=200, description="How many at most.")
    after: Annotated[str, StringConstraints(max_length=400, pattern=_NO_NUL)] | None = Field(
        None, description="`next` of the page before."
    )


class ListOf(Schema, Generic[T]):
    """A piece of a list. ``next`` is null on the last one; the header Link holds the whole address."""

    items: list[T]
    next: str | None


def listed(
    request: ApiRequest, response: HttpResponse, items: Sequence[Any], next_cursor: str | None
) -> dict[str, Any]:
    if next_cursor is not None:
        query = {**request.GET.dict(), "after": next_cursor}
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{urlencode(query)}>; rel="next"'
    return {"items": items, "next": next_cursor}


def etag_of(public_id: str, updated_at: datetime) -> str:
    return f'"{public_id}-{updated_at.timestamp() * 1_000_000:.0f}"'


def etag_of_words(public_id: str, words: dict[str, Any]) -> str:
    """Of a record that keeps no moment of its latest change: what it says is its state."""
    written = json.dumps(words, default=str, sort_keys=True).encode()
    return f'"{public_id}-{hashlib.sha256(written).hexdigest()[:16]}"'


class ChangedMeanwhile(Exception):  # noqa: N818 -- an answer, not an accident
    """Somebody changed it after the caller read it."""


def require_unchanged(request: ApiRequest, etag: str) -> None:
    """Raises ``ChangedMeanwhile`` if the caller named the state that they have read and it is not this one."""
    wanted = request.headers.get("If-Match", "*")
    if wanted.strip() != "*" and etag not in [each.strip() for each in wanted.split(",")]:
        raise ChangedMeanwhile
