"""What is said in InMail, done by a script? ``at`` puts an act into the past, for a world that has a history."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere, identity, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import member_of, moment_of, seat_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    COUNT,
    ID,
    LIMIT,
    TEXT,
    list_of,
    one_of,
    open_record,
    record,
)
from linkedin_sandbox.world.models import MailMessage, MailThread
from linkedin_sandbox.world.models.recruiting import PRIVATE, PUBLIC
from linkedin_sandbox.world.people import people
from linkedin_sandbox.world.recruiting import mail, mailbox
from linkedin_sandbox.world.recruiting.mailbox import ThreadRow
from linkedin_sandbox.world.refusals import SandboxRefusal

_LIMIT = 25


def send_inmail(body: Body) -> dict[str, Any]:
    thread = mail.send_inmail(
        seat=seat_of(body),
        member=member_of(body),
        subject=str(body["subject"]),
        body=str(body["body"]),
        visibility=str(body.get("visibility", PUBLIC)),
        now=moment_of(body),
    )
    return _shown_thread(thread)


def inmails(body: Body) -> dict[str, Any]:
    """The inbox of a seat or of a member."""
    cursor, limit = str(body.get("cursor", "")), number(body, "limit", _LIMIT)
    if "seat" in body:
        member = member_of(body) if "member" in body else None
        page = mailbox.threads_of_seat(seat=seat_of(body), member=member, cursor=cursor, limit=limit)
    else:
        page = mailbox.threads_of_member(member=member_of(body), cursor=cursor, limit=limit)
    return {"inmails": [_shown_row(row) for row in page.rows], "next": page.next}


def inmail(body: Body, *, thread_id: str) -> dict[str, Any]:
    thread = _thread(thread_id)
    page = mailbox.messages_of(
        thread=thread, cursor=str(body.get("cursor", "")), limit=number(body, "limit", _LIMIT)
    )
    contact = mailbox.shared_contact(thread)
    return _shown_thread(thread) | {
        "messages": [_shown_message(message) for message in page.rows],
        "next": page.next,
        "asks_to_share": mail.asks_to_share(thread),
        "shared_contact": {"email": contact.email, "phone": contact.phone} if contact else None,
    }


def reply(body: Body, *, thread_id: str) -> dict[str, Any]:
    message = mail.reply(
        thread=_thread(thread_id),
        body=str(body["body"]),
        share_contact=bool(body.get("share_contact", False)),
        email=body.get("email"),
        phone=body.get("phone"),
        now=moment_of(body),
    )
    return _shown_message(message)


def follow_up(body: Body, *, thread_id: str) -> dict[str, Any]:
    thread = _thread(thread_id)
    seat = people.seat_by_id(thread.seat_id)
    message = mail.follow_up(seat=seat, thread=thread, body=str(body["body"]), now=moment_of(body))
    return _shown_message(message)


def decline(body: Body, *, thread_id: str) -> dict[str, Any]:
    return _shown_thread(mail.decline(thread=_thread(thread_id), now=moment_of(body)))


def _thread(thread_id: str) -> MailThread:
    try:
        return mailbox.thread_by_id(identity(thread_id))
    except SandboxRefusal:
        raise NotThere(f"There is no InMail {thread_id}.") from None


def _shown_thread(thread: MailThread) -> dict[str, Any]:
    return {
        "id": thread.id,
        "urn": thread.urn,
        "seat": thread.seat_id,
        "member": thread.member_id,
        "subject": thread.subject,
        "visibility": thread.visibility,
        "state": thread.state,
        "created_at": thread.created_at,
        "latest_at": thread.latest_at,
    }


def _shown_row(row: ThreadRow) -> dict[str, Any]:
    return _shown_thread(row.thread) | {"unread": row.unread}


def _shown_message(message: MailMessage) -> dict[str, Any]:
    return {
        "id": message.id,
        "thread": message.thread_id,
        "from": "member" if message.is_from_member else "seat",
        "body": message.body,
        "created_at": message.created_at,
    }


_WHOLE = {"type": "integer"}
_PAGED = {"cursor": TEXT, "limit": LIMIT}
_LONG = {"type": "string", "minLength": 1}
_SEEN_BY = one_of(PUBLIC, PRIVATE)
_THREAD = open_record(
    id=_WHOLE, urn=TEXT, seat=_WHOLE, member=_WHOLE, subject=TEXT, visibility=_SEEN_BY, state=TEXT, created_at=COUNT
)  # fmt: skip
_MESSAGE = open_record(id=_WHOLE, thread=_WHOLE, body=_LONG, created_at=COUNT)

CALLS = (
    ControlCall(
        "GET", "inmails", inmails,
        about="The conversations of a `seat` (with one `member`), or of a `member`, the latest first. "
        "`next` is the `cursor` of the following page.",
        takes=record(may={"seat": ID, "member": ID, **_PAGED}),
        answers=open_record(inmails=list_of(_THREAD), next=TEXT), refuses=True,
    ),
    ControlCall(
        "POST", "inmails", send_inmail,
        about="The seat begins a conversation with the member. `visibility`: PUBLIC (usual) or PRIVATE.",
        takes=record(
            must={"seat": ID, "member": ID, "subject": _LONG, "body": _LONG}, may={"visibility": _SEEN_BY, "at": COUNT}
        ),
        answers=_THREAD, refuses=True,
    ),
    ControlCall(
        "GET", "inmails/{thread_id}", inmail,
        about="One conversation from its first message on, and the contact data that was shared with the seat.",
        takes=record(may=_PAGED), answers=_THREAD, refuses=True,
    ),
    ControlCall(
        "POST", "inmails/{thread_id}/replies", reply,
        about="The member answers. `share_contact` only at the first reply to this seat: it makes the mail stub, with "
        "the profile's e-mail and phone or those named here.",
        takes=record(must={"body": _LONG}, may={"share_contact": BOOLEAN, "email": TEXT, "phone": TEXT, "at": COUNT}),
        answers=_MESSAGE, refuses=True,
    ),
    ControlCall(
        "POST", "inmails/{thread_id}/messages", follow_up,
        about="The recruiter writes again.",
        takes=record(must={"body": _LONG}, may={"at": COUNT}), answers=_MESSAGE, refuses=True,
    ),
    ControlCall(
        "POST", "inmails/{thread_id}/decline", decline,
        about="The member declines without a word.",
        takes=record(may={"at": COUNT}), answers=_THREAD, refuses=True,
    ),

)  # fmt: skip
