"""Who brought those who came through a seat that was nobody's? Whoever sits there now, once an admin says so.

An export by a seat that is nobody's has a source that all such seats share. When the seat is mapped, one click puts
its candidates down to the teammate, by the same table as if the export came today, and can be taken back. It is a
walk: each of its transactions moves on by a page, so that a killed worker loses nothing and repeats nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from linkedin_sync.enums import AttributionState
from linkedin_sync.inbox.arrivals import SOURCE_LABEL, UNMAPPED_SOURCE
from linkedin_sync.models import Export, Seat, SeatAttribution
from recruit.base import clock, live, queue
from recruit.base.actors import Actor, system_actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.hiring.services import Origin, replace_source
from recruit.sources.enums import SourceType
from recruit.sources.services import attribute_import, shared_source

#: The task's name; the function lies in ``tasks``, above this.
ATTRIBUTE: Final = "linkedin.attribute_seat"
_PAGE: Final = 100
_UNDER_WAY: Final = (AttributionState.RUNNING, AttributionState.UNDOING)


class SeatIsNobodys(Refusal):
    code = "seat_is_nobodys"


class NothingToAttribute(Refusal):
    code = "nothing_to_attribute"


class AttributionUnderWay(Refusal):
    code = "attribution_under_way"


@dataclass(frozen=True)
class AttributionView:
    """How a seat's latest attribution stands. ``total`` and ``seen`` count exports, ``changed`` candidates."""

    id: int
    state: str
    teammate_name: str
    total: int
    seen: int
    changed: int

    @property
    def is_under_way(self) -> bool:
        return self.state in _UNDER_WAY


def waiting_by_seat(*, company_id: int, seat_ids: Sequence[int]) -> dict[int, int]:
    """How many candidates came through each of these seats while it was nobody's; no seat without any."""
    rows = _unattributed(company_id).filter(seat_id__in=seat_ids).order_by().values_list("seat_id")
    return dict(rows.annotate(Count("id")))


def latest_attributions(*, company_id: int, seat_ids: Sequence[int]) -> dict[int, AttributionView]:
    """The latest attribution of each of these seats that has one; none that was taken back."""
    rows = SeatAttribution.objects.filter(company_id=company_id, seat_id__in=seat_ids)
    latest = rows.select_related("teammate").order_by("seat_id", "-id").distinct("seat_id")
    return {
        row.seat_id: AttributionView(
            row.pk, row.state, row.teammate.full_name, row.total, row.seen, row.changed
        )
        for row in latest
        if row.state != AttributionState.UNDONE
    }


@transaction.atomic
def attribute_seat(*, company_id: int, seat_id: int, actor: Actor) -> SeatAttribution:
    """Begin to put a seat's earlier candidates down to its teammate.

    Refuses ``SeatIsNobodys``, ``NothingToAttribute`` and ``AttributionUnderWay``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    seat = Seat.objects.select_for_update(of=("self",)).select_related("teammate")
    found = seat.filter(company_id=company_id, pk=seat_id).first()
    if found is None:
        raise NotFound(_("LinkedIn told of no such seat."))
    if found.teammate is None:
        raise SeatIsNobodys(_("Nobody sits on this seat. Map it to a teammate first."))
    _require_rest(found)
    total = _unattributed(company_id).filter(seat=found).count()
    if not total:
        raise NothingToAttribute(_("Nobody who came through this seat waits for its teammate to be known."))
    attribution = attribute_import(
        company_id=company_id,
        first_name=found.teammate.first_name,
        last_name=found.teammate.last_name,
        email=found.teammate.email,
        label=SOURCE_LABEL,
        actor=actor,
    )
    earlier = shared_source(
        company_id=company_id,
        name=UNMAPPED_SOURCE,
        type=SourceType.ACTIVE_SEARCH,
        actor=actor,
        is_system=True,
    )
    run = SeatAttribution.objects.create(
        company_id=company_id,
        seat=found,
        teammate=found.teammate,
        source_id=attribution.source_id,
        source_contact_id=attribution.contact_id,
        source_name=attribution.source_name,
        earlier_source_id=earlier.pk,
        asked_by=actor.name,
        total=total,
    )
    _go_on_later(run)
    return run


@transaction.atomic
def take_attribution_back(*, company_id: int, attribution_id: int, actor: Actor) -> SeatAttribution:
    """Begin to give the candidates of an attribution the source back that they had.

    Refuses ``AttributionUnderWay``, and ``NothingToAttribute`` when it was taken back already.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    run = SeatAttribution.objects.select_for_update().filter(company_id=company_id, pk=attribution_id).first()
    if run is None:
        raise NotFound(_("There is no such attribution."))
    if run.state == AttributionState.UNDONE:
        raise NothingToAttribute(_("This was taken back already. Nothing needs to be done."))
    _require_rest(run.seat)
    run.state, run.asked_by, run.finished_at = AttributionState.UNDOING, actor.name, None
    run.total, run.seen, run.changed = Export.objects.filter(attribution=run).count(), 0, 0
    run.save(update_fields=["state", "asked_by", "finished_at", "total", "seen", "changed"])
    _go_on_later(run)
    return run


