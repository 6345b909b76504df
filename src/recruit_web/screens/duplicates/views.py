"""Which candidates may be one person, and what does a teammate say of them?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from recruit.company.enums import Capability
from recruit.company.rules import company_role_allows
from recruit.company.selectors import actor_of
from recruit.duplicates import selectors, services
from recruit_web.answers import done, go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def cases(request: SignedInRequest) -> HttpResponse:
    """The work list; with htmx only its rows."""
    after = request.GET.get("after") or None
    context = {
        "page": selectors.cases_page(teammate=request.user, after=after, limit=_SHOWN),
        "after": after,
        "scan": selectors.latest_scan(company_id=request.user.company_id),
        "may_look": company_role_allows(request.user.company_role, Capability.ADD_PERSONS),
    }
    if request.htmx:
        return render(request, "recruit_web/duplicates_list.html", context)
    return show(request, "recruit_web/duplicates.html", context)


@require_POST
def different(request: SignedInRequest, case_id: str) -> HttpResponse:
    """The pair is silent from now on; the pages that show it fetch themselves anew."""
    case = services.decide_different(
        company_id=request.user.company_id,
        public_id=case_id,
        reason=request.POST.get("reason", ""),
        actor=actor_of(request.user),
    )
    topics = ["duplicates", f"person:{case.first.public_id}", f"person:{case.second.public_id}"]
    said = _("Noted: {one} and {other} are different people.").format(
        one=case.first.full_name, other=case.second.full_name
    )
    if request.POST.get("next") == reverse("duplicates"):
        messages.success(request, said)
        return go_to(request, reverse("duplicates"))
    return done(request, said, topics=topics)


@require_POST
def look(request: SignedInRequest) -> HttpResponse:
    services.start_scan(company_id=request.user.company_id, actor=actor_of(request.user))
    return go_to(request, reverse("duplicates"))


@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    services.pause_scan(company_id=request.user.company_id, actor=actor_of(request.user))
    return go_to(request, reverse("duplicates"))


@require_POST
def resume(request: SignedInRequest) -> HttpResponse:
    services.resume_scan(company_id=request.user.company_id, actor=actor_of(request.user))
    return go_to(request, reverse("duplicates"))
