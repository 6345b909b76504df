"""How does a member answer a recruiter? In the conversation, with contact data or without, or not at all."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from linkedin_sandbox.console.messages import said_in
from linkedin_sandbox.console.persona import again, as_member, page
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.world.models import MailThread, Member
from linkedin_sandbox.world.people.people import seat_by_id
from linkedin_sandbox.world.recruiting.mail import (
    LONGEST_BODY,
    OPEN,
    asks_to_share,
    decline,
    mark_read,
    reply,
)
from linkedin_sandbox.world.recruiting.mailbox import thread_of_member, threads_of_member
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

SHARED, NOT_SHARED = "1", "0"


@as_member
def inbox(request: HttpRequest, me: Member) -> HttpResponse:
    cursor = request.GET.get("before", "")
    found = threads_of_member(member=me, cursor=cursor)
    return page(request, "member_inbox", me=me, rows=found.rows, cursor=cursor, next_before=found.next)


@require_http_methods(["GET", "POST"])
@as_member
def conversation(request: HttpRequest, me: Member, thread_id: int) -> HttpResponse:
    thread = thread_of_member(member=me, thread_id=thread_id)
    if request.method != "POST":
        mark_read(thread=thread, by_member=True, now=clock.now_ms())
        return _conversation(request, me, thread)
    try:
        _answer(request, thread)
    except SandboxRefusal as refusal:
        return again(_conversation(request, me, thread, refused=refusal.sentence))
    return redirect("console:member_conversation", thread_id)


def _answer(request: HttpRequest, thread: MailThread) -> None:
    share = request.POST.get("share", "")
    if asks_to_share(thread) and share not in (SHARED, NOT_SHARED):
        raise SandboxRefusal("Choose first whether to share your contact details.")
    reply(
        thread=thread,
        body=request.POST.get("body", ""),
        share_contact=share == SHARED,
        email=request.POST.get("email") if share == SHARED else None,
        phone=request.POST.get("phone") if share == SHARED else None,
        now=clock.now_ms(),
    )
    say(request, "Sent with your contact details." if share == SHARED else "Sent.")


def _conversation(request: HttpRequest, me: Member, thread: MailThread, *, refused: str = "") -> HttpResponse:
    return page(
        request,
        "member_conversation",
        me=me,
        thread=thread,
        recruiter=seat_by_id(thread.seat_id),
        asks=asks_to_share(thread),
        can_decline=thread.state == OPEN,
        email=request.POST.get("email", me.email),
        phone=request.POST.get("phone", me.phone),
        share=request.POST.get("share", ""),
        longest=LONGEST_BODY,
        refused=refused,
        body=request.POST.get("body", ""),
        **said_in(thread, cursor=request.GET.get("after", "")),
    )


@as_member
def live(request: HttpRequest, me: Member, thread_id: int) -> HttpResponse:
    """The conversation as it stands, unless it is as the page has it."""
    thread = thread_of_member(member=me, thread_id=thread_id)
    said = said_in(thread, cursor=request.GET.get("after", ""))
    if said["seen"] == request.GET.get("seen"):
        return HttpResponse(status=204)
    mark_read(thread=thread, by_member=True, now=clock.now_ms())
    recruiter = seat_by_id(thread.seat_id)
    return page(request, "member_conversation_said", me=me, thread=thread, recruiter=recruiter, **said)


@require_POST
@as_member
def say_no(request: HttpRequest, me: Member, thread_id: int) -> HttpResponse:
    decline(thread=thread_of_member(member=me, thread_id=thread_id), now=clock.now_ms())
    say(request, "Declined. The recruiter cannot write again unless you answer.")
    return redirect("console:member_conversation", thread_id)
