"""What can a member do here? Be anybody, say who may export the profile, see what ATSs know, and leave for good."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.console.filters import number_of, words_asked
from linkedin_sandbox.console.persona import as_member, member_of, page
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.console.templatetags.console import full_name
from linkedin_sandbox.world.models import Member
from linkedin_sandbox.world.people.closing import close_account, set_privacy
from linkedin_sandbox.world.people.people import members_by_ids, search_members
from linkedin_sandbox.world.people.personas import act_as_member
from linkedin_sandbox.world.recruiting.knowing import what_atss_know
from linkedin_sandbox.world.steering import clock

PAGE_SIZE = 24


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Any member, found by words; there are no passwords here."""
    if request.method == "POST":
        return _become_chosen(request)
    words = words_asked(request)
    after = number_of(request.GET.get("after", ""))
    found = search_members(words, after=after, limit=PAGE_SIZE)
    asked = {"q": words, "after": str(found.next_after or "")}
    return page(
        request,
        "choose_member",
        me=member_of(request),
        members=found.members,
        q=words,
        after=after,
        next_query=urlencode({name: value for name, value in asked.items() if value})
        if found.next_after
        else "",
    )


def _become_chosen(request: HttpRequest) -> HttpResponse:
    number = number_of(request.POST.get("member", ""))
    for member in members_by_ids([number] if number else []):
        act_as_member(request.session, member)
        return redirect("console:member_inbox")
    return redirect("console:choose_member")


@require_http_methods(["GET", "POST"])
@as_member
def privacy(request: HttpRequest, me: Member) -> HttpResponse:
    if request.method != "POST":
        return page(request, "member_privacy", me=me)
    set_privacy(member=me, exportable=request.POST.get("exportable") == "1")
    say(
        request,
        "Recruiters may export your profile." if me.exportable else "Recruiters may not export your profile.",
    )
    return redirect("console:member_privacy")


@require_http_methods(["GET", "POST"])
@as_member
def close(request: HttpRequest, me: Member) -> HttpResponse:
    """A page that says what happens; only with its box ticked the account is closed."""
    if request.method != "POST":
        return page(request, "member_close", me=me)
    if request.POST.get("sure") != "1":
        refused = page(request, "member_close", me=me, refused="Tick the box first: it cannot be undone.")
        refused.status_code = 422
        return refused
    close_account(member=me, now=clock.now_ms())
    say(
        request,
        f"{full_name(me)} has closed the account. ATSs that exported the profile learn of it when they ask.",
    )
    return redirect("console:choose_member")


@as_member
def known(request: HttpRequest, me: Member) -> HttpResponse:
    return page(request, "member_known", me=me, known=what_atss_know(me, now=clock.now_ms()))
