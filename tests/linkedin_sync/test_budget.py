"""What has been sent lately is counted in the database: late answers when they came, second tries as well."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.acts import a_known_process
from tests.linkedin_sync.jobs import run_jobs
from tests.linkedin_sync.scripted import Fault
from tests.people import hiring_company

from linkedin_sync.budget.rules import slot_of
from linkedin_sync.budget.services import (
    Granted,
    Refused,
    ask,
    close,
    count,
    count_as_answered,
    forget_slots,
    usage_of,
)
from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import BudgetDay, BudgetSlot, Connection
from recruit.base import clock
from recruit.base.tenancy import company_context

CANDIDATES = "/v2/atsCandidates"


@pytest.fixture
def connection(db):
    cast = hiring_company()
    with company_context(cast.company.pk):
        yield Connection.objects.create(
            company=cast.company, state=ConnectionState.ENABLED, minute_records=500
        )


def used(connection) -> int:
    return usage_of(connection=connection, resources=["candidates"])["candidates"].records


def asked(connection, records, **more):
    return ask(connection=connection, resource="candidates", records=records, **more)


def test_a_refusal_tells_how_much_there_is_room_for(connection):
    assert isinstance(asked(connection, 420), Granted)

    refused = asked(connection, 100)

    assert isinstance(refused, Refused)
    assert refused.room == 80
    assert used(connection) == 420


def test_what_came_late_counts_from_its_answer_on(connection):
    granted = asked(connection, 300)

    count_as_answered(
        connection=connection,
        resource="candidates",
        granted=granted,
        answers=[
            (timedelta(milliseconds=40), 100),
            (timedelta(milliseconds=700), 100),
            (timedelta(seconds=3), 100),
        ],
    )

    slots = dict(BudgetSlot.objects.values_list("slot", "records"))
    assert slots == {
        slot_of(granted.at): 100,
        slot_of(granted.at + timedelta(milliseconds=600)): 100,
        slot_of(granted.at + timedelta(milliseconds=2900)): 100,
    }
    assert used(connection) == 300


def test_what_nobody_had_granted_counts_even_above_the_limit(connection):
    count(connection=connection, resource="candidates", records=600, calls=600)

    assert used(connection) == 600
    assert isinstance(asked(connection, 1), Refused)
    assert BudgetDay.objects.get().calls == 600


def test_what_linkedin_closed_yesterday_stays_closed_past_midnight(connection):
    until = clock.now() + timedelta(seconds=40)
    close(connection=connection, resource="candidates", until=until)
    BudgetDay.objects.update(day=clock.now().date() - timedelta(days=1))

    assert asked(connection, 1) == Refused(until)


def test_what_is_out_of_the_minute_does_not_count_and_is_forgotten(connection):
    asked(connection, 500)
    BudgetSlot.objects.update(slot=clock.now() - timedelta(seconds=61))
    assert used(connection) == 0
    assert isinstance(asked(connection, 500), Granted)

    BudgetSlot.objects.order_by("slot").filter(slot__lt=clock.now() - timedelta(seconds=60)).update(
        slot=clock.now() - timedelta(minutes=6)
    )
    forget_slots(company_id=connection.company_id)

    assert BudgetSlot.objects.count() == 1


def test_a_batch_that_is_sent_one_by_one_is_counted_twice(scene):
    """LinkedIn counts the batch that it refused, and each record that was then sent by itself."""
    for name in ("Ann", "Ben", "Cleo"):
        a_known_process(scene, name)
    before = usage_of(connection=scene.connection, resources=["candidates"])["candidates"]
    scene.linkedin.faults.append(Fault(CANDIDATES, status=422))

    run_jobs()

    after = usage_of(connection=scene.connection, resources=["candidates"])["candidates"]
    assert after.records - before.records == 6
    assert after.calls_today - before.calls_today == 4
    assert len(scene.linkedin.keys(CANDIDATES)) == 3
