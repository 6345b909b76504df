"""What waits for me? Steps to decide, and meetings to evaluate; each with what is done about it."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recruit.evaluation import selectors as evaluation
from recruit.hiring import selectors as hiring
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_ROWS = 25


@require_safe
def tasks(request: SignedInRequest) -> HttpResponse:
    context = {
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
