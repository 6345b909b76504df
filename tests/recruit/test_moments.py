"""How do moments come out of the database? Quickly, in UTC, and as the driver would read them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DataError, connection

#: What PostgreSQL is asked for, and the moment that it is.
MOMENTS = [
    ("2026-03-01 12:30:00+00", datetime(2026, 3, 1, 12, 30, tzinfo=UTC)),
    ("2026-03-01 12:30:00.5+00", datetime(2026, 3, 1, 12, 30, 0, 500_000, tzinfo=UTC)),
    ("2026-03-01 12:30:00.123456+00", datetime(2026, 3, 1, 12, 30, 0, 123_456, tzinfo=UTC)),
    ("2026-03-01 12:30:00+02", datetime(2026, 3, 1, 10, 30, tzinfo=UTC)),
    ("0001-01-01 00:00:00+00", datetime(1, 1, 1, tzinfo=UTC)),
]


def read(text: str, zone: str) -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('timezone', %s, true)", [zone])
        cursor.execute("SELECT %s::timestamptz", [text])
        return cursor.fetchone()[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "moment"), MOMENTS)
def test_a_moment_is_read_as_it_is(text, moment):
    found = read(text, "UTC")

    assert (found, found.tzinfo) == (moment, UTC)


@pytest.mark.django_db
def test_a_session_of_another_zone_changes_nothing():
    assert read("2026-03-01 12:30:00+00", "Asia/Tokyo") == datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_what_python_cannot_read_is_the_drivers_to_judge():
    with pytest.raises(DataError, match="after year 10K"):
        read("infinity", "UTC")
