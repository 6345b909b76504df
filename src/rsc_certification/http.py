"""How are the ATS and the sandbox called? JSON over HTTP, by the standard library alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

T = TypeVar("T")
_SECONDS = 60.0
_LOOK_EVERY = 0.15


class NotReached(Exception):  # noqa: N818 -- it says what is the matter
    """Nobody answers at that address."""


class NotSeen(AssertionError):  # noqa: N818 -- it says what is the matter
    """Something was waited for and did not come; the sentence says what, and what was seen last."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: Any
    headers: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        return self.status < HTTPStatus.BAD_REQUEST


def call(verb: str, address: str, body: object = None, *, headers: Mapping[str, str] | None = None) -> Answer:
    """One call; ``bytes`` go as they are, everything else as JSON. Raises ``NotReached``."""
    data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
    request = Request(  # noqa: S310 -- the addresses are those that whoever certifies has given
        address, data=data, method=verb, headers={"Content-Type": "application/json", **(headers or {})}
    )
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 -- see above
            return Answer(answer.status, _read(answer.read()), dict(answer.headers))
    except HTTPError as refused:
        return Answer(refused.code, _read(refused.read()), dict(refused.headers))
    except (URLError, TimeoutError, ConnectionError) as reason:
        raise NotReached(f"{verb} {address}: {reason}") from reason


def _read(content: bytes) -> Any:
    try:
        return json.loads(content or b"null")
    except ValueError:
        return content.decode(errors="replace")


def with_query(address: str, parameters: Mapping[str, object]) -> str:
    told = {name: value for name, value in parameters.items() if value is not None}
    return f"{address}?{urlencode(told)}" if told else address


def until(look: Callable[[], T], what: str, *, seconds: float = 30.0) -> T:
    """Look often until there is something; raises ``NotSeen``."""
    deadline = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise NotSeen(f"Not within {seconds:.0f} s: {what} (last seen: {str(found)[:300]})")
        time.sleep(_LOOK_EVERY)


def comes(look: Callable[[], object], *, seconds: float = 30.0) -> bool:
    """The same as a yes or no."""
    try:
        until(look, "", seconds=seconds)
    except NotSeen:
        return False
    return True


def stays_away(look: Callable[[], object], *, seconds: float) -> bool:
    """For so long it was looked at again and again, and was never there."""
    return not comes(look, seconds=seconds)
