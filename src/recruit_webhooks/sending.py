"""How does an event leave the house? By one POST to an address that was looked at, within a time that ends.

This module alone speaks HTTP for webhooks, and outside of any transaction. The name is resolved first, every address it
means is checked, and the connection is made to the checked one: a name that means something else a moment later leads
nowhere. Redirects are answers like any other that is not 2xx, and proxies of the environment are not asked.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from types import TracebackType
from typing import Final, Self

import httpx2
from django.utils.translation import gettext_noop

from recruit_webhooks.addresses import AddressRefused, Target, chosen_address, target_of

#: Seconds for all of it, from the name to the first bytes of the answer.
TIMEOUT: Final = 15.0
_CONNECT: Final = 5.0
#: Bytes of the answer that are read at all.
READ_AT_MOST: Final = 1000
#: Characters of it that are kept.
KEPT: Final = 500
LONGEST_TROUBLE: Final = 300

#: From host and port to the addresses that the host means.
Resolve = Callable[[str, int], Awaitable[Sequence[str]]]


@dataclass(frozen=True)
class Outgoing:
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt. ``status`` is None if there was no answer; then ``trouble`` says why, for people."""

    status: int | None
    took: timedelta
    answer: str = ""
    trouble: str = ""
    #: What the receiver asks for by Retry-After, in seconds.
    wish: timedelta | None = None


async def resolved(host: str, port: int) -> list[str]:
    """All addresses of the host, in the system's order of preference."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@lru_cache(maxsize=1)
def _trusted() -> ssl.SSLContext:
    """Whom this machine trusts. To read it takes longer than to send."""
    return ssl.create_default_context()


class Sender:
    """A line to one receiver for some events; it keeps the connection between them. For one thread.

    ``named``: hosts that may be private. ``resolve`` and ``timeout`` are told by tests only.
    """

    def __init__(
        self, *, named: Collection[str], resolve: Resolve = resolved, timeout: float = TIMEOUT
    ) -> None:
        self._named = named
        self._resolve = resolve
        self._timeout = timeout
        self._runner = asyncio.Runner()
        self._http = httpx2.AsyncClient(
            follow_redirects=False,
            trust_env=False,
            timeout=httpx2.Timeout(timeout, connect=min(_CONNECT, timeout)),
            verify=_trusted(),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._runner.run(self._http.aclose())
        self._runner.close()

    def send(self, outgoing: Outgoing) -> Outcome:
        """Always an outcome: whatever goes wrong on the way is one."""
        began = time.monotonic()

        def outcome(trouble: str) -> Outcome:
            return Outcome(
                None, timedelta(seconds=time.monotonic() - began), trouble=trouble[:LONGEST_TROUBLE]
            )

        try:
            target = target_of(outgoing.url, named=self._named)
            status, answer, wish = self._runner.run(self._within_time(target, outgoing))
        except AddressRefused as refused:
            return outcome(str(refused))
        except (TimeoutError, httpx2.TimeoutException):
            return outcome(f"No answer within {self._timeout:.0f} seconds.")  # English
        except socket.gaierror:
            return outcome(gettext_noop("The host's name means no address."))
        except (httpx2.RequestError, httpx2.InvalidURL, OSError, ValueError) as error:
            # A ValueError: of a name that is none, such as one with a part of more than 63 letters.
            return outcome(f"No answer: {_words_of(error)}")  # English
        return Outcome(status, timedelta(seconds=time.monotonic() - began), answer=answer, wish=wish)

    async def _within_time(self, target: Target, outgoing: Outgoing) -> tuple[int, str, timedelta | None]:
        """The library's own timeouts are those of single reads: a byte now and then would hold us for ever."""
        async with asyncio.timeout(self._timeout):
            found = await self._resolve(target.host, target.port)
            return await self._post(target, chosen_address(found, target=target), outgoing)

    async def _post(
        self, target: Target, address: str, outgoing: Outgoing
    ) -> tuple[int, str, timedelta | None]:
        """To the checked address, while the receiver is called by its own name, in TLS as well."""
        url = httpx2.URL(outgoing.url)
        headers = {**outgoing.headers, "host": url.netloc.decode("ascii"), "accept-encoding": "identity"}
        asked = self._http.stream(
            "POST",
            url.copy_with(host=address),
            content=outgoing.body,
            headers=headers,
            extensions={"sni_hostname": target.host},
        )
        async with asked as response:
            read = b""
            async for piece in response.aiter_raw():
                read += piece
                if len(read) >= READ_AT_MOST:
                    break
            return response.status_code, _readable(read), _wish_of(response.headers.get("retry-after", ""))


def _readable(read: bytes) -> str:
    """As text that can be stored and shown, whatever was sent."""
    text = read[:READ_AT_MOST].decode("utf-8", errors="replace")
    return "".join(letter if letter.isprintable() else " " for letter in text).strip()[:KEPT]


def _wish_of(retry_after: str) -> timedelta | None:
    """Seconds only: of a date we would have to believe the receiver's clock."""
    text = retry_after.strip()
    return timedelta(seconds=int(text)) if text.isascii() and text.isdecimal() and len(text) <= 6 else None  # noqa: PLR2004 -- days enough


def _words_of(error: BaseException) -> str:
    """In a line; a library's error may be empty."""
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:200]
