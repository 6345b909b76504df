"""Whom does LinkedIn take a candidate for, and when is it asked again?

Matching is LinkedIn's own, takes an unpublished while, and may find another member later. One member is taken as
LinkedIn says; of several a human chooses one or none. Whom the customer has chosen at LinkedIn (in its profile plugin)
is chosen here too.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from linkedin_sync.enums import MatchState

if TYPE_CHECKING:
    from linkedin_client import CandidateMatch

#: After a candidate was sent, and after each look that found nobody; the last one again and again.
WAITS: Final = (
    timedelta(seconds=20),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(days=1),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=30),
)
#: History is not looked after at once: reading shares LinkedIn's throttle with sending.
OF_HISTORY: Final = 3
#: A match may change, but seldom does.
_FOUND: Final = timedelta(days=7)


@dataclass(frozen=True)
class Matched:
    """``members``: whom LinkedIn proposes, without those whom a human has declined."""

    state: MatchState
    members: tuple[str, ...] = ()


def decide_match(told: CandidateMatch, *, declined: Collection[str]) -> Matched:
    if told.manual:
        return Matched(MatchState.CHOSEN, (told.manual,))
    proposed = tuple(dict.fromkeys(told.matched))
    left = tuple(member for member in proposed if member not in declined)
    if not left:
        return Matched(MatchState.NOBODY if proposed else MatchState.NONE)
    return Matched(MatchState.ONE if len(left) == 1 else MatchState.SEVERAL, left)


def next_look(*, asked: int, now: datetime, state: MatchState = MatchState.UNREAD) -> datetime:
    """When to ask for a match that has been asked for ``asked`` times, with that result."""
    wait = WAITS[min(asked, len(WAITS) - 1)]
    return now + (max(wait, _FOUND) if state in {MatchState.ONE, MatchState.SEVERAL} else wait)
