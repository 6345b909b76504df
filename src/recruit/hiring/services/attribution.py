"""How does a process get another source? By hand, or when it turns out later who had brought the person."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.hiring.models import HiringProcess
from recruit.hiring.services.ground import locked_process, require_right, tell_of_change
from recruit.positions.enums import PositionCapability
from recruit.sources.models import Source
from recruit.sources.selectors import source_by_id


@transaction.atomic
def change_source(
    *, process: HiringProcess, source_id: int, source_contact_id: int | None, actor: Actor
) -> HiringProcess:
    """Idempotent."""
    fresh = locked_process(process)
    require_right(fresh.position, actor=actor, capability=PositionCapability.EDIT_PERSONS)
    if (fresh.source_id, fresh.source_contact_id) == (source_id, source_contact_id):
        return fresh
    source = source_by_id(company_id=fresh.company_id, source_id=source_id)
    _put_down(fresh, source, source_contact_id, actor)
    return fresh


@dataclass(frozen=True)
class Origin:
    """A source, and the human behind it if there is one."""

    source_id: int
    contact_id: int | None


@transaction.atomic
def replace_source(
    *, company_id: int, process_ids: Collection[int], before: Origin, after: Origin, actor: Actor
) -> int:
    """Of these processes those that still have the one origin get the other. Returns how many.

    For what an outside system learns later; whoever asks for it has been asked for their right there.
    """
    source = source_by_id(company_id=company_id, source_id=after.source_id)
    found = HiringProcess.objects.select_related("person", "position").filter(
        company_id=company_id,
        pk__in=process_ids,
        source_id=before.source_id,
        source_contact_id=before.contact_id,
    )
    processes = list(found.order_by("id").select_for_update(of=("self",), no_key=True))
    for process in processes:
        _put_down(process, source, after.contact_id, actor)
    return len(processes)


def _put_down(process: HiringProcess, source: Source, contact_id: int | None, actor: Actor) -> None:
    process.source = source
    process.source_contact_id = contact_id
    process.updated_at = clock.now()
    process.save(update_fields=["source", "source_contact", "updated_at"])
    tell_of_change(process, verb=Verb.SOURCE_CHANGED, actor=actor, source=source.name)
