"""What happens when somebody has proved who they are? A session with a record that they can end; and asking again."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recruit.access import selectors, services
from recruit.access.rules import CONFIRMED_FOR
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit_web.answers import go_to, safe_address
from recruit_web.requests import SignedInRequest

if TYPE_CHECKING:
    from recruit.company.models import Teammate

_CONFIRMED: Final = "confirmed_at"
#: The record of this session, and when the teammate was last seen in it.
SESSION_ID: Final = "session_record"
SEEN: Final = "seen_at"
#: Set while the company asks for a second factor that this teammate has not set up in time.
FACTOR_OVERDUE: Final = "factor_overdue"


def come_in(request: HttpRequest, teammate: Teammate, *, way: str, onward: str) -> HttpResponse:
    """Begin the session and go onward, or to where a second factor is set up if the company insists on one."""
    login(request, teammate, backend=settings.AUTHENTICATION_BACKENDS[0])
    due = selectors.factor_due(teammate=teammate)
    with company_context(teammate.company_id):
        record = services.begin_session(
            teammate=teammate,
            key=request.session.session_key or "",
            way=way,
            user_agent=request.headers.get("User-Agent", "")[:500],
            address=request.META.get("REMOTE_ADDR", ""),
        )
    now = clock.now().timestamp()
    request.session[SESSION_ID] = record.public_id
    request.session[SEEN] = now
    request.session[_CONFIRMED] = now
    if due.is_overdue:
        request.session[FACTOR_OVERDUE] = True
        return redirect("account_security")
    if due.is_due:
        return redirect(reverse("account_security", query={"later": onward}))
    return redirect(onward)


def keep_session(request: HttpRequest, teammate: Teammate) -> None:
    """After one's own password has changed: this session goes on, under a key of its own."""
    update_session_auth_hash(request, teammate)
    services.forget_session(teammate=teammate, public_id=request.session.get(SESSION_ID, ""))
    record = services.begin_session(
        teammate=teammate,
        key=request.session.session_key or "",
        way="password",
        user_agent=request.headers.get("User-Agent", "")[:500],
        address=request.META.get("REMOTE_ADDR", ""),
    )
    request.session[SESSION_ID] = record.public_id


def confirm(request: HttpRequest) -> None:
    request.session[_CONFIRMED] = clock.now().timestamp()


def is_confirmed(request: HttpRequest) -> bool:
    """Has whoever sits there proved in the last minutes that they are the one who signed in?"""
    at: float = request.session.get(_CONFIRMED, 0)
    return clock.now().timestamp() - at < CONFIRMED_FOR.total_seconds()


def asks_again(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view of a sensitive act: whoever signed in a while ago is asked for the password first."""

    @wraps(view)
    def asking(request: SignedInRequest, *arguments: Any, **named: Any) -> HttpResponse:
        return view(request, *arguments, **named) if is_confirmed(request) else ask_again(request)

    return asking


def ask_again(request: SignedInRequest) -> HttpResponse:
    """To the page that asks for the password, and back to where the act was begun."""
    here = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    back = safe_address(request, here, reverse("account_security"))
    return go_to(request, reverse("confirm_password", query={"next": back}))
