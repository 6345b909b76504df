"""What may be done with a backfill? Plan it, start it, pause it, resume it. Each verb one transaction."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.backfill.counting import counts_here
from linkedin_sync.backfill.walk import TOPIC, defer_go_on
from linkedin_sync.budget.rules import expected_seconds
from linkedin_sync.budget.services import limits_of
from linkedin_sync.connections.selectors import connection_by_id, connection_of, sends
from linkedin_sync.enums import BackfillCause, BackfillState, MarkKind
from linkedin_sync.models import Backfill, Connection
from linkedin_sync.outbox.marks import defer_drain
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: Records a second that one worker prepares, sends and settles where LinkedIn does not throttle; see docs/figures.md.
RECORDS_PER_SECOND: Final = 1500.0
_UNDER_WAY: Final = (BackfillState.RUNNING, BackfillState.PAUSED)


class NotEnabled(Refusal):
    code = "not_enabled"


class BackfillUnderWay(Refusal):
    code = "backfill_under_way"


class NoBackfill(Refusal):
    code = "no_backfill"


def seconds_for(connection: Connection, counts: dict[str, int]) -> float:
    """How long so many records take at LinkedIn's throttle; ``counts`` by kind, with ``stage``."""
    records = {
        "jobs": counts.get(MarkKind.POSITION.value, 0),
        "candidates": counts.get(MarkKind.PERSON.value, 0),
        "applications": counts.get(MarkKind.PROCESS.value, 0),
        "stages": counts.get("stage", 0),
    }
    return expected_seconds(records, limits_of(connection), records_per_second=RECORDS_PER_SECOND)


def expected_seconds_of_choice(*, company_id: int, counts: dict[str, int]) -> float:
    """The same before there is a connection: with LinkedIn's documented limits then."""
    return seconds_for(connection_of(company_id=company_id) or Connection(company_id=company_id), counts)


@transaction.atomic
def plan_backfill(*, company_id: int, actor: Actor) -> Backfill:
    """Count what there is and how long it will take. Refuses ``NotEnabled``, ``BackfillUnderWay``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = _enabled(company_id)
    _refuse_second(connection)
    return _planned(connection, cause=BackfillCause.ASKED, by=actor.name)


@transaction.atomic
def start_backfill(*, company_id: int, actor: Actor) -> Backfill:
    """Begin what was planned. Refuses ``NotEnabled``, ``BackfillUnderWay``, ``NoBackfill``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = _enabled(company_id)
    _refuse_second(connection)
    run = _locked(connection, BackfillState.PLANNED)
    if run is None:
        raise NoBackfill(_("No backfill is planned. Plan one first: its counts tell how long it will take."))
    return _started(run)


@transaction.atomic
def pause_backfill(*, company_id: int, actor: Actor) -> Backfill:
    """Send no more of the history; live changes go on. Refuses ``NoBackfill``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    run = _locked(_connection(company_id), *_UNDER_WAY)
    if run is None:
        raise NoBackfill(_("No backfill is under way."))
    if run.state == BackfillState.RUNNING:
        run.state, run.paused_at = BackfillState.PAUSED, clock.now()
        run.save(update_fields=["state", "paused_at"])
        live.touch(company_id, [TOPIC])
    return run


@transaction.atomic
def resume_backfill(*, company_id: int, actor: Actor) -> Backfill:
    """Go on where it was paused. Refuses ``NoBackfill``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    run = _locked(_connection(company_id), *_UNDER_WAY)
    if run is None:
        raise NoBackfill(_("No backfill is paused."))
    if run.state == BackfillState.PAUSED and run.paused_at is not None:
        run.paused_seconds += (clock.now() - run.paused_at).total_seconds()
        run.state, run.paused_at = BackfillState.RUNNING, None
        run.save(update_fields=["state", "paused_at", "paused_seconds"])
        _go_on(run)
    return run


@transaction.atomic
def begin_history(*, company_id: int, connection_id: int) -> None:
    """LinkedIn's admin has enabled the connection: all of the history, at once and anew."""
    connection = connection_by_id(company_id=company_id, connection_id=connection_id)
    if connection is None:
        return
    for run in Backfill.objects.select_for_update().filter(connection=connection, state__in=_UNDER_WAY):
        run.state, run.finished_at = BackfillState.STOPPED, clock.now()
        run.save(update_fields=["state", "finished_at"])
    _started(_planned(connection, cause=BackfillCause.ENABLED, by="LinkedIn"))


def see_to_backfill(*, company_id: int, connection_id: int) -> None:
    """A walk whose job was lost gets one."""
    if Backfill.objects.filter(connection_id=connection_id, state=BackfillState.RUNNING).exists():
        defer_go_on(company_id=company_id, connection_id=connection_id)


def _planned(connection: Connection, *, cause: BackfillCause, by: str) -> Backfill:
    counts = counts_here(connection)
    Backfill.objects.filter(connection=connection, state=BackfillState.PLANNED).delete()
    run = Backfill.objects.create(
        company_id=connection.company_id,
        connection=connection,
        cause=cause,
        by=by,
        planned=counts,
        expected_seconds=seconds_for(connection, counts),
    )
    live.touch(connection.company_id, [TOPIC])
    return run


def _started(run: Backfill) -> Backfill:
    run.state, run.started_at = BackfillState.RUNNING, clock.now()
    run.save(update_fields=["state", "started_at"])
    _go_on(run)
    return run


def _go_on(run: Backfill) -> None:
    defer_go_on(company_id=run.company_id, connection_id=run.connection_id)
    defer_drain(company_id=run.company_id, connection_id=run.connection_id)
    live.touch(run.company_id, [TOPIC])


def _connection(company_id: int) -> Connection:
    connection = connection_of(company_id=company_id)
    if connection is None:
        raise NotEnabled(_("This company is not connected to LinkedIn."))
    return connection


def _enabled(company_id: int) -> Connection:
    connection = _connection(company_id)
    if not sends(connection):
        raise NotEnabled(
            _("The connection is paused. Resume it first.")
            if connection.paused_at is not None
            else _("The connection is not enabled, so nothing can be sent. See its state.")
        )
    return connection


def _refuse_second(connection: Connection) -> None:
    if Backfill.objects.filter(connection=connection, state__in=_UNDER_WAY).exists():
        raise BackfillUnderWay(_("A backfill is under way already. Wait until it has ended."))


def _locked(connection: Connection, *states: BackfillState) -> Backfill | None:
    rows = Backfill.objects.select_for_update().filter(connection=connection, state__in=states)
    return rows.order_by("-id").first()
