"""Who sees which position in Recruiter? Exactly those who see it here; said in few groups.

LinkedIn allows at most 10 ACLs per user, so one ACL per position cannot work. An ACL is therefore a *group of
visibility*: ``all`` covers every non-discreet position and is held by those whose company role sees them all; one
group per teammate covers what only their place on the hiring team (or an Owner's sight of discreet positions) opens.
Nobody holds more than two. ``can_view`` of the domain is asked for every grant: it stays the one truth.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/acl-overview
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from recruit.positions.rules import can_view

GROUP_ALL: Final = "all"


def own_group(teammate_public_id: str) -> str:
    return f"own-{teammate_public_id}"


@dataclass(frozen=True)
class PositionFact:
    """A position that the company shares with LinkedIn."""

    id: int
    public_id: str
    is_discreet: bool


@dataclass(frozen=True)
class ViewerFact:
    """A teammate with an active, mapped seat; ``person_urn`` is that seat's member."""

    id: int
    public_id: str
    company_role: str
    is_active: bool
    person_urn: str


@dataclass(frozen=True)
class Facts:
    """All that visibility depends on: shared positions, mapped viewers, and who is on which hiring team."""

    positions: tuple[PositionFact, ...]
    viewers: tuple[ViewerFact, ...]
    roles: frozenset[tuple[int, int]] = field(default_factory=frozenset)  # (position id, teammate id)


@dataclass(frozen=True)
class Desired:
    """What LinkedIn should hold: ``acls`` as (group, position's public id), ``assignees`` as (group, person URN)."""

    acls: frozenset[tuple[str, str]]
    assignees: frozenset[tuple[str, str]]


def desired_visibility(facts: Facts) -> Desired:
    """Every grant that LinkedIn should hold, and no other."""
    sees_all = {viewer.id for viewer in facts.viewers if _sees_every_open_position(viewer)}
    acls = {(GROUP_ALL, position.public_id) for position in facts.positions if not position.is_discreet}
    assignees = {(GROUP_ALL, viewer.person_urn) for viewer in facts.viewers if viewer.id in sees_all}
    for viewer, position in _own_grants(facts, sees_all):
        acls.add((own_group(viewer.public_id), position.public_id))
        assignees.add((own_group(viewer.public_id), viewer.person_urn))
    return Desired(acls=frozenset(acls if assignees else ()), assignees=frozenset(assignees))


def _sees_every_open_position(viewer: ViewerFact) -> bool:
    return can_view(
        is_active=viewer.is_active,
        company_role=viewer.company_role,
        holds_position_role=False,
        is_discreet=False,
    )


def _own_grants(facts: Facts, sees_all: set[int]) -> Iterator[tuple[ViewerFact, PositionFact]]:
    """What the group ``all`` does not give, but ``can_view`` does. Only pairs that can differ are looked at."""
    viewers = {viewer.id: viewer for viewer in facts.viewers}
    positions = {position.id: position for position in facts.positions}
    for position_id, viewer_id in _pairs(facts, viewers, positions):
        viewer, position = viewers[viewer_id], positions[position_id]
        is_in_all = viewer.id in sees_all and not position.is_discreet
        if not is_in_all and can_view(
            is_active=viewer.is_active,
            company_role=viewer.company_role,
            holds_position_role=(position.id, viewer.id) in facts.roles,
            is_discreet=position.is_discreet,
        ):
            yield viewer, position


def _pairs(
    facts: Facts, viewers: dict[int, ViewerFact], positions: dict[int, PositionFact]
) -> set[tuple[int, int]]:
    """Hiring teams, and every discreet position for every viewer whose role alone may open it."""
    pairs = {
        (position, viewer) for position, viewer in facts.roles if viewer in viewers and position in positions
    }
    discreet = [position.id for position in facts.positions if position.is_discreet]
    for viewer in facts.viewers:
        if can_view(
            is_active=viewer.is_active,
            company_role=viewer.company_role,
            holds_position_role=False,
            is_discreet=True,
        ):
            pairs.update((position, viewer.id) for position in discreet)
    return pairs


@dataclass(frozen=True)
class Difference:
    """What to send: grants to take away first, then grants to give."""

    delete_acls: tuple[tuple[str, str], ...]
    delete_assignees: tuple[tuple[str, str], ...]
    put_acls: tuple[tuple[str, str], ...]
    put_assignees: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.delete_acls or self.delete_assignees or self.put_acls or self.put_assignees)


def difference(
    *,
    desired: Desired,
    held_acls: Iterable[tuple[str, str]],
    held_assignees: Iterable[tuple[str, str]],
    unsure_acls: Iterable[tuple[str, str]] = (),
    unsure_assignees: Iterable[tuple[str, str]] = (),
) -> Difference:
    """From what LinkedIn holds to what it should hold.

    ``unsure``: LinkedIn may hold these or not, for we never heard how a call ended. They are taken away like what is
    held, and given like what is not.
    """
    acls, assignees = frozenset(held_acls), frozenset(held_assignees)
    return Difference(
        delete_acls=tuple(sorted((acls | frozenset(unsure_acls)) - desired.acls)),
        delete_assignees=tuple(sorted((assignees | frozenset(unsure_assignees)) - desired.assignees)),
        put_acls=tuple(sorted(desired.acls - acls)),
        put_assignees=tuple(sorted(desired.assignees - assignees)),
    )


def shown_to(desired: Desired, *, person_urn: str) -> frozenset[str]:
    """The positions that LinkedIn then shows to this member: one of their groups covers it."""
    groups = {group for group, urn in desired.assignees if urn == person_urn}
    return frozenset(position for group, position in desired.acls if group in groups)


def groups_per_person(desired: Desired) -> dict[str, int]:
    counts: defaultdict[str, int] = defaultdict(int)
    for _, urn in desired.assignees:
        counts[urn] += 1
    return dict(counts)
