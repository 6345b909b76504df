"""What do all services of processes begin and end with? A locked row and the right to move it; history and pages."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.company.selectors import reader_behind
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.events import ProcessChanged
from recruit.hiring.models import HiringProcess
from recruit.positions.enums import PositionCapability
from recruit.positions.models import Position
from recruit.positions.selectors import require_position

#: What a refusal says of a process that has ended.
ENDED_FOR: Final = {
    ProcessStatus.REJECTED: gettext_noop("{name} is rejected for {position}."),
    ProcessStatus.WITHDRAWN: gettext_noop("{name} is withdrawn for {position}."),
    ProcessStatus.HIRED: gettext_noop("{name} is hired for {position}."),
}


def require_right(
    position: Position, *, actor: Actor, capability: PositionCapability = PositionCapability.MOVE_PROCESSES
) -> None:
    """Nothing for outside systems: what they may do is decided where they come in."""
    reader = reader_behind(company_id=position.company_id, actor=actor)
    if reader is not None:
        require_position(teammate=reader, position=position, capability=capability)


def locked_process(process: HiringProcess) -> HiringProcess:
    """The row as it is now, with its person and position, held until the transaction ends."""
    rows = HiringProcess.objects.select_related("person", "position")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=process.pk)


def record_on_process(process: HiringProcess, *, verb: Verb, actor: Actor, **data: Any) -> None:
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


def tell_of_change(process: HiringProcess, *, verb: Verb, actor: Actor, **data: Any) -> None:
    """History, the fact for other apps, and the pages that show this process."""
    record_on_process(process, verb=verb, actor=actor, **data)
    events.publish(
        ProcessChanged(process.company_id, process.pk, process.person_id, process.position_id, verb.value)
    )
    live.touch(process.company_id, topics_of(process))


def topics_of(process: HiringProcess) -> list[str]:
    return [
        "persons", "positions", f"person:{process.person.public_id}", f"position:{process.position.public_id}",
    ]  # fmt: skip
