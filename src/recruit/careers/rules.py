"""Where is consent asked, where did a visitor come from, and what is a fit address? Values in, values out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from recruit.careers.enums import Channel, ConsentScope

#: So long whoever allows it is remembered to have come by a link or from a website.
REMEMBERED: Final = timedelta(days=30)
#: A profile that another service has signed is taken for so long after its form was shown.
NONCE_LASTS: Final = timedelta(minutes=30)
#: GDPR's countries: the EU's, Iceland, Liechtenstein and Norway; and the United Kingdom with its own.
_ASKED_IN: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE", "IS", "IT",
    "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
})  # fmt: skip
_SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")
_TOKEN = re.compile(r"[a-z0-9]{4,30}")


def asks_consent(scope: str, country: str) -> bool:
    """A position that does not say its country is asked about rather than not."""
    if scope == ConsentScope.EU_AND_UK:
        return not country or country.upper() in _ASKED_IN
    return scope == ConsentScope.EVERYWHERE


def is_slug(text: str) -> bool:
    return _SLUG.fullmatch(text) is not None


def is_web_address(text: str) -> bool:
    """With https or http, and a host."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for what is none
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", text)


def host_of(address: str) -> str:
    """``www.jobs.example:8000`` in an address is ``jobs.example``; empty for what is none."""
    try:
        host = (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""
    return host if _HOST.fullmatch(host) else ""


@dataclass(frozen=True)
class Arrival:
    """How a visitor came: ``key`` is a link's token or a website's host."""

    channel: Channel
    key: str = ""


def arrival_of(*, token: str, referrer: str, own_hosts: frozenset[str]) -> Arrival:
    """A link before a referring website; the site's own pages are no website that one comes from."""
    if _TOKEN.fullmatch(token):
        return Arrival(Channel.LINK, token)
    host = host_of(referrer)
    if host and host not in own_hosts:
        return Arrival(Channel.REFERRER, host)
    return Arrival(Channel.DIRECT)


def credited(*, remembered: Arrival | None, present: Arrival) -> Arrival:
    """Who came by something now has that; else what the cookie remembers; else they came directly."""
    if present.channel != Channel.DIRECT:
        return present
    return remembered or present


def packed(arrival: Arrival) -> str:
    return f"{arrival.channel.value}:{arrival.key}"


def unpacked(text: str) -> Arrival | None:
    """None for what was never packed."""
    channel, _, key = text.partition(":")
    if channel == Channel.LINK and _TOKEN.fullmatch(key):
        return Arrival(Channel.LINK, key)
    if channel == Channel.REFERRER and _HOST.fullmatch(key):
        return Arrival(Channel.REFERRER, key)
    return Arrival(Channel.DIRECT) if text == f"{Channel.DIRECT}:" else None
