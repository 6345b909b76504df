"""What is a member called on the wire? A person URN that only one application can read.

The id holds the member's number, covered with the application's client id, and a check of four bytes: another
application's URN, or an invented one, is recognised and answered as unknown.
https://learn.microsoft.com/en-us/linkedin/shared/references/v2/profile/basic-profile
"""

from __future__ import annotations

import base64
import binascii
import hashlib

PREFIX = "urn:li:person:"
_CHECK = 4
_NUMBER = 5


def _digest(client_id: str, content: bytes, size: int) -> bytes:
    key = hashlib.sha256(client_id.encode()).digest()
    return hashlib.blake2b(content, key=key, digest_size=size).digest()


def _covered(number: bytes, check: bytes, client_id: str) -> bytes:
    cover = _digest(client_id, check, _NUMBER)
    return bytes(a ^ b for a, b in zip(number, cover, strict=True))


def person_urn(member_id: int, client_id: str) -> str:
    number = member_id.to_bytes(_NUMBER, "big")
    check = _digest(client_id, number, _CHECK)
    return PREFIX + base64.urlsafe_b64encode(check + _covered(number, check, client_id)).decode()


def member_id_of(urn: str, client_id: str) -> int | None:
    """The member behind the URN, or None when this application never had it from us."""
    if not urn.startswith(PREFIX):
        return None
    try:
        content = base64.b64decode(urn[len(PREFIX) :].encode(), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return None
    if len(content) != _CHECK + _NUMBER:
        return None
    check = content[:_CHECK]
    number = _covered(content[_CHECK:], check, client_id)
    if _digest(client_id, number, _CHECK) != check:
        return None
    return int.from_bytes(number, "big")
