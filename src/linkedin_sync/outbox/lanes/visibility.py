"""What is sent of permissions? The difference between what LinkedIn holds and what ``can_view`` says, as a whole.

All of it is compared, not only what was marked: the sets are small (positions and seats, not persons), and a grant
that was missed once would stay wrong for ever. Grants are taken away before others are given, and those that would show
evaluations to somebody who may not read them wait until these are gone (``unread``). While only deletions may go out,
grants are taken away and none is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.utils.translation import gettext_noop

from linkedin_client import Acl, AclAssignee, LinkedIn
from linkedin_sync.connections.selectors import outward
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import Lane, LinkKind, MarkKind
from linkedin_sync.mapping.shares import is_shared, sharing_of
from linkedin_sync.mapping.visibility import (
    Facts,
    PositionFact,
    ViewerFact,
    desired_visibility,
    difference,
    own_group,
)
from linkedin_sync.models import Connection, Link
from linkedin_sync.outbox.calls import (
    Answer,
    Call,
    Cargo,
    Report,
    Result,
    answers_of,
    at_once,
    calls_of,
    worst,
)
from linkedin_sync.outbox.halving import DOUBT_AFTER
from linkedin_sync.outbox.lanes.unread import InTheWay, evaluations_in_the_way, without
from linkedin_sync.outbox.outcomes import Again, Delivered, Hopeless, Later
from linkedin_sync.outbox.plans import Keep, end_of
from linkedin_sync.outbox.reserving import Batch, Reserved, parked_marks
from linkedin_sync.outbox.settling import Done, LinkChange, Settlement
from linkedin_sync.seats.selectors import mapped_seats
from recruit.base import clock
from recruit.positions.selectors import viewer_facts

Grant = tuple[str, str]
#: The fingerprint of a grant that LinkedIn surely holds; a grant has no content to take one of.
SURE: Final = "held"
#: How long grants wait for what has to go first, and how long if LinkedIn refuses to take that away.
_WAIT: Final = timedelta(seconds=1)
_STUCK_WAIT: Final = timedelta(minutes=1)
#: When it is looked again whether grants may be given.
_WITHHELD_WAIT: Final = timedelta(minutes=15)


Held = dict[LinkKind, dict[Grant, bool]]


class VisibilityPlan:
    """The calls for a difference, and what their answers come to."""

    def __init__(
        self,
        *,
        batch: Batch,
        facts: Facts,
        calls: list[Call],
        held: Held,
        parked: tuple[Reserved, ...],
        way: InTheWay,
        is_withheld: bool = False,
    ) -> None:
        self.batch = batch
        self.calls = calls
        #: What has to be taken away before all of the grants can be given.
        self.way = way
        #: Grants that may not be given now.
        self._is_withheld = is_withheld
        self._parked = parked
        self._known_marks = {(mark.kind, mark.our_key) for mark in (*batch.marks, *parked)}
        self._held = held
        self._position_ids = {position.public_id: str(position.id) for position in facts.positions}
        self._teammate_ids = {own_group(viewer.public_id): str(viewer.id) for viewer in facts.viewers}
        self._teammate_ids |= {viewer.person_urn: str(viewer.id) for viewer in facts.viewers}

    def doubts(self, _call: Call) -> bool:
        """A grant is no mark's own: where one mark has failed more than once, any of them may be the reason."""
        return any(mark.attempts >= DOUBT_AFTER for mark in self.batch.marks)

    def announced(self, calls: Sequence[Call]) -> list[LinkChange]:
        """The links of what these calls are about to give or take away: not known until they are answered."""
        return [_link(cargo) for call in calls for cargo in call.cargo]

    def settlement(self, report: Report, *, keep: Keep) -> Settlement:
        settlement = Settlement()
        for result in report.results:
            self._change_link(settlement, result)
        troubled = [result for result in report.results if not isinstance(result.outcome, Delivered)]
        for mark in self.batch.marks:
            mine = [result for result in troubled if self._concerns(mark, result)]
            outcome = worst([*(result.outcome for result in mine), *self._waits()])
            gravest = next((each for each in mine if each.outcome is outcome), None)
            exchange = keep(gravest) if gravest and isinstance(outcome, Again | Hopeless) else None
            settlement.ends.append((mark, end_of(mark, outcome, exchange)))
        if not troubled and not self._waits():
            # LinkedIn holds all of it now, also what it had refused before.
            settlement.ends.extend((mark, Done()) for mark in self._parked)
        return settlement

    def _waits(self) -> list[Later]:
        if self._is_withheld:
            later = gettext_noop("Nobody is shown more on LinkedIn while it is not in the company's plan.")
            return [Later(clock.now() + _WITHHELD_WAIT, later)]
        if not self.way.position_ids:
            return []
        at = clock.now() + (_STUCK_WAIT if self.way.is_stuck else _WAIT)
        return [
            Later(
                at, gettext_noop("Evaluations that not everybody may read are taken away at LinkedIn first.")
            )
        ]

    def _change_link(self, settlement: Settlement, result: Result) -> None:
        cargo = result.cargo
        link = _link(cargo, SURE)
        if isinstance(result.outcome, Delivered) and not result.is_deletion:
            settlement.put_links.append(link)
        elif isinstance(result.outcome, Delivered) or self._is_surely_absent(result):
            settlement.drop_links.append((link.kind, link.our_key))

    def _is_surely_absent(self, result: Result) -> bool:
        """A grant that LinkedIn refused, or that was not sent, and of which it had heard nothing before."""
        known = self._held[LinkKind(result.cargo.slot)]
        return result.cargo.record not in known and not isinstance(result.outcome, Again)

    def _concerns(self, mark: Reserved, result: Result) -> bool:
        """A grant that LinkedIn refuses for good parks the marks that it belongs to; a passing trouble keeps all.

        If it parked them before, it is their trouble still, and nobody else's.
        """
        if not isinstance(result.outcome, Hopeless):
            return True
        owners = self._owners_of(*result.cargo.record)
        return owners.isdisjoint(self._known_marks) or (mark.kind, mark.our_key) in owners

    def _owners_of(self, group: str, other: str) -> set[tuple[MarkKind, str | None]]:
        """``other`` is a position's public id or a person URN; the two never look alike."""
        return {
            (MarkKind.VISIBILITY_OF_POSITION, self._position_ids.get(other)),
            (MarkKind.VISIBILITY_OF_TEAMMATE, self._teammate_ids.get(group)),
            (MarkKind.VISIBILITY_OF_TEAMMATE, self._teammate_ids.get(other)),
        }


