"""What do exported candidates read once they have an e-mail address, and who could not be told?"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of
from recruit.privacy import selectors, services
from recruit.privacy.rules import PLACES
from recruit.privacy.selectors import Words
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN: Final = 50


class NoticeForm(forms.Form):
    is_on = forms.BooleanField(
        required=False,
        label=_("Tell candidates who came through a connected tool, once they have an e-mail address"),
        help_text=_(
            "Once for each candidate, from now on. Who applies on the careers site has been told there."
        ),
    )
    subject = forms.CharField(max_length=200, label=_("Subject"))
    text = forms.CharField(max_length=10_000, label=_("Text"), widget=forms.Textarea(attrs={"rows": 14}))


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: SignedInRequest) -> HttpResponse:
    """``?after=`` answers the next rows alone; ``preview`` shows how the words read and saves nothing."""
    selectors.require_configure(teammate=request.user)
    company_id = request.user.company_id
    only_failed, after = request.GET.get("show") == "failed", request.GET.get("after") or None
    page = selectors.notices_page(teammate=request.user, only_failed=only_failed, after=after, limit=_SHOWN)
    context: dict[str, Any] = {"page": page, "only_failed": only_failed}
    if request.method != "POST" and (after or request.htmx):
        return render(request, "recruit_web/notice_rows.html", context)
    words = selectors.notice_words(company_id=company_id)
    now = {
        "is_on": selectors.settings_of(company_id=company_id).notice_is_on,
        "subject": words.subject,
        "text": words.text,
    }
    form = NoticeForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        words = Words(form.cleaned_data["subject"], form.cleaned_data["text"])
        if "preview" not in request.POST:
            try:
                services.set_notice(company_id=company_id, actor=actor_of(request.user), **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(str(refusal.evidence.get("field") or "") or None, refusal.sentence)
            else:
                return go_to(request, reverse("notices", query={"saved": "1"}))
    context |= {
        "form": form,
        "places": PLACES.items(),
        "preview": selectors.notice_preview(company_id=company_id, words=words),
        "saved": "saved" in request.GET,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return show(request, "recruit_web/notices.html", context, status=status)


@require_POST
def try_again(request: SignedInRequest, notice_id: str) -> HttpResponse:
    services.try_notice_again(
        company_id=request.user.company_id, public_id=notice_id, actor=actor_of(request.user)
    )
    return done(request, gettext("It is tried again."), topics=["privacy"])
