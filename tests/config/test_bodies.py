from __future__ import annotations

import asyncio

import pytest

from config.bodies import with_limited_bodies


def _asked(*chunks: bytes, headers: tuple[tuple[bytes, bytes], ...] = ()) -> tuple[list[int], int]:
    """The statuses that were sent, and how many bytes the application got to read."""
    statuses: list[int] = []
    read = 0
    waiting = list(chunks)

    async def application(_scope, receive, send):
        nonlocal read
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            read += len(message["body"])
            if not message["more_body"]:
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def receive():
        return {"type": "http.request", "body": waiting.pop(0), "more_body": bool(waiting)}

    async def send(message):
        if message["type"] == "http.response.start":
            statuses.append(int(message["status"]))

    limited = with_limited_bodies(application, longest=10)
    asyncio.run(limited({"type": "http", "headers": list(headers)}, receive, send))
    return statuses, read


@pytest.mark.parametrize("length", [b"11", b"9" * 5000])
def test_a_body_that_announces_too_much_is_refused_unread(length):
    assert _asked(b"x" * 11, headers=((b"content-length", length),)) == ([413], 0)


def test_a_body_in_chunks_is_cut_off_where_it_becomes_too_long():
    assert _asked(b"x" * 6, b"x" * 6, b"x" * 6) == ([413], 6)


@pytest.mark.parametrize("length", [b"10", b"-5", b"ten", b""])
def test_any_other_body_is_the_applications_matter(length):
    assert _asked(b"x" * 10, headers=((b"content-length", length),)) == ([200], 10)
