"""What does an answer of LinkedIn mean? A status, a body, and for refusals the error of our tree.

Error bodies: `{"status", "message", "code", "serviceErrorCode", "requestId", …}`, most of it optional; those
of the token endpoint: `{"error", "error_description"}`.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/rate-limits
"""

from __future__ import annotations

import json
import math
import re
import time
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from linkedin_client import errors

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Where LinkedIn's own id of a request is found, likeliest first (header names are case-insensitive).
REQUEST_ID_HEADERS = ("x-li-uuid", "x-restli-request-id", "x-li-request-id", "x-request-id")

_CLASS_OF_STATUS: dict[int, type[errors.ApiError]] = {
    400: errors.Invalid,
    401: errors.Unauthorized,
    403: errors.Forbidden,
    404: errors.NotFound,
    409: errors.Conflict,
    414: errors.Invalid,
    422: errors.Invalid,
    426: errors.VersionRefused,
}
_TOO_MANY = 429
#: Seconds: no quota of LinkedIn's lasts longer than a day.
_LONGEST_WAIT = 86_400.0
_SERVER_FAULTS = 500
_OF_THE_DAY = re.compile(r"\bDAY\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What came back. Header names are in lower case."""

    status: int
    headers: Mapping[str, str]
    content: bytes
    where: str

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004 -- the class of statuses, not a number of ours

    @property
    def request_id(self) -> str:
        return next((self.headers[name] for name in REQUEST_ID_HEADERS if name in self.headers), "")

    @property
    def told_time(self) -> float | None:
        """The answerer's own time in epoch seconds, where it has told one (header `Date`)."""
        try:
            return parsedate_to_datetime(self.headers.get("date", "")).timestamp()
        except (ValueError, OverflowError):
            return None

    def json_object(self) -> dict[str, Any]:
        """The body as a JSON object. AnswerNotUnderstood if it is none."""
        try:
            body = json.loads(self.content)
        except ValueError as error:
            raise errors.AnswerNotUnderstood(f"{self.where}: the answer is not JSON") from error
        if not isinstance(body, dict):
            raise errors.AnswerNotUnderstood(f"{self.where}: the answer is not a JSON object")
        return body

    def error(self) -> errors.ApiError:
        """The refusal that this answer is."""
        body = self._body_or_nothing()
        return refusal(
            status=self.status,
            body=body,
            request_id=self.request_id or text(body.get("requestId")),
            where=self.where,
            retry_after=_seconds(self.headers.get("retry-after")),
        )

    def _body_or_nothing(self) -> dict[str, Any]:
        # A refusal may come from a gateway that knows no JSON; its status is what counts.
        try:
            return self.json_object()
        except errors.AnswerNotUnderstood:
            return {}


def refusal(
    *,
    status: int,
    body: Mapping[str, Any],
    request_id: str = "",
    where: str = "",
    retry_after: float | None = None,
) -> errors.ApiError:
    """The error of our tree for a status and LinkedIn's error body."""
    message = text(body.get("message") or body.get("error_description") or body.get("error"))
    message = message or f"LinkedIn answered {status} to {where}"
    code = text(body.get("code") or body.get("error"))
    number = body.get("serviceErrorCode")
    number = number if isinstance(number, int) else None
    if status == _TOO_MANY:
        return errors.Throttled(
            message,
            status=status,
            code=code,
            service_error_code=number,
            request_id=request_id,
            where=where,
            day=bool(_OF_THE_DAY.search(message.upper())),
            retry_after=retry_after,
        )
    fallback = errors.ServerFailed if status >= _SERVER_FAULTS else errors.ApiError
    return _CLASS_OF_STATUS.get(status, fallback)(
        message, status=status, code=code, service_error_code=number, request_id=request_id, where=where
    )


def text(value: object) -> str:
    """A value of LinkedIn's as text: None is "", numbers are written out."""
    return "" if value is None else str(value)


def _seconds(header: str | None) -> float | None:
    """`Retry-After`: seconds, or the moment as HTTP writes dates."""
    try:
        seconds = float(header or "nan")
    except ValueError:
        seconds = _seconds_until(header or "")
    return min(seconds, _LONGEST_WAIT) if seconds >= 0 else None


def _seconds_until(date: str) -> float:
    try:
        return parsedate_to_datetime(date).timestamp() - time.time()
    except (ValueError, OverflowError):
        return math.nan
