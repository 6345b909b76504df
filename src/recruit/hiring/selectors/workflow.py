"""Who takes part in the steps of processes, what waits for whom, and how far has a changed workflow come?

A step of a process that follows its position's workflow has the participants and the instructions of the workflow's
step; a step of an unlocked process, or one that was asked for besides the workflow, has its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from recruit.base.paging import Page, id_of, page_of
from recruit.company.models import Teammate
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep, ProcessStepParticipant
from recruit.hiring.rules import ACTIVE
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import (
    definition_ids_of_participant,
    participants_of_definitions,
    position_ids_allowing,
    sight_of,
)


def has_own_participants(step: ProcessStep) -> bool:
    return step.process.is_unlocked or step.definition_id is None


def participants_of_steps(*, steps: Sequence[ProcessStep]) -> dict[int, list[Teammate]]:
    """By step id and name. Two queries; the steps bring their process."""
    if not steps:
        return {}
    company_id = steps[0].company_id
    own_ids = [step.pk for step in steps if has_own_participants(step)]
    rows = ProcessStepParticipant.objects.filter(company_id=company_id, step_id__in=own_ids)
    own: dict[int, list[Teammate]] = defaultdict(list)
    for row in rows.select_related("teammate").order_by("teammate__last_name", "teammate__first_name"):
        own[row.step_id].append(row.teammate)
    of_definitions = participants_of_definitions(
        company_id=company_id,
        definition_ids={step.definition_id for step in steps if step.definition_id is not None},
    )
    return {
        step.pk: own[step.pk]
        if has_own_participants(step)
        else of_definitions.get(step.definition_id or 0, [])
        for step in steps
    }


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
        return rows.filter(process__position_id__in=sight.seen)
    return rows.exclude(process__position_id__in=sight.hidden) if sight.hidden else rows


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