def _link(cargo: Cargo, fingerprint: str = "") -> LinkChange:
    group, other = cargo.record
    return LinkChange(LinkKind(cargo.slot), f"{group}|{other}", external_id=group, fingerprint=fingerprint)


def plan_visibility(connection: Connection, batch: Batch) -> VisibilityPlan:
    parked = parked_marks(connection_id=connection.pk, lane=Lane.VISIBILITY)
    facts = visibility_facts(connection)
    held = {kind: _held(connection, kind) for kind in (LinkKind.ACL, LinkKind.ASSIGNEE)}
    desired = desired_visibility(facts)
    wanted = difference(
        desired=desired,
        held_acls=_by_sureness(held[LinkKind.ACL], is_sure=True),
        held_assignees=_by_sureness(held[LinkKind.ASSIGNEE], is_sure=True),
        unsure_acls=_by_sureness(held[LinkKind.ACL], is_sure=False),
        unsure_assignees=_by_sureness(held[LinkKind.ASSIGNEE], is_sure=False),
    )
    ids = {position.public_id: position.id for position in facts.positions}
    way = evaluations_in_the_way(connection, wanted, desired, ids)
    wanted = without(wanted, desired, way)
    takings = [
        *calls_of(
            "assignees",
            _cargo(LinkKind.ASSIGNEE, wanted.delete_assignees),
            at_once(_delete_assignees),
            is_deletion=True,
        ),
        *calls_of("acls", _cargo(LinkKind.ACL, wanted.delete_acls), at_once(_delete_acls), is_deletion=True),
    ]
    givings = [
        *calls_of(
            "acls", _cargo(LinkKind.ACL, wanted.put_acls), at_once(_put_acls), waits_for_deletions=True
        ),
        *calls_of(
            "assignees",
            _cargo(LinkKind.ASSIGNEE, wanted.put_assignees),
            at_once(_put_assignees),
            waits_for_deletions=True,
        ),
    ]
    may_give = outward(connection) is Outward.EVERYTHING
    return VisibilityPlan(
        batch=batch,
        facts=facts,
        calls=[*takings, *(givings if may_give else ())],
        held=held,
        parked=parked,
        way=way,
        is_withheld=bool(givings) and not may_give,
    )


