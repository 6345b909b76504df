"""Which calls of a batch has LinkedIn's throttle room for, and what did they use of it in the end?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import groupby
from operator import attrgetter
from time import monotonic

from django.utils.translation import gettext_noop

from linkedin_sync.budget.services import Granted, Refused, ask, count, count_as_answered
from linkedin_sync.connections.client import dialects_of
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import Call, Report, Result
from linkedin_sync.outbox.outcomes import Later


def within_budget(
    connection: Connection, calls: Sequence[Call], *, is_backfill: bool
) -> tuple[list[Call], Report]:
    """The calls that LinkedIn's throttle has room for, and the others' answer: later.

    Calls that follow each other to one resource are asked for together; if there is no room for all, one by one.
    """
    granted, refused = list[Call](), Report()
    for _resource, together in groupby(calls, key=attrgetter("resource")):
        group = list(together)
        answer = _ask(connection, group, is_backfill) if len(group) > 1 else None
        if isinstance(answer, Granted):
            granted.extend(_granted(group, answer))
            continue
        for call in group:
            _grant_one(connection, call, granted, refused, is_backfill=is_backfill)
    return granted, refused


def _grant_one(
    connection: Connection, call: Call, granted: list[Call], refused: Report, *, is_backfill: bool
) -> None:
    """All of the call, or as much of it as there is room for."""
    answer = _ask(connection, [call], is_backfill)
    if isinstance(answer, Refused) and 0 < answer.room < len(call.cargo):
        rest = replace(call, cargo=call.cargo[answer.room :])
        call = replace(call, cargo=call.cargo[: answer.room])
        refused.results.extend(_later(rest, answer))
        answer = _ask(connection, [call], is_backfill)
    if isinstance(answer, Granted):
        granted.extend(_granted([call], answer))
    else:
        refused.results.extend(_later(call, answer))


def _later(call: Call, answer: Refused) -> list[Result]:
    wait = Later(
        answer.until, gettext_noop("LinkedIn's throttle is used up; this goes on when it opens again.")
    )
    return [Result(cargo, wait, call.is_deletion) for cargo in call.cargo]


def _ask(connection: Connection, calls: Sequence[Call], is_backfill: bool) -> Granted | Refused:
    return ask(
        connection=connection,
        resource=calls[0].resource,
        records=sum(len(call.cargo) for call in calls),
        calls=sum(_requests(connection, call) for call in calls),
        is_backfill=is_backfill,
    )


def _requests(connection: Connection, call: Call) -> int:
    """HTTP calls: v2 takes stage entries (and whatever else hangs on it) of one application at a time.

    Each file needs an address first. How many LinkedIn gives a day is not documented; as many as of any other call.
    """
    if call.resource == "attachments" and not call.is_deletion:
        return len(call.cargo)
    if dialects_of(connection).is_one_call_per_parent(call.resource):
        return len({cargo.item for cargo in call.cargo})
    return 1


def _granted(calls: Sequence[Call], granted: Granted) -> list[Call]:
    now = monotonic()
    return [replace(call, granted=granted, granted_at=now) for call in calls]


def records_of(calls: Sequence[Call]) -> Counter[str]:
    """Records per resource."""
    counts: Counter[str] = Counter()
    for call in calls:
        counts[call.resource] += len(call.cargo)
    return counts


def count_answers(connection: Connection, report: Report) -> None:
    """Count late answers when they came, and what was sent a second time, which nobody had granted."""
    answers: defaultdict[tuple[str, Granted], list[tuple[timedelta, int]]] = defaultdict(list)
    again: Counter[str] = Counter()
    calls: Counter[str] = Counter()
    for call, ended in report.made:
        if call.granted is None:
            again[call.resource] += len(call.cargo)
            calls[call.resource] += _requests(connection, call)
        else:
            elapsed = timedelta(seconds=ended - call.granted_at)
            answers[call.resource, call.granted].append((elapsed, len(call.cargo)))
    for (resource, granted), each in answers.items():
        count_as_answered(connection=connection, resource=resource, granted=granted, answers=each)
    for resource, records in again.items():
        count(connection=connection, resource=resource, records=records, calls=calls[resource])
