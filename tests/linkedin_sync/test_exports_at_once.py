"""What if it happens at the same moment? Two workers, one human being: one person, whatever the order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, transaction
from tests.linkedin_sync.acts import a_known_process, exported, push
from tests.linkedin_sync.jobs import run_jobs
from tests.people import SETTING_UP, a_position

from linkedin_sync.models import Export, Mark, Receipt
from linkedin_sync.tasks import drain, work_receipt
from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess
from recruit.people.models import ExternalIdentity, Person
from recruit.people.services import update_person
from recruit.sources.models import Source, SourceContact


def at_once(*acts: Callable[[], None]) -> None:
    """All acts in threads of their own that begin together; what one of them raises is raised here."""
    begin = threading.Barrier(len(acts))

    def run(act: Callable[[], None]) -> None:
        begin.wait(10)
        try:
            act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        for future in [threads.submit(run, act) for act in acts]:
            future.result(30)


def test_two_exports_of_one_person_to_two_positions_are_one_person_with_two_processes(scene):
    exported(scene, "req-1")
    exported(scene, "req-2", to=a_position(scene.cast, "Plumber"))
    receipts = [_pushed(scene, "req-1"), _pushed(scene, "req-2")]

    at_once(*[_working(scene, receipt) for receipt in receipts])

    assert (Person.objects.count(), ExternalIdentity.objects.count(), HiringProcess.objects.count()) == (
        1,
        1,
        2,
    )
    assert (Source.objects.count(), SourceContact.objects.count()) == (1, 1)
    assert sorted(Export.objects.values_list("outcome", flat=True)) == ["attached", "created"]


def test_two_exports_of_one_person_to_one_position_are_one_process_and_one_refusal(scene):
    exported(scene, "req-1")
    exported(scene, "req-2")
    receipts = [_pushed(scene, "req-1"), _pushed(scene, "req-2")]

    at_once(*[_working(scene, receipt) for receipt in receipts])

    assert (Person.objects.count(), HiringProcess.objects.count()) == (1, 1)
    assert sorted(Export.objects.values_list("outcome", flat=True)) == ["created", "refused"]


def test_one_receipt_worked_by_two_workers_is_worked_once(scene):
    exported(scene, "req-1")
    receipt = _pushed(scene, "req-1")

    at_once(_working(scene, receipt), _working(scene, receipt))

    assert (Person.objects.count(), HiringProcess.objects.count(), Export.objects.count()) == (1, 1, 1)


def test_the_same_push_twice_at_once_is_one_receipt(scene):
    at_once(lambda: _assert_ok(push(scene, "req-1")), lambda: _assert_ok(push(scene, "req-1")))

    assert Receipt.objects.count() == 1


def test_two_drains_and_a_change_lose_nothing(scene):
    exported(scene, "req-1")
    push(scene, "req-1")
    run_jobs()
    person = Person.objects.get()

    def rename() -> None:
        with company_context(scene.company_id):
            update_person(person=person, changes={"first_name": "Renamed"}, actor=SETTING_UP)
        drain(company_id=scene.company_id, connection_id=scene.connection.pk)

    at_once(rename, lambda: drain(company_id=scene.company_id, connection_id=scene.connection.pk))
    run_jobs()

    [candidate] = scene.linkedin.held("/v2/atsCandidates", "atsCandidateId", person.public_id)
    assert candidate["firstName"] == "Renamed"
    assert not Mark.objects.exists()


def test_a_change_that_holds_a_mark_while_it_is_settled_is_never_the_one_that_fails(scene):
    """The drain gives way: PostgreSQL would else break a deadlock at the expense of a person's transaction."""
    first, second = a_known_process(scene, "First").person, a_known_process(scene, "Second").person
    marked, answered = threading.Event(), threading.Event()
    original = scene.linkedin._batch

    def when_both_are_on_the_way(verb, path, body, keys, failing):
        if path == "/v2/atsCandidates" and not marked.is_set():
            answered.set()
            assert marked.wait(10)
        return original(verb, path, body, keys, failing)

    scene.linkedin._batch = when_both_are_on_the_way

    def change_one_and_then_the_other() -> None:
        assert answered.wait(10)
        with company_context(scene.company_id), transaction.atomic():
            update_person(person=second, changes={"headline": "Changed"}, actor=SETTING_UP)
            marked.set()
            _wait_until_somebody_waits_for_a_lock()
            update_person(person=first, changes={"headline": "Changed"}, actor=SETTING_UP)

    at_once(
        change_one_and_then_the_other,
        lambda: drain(company_id=scene.company_id, connection_id=scene.connection.pk),
    )
    run_jobs()

    held = scene.linkedin.records["/v2/atsCandidates"].values()
    assert [candidate["currentJobTitle"] for candidate in held] == ["Changed", "Changed"]
    assert not Mark.objects.exists()


def _wait_until_somebody_waits_for_a_lock() -> None:
    for _ in range(2000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.005), count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[1]:
                return
    raise AssertionError("nobody came")


def _pushed(scene, request_id: str) -> int:
    assert push(scene, request_id) == 200
    return Receipt.objects.get(event_id=request_id).pk


def _working(scene, receipt_id: int) -> Callable[[], None]:
    return lambda: work_receipt(company_id=scene.company_id, receipt_id=receipt_id)


def _assert_ok(status: int) -> None:
    assert status == 200