def visibility_facts(connection: Connection) -> Facts:
    """Who might see what of that which the company shares; four queries."""
    known = viewer_facts(company_id=connection.company_id)
    sharing = sharing_of(connection)
    # Nobody is to see anything while all that was sent is taken away.
    seated = [] if connection.removing_at else mapped_seats(connection_id=connection.pk)
    seats = {seat.teammate_id: seat.person_urn for seat in seated}
    return Facts(
        positions=tuple(
            PositionFact(position.id, position.public_id, position.is_discreet)
            for position in known.positions
            if is_shared(
                sharing,
                is_discreet=position.is_discreet,
                is_published=position.is_published,
                closed_at=position.closed_at,
            )
        ),
        viewers=tuple(
            ViewerFact(mate.id, mate.public_id, mate.company_role, mate.is_active, seats[mate.id])
            for mate in known.teammates
            if mate.id in seats
        ),
        roles=frozenset(known.roles),
    )


def _held(connection: Connection, kind: LinkKind) -> dict[Grant, bool]:
    """Every grant that LinkedIn holds or may hold; ``True``: surely."""
    rows = Link.objects.filter(connection=connection, kind=kind).values_list("our_key", "fingerprint")
    parted = ((*key.partition("|"), fingerprint) for key, fingerprint in rows)
    return {(group, other): fingerprint == SURE for group, _, other, fingerprint in parted}


def _by_sureness(held: dict[Grant, bool], *, is_sure: bool) -> list[Grant]:
    return [grant for grant, sure in held.items() if sure is is_sure]


def _cargo(kind: LinkKind, grants: Sequence[Grant]) -> list[Cargo]:
    """Here ``slot`` names the kind of grant, for there is no record behind it."""
    return [Cargo(0, kind.value, "", grant) for grant in grants]


def _acls(grants: Sequence[Grant]) -> list[Acl]:
    return [Acl(acl_id=group, job_id=position) for group, position in grants]


def _assignees(grants: Sequence[Grant]) -> list[AclAssignee]:
    return [AclAssignee(acl_id=group, person_urn=urn) for group, urn in grants]


def _put_acls(linkedin: LinkedIn, grants: Sequence[Grant]) -> list[Answer]:
    return answers_of(linkedin.acls.put(_acls(grants)), _acls(grants))


def _delete_acls(linkedin: LinkedIn, grants: Sequence[Grant]) -> list[Answer]:
    return answers_of(linkedin.acls.delete(_acls(grants)), _acls(grants))


def _put_assignees(linkedin: LinkedIn, grants: Sequence[Grant]) -> list[Answer]:
    return answers_of(linkedin.assignees.put(_assignees(grants)), _assignees(grants))


def _delete_assignees(linkedin: LinkedIn, grants: Sequence[Grant]) -> list[Answer]:
    return answers_of(linkedin.assignees.delete(_assignees(grants)), _assignees(grants))
