"""How does a process get another source? By hand, or when it turns out later who had brought the person."""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.hiring.models import HiringProcess
from recruit.hiring.services.ground import locked_process, require_right, tell_of_change
from recruit.positions.enums import PositionCapability
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
    fresh.source = source
    fresh.source_contact_id = source_contact_id
    fresh.updated_at = clock.now()
    fresh.save(update_fields=["source", "source_contact", "updated_at"])
    tell_of_change(fresh, verb=Verb.SOURCE_CHANGED, actor=actor, source=source.name)
    return fresh
