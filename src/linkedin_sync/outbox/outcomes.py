"""What does LinkedIn's answer mean, for one record or for a whole batch? Labelled tables, closed by default.

Source: outbound contract, known errors, from
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/error-handling .
An answer that no row knows is a failure that a human looks at, never a success.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from linkedin_client import errors
from linkedin_sync.enums import ParkedReason

if TYPE_CHECKING:
    from linkedin_client import RecordError


@dataclass(frozen=True)
class Delivered:
    """LinkedIn holds the record as sent or, after a deletion, does not hold it."""


@dataclass(frozen=True)
class Again:
    """A passing trouble."""

    text: str


@dataclass(frozen=True)
class Faltered(Again):
    """LinkedIn itself failed at a whole batch: it is ill, or it stumbles over one of the records."""


@dataclass(frozen=True)
class Orphaned(Again):
    """LinkedIn does not know what this hangs on: its candidate or application is sent again with it."""


@dataclass(frozen=True)
class Later:
    """LinkedIn's quota is used up: nobody's fault, so it counts as no attempt."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Hopeless:
    """The same record would be refused again. ``stops``: so would every other record of the connection."""

    reason: ParkedReason
    text: str
    stops: bool = False


@dataclass(frozen=True)
class InHalves:
    """LinkedIn refused the batch for one record's sake and did not say whose: it is found in halves."""

    text: str


RecordOutcome = Delivered | Again | Hopeless
BatchTrouble = Again | Later | Hopeless | InHalves

_NOT_ANSWERED: Final = 0
_FIRST_SERVER_FAULT: Final = 500
#: Below it are redirections: a gateway spoke, not LinkedIn's API.
_FIRST_REFUSAL: Final = 400
_PASSING: Final = (408, 425)
_NOTHING_LEFT: Final = 402

#: Status of one key in ``errors`` → what it means for a write.
_WRITES: Final[dict[int, str]] = {
    _NOT_ANSWERED: "again",  # the answer did not name the key: nothing is known, an upsert may be repeated
    404: "orphaned",  # the parent is not there (stage before application, or the application is gone)
    408: "again",
    429: "again",  # infrastructure throttling may hit single records (rate limits page)
    400: "permanent",
    409: "permanent",
    413: "permanent",
    422: "permanent",  # validation: "ERROR :: /field :: reason"
    401: "misconfigured",
    402: "misconfigured",  # no job slot or budget left
    403: "misconfigured",  # product not granted, integration not enabled, foreign organization
}

#: The same for a deletion or a closing, where it differs.
_DELETIONS: Final[dict[int, str]] = {
    404: "delivered",  # what was never there is gone: LinkedIn's answer is 204 or 404 (rsc-data-deletion)
    409: "delivered",  # closing a job that is closed or unknown (close-jobs)
    410: "delivered",
}


def outcome_of_record(error: RecordError | None, *, is_deletion: bool = False) -> RecordOutcome:
    """``None``: the key stands among the results."""
    if error is None:
        return Delivered()
    text = f"LinkedIn: {error.message.strip() or 'no reason given'} ({error.status})."
    if error.status >= _FIRST_SERVER_FAULT:
        return Again(text)
    meaning = (_DELETIONS.get(error.status) if is_deletion else None) or _WRITES.get(
        error.status, "permanent"
    )
    if meaning == "delivered":
        return Delivered()
    if meaning == "orphaned":
        return Orphaned(text)
    if meaning == "again":
        return Again(text)
    return Hopeless(ParkedReason(meaning), text)


def trouble_of_batch(error: errors.LinkedInError, *, now: datetime, size: int) -> BatchTrouble:
    """What a call that failed as a whole means for its ``size`` records."""
    text = f"LinkedIn: {str(error).strip() or type(error).__name__}"
    match error:
        case errors.Throttled(day=True):
            return Later(_day_opens(now, error.retry_after), text)
        case errors.Throttled():
            return Later(now + timedelta(seconds=error.retry_after or _until_next_minute(now)), text)
        case (
            errors.Unauthorized()
            | errors.Forbidden()
            | errors.VersionRefused()
            | errors.NotFound()
            | errors.NotOffered()
        ):
            return Hopeless(ParkedReason.MISCONFIGURED, text, stops=True)
        case errors.TransportFailed() | errors.ServerFailed() | errors.AnswerNotUnderstood():
            return Faltered(text) if isinstance(error, errors.ServerFailed) else Again(text)
        case errors.ApiError():
            return _of_refusal(error.status, text, size)
        case _:
            return Hopeless(ParkedReason.PERMANENT, text)


def _of_refusal(status: int, text: str, size: int) -> BatchTrouble:
    if status < _FIRST_REFUSAL or status in _PASSING:
        return Again(text)
    if status == _NOTHING_LEFT:
        return Hopeless(ParkedReason.MISCONFIGURED, text)
    return InHalves(text) if size > 1 else Hopeless(ParkedReason.PERMANENT, text)


def next_utc_day(now: datetime) -> datetime:
    """LinkedIn's daily quota starts again at midnight UTC."""
    return (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


def _day_opens(now: datetime, retry_after: float | None) -> datetime:
    """When the day's quota is there again. LinkedIn's midnight may be a little after ours: then it is soon."""
    if retry_after is not None:
        return now + timedelta(seconds=retry_after)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return now + _A_MINUTE if now - midnight < _MIDNIGHT_DOUBT else next_utc_day(now)


_A_MINUTE: Final = timedelta(minutes=1)
_MIDNIGHT_DOUBT: Final = timedelta(minutes=10)


def _until_next_minute(now: datetime) -> float:
    return 60.0 - now.second - now.microsecond / 1_000_000
