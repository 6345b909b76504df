"""What does an ATS read of InMail? The messages of one seat in a span of time, and contact data that was shared.

The names of the fields are our reading; the pages show only what there is.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/inmail-history
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/recruiter-prospect-interactions/inmail-stub-profiles
"""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.world.models import Application, MailMessage, MailStub, MailThread, Member, SeatHolder
from linkedin_sandbox.world.people.person_urns import person_urn


def conversation_events(
    application: Application,
    *,
    viewer: SeatHolder,
    since: int,
    until: int,
    thread_id: int | None,
    start: int,
    count: int,
) -> list[dict[str, Any]]:
    """Sent and received, ``since`` <= moment < ``until``, oldest first: what comes in later comes last."""
    rows = MailMessage.objects.filter(seat_id=viewer.id, created_at__gte=since, created_at__lt=until)
    if thread_id is not None:
        rows = rows.filter(thread_id=thread_id)
    messages = list(rows.order_by("created_at", "id")[start : start + count])
    threads = MailThread.objects.in_bulk({message.thread_id for message in messages})
    return [_event(application, viewer, message, threads[message.thread_id]) for message in messages]


def _event(
    application: Application, viewer: SeatHolder, message: MailMessage, thread: MailThread
) -> dict[str, Any]:
    person = person_urn(message.member_id, application.client_id)
    from_member = message.is_from_member
    return {
        "id": f"ev-{message.id}",
        "threadUrn": thread.urn,
        "author": {"member": person} if from_member else {"seat": viewer.urn},
        "recipients": [viewer.urn if from_member else person],
        "createdAt": message.created_at,
        "content": {
            "subject": f"Re: {thread.subject}" if from_member else thread.subject,
            "body": message.body,
        },
        "visibility": thread.visibility,
    }


def mail_stubs(
    application: Application,
    *,
    contract_id: int,
    owners: list[int],
    since: int | None,
    until: int | None,
    start: int,
    count: int,
) -> list[dict[str, Any]]:
    """``since`` <= moment < ``until``; without owners those of the whole contract."""
    rows = MailStub.objects.filter(contract_id=contract_id)
    if owners:
        rows = rows.filter(seat_id__in=owners)
    if since is not None:
        rows = rows.filter(created_at__gte=since)
    if until is not None:
        rows = rows.filter(created_at__lt=until)
    stubs = list(rows.order_by("created_at", "id")[start : start + count])
    members = Member.objects.in_bulk({stub.member_id for stub in stubs})
    return [_stub(application, stub, members[stub.member_id]) for stub in stubs]


def _stub(application: Application, stub: MailStub, member: Member) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": f"stub-{stub.id}",
        "contract": f"urn:li:contract:{stub.contract_id}",
        "owner": f"urn:li:seat:{stub.seat_id}",
        "created": stub.created_at,
        "member": person_urn(member.id, application.client_id),
        "firstName": member.first_name,
        "lastName": member.last_name,
        "profileUrl": member.profile_url,
    }
    shared = {"emailAddress": stub.email, "phoneNumber": stub.phone}
    return shown | {name: value for name, value in shared.items() if value}
