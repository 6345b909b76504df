"""How does one process get a workflow of its own, and how does it follow the position's again?"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep, ProcessStepParticipant
from recruit.hiring.rules import ENDED, PlannedStep, StandingStep, follow
from recruit.hiring.services.followers import apply_plan, catch_up, fresh_steps, settle_standing
from recruit.hiring.services.ground import ENDED_FOR, locked_process, require_right, tell_of_change
from recruit.hiring.services.snapshots import steps_of
from recruit.positions.enums import PositionCapability
from recruit.positions.models import PositionRole
from recruit.positions.rules import told_changes, workflow_hindrance
from recruit.positions.selectors import participants_of_definitions
from recruit.positions.services import WantedStep, WorkflowRefused, require_on_team


class WorkflowIsNotOwn(Refusal):
    code = "workflow_is_not_own"


class OwnStepsChangedMeanwhile(Refusal):
    code = "own_steps_changed_meanwhile"


@transaction.atomic
def unlock_process(*, process: HiringProcess, actor: Actor) -> HiringProcess:
    """From now on its steps are its own, as they are now. Idempotent."""
    fresh = _changeable(process, actor)
    steps = fresh_steps(fresh)
    if fresh.is_unlocked:
        return fresh
    of_workflow = [step for step in steps if step.definition_id is not None and not _is_over(step)]
    participants = participants_of_definitions(
        company_id=fresh.company_id,
        definition_ids=[step.definition_id for step in of_workflow if step.definition_id],
    )
    for step in of_workflow:
        step.instructions = step.definition.instructions if step.definition else ""
    ProcessStep.objects.bulk_update(of_workflow, ["instructions"])
    ProcessStepParticipant.objects.bulk_create(
        ProcessStepParticipant(company_id=fresh.company_id, step=step, teammate=teammate)
        for step in of_workflow
        for teammate in participants.get(step.definition_id or 0, [])
    )
    fresh.is_unlocked = True
    fresh.save(update_fields=["is_unlocked"])
    tell_of_change(fresh, verb=Verb.STEPS_UNLOCKED, actor=actor)
    return fresh


@transaction.atomic
def follow_again(*, process: HiringProcess, actor: Actor) -> HiringProcess:
    """Its own steps that are not completed go; those of the position's workflow take their place. Idempotent."""
    fresh = _changeable(process, actor)
    if not fresh.is_unlocked:
        return fresh
    fresh.is_unlocked = False
    fresh.save(update_fields=["is_unlocked"])
    inherited = ProcessStep.objects.filter(process=fresh, definition__isnull=False)
    ProcessStepParticipant.objects.filter(step__in=inherited.values("pk")).delete()
    inherited.update(instructions="")
    catch_up(fresh, always=True)
    tell_of_change(fresh, verb=Verb.STEPS_FOLLOW, actor=actor)
    return fresh


@transaction.atomic
def change_own_steps(
    *,
    process: HiringProcess,
    steps: Sequence[WantedStep],
    seen: Sequence[str] | None = None,
    actor: Actor,
) -> HiringProcess:
    """The steps that are still to be done are these, in this order; what is completed stays before them.

    ``seen``: public ids of the open steps that the editor began with; somebody may have completed one meanwhile.
    Without any step left a decision is due.
    """
    fresh = _changeable(process, actor)
    rows = fresh_steps(fresh)
    if not fresh.is_unlocked:
        raise WorkflowIsNotOwn(
            _("{name} follows the workflow of {position}. Unlock it for them first.").format(
                name=fresh.person.full_name, position=fresh.position.name
            )
        )
    open_rows = {row.public_id: row for row in rows if not _is_over(row)}
    if seen is not None and list(seen) != list(open_rows):
        raise OwnStepsChangedMeanwhile(
            _(
                "The steps of {name} have changed while you were editing them. Reload them, then make "
                "your changes again."
            ).format(name=fresh.person.full_name)
        )
    _require_sound(fresh, steps)
    wanted = [_clean(step, open_rows) for step in steps]
    before = [(row.public_id, row.name) for row in open_rows.values()]
    _rewrite(fresh, rows, wanted, open_rows)
    changes = told_changes(before, [(step.public_id, step.name) for step in wanted])
    tell_of_change(fresh, verb=Verb.STEPS_CHANGED, actor=actor, changes=changes)
    return fresh


def _changeable(process: HiringProcess, actor: Actor) -> HiringProcess:
    fresh = locked_process(process)
    require_right(fresh.position, actor=actor, capability=PositionCapability.MANAGE_WORKFLOW)
    if fresh.status in ENDED:
        ended = _(ENDED_FOR[ProcessStatus(fresh.status)]).format(
            name=fresh.person.full_name, position=fresh.position.name
        )
        advice = _("Reinstate the candidate before you change steps.")
        raise WorkflowIsNotOwn(f"{ended} {advice}")
    return fresh


