"""What was the call before it was put into a POST? Query tunneling keeps long addresses out of the first line.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/query-tunneling
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from linkedin_sandbox.restli.errors import not_understood

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Original:
    """The call as it would have been without the tunnel."""

    verb: str
    query: str
    body: bytes


def unpack(*, override: str, content_type: str, query: str, body: bytes) -> Original:
    """``override`` is the verb of ``X-HTTP-Method-Override``; any query of the address comes first."""
    kind, boundary = _media(content_type)
    if kind == _FORM:
        return Original(verb=override, query=_joined(query, body.decode()), body=b"")
    if kind != "multipart/mixed" or not boundary:
        raise not_understood(f"A tunneled request cannot have the content type '{content_type}'.")
    tunneled, content = "", b""
    for part_kind, part in _parts(body, boundary):
        if part_kind == _FORM:
            tunneled = part.decode().strip()
        else:
            content = part
    return Original(verb=override, query=_joined(query, tunneled), body=content)


def _joined(*queries: str) -> str:
    return "&".join(query.strip() for query in queries if query.strip())


def _media(content_type: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = content_type
    boundary = message.get_param("boundary", "")
    return message.get_content_type(), boundary if isinstance(boundary, str) else ""


def _parts(body: bytes, boundary: str) -> list[tuple[str, bytes]]:
    """(content type, content) of each part; line ends may be CRLF or LF."""
    sign = b"--" + boundary.encode()
    pieces = (b"\n" + body).split(b"\n" + sign)
    if not any(piece.startswith(b"--") for piece in pieces[1:]):
        raise not_understood("The parts of the tunneled request are not closed by their boundary.")
    parts = []
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            break
        head, found, content = piece.lstrip(b"\r\n").partition(b"\r\n\r\n")
        if not found:
            head, found, content = piece.lstrip(b"\r\n").partition(b"\n\n")
        parts.append((_kind_of(head), content.removesuffix(b"\r")))
    return parts


def _kind_of(head: bytes) -> str:
    for line in head.decode().splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "content-type":
            return _media(value.strip())[0]
    return ""
