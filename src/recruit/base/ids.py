"""What is a record called outside the database? By an opaque public id.

Rows have small integer keys for joins and paging; addresses, events on the wire and log lines carry the public
id, which tells nothing about how many records there are and cannot be guessed.
"""

from __future__ import annotations

import secrets

# Crockford's base 32 without the letters that people misread; lower case, safe in every address.
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 16


def new_id(prefix: str) -> str:
    """A fresh public id such as ``per_7k2m9x4tq0vb3hnc``: the prefix names the kind, the rest is 80 random bits."""
    return f"{prefix}_" + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
