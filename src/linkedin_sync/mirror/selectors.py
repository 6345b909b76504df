"""What does the mirror hold about a candidate, and how much of it may this teammate read?

Who may see the candidate sees that there is correspondence; what it says is for those whom the connection's setting
names. The caller has asked ``hiring.selectors.visible_person`` before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from linkedin_sync.enums import BodiesFor, Feed, SeatState
from linkedin_sync.mirror.members import PROVIDER
from linkedin_sync.models import (
    Connection,
    KnownMember,
    MailMessage,
    MailThread,
    MirroredNote,
    PullCursor,
    Seat,
)
from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, cursor_of, moment_and_id_of, page_of
from recruit.people.selectors import identities_of

if TYPE_CHECKING:
    from recruit.company.models import Teammate
    from recruit.people.models import Person

UNKNOWN_AUTHOR = gettext_noop("A recruiter")
NO_SEAT = gettext_noop(
    "What it says is for teammates with a LinkedIn Recruiter seat, and none is mapped to you. An admin can map one, or "
    "open it to everybody who may see the candidate."
)


@dataclass(frozen=True)
class Sight:
    """One teammate before one candidate's correspondence. ``why_not`` is a sentence if the words stay hidden."""

    company_id: int
    member_ids: tuple[int, ...]
    person_name: str
    why_not: str
    syncs_inmail: bool
    syncs_notes: bool
    #: Since when the member's account is closed, as far as we have been told.
    closed_seen_at: datetime | None
    read_at: datetime | None

    @property
    def may_read(self) -> bool:
        return not self.why_not

    @property
    def is_known(self) -> bool:
        """Whether the candidate came through LinkedIn at all."""
        return bool(self.member_ids)


def sight_of(*, teammate: Teammate, person: Person) -> Sight:
    connection = Connection.objects.filter(company_id=teammate.company_id).first()
    members = _members(connection, person) if connection else []
    return Sight(
        company_id=teammate.company_id,
        member_ids=tuple(member.pk for member in members),
        person_name=person.full_name,
        why_not=_why_not(connection, teammate) if connection else _(NO_SEAT),
        syncs_inmail=bool(connection and connection.syncs_inmail),
        syncs_notes=bool(connection and connection.syncs_notes),
        closed_seen_at=next((each.closed_seen_at for each in members if each.closed_seen_at), None),
        read_at=_read_at(connection) if connection and members else None,
    )


def _members(connection: Connection, person: Person) -> list[KnownMember]:
    subjects = [
        identity.subject
        for identity in identities_of(person=person)
        if identity.provider == PROVIDER and identity.verified
    ]
    return list(KnownMember.objects.filter(connection=connection, urn__in=subjects).order_by("id"))


def _why_not(connection: Connection, teammate: Teammate) -> str:
    if connection.bodies_for == BodiesFor.VIEWERS:
        return ""
    seats = Seat.objects.filter(connection=connection, teammate_id=teammate.pk, state=SeatState.ACTIVE)
    return "" if seats.exists() else _(NO_SEAT)


def _read_at(connection: Connection) -> datetime | None:
    """Everything up to here has been read, for every seat."""
    cursors = PullCursor.objects.filter(
        connection=connection,
        feed__in=[Feed.INMAIL, Feed.NOTES],
        seat__state=SeatState.ACTIVE,
        seat__teammate__is_active=True,
    )
    found: datetime | None = cursors.aggregate(oldest=Min("asked_at"))["oldest"]
    return found


# InMail


@dataclass(frozen=True)
class MessageView:
    """One message; ``body`` is empty for whoever may not read it."""

    id: int
    is_from_member: bool
    author_name: str
    sent_at: datetime
    body: str


@dataclass(frozen=True)
class ThreadView:
    """A conversation with its latest messages, the oldest of them first; ``earlier`` continues before them."""

    id: int
    subject: str
    recruiter_name: str
    latest_at: datetime
    count: int
    messages: tuple[MessageView, ...]
    earlier: str | None


def threads_page(
    *, sight: Sight, after: str | None = None, limit: int = 5, messages: int = 10
) -> Page[ThreadView]:
    """Conversations by their latest message, newest first, each with its latest messages; four queries."""
    threads = MailThread.objects.filter(company_id=sight.company_id, member_id__in=sight.member_ids)
    count = threads.order_by()[: COUNT_LIMIT + 1].count()
    if after:
        at, row_id = moment_and_id_of(after)
        threads = threads.filter(Q(latest_at__lt=at) | Q(latest_at=at, id__lt=row_id))
    latest = Prefetch(
        "messages",
        _messages_newest_first(sight.company_id)[: messages + 1],
        to_attr="latest_messages",
    )
    rows = list(
        threads.select_related("seat__teammate")
        .order_by("-latest_at", "-id")
        .prefetch_related(latest)[: limit + 1]
    )
    counts = _message_counts(rows)
    views = [_thread(sight, row, counts.get(row.pk, 0), messages) for row in rows]
    return page_of(views, limit=limit, key=lambda view: (view.latest_at.isoformat(), view.id), count=count)


def _messages_newest_first(company_id: int) -> QuerySet[MailMessage]:
    rows = MailMessage.objects.filter(company_id=company_id)
    return rows.select_related("seat__teammate").order_by("-sent_at", "-id")


