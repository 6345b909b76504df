"""Who changed which role, right or setting? For those who answer for the company."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.activity.selectors import audit_of_company
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def audit(request: SignedInRequest) -> HttpResponse:
    """The newest first; ``?before=`` answers the next rows alone."""
    before = request.GET.get("before") or None
    found = audit_of_company(teammate=request.user, before=before, limit=_SHOWN + 1)
    entries = found[:_SHOWN]
    context = {"entries": entries, "next_cursor": entries[-1].cursor if len(found) > _SHOWN else None}
    if before:
        return render(request, "recruit_web/audit_rows.html", context)
    return show(request, "recruit_web/audit.html", context)
