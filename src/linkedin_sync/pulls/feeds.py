"""What is read, how many seats at a time, and what becomes of it? One row per feed of seats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from linkedin_client import errors
from linkedin_sync.enums import Feed
from linkedin_sync.mirror.contacts import keep_contacts
from linkedin_sync.mirror.keeping import Kept, keep_messages
from linkedin_sync.mirror.notes import keep_notes
from linkedin_sync.pulls.planning import MANNERS, Manner
from linkedin_sync.pulls.rules import Span, half_day_of

if TYPE_CHECKING:
    from linkedin_client import LinkedIn
    from linkedin_sync.models import Connection, Seat

#: Seats, InMail, stubs and notes have one limit of calls a day together (recruiter-prospect-interactions).
RECRUITER_DATA: Final = "recruiter_data"
#: Spans of shared contacts are not cut shorter than this.
_SHORTEST: Final = timedelta(hours=1)
_TICK: Final = timedelta(milliseconds=1)

Read = Callable[["LinkedIn", "Connection", Sequence["Seat"], Span], Iterator[Sequence[Any]]]
Keep = Callable[["Connection", Sequence["Seat"], Sequence[Any]], Kept]


@dataclass(frozen=True)
class SeatFeed:
    feed: Feed
    read: Read
    keep: Keep

    @property
    def manner(self) -> Manner:
        return MANNERS[self.feed]


def _read_inmail(
    linkedin: LinkedIn,
    connection: Connection,  # noqa: ARG001 -- the form of all feeds
    seats: Sequence[Seat],
    span: Span,
) -> Iterator[Sequence[Any]]:
    [seat] = seats
    return linkedin.conversation_events.pages(seat.urn, since=span.since, until=span.until)


def _keep_inmail(connection: Connection, seats: Sequence[Seat], records: Sequence[Any]) -> Kept:
    [seat] = seats
    return keep_messages(connection, seat, records, half_day_of=half_day_of)


def _read_notes(
    linkedin: LinkedIn, connection: Connection, seats: Sequence[Seat], span: Span
) -> Iterator[Sequence[Any]]:
    """LinkedIn's earlier bound is not in its span, ours is."""
    return linkedin.prospect_notes.pages(
        connection.contract_urn,
        owners=[seat.urn for seat in seats],
        since=span.since - _TICK,
        until=span.until - _TICK,
    )


def _keep_notes(connection: Connection, seats: Sequence[Seat], records: Sequence[Any]) -> Kept:
    return keep_notes(connection, seats, records, half_day_of=half_day_of)


def _read_contacts(
    linkedin: LinkedIn, connection: Connection, seats: Sequence[Seat], span: Span
) -> Iterator[Sequence[Any]]:
    """Beyond result 20,000 LinkedIn refuses: then fewer seats are asked for, then a shorter time."""
    try:
        return iter(
            list(
                linkedin.mail_stubs.pages(
                    connection.contract_urn,
                    owners=[seat.urn for seat in seats],
                    since=span.since,
                    until=span.until,
                )
            )
        )
    except errors.Invalid:
        if len(seats) > 1:
            halves = (seats[: len(seats) // 2], seats[len(seats) // 2 :])
            return chain.from_iterable(_read_contacts(linkedin, connection, each, span) for each in halves)
        middle = span.since + (span.until - span.since) / 2
        if middle - span.since < _SHORTEST:
            raise
        parts = (replace(span, until=middle), replace(span, since=middle))
        return chain.from_iterable(_read_contacts(linkedin, connection, seats, each) for each in parts)


def _keep_contacts(connection: Connection, seats: Sequence[Seat], records: Sequence[Any]) -> Kept:
    return keep_contacts(connection, seats, records, half_day_of=half_day_of)


SEAT_FEEDS: Final[Mapping[Feed, SeatFeed]] = {
    row.feed: row
    for row in (
        SeatFeed(Feed.INMAIL, _read_inmail, _keep_inmail),
        SeatFeed(Feed.NOTES, _read_notes, _keep_notes),
        SeatFeed(Feed.CONTACTS, _read_contacts, _keep_contacts),
    )
}
