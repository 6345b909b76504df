"""What does one ask to tell who sees which position, for a whole company at once?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from recruit.company.models import Teammate
from recruit.positions.models import Position, PositionRole
from recruit.positions.rules import can_view


@dataclass(frozen=True)
class PositionFact:
    id: int
    public_id: str
    is_discreet: bool
    is_published: bool
    status: str
    closed_at: datetime | None


@dataclass(frozen=True)
class TeammateFact:
    id: int
    public_id: str
    company_role: str
    is_active: bool


@dataclass(frozen=True)
class ViewerFacts:
    """Everything that ``can_view`` asks, for a whole company; ``roles`` are pairs of position id and teammate id."""

    positions: tuple[PositionFact, ...]
    teammates: tuple[TeammateFact, ...]
    roles: frozenset[tuple[int, int]]


def viewer_facts(*, company_id: int) -> ViewerFacts:
    """Three queries."""
    positions = Position.objects.filter(company_id=company_id).order_by("id")
    teammates = Teammate.objects.filter(company_id=company_id).order_by("id")
    roles = PositionRole.objects.filter(company_id=company_id)
    of_positions = positions.values_list(*PositionFact.__dataclass_fields__)
    of_teammates = teammates.values_list(*TeammateFact.__dataclass_fields__)
    return ViewerFacts(
        positions=tuple(PositionFact(*row) for row in of_positions),
        teammates=tuple(TeammateFact(*row) for row in of_teammates),
        roles=frozenset(roles.values_list("position_id", "teammate_id")),
    )


def viewers_of_positions(*, company_id: int, position_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The ids of the teammates who can view each of the positions. Three queries."""
    discreet = dict(
        Position.objects.filter(company_id=company_id, pk__in=position_ids).values_list("id", "is_discreet")
    )
    holders = set(
        PositionRole.objects.filter(company_id=company_id, position_id__in=position_ids).values_list(
            "position_id", "teammate_id"
        )
    )
    teammates = list(Teammate.objects.filter(company_id=company_id))
    return {
        position_id: frozenset(
            teammate.pk
            for teammate in teammates
            if can_view(
                is_active=teammate.is_active,
                company_role=teammate.company_role,
                holds_position_role=(position_id, teammate.pk) in holders,
                is_discreet=is_discreet,
            )
        )
        for position_id, is_discreet in discreet.items()
    }
