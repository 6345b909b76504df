"""What do the workers of ``test_worker`` do? They write down that they did it."""

from __future__ import annotations

import os
import time

from django.db import connection

from recruit.base.queue import task


def _write(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO written (text, worker) VALUES (%s, %s)", [text, os.getpid()])


@task(name="tests.write")
def write(*, company_id: int, text: str) -> None:
    _write(text)


@task(name="tests.linger")
def linger(*, company_id: int, text: str) -> None:
    """The first time it takes for ever; whoever does it again is done at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM written WHERE text = %s", [f"{text} began"])
        [times] = cursor.fetchone()
    _write(f"{text} began")
    if not times:
        time.sleep(600)
    _write(f"{text} ended")
