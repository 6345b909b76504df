"""What came of comparing both sides?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import DriftKind, MarkKind, ReconcileState
from linkedin_sync.models import Drift, Reconcile
from linkedin_sync.reconcile.sentences import sentence_of
from linkedin_sync.reconcile.walk import PARTS
from recruit.base.errors import NotFound
from recruit.base.paging import COUNT_LIMIT, Page, id_of, page_of

_KINDS = (
    MarkKind.POSITION,
    MarkKind.PERSON,
    MarkKind.PROCESS,
    MarkKind.RESUMES,
    MarkKind.VISIBILITY_OF_POSITION,
    MarkKind.VISIBILITY_OF_TEAMMATE,
)


@dataclass(frozen=True)
class KindCompared:
    """One kind: records that Recruit wants there, those that LinkedIn holds as they are, and what differed.

    ``is_read``: LinkedIn was asked; else only what it confirmed before is known. ``waiting``: on their way, or stuck.
    """

    kind: str
    label: str
    recruit: int
    linkedin: int
    waiting: int
    drift: int
    is_read: bool


@dataclass(frozen=True)
class ReconcileView:
    id: int
    state: str
    state_label: str
    cause_label: str
    by: str
    kinds: list[KindCompared]
    drift: int
    percent: int
    trouble: str
    started_at: datetime
    finished_at: datetime | None

    @property
    def agrees(self) -> bool:
        """Nothing differed, and nothing has been left out."""
        return self.state == ReconcileState.DONE and self.drift == 0


@dataclass(frozen=True)
class DriftView:
    id: int
    kind: str
    kind_label: str
    key: str
    what: str
    what_label: str
    sentence: str
    found_at: datetime


class NoReconcile(NotFound):
    code = "no_reconcile"


def latest_reconcile(*, company_id: int) -> ReconcileView | None:
    """The one that runs, or the last one."""
    connection = connection_of(company_id=company_id)
    run = Reconcile.objects.filter(connection=connection).order_by("-id").first() if connection else None
    return _view(run) if run is not None else None


def reconcile_by_id(*, company_id: int, reconcile_id: int) -> ReconcileView:
    """Refuses with ``NoReconcile``."""
    run = Reconcile.objects.filter(company_id=company_id, pk=reconcile_id).first()
    if run is None:
        raise NoReconcile(_("There is no such comparison. Results are kept for thirty days."))
    return _view(run)


def drift_page(
    *, company_id: int, reconcile_id: int, cursor: str | None = None, limit: int = 50
) -> Page[DriftView]:
    """What differed, the latest found first."""
    rows = Drift.objects.filter(company_id=company_id, reconcile_id=reconcile_id).order_by("-id")
    count = rows[: COUNT_LIMIT + 1].count()
    found = list((rows.filter(pk__lt=id_of(cursor)) if cursor else rows)[: limit + 1])
    return page_of([_drift(row) for row in found], limit=limit, key=lambda row: (row.id,), count=count)


def _view(run: Reconcile) -> ReconcileView:
    return ReconcileView(
        id=run.pk,
        state=run.state,
        state_label=str(ReconcileState(run.state).label),
        cause_label=run.get_cause_display(),
        by=run.by,
        kinds=[_kind(run, kind) for kind in _KINDS if kind is not MarkKind.RESUMES or _has_any(run, kind)],
        drift=run.drift,
        percent=run.part * 100 // len(PARTS),
        trouble=_(run.trouble),
        started_at=run.started_at,
        finished_at=run.finished_at,
    )


def _has_any(run: Reconcile, kind: MarkKind) -> bool:
    """Of what few companies send nothing is told where there is none."""
    return any(count for name, count in run.counts.get(kind.value, {}).items() if name != "is_read")


def _kind(run: Reconcile, kind: MarkKind) -> KindCompared:
    counts = run.counts.get(kind.value, {})
    return KindCompared(
        kind=kind.value,
        label=str(kind.label),
        recruit=counts.get("recruit", 0),
        linkedin=counts.get("linkedin", 0),
        waiting=counts.get("waiting", 0),
        drift=counts.get("drift", 0),
        is_read=counts.get("is_read", False),
    )


def _drift(row: Drift) -> DriftView:
    return DriftView(
        id=row.pk,
        kind=row.kind,
        kind_label=str(MarkKind(row.kind).label),
        key=row.our_key,
        what=row.what,
        what_label=str(DriftKind(row.what).label),
        sentence=row.sentence if row.about is None else sentence_of(DriftKind(row.what), row.about),
        found_at=row.found_at,
    )
