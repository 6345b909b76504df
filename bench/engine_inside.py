"""What does `bench.engine` do inside the product's own settings? Make a history, set limits, begin a backfill."""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta

import django

django.setup()

from config.demo import cast  # noqa: E402 -- after Django's set-up
from linkedin_sync.backfill.selectors import latest_backfill  # noqa: E402 -- after Django's set-up
from linkedin_sync.backfill.services import plan_backfill, start_backfill  # noqa: E402 -- after Django's set-up
from linkedin_sync.connections.selectors import connection_of  # noqa: E402 -- after Django's set-up
from linkedin_sync.enums import MarkKind, Priority  # noqa: E402 -- after Django's set-up
from linkedin_sync.models import Backfill, Connection, Link, Mark  # noqa: E402 -- after Django's set-up
from linkedin_sync.outbox.marks import defer_drain, mark_records  # noqa: E402 -- after Django's set-up
from recruit.base import clock  # noqa: E402 -- after Django's set-up
from recruit.base.actors import system_actor  # noqa: E402 -- after Django's set-up
from recruit.base.tenancy import company_context  # noqa: E402 -- after Django's set-up
from recruit.company.selectors import all_companies  # noqa: E402 -- after Django's set-up
from recruit.hiring.models import HiringProcess, ProcessStep  # noqa: E402 -- after Django's set-up
from recruit.people.models import ContactPoint, Person  # noqa: E402 -- after Django's set-up
from recruit.positions.models import Position  # noqa: E402 -- after Django's set-up

_ACTOR = system_actor("Bench")
_AT_ONCE = 5000


def grow(connection: Connection, persons: int, entries: int) -> dict[str, object]:
    """So many more persons, each with one process in progress that has entered ``entries`` steps."""
    positions = list(Position.objects.filter(status="open").order_by("id")[:40])
    for start in range(0, persons, _AT_ONCE):
        _grow_some(connection, positions, range(start, min(start + _AT_ONCE, persons)), entries)
    return {"persons": Person.objects.count(), "processes": HiringProcess.objects.count()}


def _grow_some(connection: Connection, positions: list[Position], numbers: range, entries: int) -> None:
    company_id, now = connection.company_id, clock.now()
    people = Person.objects.bulk_create(
        Person(
            company_id=company_id, first_name=f"Bench{number}", last_name="History",
            sort_name=f"history bench{number}",
        )
        for number in numbers
    )  # fmt: skip
    addresses = {person: f"bench{person.pk}@history.example" for person in people}
    ContactPoint.objects.bulk_create(
        ContactPoint(
            company_id=company_id, person=person, kind="email", value=address, normalized=address,
            is_primary=True, provenance="manual",
        )
        for person, address in addresses.items()
    )  # fmt: skip
    processes = HiringProcess.objects.bulk_create(
        HiringProcess(
            company_id=company_id, person=person, position=positions[person.pk % len(positions)],
            board_column="0001", current_step_order=entries, current_step_name=f"Step {entries}",
            started_at=now - timedelta(days=10),
        )
        for person in people
    )  # fmt: skip
    ProcessStep.objects.bulk_create(
        ProcessStep(
            company_id=company_id, process=process, name=f"Step {order}", type="administrative", order=order,
            state="current" if order == entries else "completed", entered_at=now - timedelta(days=10 - order),
        )
        for process in processes
        for order in range(1, entries + 1)
    )  # fmt: skip


def limits(connection: Connection, minute_records: int, day_calls: int) -> dict[str, object]:
    Connection.objects.filter(pk=connection.pk).update(minute_records=minute_records, day_calls=day_calls)
    return {}


def forget(connection: Connection) -> dict[str, object]:
    """As if nothing had ever been sent."""
    Backfill.objects.filter(connection=connection).delete()
    Mark.objects.filter(connection=connection).delete()
    Link.objects.filter(connection=connection).update(fingerprint="", parts={})
    return {}


def begin(connection: Connection) -> dict[str, object]:
    """A backfill of everything; ``began`` is when the button was pressed, in epoch seconds."""
    planned = plan_backfill(company_id=connection.company_id, actor=_ACTOR)
    began = time.time()
    start_backfill(company_id=connection.company_id, actor=_ACTOR)
    return {"planned": planned.planned, "expected_seconds": planned.expected_seconds, "began": began}


def progress(connection: Connection) -> dict[str, object]:
    view = latest_backfill(company_id=connection.company_id)
    assert view is not None
    return {"state": view.state, "percent": view.percent, "agrees": view.agrees}


def marks(connection: Connection, count: int) -> dict[str, object]:
    """So many marks of records that are not there: a queue to hold in hand, each of which costs a look and no call."""
    for start in range(0, count, 50_000):
        mark_records(
            company_id=connection.company_id,
            connection_id=connection.pk,
            kind=MarkKind.PERSON,
            keys=range(10**9 + start, 10**9 + min(start + 50_000, count)),
            priority=Priority.BACKFILL,
        )
    defer_drain(company_id=connection.company_id, connection_id=connection.pk)
    return {}


_STEPS = {
    "grow": grow,
    "limits": limits,
    "forget": forget,
    "begin": begin,
    "progress": progress,
    "marks": marks,
}


def main() -> None:
    step, numbers = _STEPS[sys.argv[1]], [int(number) for number in sys.argv[2:]]
    [company] = [one for one in all_companies() if one.name == cast.LUMEN]
    with company_context(company.pk):
        connection = connection_of(company_id=company.pk)
        assert connection is not None
        print(json.dumps(step(connection, *numbers), default=str))


if __name__ == "__main__":
    main()
