"""How is everything taken away at LinkedIn when a company leaves? By marks for all that LinkedIn holds.

While it goes on nothing is shared (``mapping.shares``), so that the ordinary drain deletes candidates and applications,
takes grants away and closes jobs: LinkedIn's API deletes no job. The place of the walk is on the connection's row and
moves in the transaction that marks, so a killed worker loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext_noop

from linkedin_sync.connections.leaving import end_removal
from linkedin_sync.connections.selectors import connection_of, outward
from linkedin_sync.connections.services import locked_connection
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import BackfillState, LinkKind, MarkKind, Priority, ReconcileState
from linkedin_sync.mirror.purging import purge_connection
from linkedin_sync.models import Backfill, Connection, Link, Mark, Reconcile
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.base import clock, live, queue

#: The task's name; the function lies in ``tasks``, above this.
REMOVE: Final = "linkedin.remove"
_PAGE: Final = 2000
_LOOK_AGAIN: Final = timedelta(seconds=1)
_MARKS_OF: Final = {
    LinkKind.POSITION.value: MarkKind.POSITION,
    LinkKind.PERSON.value: MarkKind.PERSON,
    LinkKind.PROCESS.value: MarkKind.PROCESS,
    LinkKind.RESUMES.value: MarkKind.RESUMES,
}


def stop_walks(*, company_id: int, connection_id: int) -> None:
    """A company that leaves has no history on its way, and nothing to compare."""
    now = clock.now()
    Backfill.objects.filter(
        connection_id=connection_id,
        state__in=(BackfillState.PLANNED, BackfillState.RUNNING, BackfillState.PAUSED),
    ).update(state=BackfillState.STOPPED, finished_at=now)
    Reconcile.objects.filter(connection_id=connection_id, state=ReconcileState.RUNNING).update(
        state=ReconcileState.STOPPED, finished_at=now, trouble=gettext_noop("The company disconnected.")
    )
    if Connection.objects.filter(pk=connection_id, removing_at__isnull=False).exists():
        defer_removal(company_id=company_id)


def defer_removal(*, company_id: int, after: timedelta = timedelta(0)) -> None:
    queue.defer(
        REMOVE,
        company_id=company_id,
        run_at=clock.now() + after if after else None,
        # One look waits, however many sweeps ask for one.
        queueing_lock=f"{REMOVE}:{company_id}" if after else None,
    )


def go_on_with_removal(*, company_id: int) -> None:
    """Mark the next page of what LinkedIn holds; when all has been taken away, disconnect."""
    connection = connection_of(company_id=company_id)
    if connection is None or connection.removing_at is None:
        return
    if outward(connection) is Outward.NOTHING:
        return  # switched off at LinkedIn meanwhile: it goes on when it is on again (sweep)
    if connection.removal.get("is_marked"):
        _end_if_done(connection)
    else:
        _mark_page(company_id)


@transaction.atomic
def _mark_page(company_id: int) -> None:
    connection = locked_connection(company_id)
    removal: dict[str, Any] = connection.removal
    if not removal.get("after_id"):
        # Grants are compared as a whole: one mark, of whomever, brings all of them under way.
        mark_records(
            company_id=company_id,
            connection_id=connection.pk,
            kind=MarkKind.VISIBILITY_OF_TEAMMATE,
            keys=[0],
            priority=Priority.FOLLOWING,
        )
        removal = removal | {"counts": held_counts(connection)}
    rows = Link.objects.filter(connection=connection, kind__in=_MARKS_OF, pk__gt=removal.get("after_id", 0))
    page = list(rows.order_by("id").values_list("id", "kind", "our_key")[:_PAGE])
    for kind, mark_kind in _MARKS_OF.items():
        mark_records(
            company_id=company_id,
            connection_id=connection.pk,
            kind=mark_kind,
            keys=[key for _, of, key in page if of == kind],
            priority=Priority.FOLLOWING,
        )
    connection.removal = removal | (
        {"after_id": page[-1][0]} if len(page) == _PAGE else {"after_id": -1, "is_marked": True}
    )
    connection.save(update_fields=["removal"])
    defer_drain(company_id=company_id, connection_id=connection.pk)
    defer_removal(company_id=company_id, after=_LOOK_AGAIN)
    live.touch(company_id, ["integration"])


def _end_if_done(connection: Connection) -> None:
    state = removal_state(connection)
    if state.on_their_way:
        defer_removal(company_id=connection.company_id, after=_LOOK_AGAIN)
    elif not state.stuck and not state.left:
        _end(connection)


@transaction.atomic
def _end(connection: Connection) -> None:
    """What LinkedIn held is gone; the copy of what is LinkedIn's goes as well."""
    purged = purge_connection(connection)
    end_removal(company_id=connection.company_id, counts=connection.removal.get("counts", {}) | purged)


@dataclass(frozen=True)
class RemovalState:
    """``left``: what LinkedIn still holds, but for jobs, which can only be closed there."""

    on_their_way: int
    stuck: int
    left: int
    counts: Mapping[str, int]
    begun_at: datetime | None


def removal_state(connection: Connection) -> RemovalState:
    marks = Mark.objects.filter(connection=connection).aggregate(
        waiting=Count("id", filter=Q(parked_reason="")), stuck=Count("id", filter=~Q(parked_reason=""))
    )
    links = Link.objects.filter(connection=connection)
    tasks = links.exclude(task_urn="").count()
    return RemovalState(
        on_their_way=marks["waiting"] + tasks,
        stuck=marks["stuck"],
        left=links.exclude(kind=LinkKind.POSITION).count(),
        counts=connection.removal.get("counts", {}),
        begun_at=connection.removing_at,
    )


def held_counts(connection: Connection) -> dict[str, int]:
    """What LinkedIn holds of us, by kind; closed jobs are among the positions."""
    rows = Link.objects.filter(connection=connection).values_list("kind").annotate(Count("id"))
    return dict(rows)
