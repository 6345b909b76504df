"""How does one say the same from a shell? A curl command with a word in the place of every secret."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from linkedin_sandbox.journal.log import LONGEST_BODY

if TYPE_CHECKING:
    from linkedin_sandbox.journal.log import Entry

#: curl writes these itself, and what came over one connection can be wrong for the next.
_CURLS_OWN = {
    "host",
    "content-length",
    "connection",
    "accept-encoding",
    "transfer-encoding",
    "cookie",
    "user-agent",
}
_COVERED = "***"
#: The journal has this where bytes were no text.
_NO_TEXT = "\ufffd"


def as_curl(entry: Entry, *, address: str) -> str:
    """Nothing when the body was cut or is no text: half of it would be another question."""
    body = entry.request_body
    if len(body) >= LONGEST_BODY or _NO_TEXT in body:
        return ""
    where = entry.path if entry.kind == "push" else address + entry.path
    url = where + (f"?{entry.query}" if entry.query else "")
    parts = [f"curl --globoff -X {entry.verb} {quote(_open(url))}"]
    parts += [
        f"-H {quote(f'{name}: {_open(value, name)}')}"
        for name, value in entry.request_headers.items()
        if value and name.lower() not in _CURLS_OWN
    ]
    if body:
        parts.append(f"--data-raw {quote(_open(body))}")
    return " \\\n  ".join(parts)


def _open(text: str, header: str = "") -> str:
    return text.replace(_COVERED, "YOUR_TOKEN" if header.lower() == "authorization" else "YOUR_SECRET")
