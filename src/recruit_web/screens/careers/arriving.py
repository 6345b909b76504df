"""How did this visitor find the page, and may that be remembered? In a signed cookie, thirty days, if they allow it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing

from recruit.careers.enums import Channel
from recruit.careers.rules import REMEMBERED, Arrival, arrival_of, credited, host_of, packed, unpacked

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from recruit.careers.models import CareersSite

_CHOICE: Final = "careers_remembers"
_SALT: Final = "careers.arrival"
_ALLOWED, _REFUSED = "yes", "no"
#: How long the choice itself is kept; it says nothing about where anybody came from.
_CHOICE_SECONDS: Final = 180 * 24 * 60 * 60


def present_arrival(request: HttpRequest, site: CareersSite) -> Arrival:
    """By the address and the page that this request came from."""
    own = {host_of(settings.BASE_URL), host_of(f"//{request.get_host()}"), host_of(site.website)}
    return arrival_of(
        token=request.GET.get("src", ""),
        referrer=request.headers.get("Referer", ""),
        own_hosts=frozenset(own - {""}),
    )


def has_chosen(request: HttpRequest) -> bool:
    return request.COOKIES.get(_CHOICE) in {_ALLOWED, _REFUSED}


def remember_choice(
    request: HttpRequest, response: HttpResponse, *, may_remember: bool, site: CareersSite, arrival: Arrival
) -> None:
    _set(response, _CHOICE, _ALLOWED if may_remember else _REFUSED, site, _CHOICE_SECONDS)
    if may_remember:
        _remember(response, site, arrival)
    elif _name(site) in request.COOKIES:
        response.delete_cookie(_name(site), path=_path(site))


def remember_arrival(request: HttpRequest, response: HttpResponse, site: CareersSite) -> None:
    """Whoever allowed it and came by something is remembered to have come by that."""
    arrival = present_arrival(request, site)
    if request.COOKIES.get(_CHOICE) == _ALLOWED:
        _remember(response, site, arrival)


def _remember(response: HttpResponse, site: CareersSite, arrival: Arrival) -> None:
    if arrival.channel != Channel.DIRECT:
        value = signing.dumps(packed(arrival), salt=_SALT)
        _set(response, _name(site), value, site, int(REMEMBERED.total_seconds()))


def sealed(arrival: Arrival) -> str:
    """For a hidden field: the page that one applies on may be the one that one came to."""
    return signing.dumps(packed(arrival), salt=_SALT)


def unsealed(text: str) -> Arrival | None:
    with suppress(signing.BadSignature):
        return unpacked(signing.loads(text, salt=_SALT, max_age=REMEMBERED))
    return None


def credited_arrival(request: HttpRequest, site: CareersSite, hidden: str) -> Arrival:
    remembered = None
    if request.COOKIES.get(_CHOICE) == _ALLOWED:
        remembered = unsealed(request.COOKIES.get(_name(site), ""))
    return credited(remembered=remembered, present=unsealed(hidden) or Arrival(Channel.DIRECT))


def _set(response: HttpResponse, name: str, value: str, site: CareersSite, seconds: int) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        path=_path(site),
        secure=urlsplit(settings.BASE_URL).scheme == "https",
        httponly=True,
        samesite="Lax",
    )


def _name(site: CareersSite) -> str:
    return f"careers_source_{site.slug}"


def _path(site: CareersSite) -> str:
    return f"/careers/{site.slug}/"
