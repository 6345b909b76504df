"""How far is the backfill, and when will it be done?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count

from linkedin_sync.backfill.counting import KINDS
from linkedin_sync.backfill.services import seconds_for
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import BackfillState, MarkKind, Priority
from linkedin_sync.models import Backfill, Connection, Mark
from recruit.base import clock
from recruit.base.asking import asked_once

#: From here on what was measured tells more than what was expected.
_ENOUGH_SECONDS: Final = 60.0
_ENOUGH_SHARE: Final = 0.05


@dataclass(frozen=True)
class KindProgress:
    """One kind of record. ``recruit`` and ``linkedin`` are the counts of both sides, once the backfill has ended."""

    kind: str
    label: str
    planned: int
    done: int
    recruit: int | None = None
    linkedin: int | None = None
    stuck: int = 0

    @property
    def agrees(self) -> bool:
        """Every record is at LinkedIn, or stands among the stuck ones with its reason."""
        return self.recruit is not None and self.recruit == (self.linkedin or 0) + self.stuck


@dataclass(frozen=True)
class BackfillView:
    """The latest backfill as it stands now; ``left_seconds`` is None unless it runs."""

    state: str
    state_label: str
    by: str
    cause_label: str
    kinds: list[KindProgress]
    stages: int
    expected_seconds: float
    left_seconds: float | None
    created_at: datetime
    started_at: datetime | None
    paused_at: datetime | None
    finished_at: datetime | None

    @property
    def planned(self) -> int:
        return sum(each.planned for each in self.kinds)

    @property
    def done(self) -> int:
        return sum(each.done for each in self.kinds)

    @property
    def percent(self) -> int:
        """Rounded down: a hundred is only what is done."""
        if self.state == BackfillState.DONE:
            return 100
        return min(self.done * 100 // self.planned, 99) if self.planned else 0

    @property
    def agrees(self) -> bool:
        return all(each.agrees for each in self.kinds)


def latest_backfill(*, company_id: int) -> BackfillView | None:
    """Two queries and those of the counts, however much there is."""
    connection = connection_of(company_id=company_id)
    run = Backfill.objects.filter(connection=connection).order_by("-id").first() if connection else None
    return _view(run, connection) if run is not None and connection is not None else None


def is_paused(*, connection_id: int) -> bool:
    """Whether history is held, and with it every mark of it."""
    paused = Backfill.objects.filter(connection_id=connection_id, state=BackfillState.PAUSED)
    return asked_once(("history is paused", connection_id), paused.exists)


def _view(run: Backfill, connection: Connection) -> BackfillView:
    kinds = [_progress(run, kind, waiting) for kind, waiting in _waiting(run).items()]
    return BackfillView(
        state=run.state,
        state_label=str(BackfillState(run.state).label),
        by=run.by,
        cause_label=run.get_cause_display(),
        kinds=kinds,
        stages=run.planned.get("stage", 0),
        expected_seconds=run.expected_seconds,
        left_seconds=_left(run, connection, kinds) if run.state == BackfillState.RUNNING else None,
        created_at=run.created_at,
        started_at=run.started_at,
        paused_at=run.paused_at,
        finished_at=run.finished_at,
    )


def _waiting(run: Backfill) -> dict[MarkKind, int]:
    """Marks of history on their way. The walk lets only so many be."""
    if run.state not in {BackfillState.RUNNING, BackfillState.PAUSED}:
        return dict.fromkeys(KINDS, 0)
    rows = Mark.objects.filter(
        connection_id=run.connection_id, parked_reason="", priority=Priority.BACKFILL, kind__in=KINDS
    )
    counted = dict(rows.values_list("kind").annotate(Count("id")))
    return {kind: counted.get(kind.value, 0) for kind in KINDS}


def _progress(run: Backfill, kind: MarkKind, waiting: int) -> KindProgress:
    planned = run.planned.get(kind.value, 0)
    result = run.result.get(kind.value, {})
    # Somebody with several processes is marked with each page that one of them is on.
    done = (
        planned if run.state == BackfillState.DONE else min(planned, run.marked.get(kind.value, 0) - waiting)
    )
    return KindProgress(
        kind=kind.value,
        label=str(kind.label),
        planned=planned,
        done=max(done, 0),
        recruit=result.get("recruit"),
        linkedin=result.get("linkedin"),
        stuck=result.get("stuck", 0),
    )


def _left(run: Backfill, connection: Connection, kinds: list[KindProgress]) -> float:
    """Seconds until it is done: as fast as until now, or as was expected while there is little to go by."""
    left = {each.kind: each.planned - each.done for each in kinds}
    planned, done = sum(each.planned for each in kinds), sum(each.done for each in kinds)
    processes = run.planned.get(MarkKind.PROCESS.value, 0)
    share = left[MarkKind.PROCESS.value] / processes if processes else 0.0
    expected = seconds_for(connection, left | {"stage": round(run.planned.get("stage", 0) * share)})
    if run.started_at is None or not planned:
        return expected
    elapsed = (clock.now() - run.started_at).total_seconds() - run.paused_seconds
    if elapsed < _ENOUGH_SECONDS or done < planned * _ENOUGH_SHARE:
        return expected
    return elapsed * (planned - done) / done
