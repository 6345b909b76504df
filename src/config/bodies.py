"""How large may a request be? Django writes a body to disk before any view sees it, so the end is set here.

The largest are forms with a file of at most six megabytes; LinkedIn's largest push is far below this.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

_MOST_DIGITS = 18
LONGEST_BODY = 8 * 1024 * 1024

Scope = dict[str, Any]
Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


def with_limited_bodies(application: Application, *, longest: int = LONGEST_BODY) -> Application:
    """The same application, which answers 413 to whatever announces or sends more bytes than ``longest``."""

    async def limited(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        if _announced(scope) > longest:
            await _refuse(send)
            return
        count, is_too_long = 0, False

        async def counted() -> Message:
            nonlocal count, is_too_long
            message = await receive()
            count += len(message.get("body", b""))
            if count <= longest:
                return message
            is_too_long = True
            # Django stops without an answer when its caller is gone; the answer is then ours.
            return {"type": "http.disconnect"}

        await application(scope, counted, send)
        if is_too_long:
            await _refuse(send)

    return limited


def _announced(scope: Scope) -> int:
    """A length that is none is left to the server and to Django."""
    for name, value in scope["headers"]:
        if name.lower() == b"content-length" and value.isdigit():
            return int(value) if len(value) <= _MOST_DIGITS else 10**_MOST_DIGITS
    return 0


async def _refuse(send: Send) -> None:
    headers = [(b"content-length", b"0"), (b"connection", b"close")]
    await send(
        {"type": "http.response.start", "status": HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "headers": headers}
    )
    await send({"type": "http.response.body", "body": b""})
