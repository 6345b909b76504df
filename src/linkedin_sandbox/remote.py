"""How does a program speak to a running sandbox's control plane? With the standard library alone."""

from __future__ import annotations

import http.client
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL_ADDRESS = "http://127.0.0.1:8100"
_SECONDS = 60.0
_OK = 200


class SandboxUnreachable(Exception):  # noqa: N818 -- the word of the house
    """Nobody answers at the address."""


class SandboxSaidNo(Exception):  # noqa: N818 -- the word of the house
    """Control has refused; the sentence says why."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True)
class Remote:
    """``address`` as it is printed at the start, such as ``http://127.0.0.1:8100``."""

    address: str = USUAL_ADDRESS

    def get(self, path: str, **query: object) -> Any:
        """A reading call; what is None is left out."""
        asked = {name: value for name, value in query.items() if value is not None}
        return self.call("GET", path + (f"?{urlencode(asked)}" if asked else ""))

    def post(self, path: str, **body: object) -> Any:
        said = {name: value for name, value in body.items() if value is not None}
        return self.call("POST", path, said)

    def delete(self, path: str) -> Any:
        return self.call("DELETE", path)

    def call(self, verb: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Any call below ``/_sandbox/``; what it answers."""
        content = b"" if body is None else json.dumps(body).encode()
        connection = self._connection()
        try:
            answer = _asked(connection, verb, f"/_sandbox/{path}", content, self.address)
            said = json.loads(answer.read() or b"null")
        except ValueError:
            raise SandboxUnreachable(f"What answers at {self.address} is not a sandbox.") from None
        finally:
            connection.close()
        if answer.status != _OK:
            sentence = said.get("error") if isinstance(said, dict) else None
            raise SandboxSaidNo(answer.status, str(sentence or f"{verb} {path} was answered {answer.status}"))
        return said

    def follow(self) -> Iterator[dict[str, Any]]:
        """What comes into the journal, from now on and without end."""
        after = self.get("journal/stream", wait=0)["after"]
        while True:
            said = self.get("journal/stream", after=after, wait=20)
            after = said["after"]
            yield from said["entries"]

    def _connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.address)
        kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        return kind(parts.hostname or "", parts.port, timeout=_SECONDS)


def _asked(
    connection: http.client.HTTPConnection, verb: str, target: str, content: bytes, address: str
) -> http.client.HTTPResponse:
    try:
        connection.request(verb, target, body=content or None, headers={"Content-Type": "application/json"})
        return connection.getresponse()
    except (OSError, http.client.HTTPException) as reason:
        raise SandboxUnreachable(
            f"No sandbox answers at {address} ({reason}). "
            "Start one with 'linkedin-sandbox serve', or name yours with --url."
        ) from None


def named(text: str) -> str:
    """A name as one part of a path."""
    return quote(text, safe="")
