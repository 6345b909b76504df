"""Who was erased when, by whom, and is it done everywhere? Receipts, which name nobody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recruit.privacy import selectors
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def receipts(request: SignedInRequest) -> HttpResponse:
    """The newest first; ``?after=`` answers the next rows alone."""
    after = request.GET.get("after") or None
    page = selectors.receipts_page(teammate=request.user, after=after, limit=_SHOWN)
    context = {"page": page}
    if after or request.htmx:
        return render(request, "recruit_web/receipt_rows.html", context)
    return show(request, "recruit_web/receipts.html", context)


@require_safe
def receipt(request: SignedInRequest, receipt_id: str) -> HttpResponse:
    shown = selectors.receipt_by_public_id(teammate=request.user, public_id=receipt_id)
    context = {"shown": shown, "receipt": shown.receipt}
    if request.htmx:
        return render(request, "recruit_web/receipt_parts.html", context)
    return show(request, "recruit_web/receipt.html", context)
