"""What does LinkedIn show to a seat, and what does Recruit say that it should? The difference must be nothing.

Recruit's side is ``can_view`` itself, asked for each shared position, and not the groups by which it is told LinkedIn:
a mistake in the groups would show here. LinkedIn's side is what it has confirmed, by our links; every comparison of
both sides reads the grants themselves back where LinkedIn lets them be read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min
from django.utils.translation import gettext as _

from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.enums import Lane, LinkKind, MarkKind, ReconcileState
from linkedin_sync.mapping.visibility import Facts
from linkedin_sync.models import Connection, Link, Mark
from linkedin_sync.outbox.lanes.visibility import SURE, visibility_facts
from linkedin_sync.reconcile.selectors import latest_reconcile
from linkedin_sync.seats.selectors import seat_by_id
from recruit.base import clock
from recruit.base.errors import Refusal
from recruit.hiring.selectors import process_ids_of_person, processes_by_ids
from recruit.positions.rules import can_view


class NobodySitsThere(Refusal):
    code = "nobody_sits_there"


@dataclass(frozen=True)
class Read:
    """The latest comparison that ended: when, whether LinkedIn let the grants be read, how many differed."""

    at: datetime
    is_read: bool
    drift: int


@dataclass(frozen=True)
class SeatSight:
    """Both sides for one seat, as ids of positions. ``lag``: how long the oldest unsent change of permissions waits."""

    seat_id: int
    teammate_id: int
    recruit: frozenset[int]
    linkedin: frozenset[int]
    lag: timedelta
    read: Read | None

    @property
    def too_much(self) -> frozenset[int]:
        """LinkedIn shows, and should not."""
        return self.linkedin - self.recruit

    @property
    def too_little(self) -> frozenset[int]:
        """LinkedIn should show, and does not."""
        return self.recruit - self.linkedin

    @property
    def agrees(self) -> bool:
        return self.recruit == self.linkedin


def sight_of_seat(*, company_id: int, seat_id: int) -> SeatSight:
    """Refuses ``NobodySitsThere``; a constant number of queries."""
    connection, seat = (
        connection_of(company_id=company_id),
        seat_by_id(company_id=company_id, seat_id=seat_id),
    )
    if connection is None or seat.teammate_id is None or not seat.person_urn:
        raise NobodySitsThere(_("Nobody sits on this seat, so LinkedIn shows nothing of Recruit to it."))
    facts = visibility_facts(connection)
    ids = {position.public_id: position.id for position in facts.positions}
    shown = _held_by_linkedin(connection, seat.person_urn)
    return SeatSight(
        seat_id=seat.pk,
        teammate_id=seat.teammate_id,
        recruit=_said_by_recruit(facts, seat.teammate_id) & _delivered(connection, ids.values()),
        linkedin=frozenset(ids[each] for each in shown if each in ids),
        lag=_lag(connection),
        read=_read(company_id),
    )


def _said_by_recruit(facts: Facts, teammate_id: int) -> frozenset[int]:
    """The shared positions that this teammate may see; none if their seat is not active."""
    viewer = next((each for each in facts.viewers if each.id == teammate_id), None)
    if viewer is None:
        return frozenset()
    return frozenset(
        position.id
        for position in facts.positions
        if can_view(
            is_active=viewer.is_active,
            company_role=viewer.company_role,
            holds_position_role=(position.id, viewer.id) in facts.roles,
            is_discreet=position.is_discreet,
        )
    )


def _delivered(connection: Connection, ids: Collection[int]) -> frozenset[int]:
    """LinkedIn cannot show what it has never been told of; that is the position's own matter, and explained there."""
    there = Link.objects.filter(connection=connection, kind=LinkKind.POSITION, delivered_at__isnull=False)
    known = {int(key) for key in there.values_list("our_key", flat=True)}
    return frozenset(known.intersection(ids))


def _held_by_linkedin(connection: Connection, person_urn: str) -> frozenset[str]:
    """Public ids of the positions that one of this member's groups covers. A grant that is not sure counts for none."""
    groups, positions = set[str](), set[str]()
    rows = Link.objects.filter(connection=connection, fingerprint=SURE)
    for key in rows.filter(kind=LinkKind.ASSIGNEE, our_key__endswith=f"|{person_urn}").values_list(
        "our_key", flat=True
    ):
        groups.add(key.partition("|")[0])
    acls = rows.filter(kind=LinkKind.ACL, external_id__in=groups).values_list("our_key", flat=True)
    positions.update(key.partition("|")[2] for key in acls)
    return frozenset(positions)


def _lag(connection: Connection) -> timedelta:
    oldest = Mark.objects.filter(connection=connection, lane=Lane.VISIBILITY).aggregate(at=Min("marked_at"))[
        "at"
    ]
    return max(clock.now() - oldest, timedelta(0)) if oldest else timedelta(0)


def _read(company_id: int) -> Read | None:
    found = latest_reconcile(company_id=company_id)
    if found is None or found.state != ReconcileState.DONE or found.finished_at is None:
        return None
    kinds = {MarkKind.VISIBILITY_OF_POSITION, MarkKind.VISIBILITY_OF_TEAMMATE}
    mine = [each for each in found.kinds if each.kind in kinds]
    return Read(found.finished_at, all(each.is_read for each in mine), sum(each.drift for each in mine))


@dataclass(frozen=True)
class Indicated:
    """One process of a candidate: whether LinkedIn's indicator should show it to the seat, and whether it does."""

    process_id: int
    position_id: int
    recruit: bool
    linkedin: bool


def indicator_of(*, company_id: int, sight: SeatSight, person_id: int) -> list[Indicated]:
    """The candidate's processes on shared positions, as the seat sees them on LinkedIn."""
    ids = process_ids_of_person(company_id=company_id, person_id=person_id)
    connection = connection_of(company_id=company_id)
    keys = [str(each) for each in ids]
    there = Link.objects.filter(
        connection=connection, kind=LinkKind.PROCESS, our_key__in=keys, delivered_at__isnull=False
    )
    held = {int(key) for key in there.values_list("our_key", flat=True)}
    return [
        Indicated(
            process_id=process.id,
            position_id=process.position_id,
            recruit=process.position_id in sight.recruit,
            linkedin=process.id in held and process.position_id in sight.linkedin,
        )
        for process in processes_by_ids(company_id=company_id, ids=ids)
    ]
