"""How much history is there, and how much of it does LinkedIn have?"""

from __future__ import annotations

from typing import Final

from django.db.models import Count

from linkedin_sync.connections.agreements import Choices
from linkedin_sync.enums import LinkKind, MarkKind, Shares
from linkedin_sync.mapping.shares import Sharing, sharing_of
from linkedin_sync.models import Connection, Link, Mark
from recruit.base import clock
from recruit.hiring.selectors import history_counts
from recruit.positions.selectors import PositionsWanted, count_positions

#: What is counted on both sides; a stage entry is a part of its process.
KINDS: Final = (MarkKind.POSITION, MarkKind.PERSON, MarkKind.PROCESS)


def wanted_positions(connection: Connection, *, is_open: bool | None = None) -> PositionsWanted:
    """The positions that the company shares; the same rule as ``mapping.shares``, as a query."""
    return _wanted(sharing_of(connection), is_open=is_open)


def _wanted(sharing: Sharing, *, is_open: bool | None = None) -> PositionsWanted:
    return PositionsWanted(
        is_open=is_open,
        leaves_out_discreet=sharing.shares != Shares.ALL,
        only_published=sharing.shares == Shares.PUBLISHED,
        closed_since=sharing.history_from,
    )


def counts_here(connection: Connection) -> dict[str, int]:
    """What is to be at LinkedIn: positions, persons and processes on them, and the processes' stage entries."""
    return counts_with(company_id=connection.company_id, sharing=sharing_of(connection))


def counts_of_choice(*, company_id: int, choices: Choices) -> dict[str, int]:
    """What would be there if the company agreed to that now."""
    sharing = Sharing(choices.shares.value, choices.history_from(clock.now()))
    return counts_with(company_id=company_id, sharing=sharing)


def counts_with(*, company_id: int, sharing: Sharing) -> dict[str, int]:
    """What would be there if the company agreed to that."""
    wanted = _wanted(sharing)
    found = history_counts(company_id=company_id, positions=wanted)
    return {
        MarkKind.POSITION.value: count_positions(company_id=company_id, wanted=wanted),
        MarkKind.PERSON.value: found.persons,
        MarkKind.PROCESS.value: found.processes,
        "stage": found.entries,
    }


def counts_there(connection: Connection) -> dict[str, int]:
    """What LinkedIn has confirmed and holds as it is."""
    kinds = (LinkKind.POSITION, LinkKind.PERSON, LinkKind.PROCESS)
    rows = Link.objects.filter(connection=connection, kind__in=kinds, delivered_at__isnull=False)
    counted = dict(rows.exclude(fingerprint="").values_list("kind").annotate(Count("id")))
    return {kind.value: counted.get(kind.value, 0) for kind in kinds}


def counts_stuck(connection: Connection) -> dict[str, int]:
    rows = Mark.objects.filter(connection=connection, kind__in=KINDS).exclude(parked_reason="")
    counted = dict(rows.values_list("kind").annotate(Count("id")))
    return {kind.value: counted.get(kind.value, 0) for kind in KINDS}


def result_of(connection: Connection) -> dict[str, dict[str, int]]:
    """Both sides, by kind: ``recruit``, ``linkedin``, and ``stuck`` of what LinkedIn would not take."""
    here, there, stuck = counts_here(connection), counts_there(connection), counts_stuck(connection)
    return {
        kind.value: {
            "recruit": here[kind.value],
            "linkedin": there[kind.value],
            "stuck": stuck[kind.value],
        }
        for kind in KINDS
    }
