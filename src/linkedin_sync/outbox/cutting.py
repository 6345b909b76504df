"""How much of a batch of history is sent now? So much that LinkedIn's throttle has room for it and its calls are full.

A call of 40 records costs as much of the day as one of 100. What does not fit stays first in line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from linkedin_sync.outbox.calls import MOST_RECORDS, Call, calls_of
from linkedin_sync.outbox.plans import Plan
from linkedin_sync.outbox.reserving import Reserved

#: What goes together in calls: the resource, and whether it is for deletion.
_Group = tuple[str, bool]


def cut(plan: Plan, *, rooms: Mapping[str, int], is_last: bool) -> tuple[Plan, list[Reserved]]:
    """The plan for its first records, and the marks of the others.

    ``rooms``: records per resource; one that is not named has room for all. ``is_last``: no more are waiting behind
    these, so that no call would be fuller later.
    """
    wastes = list(_wastes(plan, rooms))
    kept = _best(wastes, has_all=is_last and len(wastes) == len(plan.items))
    if kept == len(plan.items):
        return plan, []
    shorter = Plan(
        items=plan.items[:kept], calls=list(_calls(plan.calls, kept)), ends=plan.ends, gone=plan.gone
    )
    return shorter, [item.mark for item in plan.items[kept:]]


def _best(wastes: Sequence[float], *, has_all: bool) -> int:
    """How many of the items are sent: all, if that is all there is, else those that fill their calls best."""
    if not wastes or has_all:
        return len(wastes)
    fewest = len(wastes) // 2
    return min(range(fewest, len(wastes)), key=lambda index: (wastes[index], -index)) + 1


def _wastes(plan: Plan, rooms: Mapping[str, int]) -> Iterator[float]:
    """Of the first item, the first two, and so on while they fit: calls for each call's worth of records; 1 is best."""
    totals: Counter[_Group] = Counter()
    used: Counter[str] = Counter()
    calls = records = 0
    for groups in _groups_of_items(plan):
        for group in groups:
            calls += totals[group] % MOST_RECORDS == 0
            totals[group] += 1
            used[group[0]] += 1
        records += len(groups)
        if any(used[resource] > room for resource, room in rooms.items()):
            return
        yield calls * MOST_RECORDS / records if records else 1.0


def _groups_of_items(plan: Plan) -> list[list[_Group]]:
    """Of each item's records, what they go together with."""
    groups: list[list[_Group]] = [[] for _ in plan.items]
    for call in plan.calls:
        group = call.resource, call.is_deletion
        for cargo in call.cargo:
            groups[cargo.item].append(group)
    return groups


def _calls(calls: Iterable[Call], kept: int) -> Iterable[Call]:
    for _, together in groupby(calls, key=lambda call: (call.resource, call.is_deletion)):
        group = list(together)
        cargo = [each for call in group for each in call.cargo if each.item < kept]
        for fresh in calls_of(group[0].resource, cargo, group[0].write):
            yield replace(group[0], cargo=fresh.cargo)
