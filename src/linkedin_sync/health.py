"""How is the connection doing? One look for the settings page, in a constant number of queries.

Numbers are exact up to ``COUNT_LIMIT``; a larger one only says "more than that" (see ``told``).
"""

# ruff: noqa: S608 -- the statement is put together from this module's own constants; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection as database
from django.db.models import Count, Min, OuterRef, Q
from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop

from linkedin_sync.budget.selectors import Headroom, headroom_of
from linkedin_sync.budget.services import usage_of
from linkedin_sync.connections.selectors import IntegrationView, connection_of, integrations_of, is_in_plan
from linkedin_sync.enums import (
    AT_ONCE,
    LANE_OF,
    ConnectionState,
    Feed,
    Lane,
    MarkKind,
    NotesOutward,
    Priority,
)
from linkedin_sync.inbox.selectors import refused_exports
from linkedin_sync.models import Connection, Problem, PullCursor
from linkedin_sync.pulls.cursors import feeds_of, read_seats
from linkedin_sync.pulls.feeds import RECRUITER_DATA
from linkedin_sync.pulls.rules import LOOK_BACK
from linkedin_sync.seats.selectors import SeatCounts, seat_counts
from recruit.base import clock
from recruit.base.asking import asked_once
from recruit.base.paging import COUNT_LIMIT

if TYPE_CHECKING:
    from recruit.company.models import Teammate

_NOT_IN_PLAN: Final = gettext_noop(
    "LinkedIn is not in the company's plan. Whoever is erased is deleted there; nothing else is sent, nothing is read, "
    "and changes are kept."
)


@dataclass(frozen=True)
class Glance:
    """What any page tells of the connection; of refused exports those that the teammate may read, up to a hundred."""

    is_told_notes: bool = False
    refused_exports: int = 0
    open_problems: int = 0


def glance_at(*, teammate: Teammate, after_id: int = 0) -> Glance:
    """One query, once a page; ``after_id``: of refused exports the later ones."""

    def ask() -> Glance:
        refused = refused_exports(teammate=teammate, after_id=after_id).values("pk")
        problems = Problem.objects.filter(connection=OuterRef("pk"), over_at=None).values("pk")
        rows = Connection.objects.filter(company_id=teammate.company_id).values_list(
            "notes_outward", ArraySubquery(refused), ArraySubquery(problems)
        )
        for notes_outward, exports, open_problems in rows:
            return Glance(notes_outward == NotesOutward.YES, len(exports), len(open_problems))
        return Glance()

    return asked_once(("glance", teammate.pk, after_id), ask)


def told(number: int) -> str:
    """A count as a person reads it."""
    shown = number_format(min(number, COUNT_LIMIT), force_grouping=True)
    return shown if number <= COUNT_LIMIT else f"{shown}+"


@dataclass(frozen=True)
class KindCount:
    """How many records of one kind are on their way, and how many wait for a human."""

    kind: str
    label: str
    waiting: int
    parked: int

    @property
    def waiting_text(self) -> str:
        return told(self.waiting)

    @property
    def parked_text(self) -> str:
        return told(self.parked)


@dataclass(frozen=True)
class LaneLag:
    """How long the change that is next in a lane has waited; history, which is planned to take long, not counted."""

    label: str
    lag: timedelta


@dataclass(frozen=True)
class Health:
    """The truth of both sides. Lags are zero when nothing waits."""

    state: str
    state_label: str
    state_changed_at: datetime | None
    trouble: str
    is_paused: bool
    is_in_plan: bool
    organization_urn: str
    contract_urn: str
    integrations: list[IntegrationView]
    seats: SeatCounts
    #: Marks that are due or on their way, and how old the oldest of them is.
    waiting: int
    oldest_waiting: timedelta
    retrying: int
    parked: int
    by_kind: list[KindCount]
    delivered: int
    latest_delivery_at: datetime | None
    #: How long the oldest change of permissions has been on its way to LinkedIn (M-14).
    permission_lag: timedelta
    permissions_synced_at: datetime | None
    receipts_open: int
    receipts_failed: int
    latest_receipt_at: datetime | None
    exports_refused: int
    #: All that ever came; those that brought somebody and those that were refused.
    exports_received: int
    lanes: list[LaneLag]
    #: What LinkedIn's throttle has room for, by resource; empty without a connection.
    headroom: list[Headroom]
    #: Candidates whom LinkedIn takes for several members: a human has to choose.
    open_matches: int

    @property
    def is_connected(self) -> bool:
        return self.state != ConnectionState.NOT_CONNECTED

    @property
    def waiting_text(self) -> str:
        return told(self.waiting)

    @property
    def parked_text(self) -> str:
        return told(self.parked)

    @property
    def exports_received_text(self) -> str:
        return told(self.exports_received)

    @property
    def open_matches_text(self) -> str:
        return told(self.open_matches)

    @property
    def retrying_text(self) -> str:
        return told(self.retrying)

    @property
    def delivered_text(self) -> str:
        return told(self.delivered)


