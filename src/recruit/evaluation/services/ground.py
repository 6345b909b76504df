"""What do the services of evaluation begin and end with? A step of a process, history and pages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.models import Teammate
from recruit.company.selectors import teammate_behind
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import is_active
from recruit.hiring.selectors import step_of_process
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import may, require_position


class ProcessIsOver(Refusal):
    code = "process_is_over"


def step_for(process: HiringProcess, public_id: str, *, asks_active: bool = False) -> ProcessStep:
    """With its process. Refuses with ``NotFound``, or ``ProcessIsOver`` where only an active one will do."""
    step = step_of_process(process=process, public_id=public_id)
    if step is None:
        raise NotFound(_("There is no such step of this candidate any more."))
    if asks_active and not is_active(process.status):
        raise ProcessIsOver(
            _("{name} is no longer considered for {position}. Reinstate them first.").format(
                name=process.person.full_name, position=process.position.name
            )
        )
    return step


def may_there(
    actor: Actor, process: HiringProcess, capability: PositionCapability
) -> tuple[Teammate | None, bool]:
    """The teammate who acts, and whether they may do this there; no teammate is an app, which may."""
    teammate = teammate_behind(company_id=process.company_id, actor=actor)
    if teammate is None:
        return None, True
    require_position(teammate=teammate, position=process.position, capability=PositionCapability.VIEW)
    return teammate, may(teammate=teammate, position=process.position, capability=capability)


def tell(process: HiringProcess, *, verb: Verb, actor: Actor, **data: Any) -> None:
    record(
        company_id=process.company_id,
        verb=verb,
        actor=actor,
        person_id=process.person_id,
        position_id=process.position_id,
        process_id=process.pk,
        person=process.person.full_name,
        position=process.position.name,
        **data,
    )
    live.touch(
        process.company_id,
        [f"person:{process.person.public_id}", f"position:{process.position.public_id}"],
    )
