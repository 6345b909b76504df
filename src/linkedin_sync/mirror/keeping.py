"""How does what LinkedIn told get into the mirror? Once, of members who came, and only what the organization may read.

LinkedIn tells a seat's private messages too, and does not document how it says so: what is not plainly for everybody in
the organization is not kept. Of members who did not come only a trace is left.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from linkedin_sync.enums import Feed
from linkedin_sync.mirror.members import Admitted, admitted_members, digest_of
from linkedin_sync.models import Connection, KnownMember, MailMessage, MailThread, Seat, Trace
from recruit.base import live

if TYPE_CHECKING:
    from linkedin_client import ConversationEvent

#: LinkedIn's words for what anyone in the organization may read (inbound.md 5 and 6; not documented, others are not).
FOR_EVERYBODY: Final = frozenset({"PUBLIC", "ORGANIZATION"})
_LONGEST_TEXT: Final = 50_000


@dataclass
class Kept:
    """What one span brought: when each seat was active last, and whose pages show something new."""

    active: dict[int, datetime] = field(default_factory=dict)
    person_public_ids: set[str] = field(default_factory=set)

    def note_activity(self, seat_id: int, at: datetime) -> None:
        self.active[seat_id] = max(at, self.active.get(seat_id, at))

    def tell(self, company_id: int) -> None:
        """Open pages of these persons ask again."""
        if self.person_public_ids:
            live.touch(company_id, [f"person:{each}" for each in sorted(self.person_public_ids)])


def clean(text: str) -> str:
    """As PostgreSQL can hold it."""
    return text.replace("\x00", "")[:_LONGEST_TEXT]


def leave_traces(connection: Connection, feed: Feed, found: Iterable[tuple[str, int, datetime]]) -> None:
    """``found``: member, seat and the beginning of the half day, of members of whom nothing may be kept.

    Whoever came and has closed the account leaves none: there is nothing to come back for.
    """
    traces = {
        (digest_of(connection_id=connection.pk, urn=urn), seat_id, since) for urn, seat_id, since in found
    }
    gone = KnownMember.objects.filter(
        connection=connection,
        digest__among=sorted({digest for digest, _, _ in traces}),
        closed_seen_at__isnull=False,
    )
    closed = set(gone.values_list("digest", flat=True)) if traces else set()
    Trace.objects.bulk_create(
        [
            Trace(
                company_id=connection.company_id,
                connection=connection,
                feed=feed,
                digest=digest,
                seat_id=seat_id,
                since=since,
            )
            for digest, seat_id, since in sorted(traces)
            if digest not in closed
        ],
        ignore_conflicts=True,
    )


# InMail


def member_of(event: ConversationEvent) -> str | None:
    """The other party: the author, or the first person among the recipients."""
    if event.author_person:
        return event.author_person
    return next((each for each in event.recipients if each.startswith("urn:li:person:")), None)


def keep_messages(
    connection: Connection,
    seat: Seat,
    events: Sequence[ConversationEvent],
    *,
    half_day_of: Callable[[datetime], datetime],
) -> Kept:
    """Runs inside the transaction that also moves the cursor."""
    kept = Kept()
    told = [(event, urn) for event in events if (urn := member_of(event))]
    admitted = admitted_members(
        company_id=connection.company_id, connection_id=connection.pk, urns=sorted({urn for _, urn in told})
    )
    for event, _ in told:
        kept.note_activity(seat.pk, event.sent_at)
    public = [(event, urn) for event, urn in told if event.visibility.upper() in FOR_EVERYBODY]
    _forget_messages(
        connection, [event.key for event, _ in told if event.visibility.upper() not in FOR_EVERYBODY]
    )
    leave_traces(
        connection,
        Feed.INMAIL,
        ((urn, seat.pk, half_day_of(event.sent_at)) for event, urn in public if urn not in admitted),
    )
    mine = [
        (event, admitted[urn])
        for event, urn in public
        if urn in admitted and admitted[urn].takes(event.sent_at)
    ]
    threads = _threads(connection, seat, mine)
    _store(connection, seat, mine, threads, kept)
    return kept


def _forget_messages(connection: Connection, keys: Collection[str]) -> None:
    """What was for everybody and is not any more."""
    if keys:
        MailMessage.objects.filter(connection=connection, key__among=list(keys)).delete()


def thread_key(event: ConversationEvent, seat: Seat, member: Admitted) -> str:
    return (event.thread_urn or f"{seat.urn}|{member.member_id}")[:300]


def _threads(
    connection: Connection, seat: Seat, mine: Sequence[tuple[ConversationEvent, Admitted]]
) -> dict[str, MailThread]:
    latest: dict[str, tuple[datetime, Admitted]] = {}
    for event, member in mine:
        key = thread_key(event, seat, member)
        if key not in latest or event.sent_at > latest[key][0]:
            latest[key] = (event.sent_at, member)
    MailThread.objects.bulk_create(
        [
            MailThread(
                company_id=connection.company_id,
                connection=connection,
                urn=key,
                member_id=member.member_id,
                seat=seat,
                latest_at=at,
            )
            for key, (at, member) in sorted(latest.items())
        ],
        ignore_conflicts=True,
    )
    threads = {
        row.urn: row for row in MailThread.objects.filter(connection=connection, urn__among=list(latest))
    }
    for key, (at, _) in latest.items():
        MailThread.objects.filter(pk=threads[key].pk, latest_at__lt=at).update(latest_at=at)
    return threads


def _store(
    connection: Connection,
    seat: Seat,
    mine: Sequence[tuple[ConversationEvent, Admitted]],
    threads: dict[str, MailThread],
    kept: Kept,
) -> None:
    rows: dict[str, MailMessage] = {}
    keys = {event.key[:300] for event, _ in mine}
    authors = _seats(connection, {event.author_seat or seat.urn for event, _ in mine})
    known = dict(
        MailMessage.objects.filter(connection=connection, key__among=sorted(keys)).values_list("key", "body")
    )
    for event, member in mine:
        key = event.key[:300]
        rows[key] = MailMessage(
            company_id=connection.company_id,
            connection=connection,
            thread=threads[thread_key(event, seat, member)],
            key=key,
            is_from_member=event.author_person is not None,
            seat_id=None if event.author_person else authors.get(event.author_seat or seat.urn),
            sent_at=event.sent_at,
            subject=clean(event.subject),
            body=clean(event.body),
        )
        if known.get(key) != rows[key].body:
            kept.person_public_ids.add(member.person_public_id)
    MailMessage.objects.bulk_create(
        [rows[key] for key in sorted(rows)],
        update_conflicts=True,
        unique_fields=["connection", "key"],
        update_fields=["subject", "body"],
    )


def _seats(connection: Connection, urns: Collection[str]) -> dict[str, int]:
    rows = Seat.objects.filter(connection=connection, urn__among=sorted(urns))
    return dict(rows.values_list("urn", "id"))
