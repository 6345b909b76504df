"""Which evaluations may this teammate read? Those that ``rules.may_read`` opens; of the others, that there are some."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count

from recruit.base.paging import COUNT_LIMIT
from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.evaluation.enums import Recommendation
from recruit.evaluation.models import Evaluation, Scorecard
from recruit.evaluation.rules import DEFAULT_TRAITS, may_read
from recruit.hiring.models import HiringProcess
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.rules import reads_after_own
from recruit.positions.selectors import capabilities_by_position, roles_by_position


def scorecard_of(*, position: Position) -> list[str]:
    """The names of the traits, in order."""
    own = Scorecard.objects.filter(company_id=position.company_id, position=position).first()
    return list(own.traits) if own else list(DEFAULT_TRAITS)


def own_evaluation(*, teammate: Teammate, process: HiringProcess, step_id: int) -> Evaluation | None:
    rows = Evaluation.objects.filter(company_id=teammate.company_id, process=process, step_id=step_id)
    return rows.filter(author=teammate).first()


@dataclass(frozen=True)
class EvaluationShown:
    public_id: str
    step_id: int | None
    step_name: str
    author_name: str
    is_own: bool
    is_submitted: bool
    recommendation: str
    average: Decimal | None
    ratings: dict[str, int]
    text: str
    submitted_at: datetime | None

    @property
    def recommendation_label(self) -> str:
        return str(Recommendation(self.recommendation).label)


@dataclass
class ProcessEvaluations:
    """Of one process: what the teammate may read, oldest first, and how many more were submitted.

    ``average`` is that of all submitted ones, and there for those only who may read them all.
    """

    shown: list[EvaluationShown] = field(default_factory=list)
    hidden: int = 0
    average: Decimal | None = None
    submitted: int = 0


def readable_evaluations(
    *, teammate: Teammate, processes: Sequence[HiringProcess]
) -> dict[int, ProcessEvaluations]:
    """By process id. At most four queries, whatever the number."""
    rows = list(
        Evaluation.objects.filter(
            company_id=teammate.company_id, process_id__in=[process.pk for process in processes]
        )
        .select_related("author")
        .order_by("id")
    )
    found: dict[int, ProcessEvaluations] = {process.pk: ProcessEvaluations() for process in processes}
    if not rows:
        return found
    positions = {process.pk: process.position_id for process in processes}
    rights = capabilities_by_position(teammate=teammate, position_ids=set(positions.values()))
    after_own = _positions_read_after_own(teammate, set(positions.values()))
    is_open = company_of(company_id=teammate.company_id).opens_evaluations
    given = {row.process_id for row in rows if row.author_id == teammate.pk and row.submitted_at}
    for row in rows:
        position_id = positions[row.process_id]
        readable = may_read(
            is_own=row.author_id == teammate.pk,
            is_submitted=row.submitted_at is not None,
            reads_all=PositionCapability.READ_EVALUATIONS in rights[position_id],
            reads_after_own=position_id in after_own,
            has_given_own=row.process_id in given,
            is_open=is_open,
        )
        _put(found[row.process_id], row, teammate, is_readable=readable)
    for evaluations in found.values():
        evaluations.average = None if evaluations.hidden else _mean(evaluations.shown)
    return found


def _put(found: ProcessEvaluations, row: Evaluation, teammate: Teammate, *, is_readable: bool) -> None:
    found.submitted += row.submitted_at is not None
    if is_readable:
        found.shown.append(_shown(row, teammate))
    elif row.submitted_at is not None:
        found.hidden += 1


def _positions_read_after_own(teammate: Teammate, position_ids: Collection[int]) -> set[int]:
    roles = roles_by_position(teammate=teammate, position_ids=position_ids)
    return {position_id for position_id, held in roles.items() if any(map(reads_after_own, held))}


def _mean(shown: Sequence[EvaluationShown]) -> Decimal | None:
    averages = [one.average for one in shown if one.is_submitted and one.average is not None]
    return (sum(averages, Decimal(0)) / len(averages)).quantize(Decimal("0.1")) if averages else None


def _shown(row: Evaluation, teammate: Teammate) -> EvaluationShown:
    return EvaluationShown(
        public_id=row.public_id,
        step_id=row.step_id,
        step_name=row.step_name,
        author_name=row.author.full_name,
        is_own=row.author_id == teammate.pk,
        is_submitted=row.submitted_at is not None,
        recommendation=row.recommendation,
        average=row.average,
        ratings=dict(row.ratings),
        text=row.text,
        submitted_at=row.submitted_at,
    )


def averages_of_processes(*, company_id: int, process_ids: Collection[int]) -> dict[int, tuple[Decimal, int]]:
    """The average and the number of submitted evaluations, for a caller who may read them all. One query."""
    rows = Evaluation.objects.filter(
        company_id=company_id,
        process_id__in=process_ids,
        submitted_at__isnull=False,
        average__isnull=False,
    )
    summed = rows.values("process_id").annotate(mean=Avg("average"), number=Count("id"))
    return {row["process_id"]: (row["mean"].quantize(Decimal("0.1")), row["number"]) for row in summed}


@dataclass(frozen=True)
class EvaluationRecord:
    """A submitted evaluation as an outside system is told of it: no asking teammate."""

    id: int
    public_id: str
    process_id: int
    step_name: str
    author_first_name: str
    author_last_name: str
    recommendation: str
    average: Decimal | None
    ratings: dict[str, Any]
    text: str
    submitted_at: datetime
    updated_at: datetime


def evaluations_of_processes(
    *, company_id: int, process_ids: Collection[int]
) -> dict[int, list[EvaluationRecord]]:
    """The submitted ones, by process, oldest first. One query."""
    rows = Evaluation.objects.filter(
        company_id=company_id, process_id__among=process_ids, submitted_at__isnull=False
    ).select_related("author")
    found: dict[int, list[EvaluationRecord]] = defaultdict(list)
    for row in rows.order_by("id"):
        assert row.submitted_at is not None
        found[row.process_id].append(
            EvaluationRecord(
                id=row.pk,
                public_id=row.public_id,
                process_id=row.process_id,
                step_name=row.step_name,
                author_first_name=row.author.first_name,
                author_last_name=row.author.last_name,
                recommendation=row.recommendation,
                average=row.average,
                ratings=dict(row.ratings),
                text=row.text,
                submitted_at=row.submitted_at,
                updated_at=row.updated_at,
            )
        )
    return found


def evaluated_process_ids(*, company_id: int, after_id: int, limit: int) -> list[tuple[int, int]]:
    """(evaluation, process) of the submitted ones, by evaluation id: for whoever walks over all of them."""
    rows = Evaluation.objects.filter(company_id=company_id, pk__gt=after_id, submitted_at__isnull=False)
    return list(rows.order_by("pk").values_list("id", "process_id")[:limit])


def evaluated_processes_on(*, company_id: int, position_ids: Collection[int]) -> dict[int, int]:
    """The processes on these positions of which somebody submitted an evaluation, with their positions."""
    rows = Evaluation.objects.filter(
        company_id=company_id, process__position_id__in=position_ids, submitted_at__isnull=False
    )
    return dict(rows.values_list("process_id", "process__position_id").distinct())


def count_evaluations(*, company_id: int) -> int:
    """How many were submitted; no more than ``COUNT_LIMIT`` and one are counted."""
    rows = Evaluation.objects.filter(company_id=company_id, submitted_at__isnull=False)
    return rows.order_by()[: COUNT_LIMIT + 1].count()
