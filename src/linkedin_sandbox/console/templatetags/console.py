"""How are people, moments and states written in the console?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from linkedin_sandbox.console.navigation import PERSONAS, RECRUITER, link_at, persona_at
from linkedin_sandbox.console.saying import taken
from linkedin_sandbox.console.templatetags.portraits import photo
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.recruiting.mailbox import unread_of_member, unread_of_seat

register = template.Library()

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
# Chinese characters, kana and Hangul: there the family name comes first and no blank stands between.
_EAST_ASIAN = re.compile(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_STATUS = {
    "active": ("In process", "pill-accent"),
    "hired": ("Hired", "pill-good"),
    "rejected": ("Rejected", "pill-bad"),
    "withdrawn": ("Withdrawn", "pill-warn"),
}


@register.filter
def full_name(member: Member) -> str:
    if _EAST_ASIAN.fullmatch(member.first_name + member.last_name):
        return member.last_name + member.first_name
    return member.name


@register.simple_tag
def avatar(member: Member, size: int) -> SafeString:
    """The member's picture; who has closed the account has none."""
    if member.closed_at is None:
        return photo(member, size)
    return format_html(
        '<svg class="avatar" width="{0}" height="{0}" viewBox="0 0 48 48" aria-hidden="true">'
        '<circle cx="24" cy="24" r="24" class="nobody" /></svg>',
        size,
    )


@register.simple_tag
def moment(at: int | None, precision: str = "minute") -> SafeString | str:
    """Epoch milliseconds as UTC; the browser writes them in the reader's zone, to the minute or the second."""
    if at is None:
        return ""
    try:
        then = datetime.fromtimestamp(at / 1000, tz=UTC)
    except (ValueError, OverflowError, OSError):
        # LinkedIn documents no upper bound of a moment.
        return f"{at} ms"
    return format_html(
        '<time datetime="{}" data-zoned="{}">{}</time>',
        then.isoformat(timespec="seconds").replace("+00:00", "Z"),
        precision,
        f"{then.day} {MONTHS[then.month - 1]} {then:%Y, %H:%M} UTC",
    )


@register.filter
def period(entry: dict[str, Any]) -> str:
    """From when to when a position or an education lasted, as far as its dates are known."""
    start, end = _month(entry.get("startDate")), _month(entry.get("endDate"))
    if not start:
        return end
    return f"{start} to {end or 'today'}"


def _month(date: dict[str, int] | None) -> str:
    if not date or "year" not in date:
        return ""
    month = f"{MONTHS[date['month'] - 1]} " if "month" in date else ""
    return f"{month}{date['year']}"


@register.filter
def words_of_status(status: str) -> str:
    return _STATUS.get(status, (status, ""))[0]


@register.filter
def tone_of_status(status: str) -> str:
    return _STATUS.get(status, (status, ""))[1]


@register.filter
def tone_of_integration(status: str) -> str:
    return {"ENABLED": "pill-good", "DISABLED": "pill-bad"}.get(status, "pill-warn")


@register.filter
def web_address(text: str) -> str:
    """The text, if it is an address that a browser may open for the reader; else nothing."""
    return text if text.startswith(("https://", "http://")) else ""


@register.filter
def tone_of_answer(status: int) -> str:
    """An HTTP status' colour; 0 is no answer at all."""
    return "pill-good" if HTTPStatus.OK <= status < HTTPStatus.BAD_REQUEST else "pill-bad"


@register.filter
def plain(value: str) -> str:
    """A JSON value as a person reads it: without quotation marks."""
    return value.strip('"')


@register.simple_tag
def seat_at(seats: list[Seat], place: int) -> str:
    """Whose cell it is, where a narrow screen stacks the columns."""
    return f"{full_name(seats[place].member)}, {seats[place].contract.name}"


@register.inclusion_tag("console/navigation.html", takes_context=True)
def navigation(context: Context) -> dict[str, Any]:
    """Whose pages one can go to, and those of the persona one is now; the page one is on says so."""
    path = context["request"].path
    persona = persona_at(path)
    return {
        "personas": PERSONAS,
        "here": persona,
        "links": [(link, _unread(context, link.counts)) for link in persona.links],
        "page": link_at(persona, path),
        "is_idle": persona is RECRUITER and _is_idle(context.get("seat")),
    }


def _is_idle(seat: Seat | None) -> bool:
    """Whoever is not active can look, and nothing else."""
    return seat is not None and seat.holder.state != "ACTIVE"


def _unread(context: Context, whose: str) -> int:
    if whose == "seat" and context.get("seat"):
        return unread_of_seat(context["seat"])
    if whose == "member" and context.get("me"):
        return unread_of_member(context["me"])
    return 0


@register.inclusion_tag("console/said.html", takes_context=True)
def said(context: Context) -> dict[str, Any]:
    """What the press that led to this page has done."""
    return {"said": taken(context["request"]), "csrf_token": context.get("csrf_token")}
