"""What waits for me? Notes that mention me, steps to decide, meetings to evaluate; each with what is done about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from recruit.evaluation import selectors as evaluation
from recruit.hiring import selectors as hiring
from recruit.hiring import services
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_ROWS = 25


@require_safe
def tasks(request: SignedInRequest) -> HttpResponse:
    context = {
        "mentions": hiring.mentions_of(
            teammate=request.user, before=request.GET.get("mentions_before") or None, limit=_ROWS
        ),
        "steps": hiring.steps_waiting_for(
            teammate=request.user, after=request.GET.get("after") or None, limit=_ROWS
        ),
        "meetings": evaluation.interviews_to_evaluate(
            teammate=request.user, after=request.GET.get("meetings_after") or None, limit=_ROWS
        ),
        "after": request.GET.get("after", ""),
        "meetings_after": request.GET.get("meetings_after", ""),
    }
    return show(request, "recruit_web/tasks.html", context)


@require_POST
def read_mentions(request: SignedInRequest) -> HttpResponse:
    """All of them."""
    services.read_mentions(teammate=request.user)
    return redirect("tasks")