def overview(*, company_id: int) -> Health:
    connection = connection_of(company_id=company_id) or Connection(company_id=company_id)
    connection_id = connection.pk or 0  # not connected: nothing to count
    now = clock.now()
    numbers = _numbers(company_id, connection_id)
    by_kind = _by_kind(numbers)
    in_plan = not connection.pk or is_in_plan(company_id=company_id)
    return Health(
        state=connection.state,
        state_label=str(ConnectionState(connection.state).label),
        state_changed_at=connection.state_changed_at if connection.pk else None,
        trouble=gettext(connection.trouble or ("" if in_plan else _NOT_IN_PLAN)),
        is_paused=connection.paused_at is not None,
        is_in_plan=in_plan,
        organization_urn=connection.organization_urn,
        contract_urn=connection.contract_urn,
        integrations=integrations_of(company_id=company_id),
        seats=seat_counts(company_id=company_id),
        waiting=sum(each.waiting for each in by_kind),
        oldest_waiting=_age(numbers["oldest"], now),
        retrying=numbers["retrying"],
        parked=sum(each.parked for each in by_kind),
        by_kind=by_kind,
        delivered=numbers["delivered"],
        latest_delivery_at=numbers["latest_delivery"],
        permission_lag=_age(numbers["oldest_permission"], now),
        permissions_synced_at=connection.permissions_synced_at,
        receipts_open=numbers["receipts_open"],
        receipts_failed=numbers["receipts_failed"],
        latest_receipt_at=numbers["latest_receipt"],
        exports_refused=numbers["exports_refused"],
        exports_received=numbers["exports_received"],
        lanes=[LaneLag(str(lane.label), _lane_lag(numbers, lane, now)) for lane in Lane],
        headroom=headroom_of(connection=connection) if connection.pk else [],
        open_matches=numbers["open_matches"],
    )


def _age(since: datetime | None, now: datetime) -> timedelta:
    return max(now - since, timedelta(0)) if since else timedelta(0)


def _lane_lag(numbers: dict[str, Any], lane: Lane, now: datetime) -> timedelta:
    return max(_age(numbers[f"lane_{lane}_{priority}"], now) for priority in _OF_CHANGES)


def _by_kind(numbers: dict[str, Any]) -> list[KindCount]:
    """Only kinds of which something waits, in the order in which they are sent."""
    counts = [
        KindCount(
            kind.value,
            str(kind.label),
            sum(numbers[f"waiting_{kind}_{priority}"] for priority in Priority.values),
            numbers[f"parked_{kind}"],
        )
        for kind in sorted(MarkKind, key=lambda kind: (LANE_OF[kind], kind.value))
    ]
    return [each for each in counts if each.waiting or each.parked]