def _message_counts(threads: Sequence[MailThread]) -> dict[int, int]:
    rows = MailMessage.objects.filter(thread__in=[thread.pk for thread in threads])
    return dict(rows.values_list("thread_id").annotate(Count("id")))


def _thread(sight: Sight, row: MailThread, count: int, shown: int) -> ThreadView:
    found: list[MailMessage] = getattr(row, "latest_messages", [])
    subject = found[-1].subject if found else ""
    return ThreadView(
        id=row.pk,
        subject=(subject.removeprefix("Re: ") or _("Without a subject")) if sight.may_read else "",
        recruiter_name=name_on_seat(row.seat),
        latest_at=row.latest_at,
        count=count,
        messages=_shown(sight, found[:shown]),
        earlier=_cursor(found, shown),
    )


def earlier_messages(
    *, sight: Sight, thread_id: int, before: str, limit: int = 20
) -> tuple[tuple[MessageView, ...], str | None]:
    """The messages before that one, the oldest first, and where it goes on. Refuses with ``NotFound``."""
    mine = MailThread.objects.filter(
        company_id=sight.company_id, pk=thread_id, member_id__in=sight.member_ids
    )
    if not mine.exists():
        raise NotFound(_("There is no such conversation with this candidate."))
    at, row_id = moment_and_id_of(before)
    rows = _messages_newest_first(sight.company_id).filter(thread_id=thread_id)
    found = list(rows.filter(Q(sent_at__lt=at) | Q(sent_at=at, id__lt=row_id))[: limit + 1])
    return _shown(sight, found[:limit]), _cursor(found, limit)


def _cursor(found: Sequence[MailMessage], shown: int) -> str | None:
    if len(found) <= shown:
        return None
    last = found[shown - 1]
    return cursor_of(last.sent_at.isoformat(), last.pk)


def _shown(sight: Sight, newest_first: Iterable[MailMessage]) -> tuple[MessageView, ...]:
    views = [
        MessageView(
            id=row.pk,
            is_from_member=row.is_from_member,
            author_name=sight.person_name if row.is_from_member else name_on_seat(row.seat),
            sent_at=row.sent_at,
            body=row.body if sight.may_read else "",
        )
        for row in newest_first
    ]
    return tuple(reversed(views))


# Notes


@dataclass(frozen=True)
class NoteView:
    """One recruiter's note; ``text`` is empty for whoever may not read it, and of a deleted one."""

    id: int
    author_name: str
    written_at: datetime
    text: str
    is_edited: bool
    changed_at: datetime
    deleted_at: datetime | None


def notes_page(*, sight: Sight, after: str | None = None, limit: int = 10) -> Page[NoteView]:
    """Recruiters' notes about the candidate, the newest first; two queries."""
    notes = MirroredNote.objects.filter(company_id=sight.company_id, member_id__in=sight.member_ids)
    count = notes.order_by()[: COUNT_LIMIT + 1].count()
    if after:
        at, row_id = moment_and_id_of(after)
        notes = notes.filter(Q(written_at__lt=at) | Q(written_at=at, id__lt=row_id))
    rows = notes.select_related("seat__teammate").order_by("-written_at", "-id")[: limit + 1]
    views = [
        NoteView(
            id=row.pk,
            author_name=name_on_seat(row.seat),
            written_at=row.written_at,
            text=row.text if sight.may_read else "",
            is_edited=row.is_edited,
            changed_at=row.changed_at,
            deleted_at=row.deleted_at,
        )
        for row in rows
    ]
    return page_of(views, limit=limit, key=lambda view: (view.written_at.isoformat(), view.id), count=count)


def name_on_seat(seat: Seat | None) -> str:
    """As colleagues know them, else as LinkedIn does."""
    if seat is None:
        return _(UNKNOWN_AUTHOR)
    if seat.teammate is not None:
        return seat.teammate.full_name
    return f"{seat.first_name} {seat.last_name}".strip() or _(UNKNOWN_AUTHOR)


def seat_ids_to_ask(*, sight: Sight, teammate: Teammate) -> set[int]:
    """The seats that correspond with this candidate, and the reader's own."""
    threads = MailThread.objects.filter(company_id=sight.company_id, member_id__in=sight.member_ids)
    notes = MirroredNote.objects.filter(company_id=sight.company_id, member_id__in=sight.member_ids)
    own = Seat.objects.filter(company_id=sight.company_id, teammate_id=teammate.pk)
    rows = (threads.values_list("seat_id"), notes.values_list("seat_id"), own.values_list("id"))
    return {seat_id for found in rows for (seat_id,) in found.distinct()[:50] if seat_id is not None}


def copy_counts(*, company_id: int, subjects: Collection[str]) -> dict[str, int]:
    """How much of LinkedIn's is kept here about these members."""
    members = KnownMember.objects.filter(company_id=company_id, urn__in=subjects)
    return {
        gettext_noop("InMail messages"): MailMessage.objects.filter(thread__member__in=members).count(),
        gettext_noop("LinkedIn notes"): MirroredNote.objects.filter(member__in=members).count(),
        gettext_noop("LinkedIn members"): members.count(),
    }
