"""How does a program read a no? As a problem document (RFC 9457), with a pointer to every field that is meant."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from ninja import Field, Schema

from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.hiring.selectors import PersonMoved

MEDIA_TYPE = "application/problem+json"


class FieldProblem(Schema):
    """What is wrong with one value: of the body (``pointer``, RFC 6901) or of the address (``parameter``)."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None


class Problem(Schema):
    type: str = Field("about:blank", description="about:blank: `title` and `code` say all there is to say.")
    title: str
    status: int
    code: str = Field(description="One word for programs; it stays the same when the sentence is reworded.")
    detail: str = Field(description="A sentence for people: what is wrong and what to do.")
    errors: list[FieldProblem] = []


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[dict[str, str]] = (),
    headers: dict[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": int(status),
        "code": code,
        "detail": detail,
        "errors": list(errors),
    }
    return HttpResponse(json.dumps(body), status=status, content_type=MEDIA_TYPE, headers=headers)


def of_refusal(refusal: Refusal) -> HttpResponse:
    """404 where the thing must look absent, 403 where it may not be done, 409 where the state is against it."""
    if isinstance(refusal, NotFound):
        status = HTTPStatus.NOT_FOUND
    elif isinstance(refusal, NotAllowed):
        status = HTTPStatus.FORBIDDEN
    else:
        status = HTTPStatus.CONFLICT
    field = refusal.evidence.get("field")
    errors = [{"detail": refusal.sentence, "pointer": f"/{field}"}] if field else []
    return problem(status, refusal.code, refusal.sentence, errors=errors)


def of_moved(moved: PersonMoved, path: str) -> HttpResponse:
    """The candidate was merged into another: the same call there. Not for ever, since a merge can be taken back."""
    location = path.replace(str(moved.evidence["former"]), str(moved.evidence["public_id"]))
    return problem(HTTPStatus.TEMPORARY_REDIRECT, moved.code, moved.sentence, headers={"Location": location})


def of_invalid(found: Sequence[dict[str, Any]]) -> HttpResponse:
    """``found``: pydantic's errors, each with ``loc`` from the part of the request down to the value."""
    errors = [_located(error) for error in found]
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "not_valid",
        "Some values of this request are not what the API takes. `errors` names each of them.",
        errors=errors,
    )


def _located(error: dict[str, Any]) -> dict[str, str]:
    where, *path = error["loc"]
    detail = str(error["msg"])
    if where == "body":
        # The first part is the name of our function's parameter, which no caller knows.
        return {"detail": detail, "pointer": "".join(f"/{_escaped(part)}" for part in path[1:])}
    return {"detail": detail, "parameter": str(path[0]) if path else str(where)}


def _escaped(part: object) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")
