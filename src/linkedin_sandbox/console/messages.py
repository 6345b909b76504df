"""What does a recruiter write to members, and what comes back? The seat's InMail."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from linkedin_sandbox.console.filters import words_asked
from linkedin_sandbox.console.people import digest_of, member_or_404
from linkedin_sandbox.console.persona import again, as_recruiter, page
from linkedin_sandbox.console.profiles import profile_page
from linkedin_sandbox.console.saying import say
from linkedin_sandbox.console.templatetags.console import full_name
from linkedin_sandbox.world.models import MailThread
from linkedin_sandbox.world.people.people import Seat, member_by_id
from linkedin_sandbox.world.recruiting.mail import (
    DECLINED,
    LONGEST_BODY,
    LONGEST_SUBJECT,
    follow_up,
    mark_read,
    send_inmail,
)
from linkedin_sandbox.world.recruiting.mailbox import (
    messages_of,
    shared_contact,
    thread_of_seat,
    threads_about,
    threads_of_seat,
    unread_of_seat,
)
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock


@as_recruiter
def inbox(request: HttpRequest, seat: Seat) -> HttpResponse:
    text = words_asked(request)
    only_unread = request.GET.get("unread") == "1"
    cursor = request.GET.get("before", "")
    found = threads_of_seat(seat=seat, text=text, only_unread=only_unread, cursor=cursor)
    asked = {"q": text, "unread": "1" if only_unread else "", "before": found.next}
    return page(
        request,
        "inbox",
        seat=seat,
        rows=found.rows,
        q=text,
        only_unread=only_unread,
        unread=unread_of_seat(seat),
        cursor=cursor,
        next_query=urlencode({name: value for name, value in asked.items() if value}) if found.next else "",
    )


@require_http_methods(["GET", "POST"])
@as_recruiter
def conversation(request: HttpRequest, seat: Seat, thread_id: int) -> HttpResponse:
    thread = thread_of_seat(seat=seat, thread_id=thread_id)
    now = clock.now_ms()
    if request.method != "POST":
        mark_read(thread=thread, by_member=False, now=now)
        return _conversation(request, seat, thread)
    try:
        follow_up(seat=seat, thread=thread, body=request.POST.get("body", ""), now=now)
    except SandboxRefusal as refusal:
        return again(_conversation(request, seat, thread, refused=refusal.sentence))
    say(request, "Sent.")
    return redirect("console:conversation", thread_id)


def _conversation(request: HttpRequest, seat: Seat, thread: MailThread, *, refused: str = "") -> HttpResponse:
    return page(
        request,
        "conversation",
        seat=seat,
        thread=thread,
        longest=LONGEST_BODY,
        refused=refused,
        body=request.POST.get("body", ""),
        **said_in(thread, cursor=request.GET.get("after", "")),
    )


def said_in(thread: MailThread, *, cursor: str) -> dict[str, Any]:
    """What an open page asks for again, with the digest of what it shows now."""
    found = messages_of(thread=thread, cursor=cursor)
    shared = shared_contact(thread)
    return {
        "member": member_by_id(thread.member_id),
        "messages": found.rows,
        "after": cursor,
        "next_after": found.next,
        "is_declined": thread.state == DECLINED,
        "shared": shared,
        "seen": digest_of([message.id for message in found.rows], thread.state, shared and shared.id),
    }


@as_recruiter
def live(request: HttpRequest, seat: Seat, thread_id: int) -> HttpResponse:
    """The conversation as it stands, unless it is as the page has it."""
    thread = thread_of_seat(seat=seat, thread_id=thread_id)
    said = said_in(thread, cursor=request.GET.get("after", ""))
    if said["seen"] == request.GET.get("seen"):
        return HttpResponse(status=204)
    mark_read(thread=thread, by_member=False, now=clock.now_ms())
    return page(request, "conversation_said", seat=seat, thread=thread, **said)


@require_http_methods(["GET", "POST"])
@as_recruiter
def messages(request: HttpRequest, seat: Seat, member_id: int) -> HttpResponse:
    """On the profile: what was written with this member, and the form for an InMail."""
    member = member_or_404(member_id)
    refused = ""
    if request.method == "POST":
        try:
            thread = send_inmail(
                seat=seat,
                member=member,
                subject=request.POST.get("subject", ""),
                body=request.POST.get("body", ""),
                visibility=request.POST.get("visibility", ""),
                now=clock.now_ms(),
            )
        except SandboxRefusal as refusal:
            refused = refusal.sentence
        else:
            say(request, f"InMail sent to {full_name(member)}.")
            return redirect("console:conversation", thread.id)
    found = threads_about(seat=seat, member=member, cursor=request.GET.get("before", ""))
    shown = profile_page(
        request,
        seat,
        member,
        view="messages",
        rows=found.rows,
        next_before=found.next,
        refused=refused,
        typed=request.POST,
        longest_subject=LONGEST_SUBJECT,
        longest=LONGEST_BODY,
    )
    return again(shown) if refused else shown