# Every number is read along an index of its own, in its order, and counting stops where a person would read no more
# of it: without an order PostgreSQL may take the table from its beginning, where quite other rows may lie.
_MARKS = "linkedin_sync_mark WHERE connection_id = %(connection)s AND parked_reason"
_LINKS = "linkedin_sync_link WHERE connection_id = %(connection)s AND delivered_at IS NOT NULL ORDER BY delivered_at"
_RECEIPTS = "linkedin_sync_receipt WHERE company_id = %(company)s"
_COUNTED = {
    **{
        f"waiting_{kind}_{priority}": (
            f"{_MARKS} = '' AND priority = {priority} AND lane = {LANE_OF[kind].value} AND kind = '{kind}' "
            "ORDER BY not_before"
        )
        for kind in MarkKind
        for priority in Priority.values
    },
    **{f"parked_{kind}": f"{_MARKS} <> '' AND kind = '{kind}' ORDER BY parked_at DESC" for kind in MarkKind},
    "retrying": f"{_MARKS} = '' AND NOT last_error = ''",
    "delivered": _LINKS,
    "receipts_open": (
        "linkedin_sync_receipt WHERE connection_id = %(connection)s AND state IN ('received', 'working') "
        "ORDER BY not_before"
    ),
    "receipts_failed": f"{_RECEIPTS} AND state IN ('failed', 'expired') ORDER BY id DESC",
    "open_matches": (
        "linkedin_sync_link WHERE connection_id = %(connection)s AND match_state = 'several' ORDER BY id"
    ),
    "exports_received": "linkedin_sync_export WHERE company_id = %(company)s ORDER BY id DESC",
    "exports_refused": (
        "linkedin_sync_export WHERE company_id = %(company)s AND outcome = 'refused' ORDER BY id DESC"
    ),
}
_OF_CHANGES = (*(priority.value for priority in AT_ONCE), Priority.FOLLOWING.value)
_FIRST = {
    **{
        f"lane_{lane}_{priority}": (
            f"marked_at FROM {_MARKS} = '' AND priority = {priority} AND lane = {lane} ORDER BY not_before"
        )
        for lane in Lane.values
        for priority in _OF_CHANGES
    },
    "oldest": f"marked_at FROM {_MARKS} = '' ORDER BY marked_at",
    "oldest_permission": (
        f"min(marked_at) FROM {_MARKS} = '' AND priority = ANY(%(priorities)s::int[]) "
        f"AND lane = {Lane.VISIBILITY.value}"
    ),
    "latest_delivery": f"delivered_at FROM {_LINKS} DESC",
    "latest_receipt": f"received_at FROM {_RECEIPTS} ORDER BY id DESC",
}
_NUMBERS = ", ".join(
    [
        *(f"(SELECT count(*) FROM (SELECT FROM {rows} LIMIT %(most)s) AS few)" for rows in _COUNTED.values()),
        *(f"(SELECT {rows} LIMIT 1)" for rows in _FIRST.values()),
    ]
)


def _numbers(company_id: int, connection_id: int) -> dict[str, Any]:
    """Counts up to one more than ``COUNT_LIMIT``, and moments; one query."""
    values: dict[str, Any] = {
        "company": company_id,
        "connection": connection_id,
        "priorities": list(Priority.values),
        "most": COUNT_LIMIT + 1,
    }
    with database.cursor() as cursor:
        cursor.execute(f"SELECT {_NUMBERS}", values)
        row = cursor.fetchone()
    return dict(zip([*_COUNTED, *_FIRST], row, strict=True))


@dataclass(frozen=True)
class FeedState:
    """How far one feed has been read, over all seats; ``going_back``: seats of which the past is still being read."""

    label: str
    is_on: bool
    seats: int
    #: Everything of every seat up to here; None if a seat has not been read yet.
    read_at: datetime | None
    going_back: int
    trouble: str


@dataclass(frozen=True)
class Reading:
    feeds: list[FeedState]
    calls_today: int
    day_calls: int
    look_back_days: int


def reading(*, connection: Connection) -> Reading:
    """What is read from LinkedIn, how old it is, and what it costs; a constant number of queries."""
    on = feeds_of(connection)
    usage = usage_of(connection=connection, resources=[RECRUITER_DATA])[RECRUITER_DATA]
    return Reading(
        feeds=[
            _feed_state(connection, feed, is_on=feed in on)
            for feed in (Feed.INMAIL, Feed.NOTES, Feed.CONTACTS)
        ],
        calls_today=usage.calls_today,
        day_calls=connection.day_calls,
        look_back_days=LOOK_BACK.days,
    )


def _feed_state(connection: Connection, feed: Feed, *, is_on: bool) -> FeedState:
    cursors = PullCursor.objects.filter(connection=connection, feed=feed, seat__in=read_seats(connection.pk))
    horizon = clock.now() - LOOK_BACK + timedelta(hours=1)
    found = cursors.aggregate(
        seats=Count("id"),
        unread=Count("id", filter=Q(asked_at__isnull=True)),
        oldest=Min("asked_at"),
        back=Count("id", filter=Q(read_since__gt=horizon)),
        trouble=Min("trouble", filter=~Q(trouble="")),
    )
    return FeedState(
        label=str(feed.label),
        is_on=is_on,
        seats=found["seats"],
        read_at=None if found["unread"] else found["oldest"],
        going_back=found["back"],
        trouble=(found["trouble"] or "") if is_on else "",
    )
