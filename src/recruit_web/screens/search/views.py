"""Where is that person, that position, that page? The box on every page, and the palette that opens over it.

While somebody types, only the first few are found, and nothing is counted: the Enter key asks for all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.requests import SignedInRequest
from recruit_web.shell import places, recent_records, show

_SHOWN = 6
_LONGEST = 100


@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    words = _words(request)
    if not request.htmx:
        return redirect(reverse("persons", query={"q": words}))
    if not words:
        return HttpResponse("")
    return render(request, "recruit_web/quick_results.html", _found(request, words))


def _words(request: SignedInRequest) -> str:
    return request.GET.get("q", "").strip()[:_LONGEST]


def _found(request: SignedInRequest, words: str) -> dict[str, Any]:
    persons = hiring.first_persons(teammate=request.user, query=words, limit=_SHOWN + 1)
    return {
        "words": words,
        "persons": persons[:_SHOWN],
        "has_more": len(persons) > _SHOWN,
        "positions": positions.first_positions(teammate=request.user, query=words, limit=_SHOWN),
    }


@dataclass(frozen=True)
class _Option:
    """One place to go to, or one thing to do."""

    label: str
    href: str
    icon: str
    note: str = ""


@require_safe
def palette(request: SignedInRequest) -> HttpResponse:
    """A dialog; without scripts a page with the same places. ``?part=found`` answers what was typed for alone.

    Pages and actions are sent with the dialog, which narrows them down itself: no letter asks for them again.
    """
    words = _words(request)
    found = _found_groups(request, words) if words else []
    if request.htmx and request.GET.get("part") == "found":
        return render(request, "recruit_web/palette_found.html", {"words": words, "found": found})
    groups = [(_("Actions"), _actions(request)), (_("Pages"), _pages(request))]
    if not request.htmx:
        fitting = [(name, _fitting(options, words)) for name, options in groups]
        context = {"words": words, "groups": [*found, *((name, those) for name, those in fitting if those)]}
        return show(request, "recruit_web/palette.html", context)
    recent = [_Option(each.name, each.href, each.icon) for each in recent_records(request)]
    context = {"groups": [(_("Recently opened"), recent), *groups] if recent else groups}
    return render(request, "recruit_web/palette_dialog.html", context)


def _found_groups(request: SignedInRequest, words: str) -> list[tuple[str, list[_Option]]]:
    """Named groups with something in them."""
    found = _found(request, words)
    persons = [
        _Option(each.full_name, reverse("person", args=[each.public_id]), "outline/user", each.headline)
        for each in found["persons"]
    ]
    roles = [
        _Option(
            each.name,
            reverse("position", args=[each.public_id]),
            "outline/briefcase",
            each.get_status_display(),
        )
        for each in found["positions"]
    ]
    everybody = _Option(
        _("All candidates for “{words}”").format(words=words),
        reverse("persons", query={"q": words}),
        "outline/search",
    )
    groups = [(_("Candidates"), persons), (_("Positions"), roles), (_("Search"), [everybody])]
    return [(name, options) for name, options in groups if options]


def _actions(request: SignedInRequest) -> list[_Option]:
    """What this teammate may begin from anywhere."""
    role = request.user.company_role
    offered = [
        (Capability.OPEN_POSITIONS, _("Open a position"), "open_position", "outline/plus"),
        (Capability.ADD_PERSONS, _("Add a candidate"), "add_person", "outline/user-plus"),
        (None, _("Keyboard shortcuts"), "shortcuts", "outline/keyboard"),
    ]
    return [
        _Option(label, reverse(name), icon)
        for capability, label, name, icon in offered
        if capability is None or company_role_allows(role, capability)
    ]


def _pages(request: SignedInRequest) -> list[_Option]:
    return [_Option(entry.label, entry.href, entry.icon) for entry in places(request)]


def _fitting(options: list[_Option], words: str) -> list[_Option]:
    """Each word occurs in the label."""
    asked = words.casefold().split()
    return [option for option in options if all(word in option.label.casefold() for word in asked)]
