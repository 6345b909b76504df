"""May their data be kept? A candidate answers here by the signed link in our mail, without an account.

Opening the page changes nothing: programs that look through mail open links, too.
"""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from recruit.privacy import selectors, services
from recruit.privacy.enums import ConsentAnswer


@never_cache
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def your_data(request: HttpRequest, token: str) -> HttpResponse:
    answer = request.POST.get("answer", "")
    try:
        asked = selectors.request_behind(token=token)
        if request.method == "POST" and answer in ConsentAnswer.values:
            services.answer_request(token=token, answer=answer)
            return (
                _shown(request, asked, answer)
                if answer == ConsentAnswer.ERASE
                else redirect(reverse("your_data", args=[token]))
            )
    except selectors.AnswerLinkNotUsable as refusal:
        context = {"sentence": refusal.sentence}
        return render(request, "recruit_web/your_data_gone.html", context, status=HTTPStatus.GONE)
    return _shown(request, asked, asked.answer or "")


def _shown(request: HttpRequest, asked: selectors.AskedPerson, answer: str) -> HttpResponse:
    """After somebody asked to be erased there may be nothing behind the link any more: the answer itself says so."""
    return render(request, "recruit_web/your_data.html", {"asked": asked, "answer": answer})
