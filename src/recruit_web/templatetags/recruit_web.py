"""What do our templates say that Django's language does not? Icons, grouped numbers, initials, colours of states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import tablericons
from django import template
from django.db.models import TextChoices
from django.forms import BoundField
from django.template import Context
from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recruit.access.rules import device_said
from recruit.hiring.enums import Decision, ProcessStatus
from recruit.people.enums import ProspectStatus
from recruit.positions.enums import HiringRole, StepType
from recruit_web import slots
from recruit_web.appearance import appearance_of
from recruit_web.tones import Tones

register = template.Library()

#: The colour of a state, the same on every screen. What is not in the table is grey.
TONES = Tones(
    {
        "open": "green",
        "on_hold": "yellow",
        "closed": "secondary",
        "filled": "blue",
        "in_progress": "blue",
        "awaiting_decision": "purple",
        "rejected": "red",
        "withdrawn": "secondary",
        "hired": "green",
        "do_not_contact": "red",
        "hire": "green",
        "not_sure": "yellow",
        "no_hire": "red",
    }
)


@cache
def _icons() -> ZipFile:
    """Tabler's set, opened once: reading the archive's list of six thousand names takes longer than most pages."""
    return ZipFile(BytesIO(resources.files(tablericons).joinpath("tablericons.zip").read_bytes()))


@lru_cache(maxsize=512)
def _drawn(name: str, size: int) -> SafeString:
    """Drawing an icon parses XML each time; there are few icons and many rows. ``KeyError``: no icon has that name."""
    drawing = ET.fromstring(_icons().read(f"{name}.svg"))  # noqa: S314 -- the library's own drawing
    for node in drawing.iter():
        node.tag = node.tag.rpartition("}")[2]  # inside a page no drawing names its namespace
    drawing.attrib |= {
        "width": str(size),
        "height": str(size),
        "stroke-width": "1.75",
        "aria-hidden": "true",
        "class": "icon",
    }
    return mark_safe(ET.tostring(drawing, encoding="unicode"))  # noqa: S308 -- no words of anybody in it


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """An icon by its name in Tabler's set, such as ``outline/users``; decoration, hidden from screen readers."""
    return _drawn(str(name), int(size))


@register.simple_tag(takes_context=True)
def appearance(context: Context) -> str:
    """``system``, ``light`` or ``dark``; pages of errors may be made without a request."""
    return appearance_of(context.get("request")).value


@register.simple_tag
def slot_stylesheets() -> tuple[str, ...]:
    """The static files that other packages' parts of the page need."""
    return slots.stylesheets()


@register.filter
def moment(at: datetime | None) -> SafeString | str:
    """A moment for whoever has no scripts, in UTC; ``recruit.js`` tells it in the reader's zone and words."""
    if not at:
        return ""
    at = at.astimezone(UTC).replace(microsecond=0)
    return format_html(
        '<time datetime="{}" data-moment>{} UTC</time>', at.isoformat(), date_format(at, _("j M Y, H:i"))
    )


@register.filter
def grouped(number: Any) -> str:
    """1234567 as 1,234,567, or as the reader's language has it; words such as "10,000+" stay as they are."""
    return number_format(number, force_grouping=True) if isinstance(number, int) else str(number)


@register.filter
def within_sentence(label: str) -> str:
    """A label in the middle of a sentence: it begins small in English. German nouns are large wherever they stand."""
    return str(label).lower() if get_language() == "en" else str(label)


@register.filter
def device(name: str) -> str:
    """What a session's browser is called."""
    return device_said(name)


@register.filter
def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = str(name).split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def tone(state: str) -> str:
    """The colour of a state of a position, process or person."""
    return TONES.of(state)


@register.filter
def import_tone(state: str) -> str:
    """The colour of how far a file is on its way in, or an archive on its way out."""
    tones = {"running": "blue", "undoing": "blue", "making": "blue", "finished": "green", "ready": "green"}
    return tones.get(str(state), "red" if state in {"refused", "failed"} else "secondary")


@register.filter
def avatar_tone(name: str) -> str:
    """A colour for a name: always the same, so that the eye finds people again."""
    colours = ("blue", "azure", "indigo", "purple", "pink", "orange", "teal", "green")
    return colours[sum(map(ord, str(name))) % len(colours)]


@register.filter
def at(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value under a key that is itself a variable, or nothing."""
    return mapping.get(key, "") if mapping else ""


def _said(of: type[TextChoices], value: str) -> str:
    """A choice's label; a value that is none of them (none at all, mostly) is told as it is."""
    return str(of(value).label) if value in of else str(value)


@register.filter
def process_status(status: str) -> str:
    """A process's status as people read it."""
    return _said(ProcessStatus, status)


@register.filter
def step_type(kind: str) -> str:
    """A kind of step as people read it."""
    return _said(StepType, kind)


@register.filter
def decision(said: str) -> str:
    """A go or no-go as people read it."""
    return _said(Decision, said)


@register.filter
def prospect_status(status: str) -> str:
    """A prospect's status as people read it."""
    return _said(ProspectStatus, status)


@register.filter
def hiring_role(role: str) -> str:
    """A position role as people read it."""
    return _said(HiringRole, role)


@register.filter
def hiring_roles(roles: Iterable[str]) -> str:
    return ", ".join(hiring_role(role) for role in roles)


@register.filter
def control(field: BoundField, css: str) -> SafeString:
    """The field's input with the design's class, and tied to its help and its error for screen readers."""
    attributes: dict[str, Any] = {"class": css + (" is-invalid" if field.errors else "")}
    described = [
        f"{field.id_for_label}-{kind}"
        for kind, there in (("help", field.help_text), ("error", field.errors))
        if there
    ]
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return field.as_widget(attrs=attributes)


@register.filter
def without_scheme(address: str) -> str:
    """How people write an address: ``www.`` and what comes before it say nothing."""
    return re.sub(r"^https?://(www\.)?", "", str(address))


@register.filter
def is_web_address(value: str) -> bool:
    """Only these become links: what came from outside may also say ``javascript:``."""
    return str(value).startswith(("https://", "http://"))


@register.filter
def public_facts(position: Any) -> list[str]:
    """What a visitor reads of a position at a glance, without what is not said."""
    place = ", ".join(part for part in (position.city, position.region, position.country) if part)
    workplace = position.get_workplace_type_display() if position.workplace_type else ""
    found = (position.department, place, workplace, position.employment_type, position.seniority)
    return [str(fact) for fact in found if fact]
