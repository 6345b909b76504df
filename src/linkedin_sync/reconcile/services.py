"""When are both sides compared? When an admin asks, every night, and after a backfill. One comparison at a time."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.connections.selectors import connection_by_id, connection_of, sends
from linkedin_sync.enums import ReconcileCause, ReconcileState
from linkedin_sync.models import Connection, Drift, Reconcile
from linkedin_sync.reconcile.walk import TOPIC, defer_go_on
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: How long results are kept.
_KEPT: Final = timedelta(days=30)


class NotComparable(Refusal):
    code = "not_comparable"


class ReconcileUnderWay(Refusal):
    code = "reconcile_under_way"


@transaction.atomic
def ask_for_reconcile(*, company_id: int, actor: Actor) -> Reconcile:
    """Compare now. Refuses ``NotComparable``, ``ReconcileUnderWay``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = connection_of(company_id=company_id)
    if connection is None or not sends(connection):
        raise NotComparable(
            _("LinkedIn can be compared with only while the connection is enabled and not paused.")
        )
    run = _begun(connection, cause=ReconcileCause.ASKED, by=actor.name)
    if run is None:
        raise ReconcileUnderWay(_("Both sides are being compared already. Wait until that has ended."))
    return run


@transaction.atomic
def begin_reconcile(*, company_id: int, connection_id: int, cause: ReconcileCause) -> None:
    """Compare if nobody does so already; the repairs come by themselves."""
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is not None and sends(connection):
        _begun(connection, cause=cause, by="Recruit")


def _begun(connection: Connection, *, cause: ReconcileCause, by: str) -> Reconcile | None:
    run, is_new = Reconcile.objects.get_or_create(
        company_id=connection.company_id,
        connection=connection,
        state=ReconcileState.RUNNING,
        defaults={"cause": cause, "by": by},
    )
    if not is_new:
        return None
    defer_go_on(company_id=connection.company_id, connection_id=connection.pk)
    live.touch(connection.company_id, [TOPIC])
    return run


def see_to_reconcile(*, company_id: int, connection_id: int) -> None:
    """A comparison whose job was lost gets one, at the next second: a job that waits for the throttle is left alone."""
    if Reconcile.objects.filter(connection_id=connection_id, state=ReconcileState.RUNNING).exists():
        at = clock.now() + timedelta(seconds=1)
        defer_go_on(company_id=company_id, connection_id=connection_id, at=at)


def forget_old_reconciles(*, company_id: int) -> None:
    """What was compared a month ago tells nobody anything."""
    old = Reconcile.objects.filter(company_id=company_id, started_at__lt=clock.now() - _KEPT).exclude(
        state=ReconcileState.RUNNING
    )
    Drift.objects.filter(company_id=company_id, reconcile__in=old).delete()
    old.delete()
