"""Where is that person, or that position? The box on every page, over everything that the teammate may see."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from recruit.hiring import selectors as hiring
from recruit.positions import selectors as positions
from recruit_web.requests import SignedInRequest

_SHOWN = 6


@require_safe
def search(request: SignedInRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    if not request.htmx:
        return redirect(reverse("persons", query={"q": words}))
    if not words:
        return HttpResponse("")
    found = hiring.find_page(teammate=request.user, search=hiring.PersonSearch(query=words), limit=_SHOWN)
    context = {
        "words": words,
        "persons": found.page,
        "similar": found.similar[:_SHOWN] if not found.page.rows else (),
        "positions": positions.positions_page(teammate=request.user, query=words, limit=_SHOWN),
    }
    return render(request, "recruit_web/quick_results.html", context)
