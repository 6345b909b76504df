"""Which keys are there? A page, or the same words in the dialog."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHORTCUTS = {
    _("Everywhere"): [
        ("/", _("Find a candidate or position")),
        (_("Ctrl K"), _("Go to any candidate, position or page, or begin something; on a Mac Cmd K")),
        ("g t", _("Go to my tasks")),
        ("g p", _("Go to positions")),
        ("g c", _("Go to candidates")),
        ("g o", _("Go to sources")),
        ("g r", _("Go to reports")),
        ("g d", _("Go to duplicates")),
        ("g s", _("Go to settings")),
        ("?", _("This list")),
        ("u", _("Undo, while the message is there")),
    ],
    _("On lists and boards"): [
        ("j", _("Next row or card")),
        ("k", _("Previous row or card")),
        ("← →", _("Previous or next column")),
        ("f", _("Search this list")),
        ("x", _("Choose the candidate of this row, for an action on several")),
        ("c", _("Add one")),
    ],
    _("On a card or a candidate's page"): [
        ("a", _("Advance to the next step")),
        ("m", _("Move to another step")),
        ("r", _("Reject")),
        ("h", _("Put on hold or resume")),
        ("n", _("Write a note")),
        ("t", _("Add a tag")),
        ("p", _("Add to a position")),
    ],
}


@require_safe
def shortcuts(request: SignedInRequest) -> HttpResponse:
    context = {"groups": _SHORTCUTS.items()}
    if request.htmx:
        return render(request, "recruit_web/shortcuts_dialog.html", context)
    return show(request, "recruit_web/shortcuts.html", context)
