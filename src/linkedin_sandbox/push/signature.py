"""How does an ATS know that a notification is LinkedIn's? By an HMAC with its application's secret.

An event is signed with ``hmacsha256=`` before its body, a challenge bare.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
"""

from __future__ import annotations

import hashlib
import hmac


def sign(body: bytes, *, secret: str) -> str:
    return hmac.new(secret.encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()


def challenge_response(code: str, *, secret: str) -> str:
    return hmac.new(secret.encode(), code.encode(), hashlib.sha256).hexdigest()
