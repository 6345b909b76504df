"""What was the call before it was put into a POST? Query tunneling keeps long addresses out of the first line.

https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/query-tunneling
"""

from __future__ import annotations

import re
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
        return Original(verb=override, query=_joined(query, _text(body)), body=b"")
    if kind != "multipart/mixed" or not boundary:
        raise not_understood(f"A tunneled request cannot have the content type '{content_type}'.", rule="9")
    parts = _parts(body, boundary)
    forms = [part for part_kind, part in parts if part_kind == _FORM]
    contents = [part for part_kind, part in parts if part_kind != _FORM]
    if len(forms) != 1 or len(contents) != 1:
        raise not_understood(
            f"A tunneled request has one part of type {_FORM} with the query and one with the body, "
            f"not {len(forms)} and {len(contents)}."
        )
    return Original(verb=override, query=_joined(query, _text(forms[0])), body=contents[0])


def _joined(*queries: str) -> str:
    return "&".join(query.strip() for query in queries if query.strip())


def _text(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        raise not_understood("The tunneled query is not UTF-8.", rule="9") from None


def _media(content_type: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = content_type.replace("\r", " ").replace("\n", " ")
    boundary = message.get_param("boundary", "")
    return message.get_content_type(), boundary if isinstance(boundary, str) else ""


def _parts(body: bytes, boundary: str) -> list[tuple[str, bytes]]:
    """(content type, content) of each part; line ends may be CRLF or LF, and the boundary stands on its own line."""
    sign = re.escape(b"--" + boundary.encode(errors="replace"))
    pieces = re.split(rb"(?:^|\r?\n)" + sign + rb"(--)?[ \t]*(?=\r?\n|$)", body)
    # What stands before the first boundary and after the closing one is nobody's.
    contents, closings = pieces[2::2], pieces[1::2]
    if b"--" not in closings:
        raise not_understood("The parts of the tunneled request are not closed by their boundary.", rule="9")
    return [_part(content) for content in contents[: closings.index(b"--")]]


def _part(text: bytes) -> tuple[str, bytes]:
    """Headers, an empty line, the content; a part without headers begins with the empty line."""
    found = re.match(rb"\r?\n((?:[^\r\n]+\r?\n)*)\r?\n", text)
    if not found:
        raise not_understood("A part of the tunneled request has no empty line after its headers.", rule="9")
    return _kind_of(found[1]), text[found.end() :]


def _kind_of(head: bytes) -> str:
    for line in head.decode(errors="replace").splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "content-type":
            return _media(value.strip())[0]
    return ""
