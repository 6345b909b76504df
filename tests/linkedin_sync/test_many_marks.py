"""Many records differ: which go first, and what is told of how many there are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.people import hiring_company

from linkedin_sync import health
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import LANE_OF, ConnectionState, Lane, MarkKind, Priority
from linkedin_sync.models import Connection, Link, Mark, Receipt
from linkedin_sync.outbox.marks import mark_records
from linkedin_sync.outbox.reserving import (
    BATCH_SIZE,
    PLACES,
    has_due,
    has_due_deletions,
    has_free_due,
    is_of_deletions,
    release_orphans,
    reserve_batch,
)
from linkedin_sync.outbox.selectors import parked_page
from recruit.base import clock
from recruit.base.paging import CursorNotUnderstood, cursor_of
from recruit.base.tenancy import company_context


@pytest.fixture
def connection(db):
    cast = hiring_company()
    with company_context(cast.company.pk):
        yield Connection.objects.create(company=cast.company, state=ConnectionState.ENABLED)


def mark(connection, kind, keys, **more):
    mark_records(company_id=connection.company_id, connection_id=connection.pk, kind=kind, keys=keys, **more)


def taken(connection):
    batch = reserve_batch(connection_id=connection.pk)
    return (batch.lane, batch.is_backfill, [int(each.our_key) for each in batch.marks]) if batch else None


def test_what_changed_just_now_goes_before_history_and_each_in_the_order_of_its_lane(connection):
    mark(connection, MarkKind.POSITION, [1], priority=Priority.BACKFILL)
    mark(connection, MarkKind.PROCESS, [2])
    mark(connection, MarkKind.PERSON, [3])
    mark(connection, MarkKind.PERSON, [4], priority=Priority.BACKFILL)

    batches = [taken(connection) for _ in range(5)]

    assert batches == [
        (Lane.PERSON, False, [3]),
        (Lane.PROCESS, False, [2]),
        (Lane.POSITION, True, [1]),
        (Lane.PERSON, True, [4]),
        None,  # the others are reserved
    ]


def test_what_is_gone_here_goes_first_and_stays_so_whoever_marks_it_again(connection):
    mark(connection, MarkKind.PERSON, [1, 2])
    assert not has_due_deletions(connection_id=connection.pk)
    mark(connection, MarkKind.PROCESS, [3], tombstone=True)
    mark(connection, MarkKind.PROCESS, [3], priority=Priority.FOLLOWING)
    mark(connection, MarkKind.VISIBILITY_OF_TEAMMATE, [4])
    deletions = [place for place in PLACES if is_of_deletions(place)]

    assert has_due_deletions(connection_id=connection.pk)
    found = [reserve_batch(connection_id=connection.pk, places=deletions) for _ in range(3)]

    assert [each and (each.priority, each.lane) for each in found] == [
        (Priority.GONE, Lane.PROCESS),
        (Priority.LIVE, Lane.VISIBILITY),
        None,
    ]
    assert not found[0].is_backfill
    assert taken(connection) == (Lane.PERSON, False, [1, 2])


def test_no_more_is_taken_than_there_is_room_for_and_it_is_known_whether_more_may_wait(connection):
    mark(connection, MarkKind.PERSON, range(25), priority=Priority.BACKFILL)
    mark(connection, MarkKind.PROCESS, range(8))
    place = Priority.BACKFILL, Lane.PERSON

    batches = [reserve_batch(connection_id=connection.pk, sizes={place: 20}) for _ in range(3)]

    assert [(each.lane, len(each.marks), each.is_full) for each in batches] == [
        (Lane.PROCESS, 8, False),
        (Lane.PERSON, 20, True),
        (Lane.PERSON, 5, False),
    ]


def test_a_batch_is_those_that_have_been_due_longest(connection):
    mark(connection, MarkKind.PERSON, range(BATCH_SIZE + 20))
    Mark.objects.filter(our_key=str(BATCH_SIZE + 19)).update(not_before=clock.now() - timedelta(hours=1))

    first, second = taken(connection), taken(connection)

    assert (len(first[2]), len(second[2])) == (BATCH_SIZE, 20)
    assert BATCH_SIZE + 19 in first[2]
    assert not set(first[2]) & set(second[2])


def test_visibility_is_taken_as_a_whole(connection):
    mark(connection, MarkKind.VISIBILITY_OF_POSITION, range(150))

    assert len(taken(connection)[2]) == 150


def test_what_waits_for_tomorrow_and_what_is_parked_is_not_taken(connection):
    mark(connection, MarkKind.PERSON, [1, 2, 3])
    Mark.objects.filter(our_key="1").update(not_before=clock.now() + timedelta(days=1))
    Mark.objects.filter(our_key="2").update(parked_reason="permanent")

    assert has_due(connection_id=connection.pk)
    assert taken(connection) == (Lane.PERSON, False, [3])
    assert taken(connection) is None
    Mark.objects.filter(our_key="3").delete()
    assert not has_due(connection_id=connection.pk)
    assert not has_free_due(connection_id=connection.pk)


def test_what_a_dead_drain_had_reserved_is_due_again(connection):
    mark(connection, MarkKind.PERSON, [1])
    taken(connection)

    release_orphans(connection_id=connection.pk)

    assert taken(connection) == (Lane.PERSON, False, [1])


def test_parked_marks_are_paged_the_latest_parked_first(connection):
    mark(connection, MarkKind.PERSON, range(7))
    now = clock.now()
    for number, hours in enumerate([3, 1, 2, 2, 2, 5, 0]):
        Mark.objects.filter(our_key=str(number)).update(
            parked_reason="permanent", parked_at=now - timedelta(hours=hours)
        )
    Mark.objects.filter(our_key="6").update(parked_reason="", parked_at=None)

    seen, cursor = [], None
    while cursor is not None or not seen:
        page = parked_page(company_id=connection.company_id, cursor=cursor, limit=2)
        seen += [int(each.key) for each in page.rows]
        cursor = page.next_cursor

    assert seen == [1, 4, 3, 2, 0, 5]
    assert page.total == 6


def test_an_odd_cursor_of_parked_marks_is_refused(connection):
    for cursor in ("nonsense", cursor_of(3), cursor_of("yesterday", 3)):
        with pytest.raises(CursorNotUnderstood):
            parked_page(company_id=connection.company_id, cursor=cursor)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0"), (1234, "1,234"), (10_000, "10,000"), (10_001, "10,000+")]
)
def test_no_more_is_told_than_was_counted(number, text):
    assert health.told(number) == text


def test_health_counts_by_kind_and_no_further_than_a_person_reads(connection, monkeypatch):
    monkeypatch.setattr(health, "COUNT_LIMIT", 3)
    mark(connection, MarkKind.PERSON, range(9), priority=Priority.BACKFILL)
    mark(connection, MarkKind.VISIBILITY_OF_POSITION, [1])
    mark(connection, MarkKind.VISIBILITY_OF_TEAMMATE, [1, 2])
    mark(connection, MarkKind.POSITION, [1, 2])
    Mark.objects.filter(kind=MarkKind.POSITION, our_key="1").update(
        parked_reason="permanent", last_error="No"
    )
    Mark.objects.filter(kind=MarkKind.POSITION, our_key="2").update(last_error="Try later")
    for number in range(5):
        Link.objects.create(
            company_id=connection.company_id,
            connection=connection,
            kind="person",
            our_key=str(number),
            delivered_at=clock.now(),
        )

    found = health.overview(company_id=connection.company_id)

    assert [(each.kind, each.waiting_text, each.parked_text) for each in found.by_kind] == [
        ("position", "1", "1"),
        ("visibility_of_position", "1", "0"),
        ("visibility_of_teammate", "2", "0"),
        ("person", "3+", "0"),
    ]
    assert (found.waiting_text, found.parked, found.retrying, found.delivered_text) == ("3+", 1, 1, "3+")


def test_health_tells_how_long_the_oldest_has_waited(connection):
    now = clock.now()
    mark(connection, MarkKind.PERSON, [1, 2])
    mark(connection, MarkKind.VISIBILITY_OF_TEAMMATE, [3, 4])
    Mark.objects.filter(our_key="2").update(marked_at=now - timedelta(hours=5))
    Mark.objects.filter(our_key="4").update(marked_at=now - timedelta(hours=2))
    Mark.objects.filter(our_key="1").update(marked_at=now - timedelta(hours=9), parked_reason="permanent")

    found = health.overview(company_id=connection.company_id)

    assert round(found.oldest_waiting / timedelta(hours=1)) == 5
    assert round(found.permission_lag / timedelta(hours=1)) == 2


def test_health_of_a_company_without_a_connection_is_empty(connection):
    other = hiring_company("Bakers", domain="bakers.example").company
    mark(connection, MarkKind.PERSON, [1])
    with company_context(other.pk):
        found = health.overview(company_id=other.pk)

    assert (found.is_connected, found.waiting, found.by_kind, found.latest_receipt_at) == (False, 0, [], None)
    assert connection_of(company_id=connection.company_id) == connection


@pytest.mark.parametrize("number", [1, 30])
def test_a_look_at_the_health_costs_the_same_however_much_there_is(
    connection, number, django_assert_num_queries
):
    for kind in MarkKind:
        mark(connection, kind, range(number))
    Receipt.objects.bulk_create(
        Receipt(
            company_id=connection.company_id,
            connection=connection,
            event_id=str(each),
            signature_state="valid",
            expires_at=clock.now(),
            state="failed",
        )
        for each in range(number)
    )

    # The connection, the numbers, the integrations, the seats; four of the throttle.
    with django_assert_num_queries(9):
        found = health.overview(company_id=connection.company_id)

    assert (found.waiting, found.receipts_failed) == (number * len(LANE_OF), number)


def test_an_application_of_history_does_not_overtake_its_candidate(connection):
    mark(connection, MarkKind.PERSON, [1], priority=Priority.BACKFILL)
    mark(connection, MarkKind.PROCESS, [2], priority=Priority.BACKFILL)
    mark(connection, MarkKind.PROCESS, [3], priority=Priority.FOLLOWING)
    all_but_persons = [place for place in PLACES if place[1] is not Lane.PERSON]

    first = reserve_batch(connection_id=connection.pk, places=all_but_persons)
    second = reserve_batch(connection_id=connection.pk, places=all_but_persons)
    Mark.objects.filter(kind=MarkKind.PERSON).delete()
    third = reserve_batch(connection_id=connection.pk, places=all_but_persons)

    assert [each.our_key for each in first.marks] == ["3"]  # another matter's candidates are all there
    assert second is None
    assert [each.our_key for each in third.marks] == ["2"]
