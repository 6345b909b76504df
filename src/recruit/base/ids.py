"""What is a record called outside the database? By an opaque public id.

Rows have small integer keys for joins and paging; addresses, events on the wire and log lines carry the public
id, which tells nothing about how many records there are and cannot be guessed.
"""

from __future__ import annotations

import base64
import secrets

# Crockford's base 32 without the letters that people misread; lower case, safe in every address.
_TO_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", b"0123456789abcdefghjkmnpqrstvwxyz")
_BYTES = 10  # sixteen letters of five bits


def new_id(prefix: str) -> str:
    """A fresh public id such as ``per_7k2m9x4tq0vb3hnc``: the prefix names the kind, the rest is 80 random bits."""
    letters = base64.b32encode(secrets.token_bytes(_BYTES)).translate(_TO_CROCKFORD)
    return f"{prefix}_{letters.decode()}"
