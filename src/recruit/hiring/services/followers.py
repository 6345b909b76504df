"""How do processes follow their position's workflow when it changes? In batches, with a constant number of statements.

Each process remembers the version that it has followed last. One that is touched before its turn comes is brought up
to date first, so that nobody works with old steps; the batches then find nothing to do there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from recruit.base import clock, events, live, queue
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.events import ProcessesOfPositionChanged
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import ACTIVE, PlannedStep, StandingStep, follow
from recruit.hiring.services.snapshots import derive, steps_of
from recruit.positions.models import Position, StepDefinition

FOLLOW_WORKFLOW = "recruit.follow_workflow"
#: So many are brought up to date at once, while whoever saved the workflow waits.
AT_ONCE = 100
BATCH = 500
_WRITE_STEPS = """
UPDATE hiring_processstep AS step
SET name = new.name, type = new.type, "order" = new."order", beside_previous = new.beside_previous,
    state = new.state, entered_at = new.entered_at
FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, name text, type text, "order" int, beside_previous boolean,
                                          state text, entered_at timestamptz)
WHERE step.id = new.id
"""
_WRITE_PROCESSES = """
UPDATE hiring_hiringprocess AS process
SET status = new.status, current_step_order = new.current_step_order, current_step_name = new.current_step_name,
    board_column = new.board_column, status_changed_at = new.status_changed_at, updated_at = new.updated_at,
    workflow_version = new.workflow_version
FROM jsonb_to_recordset(%s::jsonb) AS new(id bigint, status text, current_step_order int, current_step_name text,
                                          board_column text, status_changed_at timestamptz, updated_at timestamptz,
                                          workflow_version int)
