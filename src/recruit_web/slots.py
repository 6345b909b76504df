"""Where can another package add something to our pages? In these named places, and nowhere else.

Whoever fills a place calls ``fill`` while the apps are loaded. A renderer decides by itself what this teammate may
see, and returns nothing for those who may not. One that raises is logged and shows a short note: the page stands.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

log = logging.getLogger(__name__)


class Place(StrEnum):
    PERSON_BADGES = "person_badges"  # beside the name; subject: the person
    PERSON_PANELS = "person_panels"  # cards beside the timeline; subject: the person
    NOTE_WORDS = "note_words"  # beneath the form for a note: where else it is read; subject: the person
    EVALUATION_WORDS = (
        "evaluation_words"  # beneath the form for an evaluation: the same; subject: the position
    )
    PERSON_SECTIONS = "person_sections"  # cards above the timeline, as wide as it; subject: the person
    POSITION_BADGES = "position_badges"  # beside the position's name; subject: the position
    POSITION_PANELS = "position_panels"  # cards on the position's page about itself; subject: the position
    PERSON_ICONS = (
        "person_icons"  # in lists and boards; subject: all ids of the page at once; answers a mapping
    )
    PERSON_PROFILES = "person_profiles"  # filter of the list; no subject; answers a Profile or nothing
    NAVIGATION = "navigation"  # side bar; no subject; answers a Link or nothing
    ACCOUNT = "account"  # list of one's own account's parts; no subject; answers a Link or nothing
    REPORTS = "reports"  # parts of the sources report; subject: the months; answers HTML or nothing
    SETTINGS = "settings"  # list of settings' sections; no subject; answers a Link or nothing


@dataclass(frozen=True)
class Link:
    """An entry of a list of places to go to; ``active_under`` is the path prefix under which it is the present one."""

    label: str
    href: str
    icon: str = "outline/plug"
    note: str = ""
    active_under: str = ""

    def is_active(self, path: str) -> bool:
        return path.startswith(self.active_under or self.href)


@dataclass(frozen=True)
class Profile:
    """Somewhere else that a person can verifiably be known; ``provider`` as in their external identities."""

    provider: str
    label: str


@dataclass(frozen=True)
class _Filling:
    order: int
    name: str
    render: Callable[[HttpRequest, Any], Any]


# The request of a signed-in teammate, and the place's subject.
F = TypeVar("F", bound=Callable[[Any, Any], Any])

_fillings: dict[Place, list[_Filling]] = defaultdict(list)
_stylesheets: list[str] = []


def fill(place: Place, *, name: str, order: int = 50) -> Callable[[F], F]:
    """Decorate a renderer ``(request, subject)``. The same name again replaces the earlier one."""

    def register(render: F) -> F:
        others = [filling for filling in _fillings[place] if filling.name != name]
        _fillings[place] = sorted(
            [*others, _Filling(order, name, render)], key=lambda filling: (filling.order, filling.name)
        )
        return render

    return register


def empty(place: Place, *, name: str) -> None:
    """Take a filling away again."""
    _fillings[place] = [filling for filling in _fillings[place] if filling.name != name]


def add_stylesheet(path: str) -> None:
    """A static file that every page loads after our own, for what the fillings bring."""
    if path not in _stylesheets:
        _stylesheets.append(path)


def stylesheets() -> tuple[str, ...]:
    return tuple(_stylesheets)


def rendered(place: Place, request: HttpRequest, subject: object) -> list[SafeString]:
    """What the fillings of the place show for the subject, in order, without the empty ones."""
    shown = []
    for filling in _fillings[place]:
        try:
            html = filling.render(request, subject)
        except Exception:
            log.exception(
                "A slot could not be rendered", extra={"place": place.value, "filling": filling.name}
            )
            html = _note(filling.name)
        if html:
            shown.append(html)
    return shown


def comes_whole(request: HttpRequest) -> bool:
    """Is the page asked for with all its parts in it? Without scripts none comes by itself later."""
    return "whole" in request.GET


def links(place: Place, request: HttpRequest) -> list[Link]:
    """The entries that the fillings of the place add for this teammate."""
    found = []
    for filling in _fillings[place]:
        try:
            link = filling.render(request, None)
        except Exception:
            log.exception("A link could not be made", extra={"place": place.value, "filling": filling.name})
            continue
        if link is not None:
            found.append(link)
    return found


def profiles(request: HttpRequest) -> list[Profile]:
    """Where else persons can be known, as far as this teammate may ask."""
    found = []
    for filling in _fillings[Place.PERSON_PROFILES]:
        try:
            profile = filling.render(request, None)
        except Exception:
            log.exception("A profile could not be offered", extra={"filling": filling.name})
            continue
        if profile is not None:
            found.append(profile)
    return found


def icons(request: HttpRequest, person_ids: Sequence[int]) -> dict[int, SafeString]:
    """The icons of all persons of a page, asked once for all of them: no filling may query per row."""
    shown: dict[int, SafeString] = {}
    for filling in _fillings[Place.PERSON_ICONS]:
        try:
            found: Mapping[int, SafeString] = filling.render(request, tuple(person_ids)) if person_ids else {}
        except Exception:
            log.exception("Icons could not be made", extra={"filling": filling.name})
            continue
        for person_id, html in found.items():
            shown[person_id] = format_html("{}{}", shown.get(person_id, ""), html)
    return shown


def _note(name: str) -> SafeString:
    told = _("The part “{name}” could not be shown just now.").format(name=name)
    return format_html('<span class="text-secondary">{}</span>', told)
