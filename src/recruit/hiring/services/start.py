"""How does a position begin to consider a person? Once at a time, by the steps that the position has now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events, live
from recruit.base.actors import Actor, ActorKind
from recruit.base.errors import NotAllowed, Refusal
from recruit.company.selectors import company_of, teammate_behind
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.events import ProcessStarted
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import StartDecision, board_column, decide_start, joined_names, next_group
from recruit.hiring.selectors import standing_of_person
from recruit.hiring.services import snapshots
from recruit.hiring.services.automatic import take_automatic_steps
from recruit.hiring.services.ground import record_on_process, require_right, topics_of
from recruit.people.models import Person
from recruit.people.services import locked_person
from recruit.positions.enums import PositionCapability, StepType
from recruit.positions.models import Position, StepDefinition
from recruit.positions.selectors import may_export_to, status_held_still, steps_of
from recruit.sources.selectors import source_names


@transaction.atomic
def start_process(
    *,
    person: Person,
    position: Position,
    source_id: int | None = None,
    source_contact_id: int | None = None,
    actor: Actor,
    imported_via: str = "",
    started_at: datetime | None = None,
) -> HiringProcess:
    """The person's process on this position, at its first step.

    What comes from an outside tool (``imported_via``) asks of a teammate what the company's setting asks, usually to
    view the position; otherwise they need the right to move processes. Refuses with ``AlreadyUnderConsideration``,
    ``AlreadyHired``, ``PositionNotOpen`` or ``SeveralPositionsNotAllowed``.
    """
    _require_right_to_start(position, actor=actor, imported_via=imported_via)
    # Two starts for one person queue up here, so that the second one sees the first.
    locked_person(person)
    require_start(person=person, position=position)
    now = started_at or clock.now()
    definitions = steps_of(position=position)
    present = present_at_start(definitions)
    process = HiringProcess(
        company_id=position.company_id,
        person=person,
        position=position,
        source_id=source_id,
        source_contact_id=source_contact_id,
        imported_via=imported_via,
        started_at=now,
        status_changed_at=now,
        updated_at=now,
        current_step_order=definitions[0].order,
        current_step_name=joined_names(definition.name for definition in definitions[:present]),
        workflow_version=definitions[0].position.workflow_version,
    )
    process.board_column = board_column(status=process.status, current_step_order=process.current_step_order)
    _insert(process)
    _add_steps(process, definitions, now)
    _tell(process, actor)
    if any(definition.type == StepType.NOTIFICATION for definition in definitions[:present]):
        steps = snapshots.steps_of(process)
        take_automatic_steps(process, steps, now)
        if not any(step.state == StepState.CURRENT for step in steps):
            process.status = ProcessStatus.AWAITING_DECISION
        snapshots.save_state(process, steps, now=now)
    return process


def present_at_start(definitions: Sequence[StepDefinition]) -> int:
    """How many steps are present at once when a process begins: the first and those that run beside it."""
    return len(next_group([(StepState.FUTURE, definition.beside_previous) for definition in definitions]))


class ExportNeedsContribution(NotAllowed):
    code = "export_needs_contribution"


def _require_right_to_start(position: Position, *, actor: Actor, imported_via: str) -> None:
    if not imported_via or actor.kind == ActorKind.APP:
        require_right(position, actor=actor)
        return
    teammate = teammate_behind(company_id=position.company_id, actor=actor)
    if teammate is None:
        return
    require_right(position, actor=actor, capability=PositionCapability.VIEW)
    if not may_export_to(
        teammate=teammate, position=position, company=company_of(company_id=position.company_id)
    ):
        raise ExportNeedsContribution(
            _(
                "Your company lets only those who work on {position} bring candidates to it from outside. "
                "Ask its hiring manager for another role on the team."
            ).format(position=position.name)
        )


class AlreadyUnderConsideration(Refusal):
    code = "already_under_consideration"


class AlreadyHired(Refusal):
    code = "already_hired"


class PositionNotOpen(Refusal):
    """Evidence: ``status`` of the position."""

    code = "position_not_open"


class SeveralPositionsNotAllowed(Refusal):
    code = "several_positions_not_allowed"


def require_start(*, person: Person, position: Position) -> None:
    """Refuses what ``rules.decide_start`` refuses, under the locks that keep its answer true."""
    company_id = position.company_id
    status = status_held_still(company_id=company_id, position_id=position.pk)
    standing = standing_of_person(company_id=company_id, person_id=person.pk, position_id=position.pk)
    decision = decide_start(
        existing=standing.statuses_here,
        position_status=status,
        allows_several=company_of(company_id=company_id).allows_several_positions,
        other_active=standing.is_active_elsewhere,
    )
    refuse_start(decision, person_name=person.full_name, position_name=position.name, position_status=status)


def refuse_start(
    decision: StartDecision, *, person_name: str, position_name: str, position_status: str
) -> None:
    """Raise the refusal that belongs to the decision; nothing for a start."""
    named = {"name": person_name, "position": position_name}
    if decision == StartDecision.ALREADY_UNDER_CONSIDERATION:
        raise AlreadyUnderConsideration(
            _("{name} is already under consideration for {position}. Open that process instead.").format(
                **named
            )
        )
    if decision == StartDecision.ALREADY_HIRED:
        raise AlreadyHired(
            _("{name} was hired for {position}. Reinstate that process if it has to go on.").format(**named)
        )
    if decision == StartDecision.POSITION_ON_HOLD:
        raise PositionNotOpen(
            _("{position} is on hold. Reopen the position first, or choose another one.").format(**named),
            status=position_status,
        )
    if decision == StartDecision.POSITION_CLOSED:
        raise PositionNotOpen(
            _("{position} is closed. Reopen the position first, or choose another one.").format(**named),
            status=position_status,
        )
    if decision == StartDecision.SEVERAL_POSITIONS_NOT_ALLOWED:
        raise SeveralPositionsNotAllowed(
            _(
                "{name} is under consideration for another position, and your company allows one at a time. "
                "End the other process first."
            ).format(**named)
        )


def _insert(process: HiringProcess) -> None:
    try:
        with transaction.atomic():
            process.save(force_insert=True)
    except IntegrityError as reason:
        # Someone started it past the lock on the person: the partial unique index is the second wall.
        refuse_start(
            StartDecision.ALREADY_UNDER_CONSIDERATION,
            person_name=process.person.full_name,
            position_name=process.position.name,
            position_status=process.position.status,
        )
        raise AssertionError from reason


def _add_steps(process: HiringProcess, definitions: list[StepDefinition], now: datetime) -> None:
    present = present_at_start(definitions)
    ProcessStep.objects.bulk_create(
        ProcessStep(
            company_id=process.company_id,
            process=process,
            definition=definition,
            name=definition.name,
            type=definition.type,
            order=definition.order,
            beside_previous=definition.beside_previous,
            state=StepState.CURRENT if index < present else StepState.FUTURE,
            entered_at=now if index < present else None,
        )
        for index, definition in enumerate(definitions)
    )


def _tell(process: HiringProcess, actor: Actor) -> None:
    ids = [process.source_id] if process.source_id else []
    names = source_names(company_id=process.company_id, ids=ids)
    record_on_process(
        process,
        verb=Verb.PROCESS_STARTED,
        actor=actor,
        imported_via=process.imported_via,
        source=names.get(process.source_id or 0, ""),
    )
    events.publish(ProcessStarted(process.company_id, process.pk, process.person_id, process.position_id))
    live.touch(process.company_id, topics_of(process))
