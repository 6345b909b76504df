"""What holds for every widget's frame? One door: whose key, on whose page; then a page that only that page may frame.

The script has asked before it makes a frame; the frame's address asks again, because anybody can write an address.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.widgets.origins import application_of, origin_in, origins_of, why_refused
from linkedin_sandbox.world.models import Application
from linkedin_sandbox.world.people.people import Seat, all_seats, seat_by_id
from linkedin_sandbox.world.people.personas import act_in_seat, seat_in
from linkedin_sandbox.world.refusals import SandboxRefusal

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
)
# As a browser names where an answer goes to: into a frame, or (its own forms) to the frame's script.
_INTO_A_FRAME = {"iframe", "empty"}


@dataclass(frozen=True)
class Call:
    """One function of the page that is to be called: the one that this data attribute names."""

    attribute: str
    arguments: list[Any]


@dataclass(frozen=True)
class Frame:
    """A widget that is asked to show itself: for whom, where, and with which data attributes."""

    request: HttpRequest
    application: Application
    origin: str
    calls: list[Call] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """A data attribute of the placeholder, without ``data-``."""
        return self.request.GET.get(name, "").strip()

    def is_on(self, name: str) -> bool:
        return self.attribute(name).lower() == "true"

    @property
    def act(self) -> str:
        """What the person in front of the frame has just pressed."""
        return self.request.POST.get("act", "")

    def posted(self, name: str) -> str:
        return self.request.POST.get(name, "").strip()

    def number(self, name: str) -> int:
        """A posted id; 0 for what is none."""
        text = self.posted(name)
        return int(text) if text.isdecimal() and len(text) < 19 else 0  # noqa: PLR2004 -- SQLite's widest number

    @property
    def typed(self) -> dict[str, str]:
        """What stood in a form, for showing it again."""
        return self.request.POST.dict()

    @property
    def may_unlink(self) -> bool:
        return self.is_on("show-unlink-url")

    @property
    def seat(self) -> Seat | None:
        return seat_in(self.request.session)

    @property
    def is_without_cookies(self) -> bool:
        """A browser keeps no sign-in of a frame whose page belongs to another site."""
        return self.request.headers.get("Sec-Fetch-Site") == "cross-site"

    def call(self, attribute: str, *arguments: Any) -> None:
        """Let the page know, once it has said that it is there."""
        self.calls.append(Call(attribute, list(arguments)))

    def show(self, template: str, **context: Any) -> HttpResponse:
        calls = [asdict(call) for call in self.calls]
        whole = {"frame": self, "seat": self.seat, "calls": calls, **context}
        return render(self.request, f"widgets/{template}.html", whole)


View = Callable[[Frame], HttpResponse]


def framed(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """The view is a widget: it is reached through the door, and its answer may be framed by the customer only."""

    @wraps(view)
    @require_http_methods(["GET", "POST"])
    def enter(request: HttpRequest) -> HttpResponse:
        api_key, origin = request.GET.get("api_key", ""), request.GET.get("origin", "")
        application = application_of(api_key)
        refusal = why_refused(api_key, application, origin) or _why_not_here(request, origin)
        if refusal or application is None:
            return _with_policy(_refused(request, refusal), [])
        return _with_policy(view(Frame(request, application, origin)), origins_of(application))

    return enter


def _why_not_here(request: HttpRequest, origin: str) -> str:
    """A browser says what it wants the answer for, and from which page it comes."""
    if request.headers.get("Sec-Fetch-Dest", "iframe") not in _INTO_A_FRAME:
        return "a widget shows itself inside a page of your ATS, not on its own."
    own = f"{request.scheme}://{request.get_host()}"
    if origin_in(request.headers.get("Referer", origin)) not in {origin, own, ""}:
        return f"the page that asks is not “{origin}”."
    return ""


def _refused(request: HttpRequest, refusal: str) -> HttpResponse:
    return render(request, "widgets/refused.html", {"refusal": refusal}, status=HTTPStatus.FORBIDDEN)


def _with_policy(response: HttpResponse, ancestors: list[str]) -> HttpResponse:
    response.headers["Content-Security-Policy"] = _POLICY.format(ancestors=" ".join(ancestors) or "'none'")
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def seated(view: Callable[[Frame, Seat], HttpResponse]) -> View:
    """The widget is for somebody in a seat; who is not signed in is asked to, inside the frame."""

    @wraps(view)
    def enter(frame: Frame) -> HttpResponse:
        if frame.act == "take_seat":
            _take_seat(frame)
        seat = None if frame.act == "leave_seat" else frame.seat
        if seat is None:
            return frame.show("sign_in", seats=all_seats(), is_changing=frame.act == "leave_seat")
        return view(frame, seat)

    return enter


def _take_seat(frame: Frame) -> None:
    try:
        act_in_seat(frame.request.session, seat_by_id(frame.number("seat")))
    except SandboxRefusal:
        # The world was reset while the list was open: the list is simply shown again.
        return
