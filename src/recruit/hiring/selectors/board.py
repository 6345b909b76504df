"""How does a position's board stand? A column per step, then the statuses, each with its exact count."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from recruit.base.paging import Page, cursor_of, id_of
from recruit.company.models import Teammate
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import ALL_DONE, is_step_column, step_column
from recruit.people.selectors import tag_names_of
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import Sight, require_position, sight_on_visible_position, steps_of

_STATUS_COLUMNS = (
    ProcessStatus.AWAITING_DECISION,
    ProcessStatus.HIRED,
    ProcessStatus.REJECTED,
    ProcessStatus.WITHDRAWN,
)


@dataclass(frozen=True)
class Card:
    """One process on the board."""

    process_id: int
    process_public_id: str
    person_id: int
    person_public_id: str
    person_name: str
    headline: str
    employer: str
    status: str
    current_step_name: str
    next_step_name: str
    source_name: str
    reason: str
    started_at: datetime
    status_changed_at: datetime
    tags: tuple[str, ...]
    column: str


@dataclass(frozen=True)
class BoardColumn:
    """``key`` is for ``column_page``; ``step_order`` is None for the columns of a status.

    ``target`` is what ``move_process`` takes to move somebody here; empty where no mere move leads.
    """

    key: str
    title: str
    step_order: int | None
    count: int
    cards: tuple[Card, ...]
    next_cursor: str | None
    target: str = ""


@dataclass(frozen=True)
class Board:
    columns: tuple[BoardColumn, ...]

    @property
    def total(self) -> int:
        return sum(column.count for column in self.columns)


def board_of(*, teammate: Teammate, position: Position, per_column: int = 20) -> Board:
    """Newest first in each column, a constant number of queries. Refuses with ``NotFound``."""
    require_position(teammate=teammate, position=position, capability=PositionCapability.VIEW)
    steps = steps_of(position=position)
    titles = {step_column(step.order): step.name for step in steps}
    targets = {step_column(step.order): step.public_id for step in steps}
    targets[ProcessStatus.AWAITING_DECISION.value] = ALL_DONE
    sight = sight_on_visible_position(teammate=teammate)
    counts = _counts([position.pk], position.company_id, sight)[position.pk]
    # Steps that left the workflow keep their column as long as somebody stands there.
    for key in sorted(column for column in counts if is_step_column(column) and column not in titles):
        titles[key] = _("Former step")
    keys = [*titles, *_STATUS_COLUMNS]
    cards = _first_cards(position, keys, per_column + 1, sight)
    return Board(
        columns=tuple(
            BoardColumn(
                key=str(key),
                title=titles.get(key) or str(ProcessStatus(key).label),
                step_order=int(key.removeprefix("step-")) if is_step_column(key) else None,
                count=counts[key],
                cards=tuple(cards[key][:per_column]),
                next_cursor=_next_cursor(cards[key], per_column),
                target=targets.get(str(key), ""),
            )
            for key in keys
        )
    )


def column_page(
    *, teammate: Teammate, position: Position, column: str, after: str | None = None, limit: int = 50
) -> Page[Card]:
    """More of one column of the board, or of all of them for ``""``. Refuses with ``NotFound``."""
    require_position(teammate=teammate, position=position, capability=PositionCapability.VIEW)
    processes = _column(position, column, sight_on_visible_position(teammate=teammate))
    count = processes.count()
    if after:
        processes = processes.filter(id__lt=id_of(after))
    cards = _cards(position.company_id, processes.order_by("-id").values_list("id", flat=True)[: limit + 1])
    return Page(rows=cards[:limit], next_cursor=_next_cursor(cards, limit), total=count)


def _column(position: Position, key: str, sight: Sight) -> QuerySet[HiringProcess]:
    """The position is one that the teammate sees; of its processes their own may be hidden."""
    processes = HiringProcess.objects.filter(
        sight.leaves_out("person_id"), company_id=position.company_id, position_id=position.pk
    )
    return processes.filter(board_column=key) if key else processes


def _first_cards(position: Position, keys: Iterable[str], limit: int, sight: Sight) -> dict[str, list[Card]]:
    """The first cards of all columns by one UNION of index reads; a window function would read every process."""
    pieces = [
        _column(position, key, sight).order_by("-id").values_list("id", flat=True)[:limit] for key in keys
    ]
    first, *others = pieces
    found: dict[str, list[Card]] = defaultdict(list)
    for card in _cards(position.company_id, first.union(*others, all=True)):
        found[card.column].append(card)
    return found


def _cards(company_id: int, ids: QuerySet[HiringProcess, int]) -> list[Card]:
    """Newest first. Two queries: the cards, and the tags on them."""
    coming = ProcessStep.objects.filter(process_id=OuterRef("pk"), state=StepState.FUTURE).order_by("order")
    rows = HiringProcess.objects.filter(company_id=company_id, pk__in=ids)
    rows = rows.select_related("person", "source").annotate(next_step=Subquery(coming.values("name")[:1]))
    processes = list(rows.order_by("-id"))
    tags = tag_names_of(company_id=company_id, person_ids=[process.person_id for process in processes])
    return [
        Card(
            process_id=process.pk,
            process_public_id=process.public_id,
            person_id=process.person_id,
            person_public_id=process.person.public_id,
            person_name=process.person.full_name,
            headline=process.person.headline,
            employer=process.person.employer,
            status=process.status,
            current_step_name=process.current_step_name,
            next_step_name=process.next_step or "",
            source_name=process.source.name if process.source else "",
            reason=process.reason,
            started_at=process.started_at,
            status_changed_at=process.status_changed_at,
            tags=tuple(tags.get(process.person_id, ())),
            column=process.board_column,
        )
        for process in processes
    ]


def _next_cursor(cards: list[Card], limit: int) -> str | None:
    return cursor_of(cards[limit - 1].process_id) if len(cards) > limit else None


@dataclass(frozen=True)
class PositionCounts:
    """How many processes of a position are at a step, held or awaiting a decision, and how the others ended."""

    active: int = 0
    hired: int = 0
    rejected: int = 0
    withdrawn: int = 0

    @property
    def total(self) -> int:
        return self.active + self.hired + self.rejected + self.withdrawn


def position_counts(*, teammate: Teammate, position_ids: Collection[int]) -> dict[int, PositionCounts]:
    """For positions that the caller got from ``positions.selectors``. One query."""
    counts = _counts(position_ids, teammate.company_id, sight_on_visible_position(teammate=teammate))
    return {position_id: _summed(counts[position_id]) for position_id in position_ids}


def _summed(columns: Counter[str]) -> PositionCounts:
    ended = {status: columns[status] for status in _STATUS_COLUMNS[1:]}
    return PositionCounts(
        active=columns.total() - sum(ended.values()),
        hired=ended[ProcessStatus.HIRED],
        rejected=ended[ProcessStatus.REJECTED],
        withdrawn=ended[ProcessStatus.WITHDRAWN],
    )


def _counts(position_ids: Collection[int], company_id: int, sight: Sight) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = HiringProcess.objects.filter(
        sight.leaves_out("person_id"), company_id=company_id, position_id__in=position_ids
    )
    for row in rows.values("position_id", "board_column").annotate(number=Count("id")):
        counts[row["position_id"]][row["board_column"]] = row["number"]
    return counts
