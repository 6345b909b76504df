"""How often may an app call, and what if it calls twice for the same thing? Counted and kept in the database."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from recruit.base import clock
from recruit.base.locks import lock_in_transaction
from recruit_api.models import KeptAnswer
from recruit_api.problems import MEDIA_TYPE, problem

if TYPE_CHECKING:
    from recruit.company.models import ApiApp

#: The status of a kept answer about somebody who was erased.
GONE: Final = HTTPStatus.GONE
KEPT_FOR: Final = timedelta(hours=24)
_LONGEST_KEY: Final = 200
_KEPT_HEADERS: Final = ("ETag", "Location")
_MINUTE: Final = 60

_COUNT: Final = """
INSERT INTO recruit_api_callcount (company_id, app_id, minute, count) VALUES (%s, %s, %s, 1)
ON CONFLICT (app_id) DO UPDATE SET
    count = CASE WHEN recruit_api_callcount.minute = EXCLUDED.minute THEN recruit_api_callcount.count + 1 ELSE 1 END,
    minute = EXCLUDED.minute
RETURNING count
"""


def too_many(app: ApiApp) -> HttpResponse | None:
    """Count this call; the answer if the app has none left in this minute."""
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [app.company_id, app.pk, now.replace(second=0, microsecond=0)])
        (count,) = cursor.fetchone()
    most = settings.API_CALLS_PER_MINUTE
    if count <= most:
        return None
    return problem(
        HTTPStatus.TOO_MANY_REQUESTS,
        "too_many_calls",
        f"This app has made its {most} calls of this minute. Wait as long as Retry-After says.",
        headers={"Retry-After": str(_MINUTE - now.second)},
    )


def once(request: HttpRequest, app: ApiApp, answer: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The answer; under an idempotency key, what was answered to the same call before.

    What a call does and its kept answer are one transaction: either both are there or neither is. A second call under
    the key waits for the first. Only what succeeded is kept, so that what failed can be tried again.
    """
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method not in {"POST", "PATCH", "DELETE"}:
        return answer(request)
    if not key or len(key) > _LONGEST_KEY or not (key.isascii() and key.isprintable()):
        return problem(
            HTTPStatus.BAD_REQUEST,
            "idempotency_key_not_understood",
            f"An idempotency key is 1 to {_LONGEST_KEY} printable ASCII characters, such as a UUID.",
        )
    digest = _digest(request)
    with transaction.atomic():
        lock_in_transaction("idempotency", app.pk, key)
        kept = KeptAnswer.objects.filter(company_id=app.company_id, app=app.pk, key=key).first()
        if kept is not None and clock.now() - kept.created_at < KEPT_FOR:
            return _again(kept, digest)
        response = answer(request)
        if HTTPStatus.OK <= response.status_code < HTTPStatus.MULTIPLE_CHOICES:
            _keep(request, app, key, digest, response)
        else:
            transaction.set_rollback(True)
    return response


def _again(kept: KeptAnswer, digest: str) -> HttpResponse:
    if kept.digest != digest:
        return problem(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            "idempotency_key_reused",
            "Another call was made under this idempotency key. Use a new key for a new call.",
        )
    headers = {**kept.headers, "Idempotent-Replayed": "true"}
    media_type = MEDIA_TYPE if kept.status == GONE else "application/json; charset=utf-8"
    return HttpResponse(kept.body, status=kept.status, content_type=media_type, headers=headers)


def _keep(request: HttpRequest, app: ApiApp, key: str, digest: str, response: HttpResponse) -> None:
    """What the answer shows this once, the kept one does not have."""
    body, secret = response.content.decode(), getattr(request, "shown_once", "")
    KeptAnswer.objects.update_or_create(
        company_id=app.company_id,
        app_id=app.pk,
        key=key,
        defaults={
            "digest": digest,
            # Whoever was deleted by this call is named nowhere any more.
            "address": request.path if body else "",
            "status": response.status_code,
            "body": body.replace(secret, "") if secret else body,
            "headers": {name: response[name] for name in _KEPT_HEADERS if name in response},
            "created_at": clock.now(),
        },
    )


def _digest(request: HttpRequest) -> str:
    parts = (str(request.method).encode(), request.get_full_path().encode(), request.body)
    return hashlib.sha256(b"\x00".join(parts)).hexdigest()


def forget_old_answers(*, company_id: int) -> int:
    """How many were older than a day."""
    old = KeptAnswer.objects.filter(company_id=company_id, created_at__lt=clock.now() - KEPT_FOR)
    return int(old.delete()[0])


def erase_answers(answers: QuerySet[KeptAnswer]) -> None:
    """The person whom they are about is erased: whoever repeats such a call reads that, and nothing of the person."""
    told = problem(GONE, "person_erased", "The candidate whom this call was about has been erased since.")
    answers.update(status=GONE, body=told.content.decode(), address="", headers={})
