"""What may be done about records that were parked? Try them again."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from linkedin_sync.connections.selectors import marking_connection_id
from linkedin_sync.enums import MarkKind, ParkedReason
from linkedin_sync.models import Mark
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability


@transaction.atomic
def try_again(*, company_id: int, mark_id: int | None, actor: Actor) -> int:
    """Try one parked record again, or all of them, because a human said so. Returns how many."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    parked = Mark.objects.filter(company_id=company_id).exclude(parked_reason="")
    return _unpark(company_id, parked if mark_id is None else parked.filter(pk=mark_id))


class NotParked(NotFound):
    code = "not_parked"


@transaction.atomic
def discard(*, company_id: int, mark_id: int, actor: Actor) -> None:
    """Give up on one parked record; what LinkedIn holds of it stays as it is. Refuses with ``NotParked``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    parked = Mark.objects.filter(company_id=company_id, pk=mark_id).exclude(parked_reason="")
    count, _by_kind = parked.delete()
    if not count:
        raise NotParked(
            _("Nothing stuck has the number {number}. It may have been tried again meanwhile.").format(
                number=mark_id
            )
        )
    live.touch(company_id, ["integration"])


class NothingIsSent(Refusal):
    code = "nothing_is_sent"


@transaction.atomic
def send_now(*, company_id: int, kinds: Collection[MarkKind], record_id: int, actor: Actor) -> None:
    """Send one record as it is now, whatever is known of it: stuck, waiting or never sent.

    Refuses with ``NothingIsSent`` while the connection takes no changes.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection_id = marking_connection_id(company_id=company_id)
    if connection_id is None:
        raise NothingIsSent(
            _("Nothing is sent while LinkedIn is not connected. Look at the LinkedIn connection.")
        )
    for kind in kinds:
        mark_records(company_id=company_id, connection_id=connection_id, kind=kind, keys=[record_id])
    defer_drain(company_id=company_id, connection_id=connection_id)
    live.touch(company_id, ["integration"])


@transaction.atomic
def unpark_marks(*, company_id: int, connection_id: int, reason: ParkedReason) -> int:
    """Try again what was parked for a reason that is gone. Returns how many; whatever else waits is sent too."""
    parked = Mark.objects.filter(company_id=company_id, connection_id=connection_id, parked_reason=reason)
    count = _unpark(company_id, parked)
    defer_drain(company_id=company_id, connection_id=connection_id)
    return count


def _unpark(company_id: int, parked: QuerySet[Mark]) -> int:
    connections = set(parked.values_list("connection_id", flat=True))
    count = parked.update(
        parked_reason="", parked_text="", parked_at=None, attempts=0, last_error="", not_before=clock.now()
    )
    for connection_id in connections:
        defer_drain(company_id=company_id, connection_id=connection_id)
    live.touch(company_id, ["integration"])
    return count
