"""What is to be sent for a batch of marks, and what do the answers come to? The same for every kind of record."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from linkedin_sync.enums import LinkKind, ParkedReason
from linkedin_sync.models import Link
from linkedin_sync.outbox.calls import Call, Report, Result, worst
from linkedin_sync.outbox.halving import DOUBT_AFTER
from linkedin_sync.outbox.outcomes import Again, Delivered, Hopeless, Later, Orphaned, RecordOutcome
from linkedin_sync.outbox.reserving import Reserved
from linkedin_sync.outbox.retry import Park, retry_or_park
from linkedin_sync.outbox.settling import Done, LinkChange, MarkEnd, Parked, Settlement, TryAgain
from recruit.base import clock

#: The fingerprint of a link that has parts and nothing else, all of which are sure.
OF_PARTS: Final = "parts"


@dataclass(frozen=True)
class Held:
    """What LinkedIn holds of a record, by our link."""

    external_id: str
    fingerprint: str
    parts: Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """One mark and its record."""

    mark: Reserved
    kind: LinkKind
    external_id: str
    held: Held | None


@dataclass
class Plan:
    """``ends``: marks that need no call, ``gone``: links of what LinkedIn has not any more.

    Cargo of the calls names its item by its place in ``items``.
    """

    items: list[Item] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    ends: list[tuple[Reserved, MarkEnd]] = field(default_factory=list)
    gone: list[tuple[LinkKind, str]] = field(default_factory=list)

    def add(self, item: Item) -> int:
        self.items.append(item)
        return len(self.items) - 1

    def doubts(self, call: Call) -> bool:
        """Whether one of its records has failed before, and more than once."""
        return any(self.items[cargo.item].mark.attempts >= DOUBT_AFTER for cargo in call.cargo)

    def announced(self, calls: Iterable[Call]) -> list[LinkChange]:
        """The links of what these calls are about to write: not known until they are answered."""
        sent: defaultdict[int, list[tuple[str, bool]]] = defaultdict(list)
        for call in calls:
            for cargo in call.cargo:
                sent[cargo.item].append((cargo.slot, call.is_deletion))
        links = []
        for index, slots in sent.items():
            item = self.items[index]
            fingerprint, parts = _unsure(item.held, slots)
            links.append(LinkChange(item.kind, item.mark.our_key, item.external_id, fingerprint, parts))
        return links


def _unsure(held: Held | None, sent: Iterable[tuple[str, bool]]) -> tuple[str, dict[str, str]]:
    """What is surely held, given these slots that were sent (``True``: for deletion) and not answered yet."""
    fingerprint = held.fingerprint if held else ""
    parts = dict(held.parts) if held else {}
    for slot, is_deletion in sent:
        if slot:
            parts[slot] = ""
            continue
        fingerprint = ""
        if is_deletion:  # its parts go with it
            parts = dict.fromkeys(parts, "")
    return fingerprint, parts


def held_records(*, connection_id: int, kind: LinkKind, keys: Iterable[str]) -> dict[str, Held]:
    """What LinkedIn holds of these records; one query."""
    rows = Link.objects.filter(connection_id=connection_id, kind=kind, our_key__among=frozenset(keys))
    return {
        key: Held(external_id, fingerprint, parts)
        for key, external_id, fingerprint, parts in rows.values_list(
            "our_key", "external_id", "fingerprint", "parts"
        )
    }


#: What is kept of a record that met with trouble; None: nothing.
Keep = Callable[[Result], Mapping[str, Any] | None]


def settlement_of(plan: Plan, report: Report, *, keep: Keep) -> Settlement:
    """The plan's items with their answers, as marks that end and links that change."""
    results: defaultdict[int, list[Result]] = defaultdict(list)
    for result in report.results:
        results[result.cargo.item].append(result)
    settlement = Settlement(ends=list(plan.ends), drop_links=list(plan.gone))
    for index, item in enumerate(plan.items):
        outcome = worst([result.outcome for result in results[index]])
        troubled = next((each for each in results[index] if each.outcome is outcome), None)
        is_tried = troubled is not None and isinstance(outcome, Again | Hopeless)
        exchange = keep(troubled) if troubled is not None and is_tried else None
        settlement.ends.append((item.mark, end_of(item.mark, outcome, exchange)))
        _change_link(settlement, item, results[index])
        if _lost_its_parent(results[index]):
            settlement.lost_links.append((item.kind, item.mark.our_key))
    return settlement


def _lost_its_parent(results: list[Result]) -> bool:
    """LinkedIn does not know what a note or stage entry hangs on, which was not in this batch: we believed it there."""
    is_orphaned = any(each.cargo.slot and isinstance(each.outcome, Orphaned) for each in results)
    return is_orphaned and all(each.cargo.slot for each in results)


def _change_link(settlement: Settlement, item: Item, results: list[Result]) -> None:
    delivered = [each for each in results if isinstance(each.outcome, Delivered)]
    if not delivered:
        if item.held is None and not any(isinstance(each.outcome, Again) for each in results):
            # LinkedIn has surely stored nothing, and had nothing before.
            settlement.drop_links.append((item.kind, item.mark.our_key))
        return
    if any(result.is_deletion and not result.cargo.slot for result in delivered):
        settlement.drop_links.append((item.kind, item.mark.our_key))
        return
    fingerprint, parts = _unsure(item.held, [(each.cargo.slot, each.is_deletion) for each in results])
    task_urn = ""
    for result in delivered:
        slot = result.cargo.slot
        if not slot:
            fingerprint, task_urn = result.cargo.fingerprint, result.task_urn
        elif result.is_deletion:
            parts.pop(slot, None)
        else:
            parts[slot] = result.cargo.fingerprint
    if item.kind is LinkKind.RESUMES:
        if not parts:
            settlement.drop_links.append((item.kind, item.mark.our_key))
            return
        fingerprint = OF_PARTS if all(parts.values()) else ""
    if fingerprint and (item.held is None or not item.held.fingerprint):
        settlement.arrived.append(item.mark.our_key)
    settlement.put_links.append(
        LinkChange(
            kind=item.kind,
            our_key=item.mark.our_key,
            external_id=item.external_id,
            fingerprint=fingerprint,
            parts=parts,
            task_urn=task_urn,
        )
    )


def end_of(
    mark: Reserved, outcome: RecordOutcome | Later, exchange: Mapping[str, Any] | None = None
) -> MarkEnd:
    """What becomes of a mark whose record met with this."""
    match outcome:
        case Delivered():
            return Done()
        case Later():
            return TryAgain(outcome.at, outcome.text, counts=False)
        case Hopeless():
            return Parked(outcome.reason, outcome.text, exchange)
        case Again():
            spread = random.random()  # noqa: S311 -- jitter
            decided = retry_or_park(
                attempts=mark.attempts + 1, now=clock.now(), text=outcome.text, spread=spread
            )
            if isinstance(decided, Park):
                return Parked(decided.reason, decided.text, exchange)
            return TryAgain(decided.at, decided.text, exchange=exchange)


def fault_of_ours(error: Exception) -> Parked:
    """A record that we could not even write down for LinkedIn; the log has the trace."""
    return Parked(
        ParkedReason.INTERNAL,
        f"Recruit could not prepare this record ({type(error).__name__}). It has been logged.",  # English
    )
