"""Whose turn is it to be read? Cursors in the order in which they came due; each is pushed on before its work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.db.models import F, QuerySet

from linkedin_sync.enums import Feed, IntegrationStatus, SeatState
from linkedin_sync.models import Connection, Integration, KnownMember, PullCursor, Seat, Trace
from linkedin_sync.pulls.feeds import SEAT_FEEDS
from linkedin_sync.pulls.rules import (
    Reach,
    stretched,
    wait_after_failure,
    wanted_calls_of,
    wanted_wait,
)
from recruit.base import clock

if TYPE_CHECKING:
    from linkedin_sync.pulls.feeds import SeatFeed

#: Whoever dies over a turn leaves it due again after so long.
_TURN: Final = timedelta(minutes=3)
#: What is read with others in one call comes a little early rather than alone.
_JOINS: Final = timedelta(seconds=45)


def read_seats(connection_id: int) -> QuerySet[Seat]:
    """Seats that are read: LinkedIn says that they are active, and an active teammate of ours sits on them."""
    return Seat.objects.filter(connection_id=connection_id, state=SeatState.ACTIVE, teammate__is_active=True)


def feeds_of(connection: Connection) -> list[Feed]:
    """The feeds of seats that are to be read now: what an admin has switched on, if LinkedIn's has, too."""
    is_open = Integration.objects.filter(
        connection=connection, type="CSA_API", status=IntegrationStatus.ENABLED
    ).exists()
    chosen = {Feed.INMAIL: connection.syncs_inmail, Feed.NOTES: connection.syncs_notes, Feed.CONTACTS: True}
    return [feed for feed, is_on in chosen.items() if is_on and is_open and feed in SEAT_FEEDS]


def _seats_without(connection: Connection, feed: Feed) -> QuerySet[Seat]:
    have = PullCursor.objects.filter(connection=connection, feed=feed, seat__isnull=False)
    return read_seats(connection.pk).exclude(pk__in=have.values("seat_id"))


def has_seat_without_cursor(connection: Connection, feeds: Sequence[Feed]) -> bool:
    return any(_seats_without(connection, feed).exists() for feed in feeds)


@transaction.atomic
def ensure_cursors(connection: Connection, feeds: Sequence[Feed]) -> None:
    """A seat that is newly mapped gets its cursors: from now on forward, and back through what was there before."""
    now = clock.now()
    for feed in feeds:
        PullCursor.objects.bulk_create(
            [
                PullCursor(
                    company_id=connection.company_id,
                    connection=connection,
                    feed=feed,
                    seat=seat,
                    read_since=now,
                    read_until=now,
                    next_at=now,
                )
                for seat in _seats_without(connection, feed)
            ],
            ignore_conflicts=True,
        )


def due_cursors(connection: Connection, feeds: Sequence[Feed], *, now: datetime) -> QuerySet[PullCursor]:
    return PullCursor.objects.filter(
        connection=connection,
        feed__in=feeds,
        next_at__lte=now,
        seat__in=read_seats(connection.pk),
    ).order_by("next_at", "id")


@transaction.atomic
def next_turn(connection: Connection, feeds: Sequence[Feed]) -> list[PullCursor]:
    """The cursor that has waited longest, and those read in the same call; pushed on, so that a crash is no loop."""
    now = clock.now()
    first = due_cursors(connection, feeds, now=now).first()
    if first is None:
        return []
    taken = [first]
    row = SEAT_FEEDS[Feed(first.feed)]
    if row.seats_per_call > 1:
        others = due_cursors(connection, [Feed(first.feed)], now=now + _JOINS).exclude(pk=first.pk)
        taken += list(others[: row.seats_per_call - 1])
    ids = [cursor.pk for cursor in taken]
    PullCursor.objects.filter(pk__in=ids).update(next_at=now + _TURN, attempts=F("attempts") + 1)
    return list(PullCursor.objects.filter(pk__in=ids).select_related("seat").order_by("id"))


def traces_of(connection: Connection, cursors: Sequence[PullCursor]) -> dict[int, dict[datetime, list[int]]]:
    """By seat and half day, the traces of members who have come since."""
    found: dict[int, dict[datetime, list[int]]] = defaultdict(lambda: defaultdict(list))
    if not cursors:
        return found
    came = KnownMember.objects.filter(connection=connection, closed_seen_at__isnull=True)
    rows = Trace.objects.filter(
        connection=connection,
        feed=cursors[0].feed,
        seat_id__in=[cursor.seat_id for cursor in cursors],
        digest__in=came.values("digest"),
    )
    for trace_id, seat_id, since in rows.values_list("id", "seat_id", "since"):
        found[seat_id][since].append(trace_id)
    return found


def reach_of(cursor: PullCursor, traced: Sequence[datetime] = ()) -> Reach:
    return Reach(cursor.read_since, cursor.read_until, traced)


@transaction.atomic
def rest(connection: Connection, row: SeatFeed, cursors: Sequence[PullCursor], *, has_more: bool) -> None:
    """The turn is over; the next one comes soon while there is more to read, else as the seat's activity wants it."""
    now = clock.now()
    active_at = max((cursor.active_at for cursor in cursors if cursor.active_at), default=None)
    wait = wanted_wait(now=now, active_at=active_at)
    for cursor in cursors:
        cursor.wait_seconds = int(wait.total_seconds())
        cursor.asked_at = now if cursor.read_until >= now - _TURN else cursor.asked_at
        cursor.attempts, cursor.trouble = 0, ""
    PullCursor.objects.bulk_update(cursors, ["wait_seconds", "asked_at", "attempts", "trouble"])
    if has_more:
        # LinkedIn takes twelve calls a minute for one viewer; what takes many seats per call has no such limit.
        wait = timedelta(seconds=61 if row.seats_per_call == 1 else 2)
    elif row.seats_per_call == 1:
        wait = stretched(wait, wanted_calls=_wanted_calls(connection), day_calls=connection.day_calls)
    ids = [cursor.pk for cursor in cursors]
    # Whoever was asked for meanwhile (its turn pushed to now) keeps that.
    PullCursor.objects.filter(pk__in=ids, next_at__gt=now).update(next_at=now + wait)


def _wanted_calls(connection: Connection) -> float:
    waits = PullCursor.objects.filter(
        connection=connection, feed=Feed.INMAIL, seat__in=read_seats(connection.pk)
    ).values_list("wait_seconds", flat=True)
    return sum(wanted_calls_of(seconds) for seconds in waits)


@transaction.atomic
def try_later(cursors: Sequence[PullCursor], *, trouble: str, at: datetime | None = None) -> None:
    """What went wrong stands on the screen; it is tried again."""
    now = clock.now()
    for cursor in cursors:
        PullCursor.objects.filter(pk=cursor.pk).update(
            trouble=trouble[:1000], next_at=at or now + wait_after_failure(cursor.attempts)
        )


@transaction.atomic
def hold(cursors: Sequence[PullCursor], *, until: datetime) -> None:
    """There is no room in LinkedIn's throttle: it is nobody's fault, and they keep their order."""
    ids = [cursor.pk for cursor in cursors]
    PullCursor.objects.filter(pk__in=ids).update(next_at=until, attempts=0)
