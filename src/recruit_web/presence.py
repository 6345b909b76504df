"""When was a session last used, and may it be used for anything yet? Asked of every request, with no query mostly."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from recruit.access import services
from recruit.base import clock
from recruit_web.answers import go_to
from recruit_web.coming_in import FACTOR_OVERDUE, SEEN, SESSION_ID


class Presence:
    """Middleware, inside of the company's context."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        _write_down(request, request.user.company_id)
        if request.session.get(FACTOR_OVERDUE) and not _is_open_without(request.path):
            return go_to(request, reverse("account_security"))
        with timezone.override(request.user.time_zone or timezone.get_default_timezone()):
            return self.get_response(request)


def _write_down(request: HttpRequest, company_id: int) -> None:
    public_id = request.session.get(SESSION_ID)
    now = clock.now().timestamp()
    if public_id and now - request.session.get(SEEN, 0) >= services.SEEN_EVERY.total_seconds():
        request.session[SEEN] = now
        services.see_session(company_id=company_id, public_id=public_id)


def _is_open_without(path: str) -> bool:
    """Where a second factor is set up, and the way out."""
    return path.startswith((reverse("account"), reverse("sign_out"), reverse("confirm_password")))
