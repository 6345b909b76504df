"""What is sent of permissions? The difference between what LinkedIn holds and what ``can_view`` says, as a whole.

All of it is compared, not only what was marked: the sets are small (positions and seats, not persons), and a grant
that was missed once would stay wrong for ever. Grants are taken away before others are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from linkedin_client import Acl, AclAssignee, LinkedIn
from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.mapping.shares import is_shared
from linkedin_sync.mapping.visibility import (
    Facts,
    PositionFact,
    ViewerFact,
    desired_visibility,
    difference,
    own_group,
)
from linkedin_sync.models import Connection, Link
from linkedin_sync.outbox.calls import Answer, Call, Cargo, Report, Result, answers_of, calls_of, worst
from linkedin_sync.outbox.outcomes import Delivered, Hopeless
from linkedin_sync.outbox.plans import end_of
from linkedin_sync.outbox.reserving import Batch, Reserved
from linkedin_sync.outbox.settling import LinkChange, Settlement
from linkedin_sync.seats.selectors import mapped_seats
from recruit.positions.selectors import ViewerFacts, viewer_facts

Grant = tuple[str, str]


class VisibilityPlan:
    """The calls for a difference, and what their answers come to."""

    def __init__(self, *, batch: Batch, facts: Facts, calls: list[Call]) -> None:
        self.batch = batch
        self.calls = calls
        self._position_ids = {position.public_id: str(position.id) for position in facts.positions}
        self._teammate_ids = {own_group(viewer.public_id): str(viewer.id) for viewer in facts.viewers}
        self._teammate_ids |= {viewer.person_urn: str(viewer.id) for viewer in facts.viewers}

    def settlement(self, report: Report) -> Settlement:
        settlement = Settlement()
        for result in report.results:
            if isinstance(result.outcome, Delivered):
                _change_link(settlement, result)
        troubled = [result for result in report.results if not isinstance(result.outcome, Delivered)]
        for mark in self.batch.marks:
            mine = [result for result in troubled if self._concerns(mark, result)]
            settlement.ends.append((mark, end_of(mark, worst([result.outcome for result in mine]))))
        return settlement

    def _concerns(self, mark: Reserved, result: Result) -> bool:
        """A grant that LinkedIn refuses for good parks the marks that it belongs to; a passing trouble keeps all."""
        if not isinstance(result.outcome, Hopeless):
            return True
        owners = self._owners_of(*result.cargo.record)
        is_owned = any((each.kind, each.our_key) in owners for each in self.batch.marks)
        return not is_owned or (mark.kind, mark.our_key) in owners

    def _owners_of(self, group: str, other: str) -> set[tuple[MarkKind, str | None]]:
        """``other`` is a position's public id or a person URN; the two never look alike."""
        return {
            (MarkKind.VISIBILITY_OF_POSITION, self._position_ids.get(other)),
            (MarkKind.VISIBILITY_OF_TEAMMATE, self._teammate_ids.get(group)),
            (MarkKind.VISIBILITY_OF_TEAMMATE, self._teammate_ids.get(other)),
        }


def _change_link(settlement: Settlement, result: Result) -> None:
    kind, (group, other) = LinkKind(result.cargo.slot), result.cargo.record
    if result.is_deletion:
        settlement.drop_links.append((kind, f"{group}|{other}"))
    else:
        settlement.put_links.append(LinkChange(kind=kind, our_key=f"{group}|{other}", external_id=group))


def plan_visibility(connection: Connection, batch: Batch) -> VisibilityPlan:
    facts = _facts(connection, viewer_facts(company_id=connection.company_id))
    wanted = difference(
        desired=desired_visibility(facts),
        held_acls=_held(connection, LinkKind.ACL),
        held_assignees=_held(connection, LinkKind.ASSIGNEE),
    )
    calls = [
        *calls_of(
            "assignees",
            _cargo(LinkKind.ASSIGNEE, wanted.delete_assignees),
            _delete_assignees,
            is_deletion=True,
        ),
        *calls_of("acls", _cargo(LinkKind.ACL, wanted.delete_acls), _delete_acls, is_deletion=True),
        *calls_of("acls", _cargo(LinkKind.ACL, wanted.put_acls), _put_acls),
        *calls_of("assignees", _cargo(LinkKind.ASSIGNEE, wanted.put_assignees), _put_assignees),
    ]
    return VisibilityPlan(batch=batch, facts=facts, calls=calls)


def _facts(connection: Connection, known: ViewerFacts) -> Facts:
    seats = {seat.teammate_id: seat.person_urn for seat in mapped_seats(connection_id=connection.pk)}
    return Facts(
        positions=tuple(
            PositionFact(position.id, position.public_id, position.is_discreet)
            for position in known.positions
            if is_shared(
                shares=connection.shares, is_discreet=position.is_discreet, is_published=position.is_published
            )
        ),
        viewers=tuple(
            ViewerFact(mate.id, mate.public_id, mate.company_role, mate.is_active, seats[mate.id])
            for mate in known.teammates
            if mate.id in seats
        ),
        roles=frozenset(known.roles),
    )


def _held(connection: Connection, kind: LinkKind) -> list[Grant]:
    keys = Link.objects.filter(connection=connection, kind=kind).values_list("our_key", flat=True)
    return [(group, other) for group, _, other in (key.partition("|") for key in keys)]


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
