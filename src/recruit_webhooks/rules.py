"""How is an event signed, when is it sent again, and when is a receiver left alone? By the Standard Webhooks rules.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (1.0.0)
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from typing import Final

from recruit.activity.enums import Verb
from recruit.company.enums import AppScope
from recruit_webhooks.enums import EventType

SECRET_BEGINS: Final = "whsec_"  # noqa: S105 -- what every secret begins with, so that libraries know one
SECRET_BYTES: Final = 32
#: After a rotation the former secret signs as well, for so long.
FORMER_SECRET_FOR: Final = timedelta(hours=24)
#: Waits before the second and each further attempt: the paper's schedule.
WAITS: Final = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
#: Whatever a receiver asks for by Retry-After, it is not left alone for longer.
LONGEST_WISH: Final = timedelta(hours=24)
#: A wait is longer by chance by at most this part of it, lest what failed together comes together.
SPREAD: Final = 0.2
#: Nothing has arrived for so long: the webhook is switched off.
FAILING_FOR: Final = timedelta(days=3)
_FIRST_REST: Final = timedelta(seconds=5)
_LONGEST_REST: Final = timedelta(minutes=5)
_DOUBLINGS: Final = 10

_BY_VERB: Final = {
    Verb.PROCESS_ADVANCED: EventType.PROCESS_ADVANCED,
    Verb.PROCESS_HELD: EventType.PROCESS_HELD,
    Verb.PROCESS_RESUMED: EventType.PROCESS_RESUMED,
    Verb.PROCESS_REJECTED: EventType.PROCESS_REJECTED,
    Verb.PROCESS_WITHDRAWN: EventType.PROCESS_WITHDRAWN,
    Verb.PROCESS_HIRED: EventType.PROCESS_HIRED,
}
#: By what an event is about: the scope that its reader needs.
_SCOPES: Final = {
    "person": AppScope.READ_PERSONS,
    "position": AppScope.READ_POSITIONS,
    "process": AppScope.READ_PROCESSES,
}
#: One that still waits says all that a second one would: what is sent is the record as it is then.
_COALESCING: Final = frozenset(
    {EventType.PERSON_UPDATED, EventType.POSITION_UPDATED, EventType.PROCESS_UPDATED}
)


class Verdict(StrEnum):
    """What an attempt came to."""

    DELIVERED = "delivered"
    AGAIN = "again"
    GONE = "gone"


def event_of_verb(verb: str) -> EventType:
    """Which event a change of a hiring process is, by the verb that history has of it."""
    return next((event for known, event in _BY_VERB.items() if known == verb), EventType.PROCESS_UPDATED)


def subject_of(event_type: str) -> str:
    """``person``, ``position``, ``process`` or ``webhook``."""
    return event_type.partition(".")[0]


def scope_of(event_type: str) -> AppScope | None:
    """The scope that whoever hears of it needs; a test needs none."""
    return _SCOPES.get(subject_of(event_type))


def coalesces(event_type: str) -> bool:
    return event_type in _COALESCING


def needed_scopes(event_types: Sequence[str]) -> list[AppScope]:
    """In the order of the events, each once."""
    return list(dict.fromkeys(scope for each in event_types if (scope := scope_of(each)) is not None))


def written_secret(random: bytes) -> str:
    """The secret as people and libraries pass it around."""
    return SECRET_BEGINS + base64.b64encode(random).decode()


def signature(secret: str, *, message_id: str, timestamp: int, body: bytes) -> str:
    """``v1,`` and the HMAC-SHA256 over ``id.timestamp.body``."""
    key = base64.b64decode(secret.removeprefix(SECRET_BEGINS))
    signed = f"{message_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def headers_of(*, secrets: Sequence[str], message_id: str, timestamp: int, body: bytes) -> dict[str, str]:
    """What goes before the body; each secret that is still good signs, so that a receiver may know either."""
    signatures = [
        signature(each, message_id=message_id, timestamp=timestamp, body=body) for each in secrets if each
    ]
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(signatures),
        "content-type": "application/json",
        "user-agent": "Recruit-Webhooks/1",
    }


def verdict_on(status: int | None) -> Verdict:
    """None: there was no answer."""
    if status is not None and HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Verdict.DELIVERED
    return Verdict.GONE if status == HTTPStatus.GONE else Verdict.AGAIN


def next_wait(attempts: int, *, wish: timedelta | None, chance: float) -> timedelta | None:
    """After so many attempts in vain; None when there is no further one.

    ``wish``: what the receiver asks for by Retry-After. ``chance``: from 0 to 1.
    """
    if attempts > len(WAITS):
        return None
    wait = WAITS[attempts - 1] * (1 + SPREAD * chance)
    return max(wait, min(wish, LONGEST_WISH)) if wish is not None else wait


def rest_of(failures: int, *, status: int | None, wish: timedelta | None) -> timedelta:
    """How long a receiver that could not answer, or is under load, is left alone by all that waits for it.

    ``failures``: so many in a row, this one included. A receiver that understood and said no to this one gets the next.
    """
    is_weak = (
        status is None or status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    )
    if not is_weak:
        return timedelta(0)
    rest: timedelta = min(_FIRST_REST * 2 ** min(failures - 1, _DOUBLINGS), _LONGEST_REST)
    return rest if wish is None else max(rest, min(wish, LONGEST_WISH))


def is_given_up(failing_since: datetime | None, *, now: datetime) -> bool:
    return failing_since is not None and now - failing_since >= FAILING_FOR


@dataclass(frozen=True)
class Meaning:
    """One event as it is offered: ``needs`` is the scope without which it cannot be heard."""

    type: EventType
    needs: AppScope

    @property
    def title(self) -> str:
        """In the reader's language."""
        return str(self.type.label)


EVENTS: Final = tuple(Meaning(each, _SCOPES[subject_of(each)]) for each in EventType)
