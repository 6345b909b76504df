"""What happens to processes when their position pauses and goes on? They pause and go on with it, marked."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from recruit.activity.enums import Verb
from recruit.activity.services import Fact, record_in_bulk
from recruit.base import clock, events
from recruit.base.actors import Actor
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.events import ProcessesOfPositionChanged
from recruit.hiring.models import HiringProcess


@transaction.atomic
def hold_processes_of_position(*, company_id: int, position_id: int, actor: Actor) -> int:
    """Those in progress; whoever was on hold already stays so by themselves. How many they were."""
    going = HiringProcess.objects.filter(
        company_id=company_id, position_id=position_id, status=ProcessStatus.IN_PROGRESS
    )
    return _set_status(
        company_id,
        going,
        ProcessStatus.ON_HOLD,
        verb=Verb.PROCESS_HELD,
        because=gettext_noop("the position was put on hold"),
        actor=actor,
    )


@transaction.atomic
def resume_processes_of_position(*, company_id: int, position_id: int, actor: Actor) -> int:
    """Exactly those that the position held. How many they were."""
    held = HiringProcess.objects.filter(
        company_id=company_id, position_id=position_id, status=ProcessStatus.ON_HOLD, held_by_position=True
    )
    return _set_status(
        company_id,
        held,
        ProcessStatus.IN_PROGRESS,
        verb=Verb.PROCESS_RESUMED,
        because=gettext_noop("the position was reopened"),
        actor=actor,
    )


def _set_status(
    company_id: int,
    processes: QuerySet[HiringProcess],
    status: ProcessStatus,
    *,
    verb: Verb,
    because: str,
    actor: Actor,
) -> int:
    """In bulk: the board's column of a held process is that of its step, so the columns stay."""
    rows = list(
        processes.select_related("person", "position")
        .select_for_update(of=("self",), no_key=True)
        .order_by("id")
    )
    now = clock.now()
    HiringProcess.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=status,
        held_by_position=status == ProcessStatus.ON_HOLD,
        status_changed_at=now,
        updated_at=now,
    )
    record_in_bulk(company_id=company_id, actor=actor, facts=[_fact(row, verb, because) for row in rows])
    if rows:
        events.publish(
            ProcessesOfPositionChanged(
                company_id, rows[0].position_id, tuple(row.pk for row in rows), verb.value
            )
        )
    return len(rows)


def _fact(process: HiringProcess, verb: Verb, because: str) -> Fact:
    return Fact(
        verb,
        person_id=process.person_id,
        position_id=process.position_id,
        process_id=process.pk,
        data={
            "person": process.person.full_name,
            "position": process.position.name,
            "because": because,
        },
    )
