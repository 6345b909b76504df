"""How does an ended process become active again? Where it stood, if a new one would be allowed as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.base.actors import Actor
from recruit.company.selectors import company_of
from recruit.hiring.enums import ChangeKind, ProcessStatus
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import decide_start
from recruit.hiring.selectors import standing_of_person
from recruit.hiring.services.change import change_process
from recruit.hiring.services.start import refuse_start
from recruit.people.services import locked_person
from recruit.positions.enums import PositionStatus
from recruit.positions.selectors import status_held_still


@transaction.atomic
def reinstate_process(*, process: HiringProcess, actor: Actor) -> ProcessChange:
    """From rejected, withdrawn or hired. Refuses like ``start_process``."""

    def apply(_fresh: HiringProcess, _steps: Sequence[ProcessStep], _now: datetime) -> dict[str, Any]:
        require_revival(process)
        return {}

    return change_process(process, ChangeKind.REINSTATE, Verb.PROCESS_REINSTATED, actor=actor, apply=apply)


def require_revival(process: HiringProcess, *, asks_position: bool = True) -> None:
    """The rules of a start, under the locks that keep their answer true.

    Undoing does not ask whether the position is open: it restores what was there, on a closed position too.
    """
    company_id, person, position = process.company_id, process.person, process.position
    locked_person(person)
    status = status_held_still(company_id=company_id, position_id=position.pk)
    standing = standing_of_person(company_id=company_id, person_id=person.pk, position_id=position.pk)
    decision = decide_start(
        # Hired before is no hindrance here: that may be the very process that comes back.
        existing=[one for one in standing.statuses_here if one != ProcessStatus.HIRED],
        position_status=status if asks_position else PositionStatus.OPEN,
        allows_several=company_of(company_id=company_id).allows_several_positions,
        other_active=standing.is_active_elsewhere,
    )
    refuse_start(decision, person_name=person.full_name, position_name=position.name, position_status=status)
