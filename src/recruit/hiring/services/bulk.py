"""How do thousands of processes come at once, with their history? By the rules of a start, in a handful of statements.

A process that ended already is history: it does not ask whether its position is open today.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import Fact, record_in_bulk
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.company.selectors import company_of
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.events import ProcessStarted
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import board_column, decide_start, is_active, joined_names
from recruit.hiring.services.ground import require_right
from recruit.hiring.services.start import present_at_start, refuse_start
from recruit.people.models import Person
from recruit.positions.models import Position, StepDefinition
from recruit.positions.selectors import workflows_held_still

_BATCH = 2000
_ENDINGS = {
    ProcessStatus.REJECTED: Verb.PROCESS_REJECTED,
    ProcessStatus.WITHDRAWN: Verb.PROCESS_WITHDRAWN,
    ProcessStatus.HIRED: Verb.PROCESS_HIRED,
    ProcessStatus.ON_HOLD: Verb.PROCESS_HELD,
}


@dataclass(frozen=True)
class NewProcess:
    """One process to come. ``completed_steps`` are spread evenly from ``started_at`` to ``moved_at``.

    With all steps completed, ``in_progress`` becomes ``awaiting_decision``.
    """

    person_id: int
    position_id: int
    source_id: int | None = None
    source_contact_id: int | None = None
    status: str = ProcessStatus.IN_PROGRESS
    completed_steps: int = 0
    reason: str = ""
    imported_via: str = ""
    started_at: datetime | None = None
    moved_at: datetime | None = None


@dataclass(frozen=True)
class _Ground:
    """Everything the rules ask, read once."""

    persons: dict[int, Person]
    positions: dict[int, Position]
    definitions: dict[int, list[StepDefinition]]
    allows_several: bool


@transaction.atomic
def start_processes_in_bulk(
    *, company_id: int, processes: Sequence[NewProcess], actor: Actor, announce: bool = True
) -> list[HiringProcess]:
    """In the given order; one refusal refuses them all.

    With ``announce`` false no events are published: the caller marks everything afterwards.
    """
    workflows_held_still(company_id=company_id, position_ids={new.position_id for new in processes})
    ground = _read_ground(company_id, processes)
    for position in ground.positions.values():
        require_right(position, actor=actor)
    _require_starts(processes, ground)
    rows = [_process(company_id, new, ground) for new in processes]
    HiringProcess.objects.bulk_create(rows, batch_size=_BATCH)
    pairs = list(zip(processes, rows, strict=True))
    steps = [step for new, row in pairs for step in _steps(new, row, ground, actor)]
    ProcessStep.objects.bulk_create(steps, batch_size=_BATCH)
    facts = [fact for new, row in pairs for fact in _facts(new, row, ground)]
    record_in_bulk(company_id=company_id, actor=actor, facts=facts)
    if announce:
        for row in rows:
            events.publish(ProcessStarted(company_id, row.pk, row.person_id, row.position_id))
    topics = [f"position:{position.public_id}" for position in ground.positions.values()]
    live.touch(company_id, ["persons", "positions", *topics])
    return rows


def _read_ground(company_id: int, processes: Sequence[NewProcess]) -> _Ground:
    person_ids = {new.person_id for new in processes}
    position_ids = {new.position_id for new in processes}
    # Locked in one order: two imports that share persons wait for each other instead of deadlocking.
    persons = Person.objects.filter(company_id=company_id, pk__in=person_ids).order_by("id")
    definitions: dict[int, list[StepDefinition]] = defaultdict(list)
    for definition in StepDefinition.objects.filter(
        company_id=company_id, position_id__in=position_ids, retired_at__isnull=True
    ).order_by("position", "order"):
        definitions[definition.position_id].append(definition)
    return _Ground(
        persons={person.pk: person for person in persons.select_for_update(no_key=True)},
        positions=Position.objects.filter(company_id=company_id).in_bulk(position_ids),
        definitions=definitions,
        allows_several=company_of(company_id=company_id).allows_several_positions,
    )


def _require_starts(processes: Sequence[NewProcess], ground: _Ground) -> None:
    statuses: dict[int, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for person_id, position_id, status in _present(ground.persons):
        statuses[person_id][position_id].append(status)
    for new in processes:
        mine = statuses[new.person_id]
        if is_active(new.status):
            _require_start(new, mine, ground)
        mine[new.position_id].append(new.status)


def _present(person_ids: Collection[int]) -> list[tuple[int, int, str]]:
    rows = HiringProcess.objects.filter(person_id__in=person_ids)
    return list(rows.values_list("person_id", "position_id", "status"))


def _require_start(new: NewProcess, mine: dict[int, list[str]], ground: _Ground) -> None:
    position = ground.positions[new.position_id]
    decision = decide_start(
        existing=mine[new.position_id],
        position_status=position.status,
        allows_several=ground.allows_several,
        other_active=any(
            is_active(status)
            for position_id, statuses in mine.items()
            if position_id != new.position_id
            for status in statuses
        ),
    )
    refuse_start(
        decision,
        person_name=ground.persons[new.person_id].full_name,
        position_name=position.name,
        position_status=position.status,
    )


def _process(company_id: int, new: NewProcess, ground: _Ground) -> HiringProcess:
    started_at = new.started_at or clock.now()
    moved_at = new.moved_at or started_at
    definitions = ground.definitions[new.position_id]
    present = definitions[new.completed_steps : new.completed_steps + _present_after(new, definitions)]
    current = present[0] if present else None
    status = ProcessStatus(new.status)
    if status == ProcessStatus.IN_PROGRESS and current is None:
        status = ProcessStatus.AWAITING_DECISION
    order = None if current is None or status == ProcessStatus.HIRED else current.order
    return HiringProcess(
        company_id=company_id,
        person_id=new.person_id,
        position_id=new.position_id,
        status=status,
        source_id=new.source_id,
        source_contact_id=new.source_contact_id,
        reason=new.reason,
        imported_via=new.imported_via,
        current_step_order=order,
        current_step_name=joined_names(step.name for step in present) if order is not None else "",
        workflow_version=ground.positions[new.position_id].workflow_version,
        board_column=board_column(status=status, current_step_order=order),
        started_at=started_at,
        updated_at=moved_at,
        status_changed_at=started_at if status == ProcessStatus.IN_PROGRESS else moved_at,
        ended_at=None if is_active(status) else moved_at,
    )


def _present_after(new: NewProcess, definitions: Sequence[StepDefinition]) -> int:
    """How many steps are present at once after those that were completed."""
    return present_at_start(definitions[new.completed_steps :])


def _steps(new: NewProcess, row: HiringProcess, ground: _Ground, actor: Actor) -> list[ProcessStep]:
    definitions = ground.definitions[new.position_id]
    entered = new.completed_steps + (
        0 if row.status == ProcessStatus.HIRED else _present_after(new, definitions)
    )
    pace = (row.updated_at - row.started_at) / max(new.completed_steps, 1)
    return [
        ProcessStep(
            company_id=row.company_id,
            process=row,
            definition=definition,
            name=definition.name,
            type=definition.type,
            order=definition.order,
            beside_previous=definition.beside_previous,
            state=_state(index, new.completed_steps, entered, row.status),
            entered_at=row.started_at + min(index, new.completed_steps) * pace if index < entered else None,
            completed_at=row.started_at + (index + 1) * pace if index < new.completed_steps else None,
            completed_by_name=actor.name if index < new.completed_steps else "",
        )
        for index, definition in enumerate(definitions)
    ]


def _state(index: int, completed: int, entered: int, status: str) -> StepState:
    if index < completed:
        return StepState.COMPLETED
    if status == ProcessStatus.HIRED:
        return StepState.SKIPPED
    return StepState.CURRENT if index < entered else StepState.FUTURE


def _facts(new: NewProcess, row: HiringProcess, ground: _Ground) -> list[Fact]:
    names = {
        "person": ground.persons[new.person_id].full_name,
        "position": ground.positions[new.position_id].name,
    }
    verbs = [(Verb.PROCESS_STARTED, row.started_at, {"imported_via": new.imported_via})]
    if row.status in _ENDINGS:
        verbs.append((_ENDINGS[ProcessStatus(row.status)], row.updated_at, {"reason": new.reason}))
    return [
        Fact(
            verb,
            person_id=row.person_id,
            position_id=row.position_id,
            process_id=row.pk,
            at=at,
            data={**names, **words},
        )
        for verb, at, words in verbs
    ]
