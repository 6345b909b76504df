"""What if the query is too long for a URL? It travels in the body of a POST.

LinkedIn answers 414 to a query above 4 KB. Its own JavaScript client tunnels above 4,000 characters, and so
do we.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/query-tunneling
https://github.com/linkedin-developers/linkedin-api-js-client
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

#: Characters of query that still go into the URL.
LONGEST_QUERY = 4000

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Tunneled:
    """The headers and the body of the POST that stands for another request."""

    headers: dict[str, str]
    content: bytes


def is_needed(query: str) -> bool:
    return len(query) > LONGEST_QUERY


def tunneled(*, verb: str, query: str, body: bytes | None) -> Tunneled:
    """The query as a form; with a body both as the two parts of `multipart/mixed`, with CRLF."""
    override = {"X-HTTP-Method-Override": verb}
    if body is None:
        return Tunneled(override | {"Content-Type": _FORM}, query.encode("ascii"))
    boundary = secrets.token_hex(16)
    content = b"".join(
        [
            f"--{boundary}\r\nContent-Type: {_FORM}\r\n\r\n{query}\r\n".encode("ascii"),
            f"--{boundary}\r\nContent-Type: application/json\r\n\r\n".encode("ascii"),
            body,
            f"\r\n--{boundary}--\r\n".encode("ascii"),
        ]
    )
    return Tunneled(override | {"Content-Type": f"multipart/mixed; boundary={boundary}"}, content)
