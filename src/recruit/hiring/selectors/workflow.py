"""Who takes part in the steps of processes, what waits for whom, and how far has a changed workflow come?

A step of a process that follows its position's workflow has the participants and the instructions of the workflow's
step; a step of an unlocked process, or one that was asked for besides the workflow, has its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Value

from recruit.base.beside import columns_of, made_row
from recruit.base.paging import Page, id_of, page_of
from recruit.company.models import Teammate
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep, ProcessStepParticipant
from recruit.hiring.rules import ACTIVE
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position, StepParticipant
from recruit.positions.selectors import (
    definition_ids_of_participant,
    position_ids_allowing,
    sight_of,
)


def has_own_participants(step: ProcessStep) -> bool:
    return step.process.is_unlocked or step.definition_id is None


def participants_of_steps(*, steps: Sequence[ProcessStep]) -> dict[int, list[Teammate]]:
    """By step id and name. One query; the steps bring their process."""
    own_ids = [step.pk for step in steps if has_own_participants(step)]
    followed_ids = {step.definition_id for step in steps if not has_own_participants(step)}
    own = ProcessStepParticipant.objects.filter(step_id__in=own_ids)
    followed = StepParticipant.objects.filter(definition_id__in=followed_ids)
    rows = _with_teammates(own, "step_id").union(_with_teammates(followed, "definition_id"), all=True)
    found: dict[tuple[bool, int], list[Teammate]] = defaultdict(list)
    for is_own, key, *teammate in rows.order_by("teammate__last_name", "teammate__first_name"):
        found[is_own, key].append(made_row(Teammate, teammate))
    return {
        step.pk: found[(True, step.pk) if has_own_participants(step) else (False, step.definition_id or 0)]
        for step in steps
    }


def _with_teammates(rows: QuerySet[Any], key: str) -> QuerySet[Any]:
    """Participants of one kind of steps: whether the step is a process's own, its key, and the teammate's columns."""
    is_own = Value(rows.model is ProcessStepParticipant)
    return rows.values_list(is_own, key, *columns_of(Teammate, "teammate__"))


def takes_part(*, teammate: Teammate, step: ProcessStep) -> bool:
    """One or two queries; the step brings its process."""
    return teammate in participants_of_steps(steps=[step])[step.pk]


@dataclass(frozen=True)
class WaitingStep:
    """One present step in which the teammate takes part, with what it is about."""

    step_id: int
    step_public_id: str
    step_name: str
    step_type: str
    entered_at: datetime | None
    process_public_id: str
    person_public_id: str
    person_name: str
    position_public_id: str
    position_name: str


#: Nobody works through more; the count stops here.
_MOST = 1000


def steps_waiting_for(*, teammate: Teammate, after: str | None = None, limit: int = 25) -> Page[WaitingStep]:
    """The latest first. Only of processes in progress, on positions that the teammate may view and decide on."""
    rows = _own_present_steps(teammate)
    count = rows.values("id")[: _MOST + 1].count()
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.select_related("process__person", "process__position").order_by("-id")[: limit + 1])
    allowed = position_ids_allowing(
        teammate=teammate,
        position_ids={step.process.position_id for step in found},
        capability=PositionCapability.DECIDE_OWN_STEPS,
    )
    page = page_of(found, limit=limit, key=lambda step: (step.pk,), count=count)
    shown = [_waiting(step) for step in page.rows if step.process.position_id in allowed]
    return Page(shown, page.next_cursor, min(count, _MOST), is_total_exact=count <= _MOST)


def _own_present_steps(teammate: Teammate) -> QuerySet[ProcessStep]:
    by_workflow = Q(
        definition_id__in=definition_ids_of_participant(teammate=teammate), process__is_unlocked=False
    )
    own = ProcessStepParticipant.objects.filter(company_id=teammate.company_id, teammate=teammate)
    rows = ProcessStep.objects.filter(
        by_workflow | Q(pk__in=own.values("step_id")),
        company_id=teammate.company_id,
        state=StepState.CURRENT,
        process__status=ProcessStatus.IN_PROGRESS,
    )
    sight = sight_of(teammate=teammate)
    rows = rows.filter(sight.leaves_out("process__person_id"))
    if sight.seen is not None:
        return rows.filter(process__position_id__among=sight.seen)
    return rows.exclude(process__position_id__among=sight.hidden) if sight.hidden else rows


def _waiting(step: ProcessStep) -> WaitingStep:
    process = step.process
    return WaitingStep(
        step_id=step.pk,
        step_public_id=step.public_id,
        step_name=step.name,
        step_type=step.type,
        entered_at=step.entered_at,
        process_public_id=process.public_id,
        person_public_id=process.person.public_id,
        person_name=process.person.full_name,
        position_public_id=process.position.public_id,
        position_name=process.position.name,
    )


def step_of_process(*, process: HiringProcess, public_id: str) -> ProcessStep | None:
    """With the process and the workflow's step."""
    rows = ProcessStep.objects.filter(process=process, public_id=public_id)
    return rows.select_related("process", "definition").first()


@dataclass(frozen=True)
class WorkflowReach:
    """Of the active processes of a position: how many follow its workflow, have their own, and are not told yet."""

    following: int
    unlocked: int
    behind: int

    @property
    def told(self) -> int:
        return self.following + self.unlocked - self.behind


def workflow_reach(*, position: Position) -> WorkflowReach:
    """Two queries."""
    active = HiringProcess.objects.filter(
        company_id=position.company_id, position=position, status__in=sorted(ACTIVE)
    )
    version = Position.objects.values_list("workflow_version", flat=True).get(pk=position.pk)
    counts = active.aggregate(
        following=Count("id", filter=Q(is_unlocked=False)),
        unlocked=Count("id", filter=Q(is_unlocked=True)),
        behind=Count("id", filter=Q(workflow_version__lt=version)),
    )
    return WorkflowReach(**counts)
