"""Is a push notification LinkedIn's, what does it say, and how do we prove that a callback address is ours?

Header `X-LI-Signature`: lower-case hex of HMAC-SHA256 over `hmacsha256=` followed by the raw body, with the
client secret as key. The challenge is signed bare, without that prefix, and wants its answer within 3
seconds.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
https://learn.microsoft.com/en-us/linkedin/talent/receive-push-events
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_client.errors import AnswerNotUnderstood
from linkedin_client.records.moments import told_moment

if TYPE_CHECKING:
    from datetime import datetime

SIGNATURE_HEADER = "X-LI-Signature"

EXPORT_CANDIDATE_PROFILE = "EXPORT_CANDIDATE_PROFILE"
INTEGRATION_STATUS_CHANGE = "INTEGRATION_STATUS_CHANGE"
#: The name is our reading: only that there is such a push is documented.
EXPORT_APPLICATION_EVALUATION = "EXPORT_APPLICATION_EVALUATION"


def verify_signature(secret: str, body: bytes, header: str | None) -> bool:
    """Whether the header signs this very body; takes the same time for every wrong one.

    LinkedIn signs the escaped-Unicode form of a body and does not say that it sends that form: a body with other
    characters is signed if it is, or if its escaped form is.
    """
    signature = (header or "").strip().encode()
    forms = [body] if body.isascii() else [body, _escaped(body)]
    return any(
        hmac.compare_digest(_digest(secret, b"hmacsha256=" + form).encode(), signature) for form in forms
    )


def _escaped(body: bytes) -> bytes:
    r"""The body with every character outside of ASCII as `\uXXXX`, in UTF-16's pairs where it takes two."""
    units = body.decode("utf-8", "replace").encode("utf-16-be")
    numbers = (int.from_bytes(units[at : at + 2], "big") for at in range(0, len(units), 2))
    return "".join(chr(number) if number < 128 else f"\\u{number:04x}" for number in numbers).encode("ascii")  # noqa: PLR2004 -- ASCII


def challenge_response(secret: str, code: str) -> str:
    """What `challengeResponse` of the answer to `?challengeCode=code` must be."""
    return _digest(secret, code.encode())


def challenge_answer(secret: str, code: str) -> dict[str, str]:
    """The JSON to answer a challenge with, status 200."""
    return {"challengeCode": code, "challengeResponse": challenge_response(secret, code)}


@dataclass(frozen=True, slots=True)
class Notification:
    """`id` is the request id of the second call, which fetches what this is about."""

    id: str
    type: str
    #: When the id stops working; None means that LinkedIn did not say (24 hours by its pages).
    expires_at: datetime | None = None


def read_notification(body: bytes) -> Notification:
    """The notification in a callback's body. AnswerNotUnderstood if it has no id or no type."""
    try:
        told = json.loads(body)
        return Notification(str(told["id"]), str(told["type"]), told_moment(told.get("expiresAt")))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as error:
        raise AnswerNotUnderstood("the notification is not an object with id and type") from error


def _digest(secret: str, message: bytes) -> str:
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()
