"""Which conversations does somebody see? A seat its own, a member theirs, a colleague that they took place."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet

from linkedin_sandbox.world.ground.pages import Page, page_of
from linkedin_sandbox.world.models import MailMessage, MailStub, MailThread, Member, SeatHolder
from linkedin_sandbox.world.models.recruiting import PUBLIC
from linkedin_sandbox.world.people.people import Seat
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class ThreadRow:
    """One line of an inbox. ``latest`` is None where the reader may know of the conversation, not what it says."""

    thread: MailThread
    member: Member
    seat_member: Member
    latest: MailMessage | None
    unread: int


def threads_of_seat(
    *,
    seat: Seat,
    member: Member | None = None,
    text: str = "",
    only_unread: bool = False,
    cursor: str = "",
    limit: int = 25,
) -> Page[ThreadRow]:
    """The seat's own conversations (with one member, if named), the latest first.

    ``text``: only where every word of it stands in the subject, in a message or in the member's name.
    """
    threads = MailThread.objects.filter(seat_id=seat.holder.id)
    if member is not None:
        threads = threads.filter(member_id=member.id)
    for word in text.split():
        threads = threads.filter(_says(word))
    if only_unread:
        unread = MailMessage.objects.filter(thread_id=OuterRef("id"), read_at=None, is_from_member=True)
        threads = threads.filter(Exists(unread))
    return _rows(page_of(threads, by="latest_at", cursor=cursor, limit=limit), from_member=True)


def _says(word: str) -> Q:
    """Asked of each conversation of the one seat, so that no search goes through all members or messages."""
    named = Q(first_name__icontains=word) | Q(last_name__icontains=word)
    return (
        Q(subject__icontains=word)
        | Exists(Member.objects.filter(named, id=OuterRef("member_id")))
        | Exists(MailMessage.objects.filter(thread_id=OuterRef("id"), body__icontains=word))
    )


def threads_of_member(*, member: Member, cursor: str = "", limit: int = 25) -> Page[ThreadRow]:
    """The member's conversations with whatever seats, the latest first."""
    threads = MailThread.objects.filter(member_id=member.id)
    return _rows(page_of(threads, by="latest_at", cursor=cursor, limit=limit), from_member=False)


def threads_about(*, seat: Seat, member: Member, cursor: str = "", limit: int = 25) -> Page[ThreadRow]:
    """The member's InMails on this contract: the seat's own with text, colleagues' public ones without."""
    threads = MailThread.objects.filter(
        Q(seat_id=seat.holder.id) | Q(visibility=PUBLIC), member_id=member.id, contract_id=seat.contract.id
    )
    page = page_of(threads, by="latest_at", cursor=cursor, limit=limit)
    return _rows(page, from_member=True, readable_by=seat.holder.id)


def messages_of(*, thread: MailThread, cursor: str = "", limit: int = 50) -> Page[MailMessage]:
    """The conversation from its first message on."""
    messages = MailMessage.objects.filter(thread_id=thread.id)
    return page_of(messages, by="created_at", cursor=cursor, limit=limit, newest_first=False)


def thread_of_seat(*, seat: Seat, thread_id: int) -> MailThread:
    return _the_one(MailThread.objects.filter(id=thread_id, seat_id=seat.holder.id))


def thread_of_member(*, member: Member, thread_id: int) -> MailThread:
    return _the_one(MailThread.objects.filter(id=thread_id, member_id=member.id))


def thread_by_id(thread_id: int) -> MailThread:
    """Whoever's it is: for scripts."""
    return _the_one(MailThread.objects.filter(id=thread_id))


def unread_of_seat(seat: Seat) -> int:
    unread = MailMessage.objects.filter(read_at=None, is_from_member=True)
    return unread.filter(seat_id=seat.holder.id).count()


def unread_of_member(member: Member) -> int:
    unread = MailMessage.objects.filter(read_at=None, is_from_member=False)
    return unread.filter(member_id=member.id).count()


def shared_contact(thread: MailThread) -> MailStub | None:
    """What the member has shared with this seat, in whichever conversation."""
    return MailStub.objects.filter(seat_id=thread.seat_id, member_id=thread.member_id).first()


def _the_one(found: QuerySet[MailThread]) -> MailThread:
    thread = found.first()
    if thread is None:
        raise SandboxRefusal("You have no such conversation.")
    return thread


def _rows(page: Page[MailThread], *, from_member: bool, readable_by: int | None = None) -> Page[ThreadRow]:
    """``from_member``: unread is what the member wrote, because a seat looks."""
    threads = page.rows
    unread = _unread(threads, from_member=from_member)
    latest = _latest_messages(threads)
    holders = SeatHolder.objects.in_bulk({thread.seat_id for thread in threads})
    members = Member.objects.in_bulk(
        {thread.member_id for thread in threads} | {holder.member_id for holder in holders.values()}
    )
    rows = []
    for thread in threads:
        is_readable = readable_by in (None, thread.seat_id)
        rows.append(
            ThreadRow(
                thread=thread,
                member=members[thread.member_id],
                seat_member=members[holders[thread.seat_id].member_id],
                latest=latest[thread.id] if is_readable else None,
                unread=unread[thread.id] if is_readable else 0,
            )
        )
    return Page(rows, page.next)


def _unread(threads: Sequence[MailThread], *, from_member: bool) -> Counter[int]:
    ids = [thread.id for thread in threads]
    rows = MailMessage.objects.filter(thread_id__in=ids, read_at=None, is_from_member=from_member)
    return Counter(rows.values_list("thread_id", flat=True))


def _latest_messages(threads: Sequence[MailThread]) -> dict[int, MailMessage]:
    ids = [thread.id for thread in threads]
    grouped = MailMessage.objects.filter(thread_id__in=ids).values("thread_id").annotate(latest=Max("id"))
    messages = MailMessage.objects.in_bulk([row["latest"] for row in grouped])
    return {message.thread_id: message for message in messages.values()}


@dataclass(frozen=True)
class FirstMessage:
    """What the profile plugin shows of a conversation; ``body`` is empty for all but its sender."""

    thread: MailThread
    seat_member: Member
    body: str
    is_own: bool


def first_messages_about(*, seat: Seat, member: Member, limit: int = 10) -> list[FirstMessage]:
    """How the conversations with this member began: colleagues see who wrote and when, the sender also what."""
    rows = threads_about(seat=seat, member=member, limit=limit).rows
    own = [row.thread.id for row in rows if row.thread.seat_id == seat.holder.id]
    grouped = MailMessage.objects.filter(thread_id__in=own).values("thread_id").annotate(first=Min("id"))
    messages = MailMessage.objects.in_bulk([row["first"] for row in grouped])
    bodies = {message.thread_id: message.body for message in messages.values()}
    return [
        FirstMessage(
            thread=row.thread,
            seat_member=row.seat_member,
            body=bodies.get(row.thread.id, ""),
            is_own=row.thread.seat_id == seat.holder.id,
        )
        for row in rows
    ]
