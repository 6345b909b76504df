"""Who decides that notes go to LinkedIn? An admin, for the whole connection; until then none does."""

from __future__ import annotations

from django.db import transaction

from linkedin_sync.connections.events import NotesOutwardChanged
from linkedin_sync.connections.services import NoConnection
from linkedin_sync.enums import NotesOutward
from linkedin_sync.models import Connection
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.events import publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability


@transaction.atomic
def choose_notes_outward(*, company_id: int, wanted: NotesOutward, actor: Actor) -> Connection:
    """``NO`` also takes away what LinkedIn has of them, ``KEPT`` leaves it there. Refuses with ``NoConnection``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = Connection.objects.select_for_update().filter(company_id=company_id).first()
    if connection is None:
        raise NoConnection("This company is not connected to LinkedIn.")
    if connection.notes_outward != wanted:
        connection.notes_outward = wanted
        connection.save(update_fields=["notes_outward"])
        publish(NotesOutwardChanged(company_id=company_id, connection_id=connection.pk))
        live.touch(company_id, ["integration", "settings"])
    return connection


def notes_travel(*, company_id: int) -> bool:
    """Whether a note, written, changed or deleted, may make a record of LinkedIn's differ."""
    return Connection.objects.filter(company_id=company_id).exclude(notes_outward=NotesOutward.NO).exists()


def sends_notes(*, company_id: int) -> bool:
    """Whether what is noted now goes to LinkedIn."""
    return Connection.objects.filter(company_id=company_id, notes_outward=NotesOutward.YES).exists()