def _require_rest(seat: Seat) -> None:
    if SeatAttribution.objects.filter(seat=seat, state__in=_UNDER_WAY).exists():
        raise AttributionUnderWay(
            _("The candidates of this seat are being attributed. Wait until that is done.")
        )


@transaction.atomic
def go_on_with_attribution(*, company_id: int, attribution_id: int) -> None:
    """See to the next page of exports; one more job follows unless it was the last."""
    run = SeatAttribution.objects.select_for_update().filter(company_id=company_id, pk=attribution_id).first()
    if run is None or run.state not in _UNDER_WAY:
        return
    is_undoing = run.state == AttributionState.UNDOING
    rows = (
        Export.objects.filter(attribution=run)
        if is_undoing
        else _unattributed(company_id).filter(seat_id=run.seat_id)
    )
    page = list(rows.order_by("id").values_list("pk", "process_id")[:_PAGE])
    run.changed += _replace(run, [process for _, process in page if process], is_undoing=is_undoing)
    # No page is seen twice: what has been seen to does not meet the condition any more.
    Export.objects.filter(pk__in=[pk for pk, _ in page]).update(attribution=None if is_undoing else run)
    run.seen += len(page)
    if len(page) < _PAGE:
        run.state = AttributionState.UNDONE if is_undoing else AttributionState.DONE
        run.finished_at = clock.now()
    else:
        _go_on_later(run)
    run.save(update_fields=["changed", "seen", "state", "finished_at"])
    live.touch(company_id, ["settings"])


def _replace(run: SeatAttribution, process_ids: list[int], *, is_undoing: bool) -> int:
    before, after = Origin(run.earlier_source_id, None), Origin(run.source_id, run.source_contact_id)
    if is_undoing:
        before, after = after, before
    return replace_source(
        company_id=run.company_id,
        process_ids=process_ids,
        before=before,
        after=after,
        actor=system_actor(f"{run.asked_by} ({SOURCE_LABEL})"),
    )


def see_to_attributions(*, company_id: int) -> None:
    """Whatever is under way gets a job: one may have been lost."""
    for run in SeatAttribution.objects.filter(company_id=company_id, state__in=_UNDER_WAY):
        _go_on_later(run)


def _go_on_later(run: SeatAttribution) -> None:
    queue.defer(
        ATTRIBUTE,
        company_id=run.company_id,
        attribution_id=run.pk,
        queueing_lock=f"{ATTRIBUTE}:{run.pk}",
    )


def _unattributed(company_id: int) -> QuerySet[Export]:
    return Export.objects.filter(
        company_id=company_id, teammate__isnull=True, attribution__isnull=True, process_id__isnull=False
    )