def _is_over(step: ProcessStep) -> bool:
    return step.state in {StepState.COMPLETED, StepState.SKIPPED}


def _require_sound(process: HiringProcess, steps: Sequence[WantedStep]) -> None:
    named = [(" ".join(step.name.split()), step.type) for step in steps]
    hindrance = workflow_hindrance(named) if named else None
    if hindrance is not None:
        raise WorkflowRefused(hindrance.sentence, place=hindrance.place)
    require_on_team(process.position, {one for step in steps for one in step.participants})


def _clean(step: WantedStep, known: dict[str, ProcessStep]) -> WantedStep:
    return WantedStep(
        name=" ".join(step.name.split()),
        type=step.type,
        public_id=step.public_id if step.public_id in known else "",
        beside_previous=step.beside_previous,
        instructions=step.instructions.strip(),
        participants=tuple(sorted(set(step.participants))),
    )


def _rewrite(
    process: HiringProcess,
    rows: Sequence[ProcessStep],
    wanted: Sequence[WantedStep],
    open_rows: dict[str, ProcessStep],
) -> None:
    """Like a workflow of the position's, with the rows themselves as its steps; a new one is known by its place."""
    now = clock.now()
    keys = [
        open_rows[step.public_id].pk if step.public_id else -place for place, step in enumerate(wanted, 1)
    ]
    planned = [
        PlannedStep(key, step.name, step.type, step.beside_previous)
        for key, step in zip(keys, wanted, strict=True)
    ]
    over = [row for row in rows if _is_over(row)]
    standing = [
        StandingStep(row.pk, row.pk, row.name, row.type, row.state, row.beside_previous)
        for row in rows
        if not _is_over(row)
    ]
    plan = follow(standing, planned)
    known = {row.pk: row for row in rows}
    kept = [StandingStep(row.pk, row.pk, row.name, row.type, row.state, row.beside_previous) for row in over]
    new_rows = apply_plan(process, known, [*kept, *plan], now=now, definitions={})
    by_key = {step.key: row for step, row in zip([*kept, *plan], new_rows, strict=True)}
    for key, step in zip(keys, wanted, strict=True):
        by_key[key].instructions = step.instructions
    stay = {row.pk for row in new_rows}
    ProcessStep.objects.filter(pk__in=[row.pk for row in rows if row.pk not in stay]).delete()
    fields = ["name", "type", "order", "state", "beside_previous", "instructions", "entered_at"]
    ProcessStep.objects.bulk_update([row for row in new_rows if row.pk], fields)
    ProcessStep.objects.bulk_create([row for row in new_rows if not row.pk])
    _set_participants(process, {by_key[key]: step for key, step in zip(keys, wanted, strict=True)})
    settle_standing(process, steps_of(process), now=now)
    process.save(
        update_fields=[
            "status", "status_changed_at", "current_step_order", "current_step_name", "board_column", "updated_at",
        ]
    )  # fmt: skip


def _set_participants(process: HiringProcess, wanted: dict[ProcessStep, WantedStep]) -> None:
    ProcessStepParticipant.objects.filter(step__in=[row.pk for row in wanted]).delete()
    ProcessStepParticipant.objects.bulk_create(
        ProcessStepParticipant(company_id=process.company_id, step=row, teammate_id=teammate_id)
        for row, step in wanted.items()
        for teammate_id in step.participants
    )


def leave_steps(*, company_id: int, position_id: int, teammate_id: int) -> None:
    """Whoever is no longer on the hiring team takes part in no step of its processes; an own one's neither."""
    is_on_team = PositionRole.objects.filter(
        company_id=company_id, position_id=position_id, teammate_id=teammate_id
    )
    if is_on_team.exists():
        return
    ProcessStepParticipant.objects.filter(
        company_id=company_id, teammate_id=teammate_id, step__process__position_id=position_id
    ).delete()


def hand_over_steps(*, company_id: int, position_id: int, teammate_id: int, successor_id: int) -> None:
    """Of steps that are not over yet, in processes of the position: somebody else takes part in their place."""
    rows = ProcessStepParticipant.objects.filter(
        company_id=company_id,
        step__process__position_id=position_id,
        step__state__in=[StepState.CURRENT, StepState.FUTURE],
    )
    has_both = rows.filter(teammate_id=successor_id).values_list("step_id", flat=True)
    mine = rows.filter(teammate_id=teammate_id)
    mine.exclude(step_id__in=list(has_both)).update(teammate_id=successor_id)
    mine.delete()
