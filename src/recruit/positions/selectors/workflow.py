"""Which steps has a position's workflow, who takes part in them, and which steps does the company keep ready?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

from recruit.company.models import Teammate
from recruit.positions.enums import HiringRole
from recruit.positions.models import Position, PositionRole, StepDefinition, StepParticipant, StepTemplate


def steps_of(*, position: Position) -> list[StepDefinition]:
    """The workflow, in order, each step with its position as it was when it was read."""
    rows = StepDefinition.objects.filter(
        company_id=position.company_id, position=position, retired_at__isnull=True
    )
    return list(rows.select_related("position").order_by("order"))


def participants_of_definitions(
    *, company_id: int, definition_ids: Collection[int]
) -> dict[int, list[Teammate]]:
    """Who takes part in each of the steps, by name. One query."""
    rows = StepParticipant.objects.filter(company_id=company_id, definition_id__in=definition_ids)
    found: dict[int, list[Teammate]] = defaultdict(list)
    for row in rows.select_related("teammate").order_by("teammate__last_name", "teammate__first_name"):
        found[row.definition_id].append(row.teammate)
    return found


def definition_ids_of_participant(*, teammate: Teammate) -> list[int]:
    """The steps of positions' workflows in which the teammate takes part."""
    rows = StepParticipant.objects.filter(company_id=teammate.company_id, teammate=teammate)
    return list(rows.values_list("definition_id", flat=True))


def step_templates(*, company_id: int) -> list[StepTemplate]:
    """By name."""
    return list(StepTemplate.objects.filter(company_id=company_id).order_by("name"))


def step_template(*, company_id: int, public_id: str) -> StepTemplate | None:
    return StepTemplate.objects.filter(company_id=company_id, public_id=public_id).first()


def teammates_in_role(*, position: Position, role: HiringRole) -> list[Teammate]:
    """The active ones, by name."""
    rows = PositionRole.objects.filter(
        company_id=position.company_id, position=position, role=role, teammate__is_active=True
    )
    ordered = rows.select_related("teammate").order_by("teammate__last_name", "teammate__first_name")
    return [row.teammate for row in ordered]


def is_on_team(*, position_id: int, teammate_id: int) -> bool:
    return PositionRole.objects.filter(position_id=position_id, teammate_id=teammate_id).exists()


def workflows_held_still(*, company_id: int, position_ids: Collection[int]) -> None:
    """Nobody changes these positions' workflows until this transaction ends. A shared lock, as for the status."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM positions_position WHERE company_id = %s AND id = ANY(%s) ORDER BY id FOR SHARE",
            [company_id, sorted(position_ids)],
        )
