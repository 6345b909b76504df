"""Is this installation well? Asked by load balancers, by ``recruit run`` and by people at /healthz."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

#: Workers tell that they live every two seconds (``worker``); after this long without a word they count as gone.
WORKER_SILENCE_SECONDS = 15

_NEWEST_HEARTBEAT = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"


@login_not_required
@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """200 if requests can be served, 503 if not; ``worker`` tells whether background work is being done."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(_NEWEST_HEARTBEAT)
            (silence,) = cursor.fetchone()
    except DatabaseError:
        return JsonResponse(
            {"database": "unreachable", "worker": "unknown"}, status=HTTPStatus.SERVICE_UNAVAILABLE
        )
    return JsonResponse({"database": "ok", "worker": _worker(silence)})


def _worker(silence: float | None) -> str:
    if silence is None:
        return "absent"
    return "ok" if silence < WORKER_SILENCE_SECONDS else "silent"
