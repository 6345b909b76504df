"""Which candidates were merged, how is a merge taken back, and whose is what came in between?"""

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
from recruit_web.answers import go_to
from recruit_web.requests import SignedInRequest
from recruit_web.shell import show

_SHOWN = 50


@require_safe
def merges(request: SignedInRequest) -> HttpResponse:
    after = request.GET.get("after") or None
    context = {
        "page": selectors.merges_page(teammate=request.user, after=after, limit=_SHOWN),
        "after": after,
    }
    if request.htmx:
        return render(request, "recruit_web/merges_list.html", context)
    return show(request, "recruit_web/merges.html", context)


@require_safe
def merge(request: SignedInRequest, merge_id: str) -> HttpResponse:
    """After it was taken back: what came in between, each with the word whose it is."""
    context = {
        "merge": selectors.visible_merge(teammate=request.user, public_id=merge_id),
        "parts": selectors.later_parts_of(teammate=request.user, public_id=merge_id),
        "may_assign": company_role_allows(request.user.company_role, Capability.UNMERGE_PERSONS),
    }
    return show(request, "recruit_web/merge.html", context)


@require_POST
def unmerge(request: SignedInRequest, merge_id: str) -> HttpResponse:
    done = services.unmerge_persons(
        company_id=request.user.company_id, merge_id=merge_id, actor=actor_of(request.user)
    )
    said = _("{one} and {other} are two candidates again.")
    messages.success(request, said.format(one=done.survivor.full_name, other=done.lost_name))
    return go_to(request, reverse("merge", args=[merge_id]))


@require_POST
def assign(request: SignedInRequest, merge_id: str, part_id: int) -> HttpResponse:
    services.assign_part(
        company_id=request.user.company_id,
        part_id=part_id,
        person_public_id=request.POST.get("person", ""),
        actor=actor_of(request.user),
    )
    return go_to(request, reverse("merge", args=[merge_id]))
