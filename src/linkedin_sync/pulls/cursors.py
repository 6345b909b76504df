"""Whose turn is it to be read? Cursors in the order in which they came due; each is pushed on before its work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Min, QuerySet

from linkedin_sync.budget.rules import next_day
from linkedin_sync.budget.services import usage_of
from linkedin_sync.enums import Feed, IntegrationStatus, SeatState
from linkedin_sync.models import Connection, Integration, KnownMember, PullCursor, Seat, Trace
from linkedin_sync.pulls import planning
from linkedin_sync.pulls.feeds import RECRUITER_DATA, SEAT_FEEDS
from linkedin_sync.pulls.planning import MANNERS, Activity, Asked, Manner, Pace, Waiting, wait_after_failure
from linkedin_sync.pulls.rules import Reach
from recruit.base import clock


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


@dataclass(frozen=True)
class _Schedule:
    """The planner's view of the table."""

    connection: Connection
    feeds: Sequence[Feed]

    def first_due(self, *, now: datetime) -> Waiting | None:
        first = due_cursors(self.connection, self.feeds, now=now).first()
        return Waiting(first.pk, Feed(first.feed)) if first else None

    def others_due(self, first: Waiting, *, until: datetime, most: int) -> Sequence[int]:
        others = due_cursors(self.connection, [first.feed], now=until).exclude(pk=first.id)
        return list(others.values_list("pk", flat=True)[:most])


@transaction.atomic
def next_turn(connection: Connection, feeds: Sequence[Feed]) -> list[PullCursor]:
    """Whose turn it is; pushed on, so that a crash is no loop."""
    now = clock.now()
    ids = planning.next_turn(_Schedule(connection, feeds), now=now)
    PullCursor.objects.filter(pk__in=ids).update(next_at=now + planning.TURN, attempts=F("attempts") + 1)
    return list(PullCursor.objects.filter(pk__in=ids).select_related("seat").order_by("id")) if ids else []


def next_due(connection: Connection, feeds: Sequence[Feed]) -> datetime | None:
    """When the next turn comes."""
    cursors = PullCursor.objects.filter(
        connection=connection, feed__in=feeds, seat__in=read_seats(connection.pk)
    )
    found: datetime | None = cursors.aggregate(next=Min("next_at"))["next"]
    return found


def pace_of(connection: Connection, feeds: Sequence[Feed]) -> Pace:
    """How LinkedIn's day stands for this connection; four queries."""
    now = clock.now()
    rows = PullCursor.objects.filter(
        connection=connection, feed__in=feeds, seat__in=read_seats(connection.pk)
    ).values_list("feed", "active_at", "usual_hours")
    activities: defaultdict[Feed, list[Activity]] = defaultdict(list)
    for feed, at, hours in rows:
        activities[Feed(feed)].append(Activity(at, hours))
    return planning.pace_of(
        [Asked(MANNERS[feed], activities[feed]) for feed in feeds],
        now=now,
        day_ends_at=next_day(now),
        day_calls=connection.day_calls,
        calls_today=usage_of(connection=connection, resources=[RECRUITER_DATA])[RECRUITER_DATA].calls_today,
    )


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


def activity_of(cursor: PullCursor) -> Activity:
    return Activity(cursor.active_at, cursor.usual_hours)


def learn(cursor: PullCursor, at: datetime) -> None:
    """Something happened on its seat then. The caller saves it."""
    activity = activity_of(cursor).happened(at)
    cursor.active_at, cursor.usual_hours = activity.active_at, list(activity.hours)


def reach_of(cursor: PullCursor, traced: Sequence[datetime] = ()) -> Reach:
    return Reach(cursor.read_since, cursor.read_until, traced)


def count_calls(manner: Manner, cursors: Sequence[PullCursor]) -> None:
    """One call is made for these viewers, where LinkedIn counts them."""
    if manner.viewers_calls is None:
        return
    now = clock.now()
    for cursor in cursors:
        cursor.called_at = [*planning.still_counted(cursor.called_at, now=now), now]
        cursor.save(update_fields=["called_at"])


@transaction.atomic
def rest(connection: Connection, cursors: Sequence[PullCursor], pace: Pace, left: planning.Left) -> None:
    """The turn is over: when the next one comes, the planner says."""
    now, feed = clock.now(), Feed(cursors[0].feed)
    rest = planning.rest_after(
        now=now,
        activity=planning.together(activity_of(cursor) for cursor in cursors),
        pace=pace,
        left=left,
        manner=MANNERS[feed],
        seats=PullCursor.objects.filter(connection=connection, feed=feed).count(),
    )
    for cursor in cursors:
        cursor.wait_seconds = int(rest.wait.total_seconds())
        cursor.asked_at = now if cursor.read_until >= now - planning.TURN else cursor.asked_at
        cursor.attempts, cursor.trouble = 0, ""
    PullCursor.objects.bulk_update(cursors, ["wait_seconds", "asked_at", "attempts", "trouble"])
    ids = [cursor.pk for cursor in cursors]
    # Whoever was asked for meanwhile (its turn pushed to now) keeps that.
    PullCursor.objects.filter(pk__in=ids, next_at__gt=now).update(next_at=rest.next_at)


@transaction.atomic
def hint(connection: Connection, feed: Feed, active: dict[int, datetime]) -> None:
    """Something happened on these seats: where that tells of InMail, it is read next."""
    inmail = PullCursor.objects.filter(connection=connection, feed=Feed.INMAIL, seat_id__in=list(active))
    for cursor in inmail.select_for_update(no_key=True).order_by("id") if active else ():
        at = active[cursor.seat_id or 0]
        if planning.hints(feed, at, read_until=cursor.read_until):
            learn(cursor, at)
            cursor.next_at = min(cursor.next_at, clock.now())
            cursor.save(update_fields=["active_at", "usual_hours", "next_at"])


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