WHERE process.id = new.id
"""


@dataclass(frozen=True)
class _Workflow:
    version: int
    definitions: dict[int, StepDefinition]
    planned: tuple[PlannedStep, ...]


@transaction.atomic
def follow_changed_workflow(*, company_id: int, position_id: int) -> None:
    """The first processes at once; where there are more, a worker goes on, and the page shows how far it is."""
    if follow_workflow(company_id=company_id, position_id=position_id, limit=AT_ONCE) == AT_ONCE:
        queue.defer(
            FOLLOW_WORKFLOW,
            company_id=company_id,
            lock=f"{FOLLOW_WORKFLOW}:{position_id}",
            position_id=position_id,
        )


@transaction.atomic
def follow_workflow(*, company_id: int, position_id: int, limit: int = BATCH) -> int:
    """Bring the next processes of the position up to date with its workflow; how many they were, 0 when all are."""
    workflow = _workflow(company_id, position_id)
    behind = HiringProcess.objects.filter(
        company_id=company_id,
        position_id=position_id,
        status__in=sorted(ACTIVE),
        workflow_version__lt=workflow.version,
    )
    processes: list[HiringProcess] = []
    # Whoever held the first of them may have brought them up to date meanwhile: then there may be others.
    while not processes:
        processes = list(behind.select_for_update(no_key=True).order_by("id")[:limit])
        if not processes and not behind.exists():
            return 0
    changed = _bring_up_to_date(processes, workflow)
    if changed:
        ids = tuple(process.pk for process in changed)
        events.publish(ProcessesOfPositionChanged(company_id, position_id, ids))
    public_id = Position.objects.filter(pk=position_id).values_list("public_id", flat=True)[0]
    live.touch(company_id, ["persons", f"position:{public_id}"])
    return len(processes)


def catch_up(process: HiringProcess, *, always: bool = False) -> bool:
    """Bring one locked process up to date before it is worked on. Was it behind, or ``always``?"""
    if not always and process.workflow_version >= process.position.workflow_version:
        return False
    workflow = _workflow(process.company_id, process.position_id)
    _bring_up_to_date([process], workflow)
    return True


def _workflow(company_id: int, position_id: int) -> _Workflow:
    """Steps and version by one statement, so that they belong together without holding anybody up."""
    rows = StepDefinition.objects.filter(
        company_id=company_id, position_id=position_id, retired_at__isnull=True
    ).order_by("order")
    definitions = list(rows.select_related("position"))
    return _Workflow(
        version=definitions[0].position.workflow_version,
        definitions={row.pk: row for row in definitions},
        planned=tuple(PlannedStep(row.pk, row.name, row.type, row.beside_previous) for row in definitions),
    )


def _bring_up_to_date(processes: Sequence[HiringProcess], workflow: _Workflow) -> list[HiringProcess]:
    """Those of the processes whose present or completed steps read differently now."""
    now = clock.now()
    steps: dict[int, list[ProcessStep]] = defaultdict(list)
    rows = ProcessStep.objects.filter(process__in=[process.pk for process in processes])
    for row in rows.select_related("definition").order_by("process", "order"):
        steps[row.process_id].append(row)
    before = {process.pk: (process.status, process.current_step_name) for process in processes}
    written: list[ProcessStep] = []
    made: list[ProcessStep] = []
    gone: list[int] = []
    for process in processes:
        if not process.is_unlocked:
            old = steps[process.pk]
            steps[process.pk] = _followed(process, old, workflow, now)
            stay = {step.pk for step in steps[process.pk]}
            gone += [step.pk for step in old if step.pk not in stay]
            made += [step for step in steps[process.pk] if step.pk is None]
            written += [step for step in steps[process.pk] if step.pk is not None]
        settle_standing(process, steps[process.pk], now=now)
        process.workflow_version = workflow.version
    ProcessStep.objects.filter(pk__in=gone).delete()
    _write(_WRITE_STEPS, map(_step_values, written))
    ProcessStep.objects.bulk_create(made, batch_size=2000)
    _write(_WRITE_PROCESSES, map(_process_values, processes))
    return [
        process for process in processes if before[process.pk] != (process.status, process.current_step_name)
    ]


def _followed(
    process: HiringProcess, steps: Sequence[ProcessStep], workflow: _Workflow, now: datetime
) -> list[ProcessStep]:
    known = {step.pk: step for step in steps}
    standing = [
        StandingStep(step.pk, step.definition_id, step.name, step.type, step.state, step.beside_previous)
        for step in steps
    ]
    return apply_plan(
        process, known, follow(standing, workflow.planned), now=now, definitions=workflow.definitions
    )


def apply_plan(
    process: HiringProcess,
    known: dict[int, ProcessStep],
    plan: Sequence[StandingStep],
    *,
    now: datetime,
    definitions: dict[int, StepDefinition],
) -> list[ProcessStep]:
    """The rows as the plan wants them, old ones changed and new ones made, in order; nothing is written yet."""
    rows = []
    for order, planned in enumerate(plan, start=1):
        row = known[planned.id] if planned.id else ProcessStep(company_id=process.company_id, process=process)
        if planned.key is not None and planned.key in definitions:
            row.definition = definitions[planned.key]
        was_current = row.pk is not None and row.state == StepState.CURRENT
        row.name, row.type, row.order = planned.name, planned.type, order
        row.state, row.beside_previous = planned.state, planned.beside_previous
        if not planned.is_completed and not (was_current and planned.state == StepState.CURRENT):
            row.entered_at = now if planned.state == StepState.CURRENT else None
        rows.append(row)
    return rows


def settle_standing(process: HiringProcess, steps: Sequence[ProcessStep], *, now: datetime) -> None:
    """The status and the column that belong to these steps, on the row in memory."""
    has_step = any(step.state == StepState.CURRENT for step in steps)
    due = {True: ProcessStatus.IN_PROGRESS, False: ProcessStatus.AWAITING_DECISION}[has_step]
    # On hold stays on hold, and an ended one is brought up to date only on its way back.
    if (
        process.status in {ProcessStatus.IN_PROGRESS, ProcessStatus.AWAITING_DECISION}
        and process.status != due
    ):
        process.status = due
        process.status_changed_at = now
    before = (process.current_step_name, process.board_column)
    derive(process, steps)
    if before != (process.current_step_name, process.board_column):
        process.updated_at = now


def _step_values(step: ProcessStep) -> dict[str, Any]:
    return {
        "id": step.pk,
        "name": step.name,
        "type": step.type,
        "order": step.order,
        "beside_previous": step.beside_previous,
        "state": step.state,
        "entered_at": step.entered_at.isoformat() if step.entered_at else None,
    }


def _process_values(process: HiringProcess) -> dict[str, Any]:
    return {
        "id": process.pk,
        "status": process.status,
        "current_step_order": process.current_step_order,
        "current_step_name": process.current_step_name,
        "board_column": process.board_column,
        "status_changed_at": process.status_changed_at.isoformat(),
        "updated_at": process.updated_at.isoformat(),
        "workflow_version": process.workflow_version,
    }


def _write(statement: str, rows: Iterable[dict[str, Any]]) -> None:
    values = list(rows)
    if values:
        with connection.cursor() as cursor:
            cursor.execute(statement, [json.dumps(values)])


def fresh_steps(process: HiringProcess) -> list[ProcessStep]:
    """The steps of a locked process, once it has caught up with its workflow."""
    catch_up(process)
    return steps_of(process)
