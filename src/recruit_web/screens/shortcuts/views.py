"""Which keys are there? A page, or the same words in the dialog."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHORTCUTS = {
    "Everywhere": [
        ("/", "Find a candidate or position"),
        ("Ctrl K", "Go to any candidate, position or page, or begin something; on a Mac Cmd K"),
        ("g t", "Go to my tasks"),
        ("g p", "Go to positions"),
        ("g c", "Go to candidates"),
        ("g o", "Go to sources"),
        ("g r", "Go to reports"),
        ("g d", "Go to duplicates"),
        ("g s", "Go to settings"),
        ("?", "This list"),
        ("u", "Undo, while the message is there"),
    ],
    "On lists and boards": [
        ("j", "Next row or card"),
        ("k", "Previous row or card"),
        ("← →", "Previous or next column"),
        ("f", "Search this list"),
        ("x", "Choose the candidate of this row, for an action on several"),
        ("c", "Add one"),
    ],
    "On a card or a candidate's page": [
        ("a", "Advance to the next step"),
        ("m", "Move to another step"),
        ("r", "Reject"),
        ("h", "Put on hold or resume"),
        ("n", "Write a note"),
        ("t", "Add a tag"),
        ("p", "Add to a position"),
    ],
}


@require_safe
def shortcuts(request: SignedInRequest) -> HttpResponse:
    context = {"groups": _SHORTCUTS.items()}
    if request.htmx:
        return render(request, "recruit_web/shortcuts_dialog.html", context)
    return show(request, "recruit_web/shortcuts.html", context)
