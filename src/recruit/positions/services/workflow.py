"""How does a position's workflow change? As a whole: the steps as they are to be from now on, in their order.

Processes that follow it are told by an event; what was completed in them stays. A colleague who has saved meanwhile is
noticed by the version that the editor began with.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import company_of
from recruit.positions.enums import PositionCapability, StepType
from recruit.positions.events import WorkflowChanged
from recruit.positions.models import Position, PositionRole, StepDefinition, StepParticipant, StepTemplate
from recruit.positions.rules import told_changes, workflow_hindrance
from recruit.positions.services.ground import locked_position, record_on_position

#: A retired step stands here and beyond, each at a place of its own.
_RETIRED = 1_000_000_000


@dataclass(frozen=True)
class WantedStep:
    """``public_id`` of the step that there is; empty for a new one. ``participants`` are teammates' ids."""

    name: str
    type: str = StepType.GO_NO_GO
    public_id: str = ""
    beside_previous: bool = False
    instructions: str = ""
    participants: tuple[int, ...] = ()


class WorkflowRefused(Refusal):
    """Evidence: ``place``, the number of the step that it is about, or None."""

    code = "workflow_refused"


class WorkflowChangedMeanwhile(Refusal):
    code = "workflow_changed_meanwhile"


@transaction.atomic
def change_workflow(
    *, position: Position, steps: Sequence[WantedStep], seen_version: int | None = None, actor: Actor
) -> Position:
    """The workflow is these steps from now on. Nothing is recorded and nobody told when nothing differs."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.MANAGE_WORKFLOW)
    if seen_version is not None and seen_version != fresh.workflow_version:
        raise WorkflowChangedMeanwhile(
            _(
                "Somebody has changed the workflow of {position} while you were editing it. Reload it, then make "
                "your changes again."
            ).format(position=fresh.name)
        )
    known = {
        row.public_id: row
        for row in StepDefinition.objects.filter(position=fresh, retired_at__isnull=True).order_by("order")
    }
    clean = [_clean(step, known) for step in steps]
    _require_sound(clean)
    _require_templates(fresh, clean, known)
    require_on_team(fresh, {teammate_id for step in clean for teammate_id in step.participants})
    before = [(row.name, row.type, row.beside_previous, row.instructions) for row in known.values()]
    wanted = [(step.name, step.type, step.beside_previous, step.instructions) for step in clean]
    same_rows = [step.public_id for step in clean] == list(known)
    if same_rows and before == wanted and _participants(known) == [set(step.participants) for step in clean]:
        return fresh
    _write(fresh, clean, known)
    fresh.workflow_version += 1
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["workflow_version", "updated_at"])
    changes = told_changes(
        [(row.public_id, row.name) for row in known.values()],
        [(step.public_id, step.name) for step in clean],
    )
    record_on_position(fresh, verb=Verb.WORKFLOW_CHANGED, actor=actor, changes=changes)
    events.publish(WorkflowChanged(fresh.company_id, fresh.pk))
    return fresh


def _clean(step: WantedStep, known: Mapping[str, StepDefinition]) -> WantedStep:
    return WantedStep(
        name=" ".join(step.name.split()),
        type=step.type,
        public_id=step.public_id if step.public_id in known else "",
        beside_previous=step.beside_previous,
        instructions=step.instructions.strip(),
        participants=tuple(sorted(set(step.participants))),
    )


def _require_sound(steps: Sequence[WantedStep]) -> None:
    hindrance = workflow_hindrance([(step.name, step.type) for step in steps])
    if hindrance is not None:
        raise WorkflowRefused(hindrance.sentence, place=hindrance.place)


def _require_templates(
    position: Position, steps: Sequence[WantedStep], known: Mapping[str, StepDefinition]
) -> None:
    """Where the company allows only its templates, a step that is new or has another name must be one of them."""
    if company_of(company_id=position.company_id).allows_custom_steps:
        return
    offered = set(StepTemplate.objects.filter(company_id=position.company_id).values_list("name", flat=True))
    for place, step in enumerate(steps, start=1):
        kept = known.get(step.public_id)
        if (kept is None or kept.name != step.name) and step.name not in offered:
            raise WorkflowRefused(
                _(
                    "“{step}” is none of your company's step templates, and only these are allowed. "
                    "Choose a template, or ask an admin to add one."
                ).format(step=step.name),
                place=place,
            )


def require_on_team(position: Position, wanted: Collection[int]) -> None:
    """Whoever takes part in a step has to see the position: being on its team is what gives them that."""
    there = set(PositionRole.objects.filter(position=position).values_list("teammate_id", flat=True))
    outside = set(wanted) - there
    missing = Teammate.objects.filter(company_id=position.company_id, pk__in=outside)
    names = sorted(teammate.full_name for teammate in missing)
    if outside:
        raise WorkflowRefused(
            _(
                "{names} is not on the hiring team of {position}. Add them to the team, then let them take part in "
                "a step."
            ).format(names=", ".join(names) or _("Somebody"), position=position.name),
            place=None,
        )


def _participants(known: Mapping[str, StepDefinition]) -> list[set[int]]:
    found: dict[int, set[int]] = {row.pk: set() for row in known.values()}
    rows = StepParticipant.objects.filter(definition__in=list(found))
    for definition_id, teammate_id in rows.values_list("definition_id", "teammate_id"):
        found[definition_id].add(teammate_id)
    return list(found.values())


def _write(position: Position, steps: Sequence[WantedStep], known: Mapping[str, StepDefinition]) -> None:
    kept = {step.public_id for step in steps}
    gone = [row for public_id, row in known.items() if public_id not in kept]
    now = clock.now()
    for row in gone:
        row.retired_at, row.order = now, _RETIRED + row.pk
    rows = [_row(position, step, known, place) for place, step in enumerate(steps, start=1)]
    stay = [row for row in rows if row.pk is not None]
    fields = ["name", "type", "order", "beside_previous", "instructions", "retired_at"]
    # One statement: at its end every step has a place of its own again.
    StepDefinition.objects.bulk_update([*gone, *stay], fields)
    StepDefinition.objects.bulk_create([row for row in rows if row.pk is None])
    StepParticipant.objects.filter(definition__in=[row.pk for row in [*rows, *gone]]).delete()
    StepParticipant.objects.bulk_create(
        StepParticipant(company_id=position.company_id, definition=row, teammate_id=teammate_id)
        for row, step in zip(rows, steps, strict=True)
        for teammate_id in step.participants
    )


def _row(
    position: Position, step: WantedStep, known: Mapping[str, StepDefinition], place: int
) -> StepDefinition:
    row = known.get(step.public_id) or StepDefinition(company_id=position.company_id, position=position)
    row.name, row.type, row.order = step.name, step.type, place
    row.beside_previous = step.beside_previous and place > 1
    row.instructions = step.instructions
    return row
