"""How much of a batch of history is sent now? So much that LinkedIn's throttle has room for it and its calls are full.

A call of 40 records costs as much of the day as one of 100. What does not fit stays first in line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
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
    kept = _kept(_cargo_of_items(plan), rooms=rooms, is_last=is_last)
    if kept == len(plan.items):
        return plan, []
    shorter = Plan(items=plan.items[:kept], calls=list(_calls(plan.calls, kept)), ends=plan.ends)
    return shorter, [item.mark for item in plan.items[kept:]]


def _cargo_of_items(plan: Plan) -> list[Counter[_Group]]:
    counts: list[Counter[_Group]] = [Counter() for _ in plan.items]
    for call in plan.calls:
        for cargo in call.cargo:
            counts[cargo.item][call.resource, call.is_deletion] += 1
    return counts


def _kept(items: Sequence[Counter[_Group]], *, rooms: Mapping[str, int], is_last: bool) -> int:
    """How many of the items are sent: all that fit or, if others follow, those that fill their calls best."""
    wastes = [_waste(totals) for totals in _totals_that_fit(items, rooms)]
    if not wastes or (is_last and len(wastes) == len(items)):
        return len(wastes)
    fewest = len(wastes) // 2
    return min(range(fewest, len(wastes)), key=lambda index: (wastes[index], -index)) + 1


def _totals_that_fit(items: Sequence[Counter[_Group]], rooms: Mapping[str, int]) -> Iterable[Counter[_Group]]:
    totals: Counter[_Group] = Counter()
    for item in items:
        totals = totals + item
        of_resource: Counter[str] = Counter()
        for (resource, _), count in totals.items():
            of_resource[resource] += count
        if any(count > rooms.get(resource, count) for resource, count in of_resource.items()):
            return
        yield totals


def _waste(totals: Counter[_Group]) -> float:
    """Calls made for each call's worth of records; 1 is best."""
    records = sum(totals.values())
    calls = sum(-(-count // MOST_RECORDS) for count in totals.values())
    return calls * MOST_RECORDS / records if records else 1.0


def _calls(calls: Iterable[Call], kept: int) -> Iterable[Call]:
    for _, together in groupby(calls, key=lambda call: (call.resource, call.is_deletion)):
        group = list(together)
        cargo = [each for call in group for each in call.cargo if each.item < kept]
        for fresh in calls_of(group[0].resource, cargo, group[0].write):
            yield replace(group[0], cargo=fresh.cargo)
