"""How does a call reach Django, and how can its connection be cut? A door between the server and WSGI.

The server speaks RSGI, which tells from which port a call came: with that, a fault finds the one connection that it is
to cut. Everything behind the door is plain WSGI, in threads. https://github.com/emmett-framework/granian
"""

from __future__ import annotations

import asyncio
import io
import os
import socket
import stat
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

# More than the CPU needs: some wait, for a slow answer that was asked for or for what comes into the journal.
_THREADS = 24
# Seconds without a further byte of a body that is too long.
_PATIENCE = 2.0
_CUT = "linkedin_sandbox.cut"
Headers = list[tuple[str, str]]


@dataclass
class _Begun:
    """What WSGI says before the body."""

    status: int = 500
    headers: Headers = field(default_factory=list)

    def start_response(
        self, status: str, headers: Headers, _problem: object = None
    ) -> Callable[[bytes], None]:
        self.status, self.headers = int(status[:3]), headers
        return lambda _content: None


class Door:
    """An RSGI application around a WSGI one."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="call")

    async def __rsgi__(self, scope: Any, protocol: Any) -> None:
        environ = _environ(scope, await _body(scope, protocol))
        loop = asyncio.get_running_loop()
        begun, content = await loop.run_in_executor(self._threads, self._answered, environ)
        if isinstance(content, bytes):
            protocol.response_bytes(begun.status, begun.headers, content)
        else:
            await self._stream(protocol, begun, content, loop)

    def _answered(self, environ: dict[str, Any]) -> tuple[_Begun, Any]:
        """What is said at once, or the answer that comes piece by piece."""
        begun = _Begun()
        answer: Any = self._application(environ, begun.start_response)
        if getattr(answer, "streaming", False):
            return begun, answer
        try:
            return begun, b"".join(answer)
        finally:
            answer.close()

    async def _stream(
        self, protocol: Any, begun: _Begun, answer: Any, loop: asyncio.AbstractEventLoop
    ) -> None:
        transport = protocol.response_stream(begun.status, begun.headers)
        parts = iter(answer)
        try:
            while (part := await loop.run_in_executor(self._threads, next, parts, None)) is not None:
                await transport.send_bytes(part)
        finally:
            await loop.run_in_executor(self._threads, answer.close)


async def _body(scope: Any, protocol: Any) -> bytes:
    """A body that is too long is passed over: Django sees by its length that it is, and the call is refused in words.

    Who has announced it and waits for us hears that at once; who is sending already hears it when all is sent.
    """
    announced = scope.headers.get("content-length")
    if announced is not None and not (announced.isdecimal() and int(announced) > _longest()):
        return bytes(await protocol())
    content, parts = bytearray(), aiter(protocol)
    while part := await _next(parts, _PATIENCE if announced else None):
        if len(content) <= _longest():
            content += part
    return bytes(content) if announced is None else b""


async def _next(parts: AsyncIterator[bytes], seconds: float | None) -> bytes:
    """The next part; nothing at the end, or when none has come for so long."""

    async def awaited() -> bytes:
        return await anext(parts, b"")

    reading = asyncio.ensure_future(awaited())
    # Not cancelled when it is late: the server could not answer on that connection any more.
    await asyncio.wait({reading}, timeout=seconds)
    return reading.result() if reading.done() else b""


def _longest() -> int:
    return settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0


def _environ(scope: Any, body: bytes) -> dict[str, Any]:
    """As PEP 3333 has it: bytes of address and headers as latin-1."""
    host, _sign, port = scope.server.rpartition(":")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string.encode().decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": f"HTTP/{scope.http_version}",
        "REMOTE_ADDR": scope.client.rpartition(":")[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        "CONTENT_LENGTH": str(len(body)),
        _CUT: lambda: cut(scope.client, scope.server),
    }
    for name, value in scope.headers.items():
        key = name.upper().replace("-", "_")
        if key not in ("CONTENT_TYPE", "CONTENT_LENGTH"):
            key = f"HTTP_{key}"
        environ[key] = f"{environ[key]},{value}" if key in environ and key.startswith("HTTP_") else value
    return environ


def cut(client: str, server: str) -> bool:
    """Close the connection that comes from there, without a word; False when it is not found."""
    for name in os.listdir("/dev/fd"):  # noqa: PTH208 -- numbers, of which some are gone before they are looked at
        descriptor = int(name)
        try:
            if not stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                continue
            with socket.socket(fileno=os.dup(descriptor)) as found:
                if _is_between(found, client, server):
                    found.shutdown(socket.SHUT_RDWR)
                    return True
        except OSError:
            continue
    return False


def _is_between(found: socket.socket, client: str, server: str) -> bool:
    if found.family not in (socket.AF_INET, socket.AF_INET6):
        return False
    here, there = found.getsockname(), found.getpeername()
    return (str(there[1]), str(here[1])) == (client.rpartition(":")[2], server.rpartition(":")[2])
