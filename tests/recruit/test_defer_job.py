"""A job is part of the transaction that causes it, in a request and in a worker alike."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from recruit.base import queue

pytestmark = pytest.mark.usefixtures("committed")


@queue.task(name="tests.nothing")
def nothing(*, company_id: int) -> None:
    """A task that exists, for jobs that never run."""


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'tests.nothing'")
        return cursor.fetchone()[0]


def defer_and_lose_the_transaction() -> None:
    with transaction.atomic():
        queue.defer(nothing, company_id=1)
        assert waiting_jobs() == 1
        transaction.set_rollback(True)


def test_it_is_gone_with_the_transaction():
    defer_and_lose_the_transaction()

    assert waiting_jobs() == 0


def test_it_is_gone_with_the_transaction_inside_a_worker_too():
    """There the library has put its own connector in place of Django's; jobs must not escape through it."""
    with app.replace_connector(app.connector.get_worker_connector()):
        defer_and_lose_the_transaction()

    assert waiting_jobs() == 0


def test_a_second_waiting_job_of_one_queueing_lock_is_refused_and_costs_nothing():
    with transaction.atomic():
        assert queue.defer(nothing, company_id=1, queueing_lock="one") is True
        assert queue.defer(nothing, company_id=1, queueing_lock="one") is False
        assert queue.defer(nothing, company_id=1) is True

    assert waiting_jobs() == 2
