"""When is a record tried again, and when is it parked? Values in, a named decision out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from linkedin_sync.enums import ParkedReason

#: LinkedIn's own SDK waits 1 s, doubling; ours goes on for about a day before a human is asked.
FIRST_WAIT: Final = timedelta(seconds=2)
LONGEST_WAIT: Final = timedelta(hours=1)
MOST_ATTEMPTS: Final = 30


@dataclass(frozen=True)
class RetryAt:
    at: datetime
    text: str


@dataclass(frozen=True)
class Park:
    reason: ParkedReason
    text: str


def retry_or_park(*, attempts: int, now: datetime, text: str, spread: float) -> RetryAt | Park:
    """``attempts`` counts the one that just failed; ``spread`` from 0 to 1 jitters the second half of the wait."""
    if attempts >= MOST_ATTEMPTS:
        return Park(ParkedReason.EXHAUSTED, f"{text} Tried {attempts} times.")
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 20), LONGEST_WAIT)
    return RetryAt(now + wait * (0.5 + spread / 2), text)


#: A task of LinkedIn's is asked after these waits, the last one again and again until it has an end.
TASK_WAITS: Final = (timedelta(seconds=1), timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5))


def next_look(*, asked: int, now: datetime) -> datetime:
    """When to look at a job task that has been asked after ``asked`` times."""
    return now + TASK_WAITS[min(asked, len(TASK_WAITS) - 1)]
