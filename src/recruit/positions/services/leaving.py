"""Who takes over what a teammate does when they leave? A successor, for every live position, in one transaction."""

from __future__ import annotations

from itertools import groupby

from django.db import transaction
from django.utils.translation import ngettext

from recruit.activity.enums import Verb
from recruit.base import events
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.selectors import require_capability
from recruit.company.services import deactivate_teammate
from recruit.positions.enums import HiringRole
from recruit.positions.events import WorkHandedOver
from recruit.positions.models import Position, PositionRole, StepParticipant
from recruit.positions.selectors import live_roles_of
from recruit.positions.services.team import put_on_team, tell_of_team


class SuccessorNeeded(Refusal):
    """Evidence: ``positions``, how many live positions they work on."""

    code = "successor_needed"


@transaction.atomic
def let_teammate_go(*, teammate: Teammate, successor: Teammate | None, actor: Actor) -> Teammate:
    """Deactivate; roles on live positions, their steps and coming interviews go to the successor, or nothing happens.

    Refuses ``SuccessorNeeded``, ``CannotJoinHiringTeam`` and what ``deactivate_teammate`` refuses. What was closed
    stays as it was.
    """
    require_capability(
        company_id=teammate.company_id, actor=actor, capability=Capability.DEACTIVATE_TEAMMATES
    )
    held = live_roles_of(teammate=teammate)
    if held:
        if successor is None or successor.pk == teammate.pk:
            number = len({row.position_id for row in held})
            raise SuccessorNeeded(
                ngettext(
                    "{name} works on {n} position. Choose who takes over, then deactivate.",
                    "{name} works on {n} positions. Choose who takes over, then deactivate.",
                    number,
                ).format(name=teammate.full_name, n=number),
                positions=number,
            )
        for _, rows in groupby(held, key=lambda row: row.position_id):
            _hand_over(list(rows), teammate=teammate, successor=successor, actor=actor)
    return deactivate_teammate(teammate=teammate, actor=actor)


def _hand_over(rows: list[PositionRole], *, teammate: Teammate, successor: Teammate, actor: Actor) -> None:
    position = Position.objects.select_for_update(no_key=True).get(pk=rows[0].position_id)
    for row in rows:
        row.delete()
        put_on_team(position, teammate=successor, role=HiringRole(row.role))
    mine = StepParticipant.objects.filter(definition__position=position, teammate=teammate)
    theirs = StepParticipant.objects.filter(definition__position=position, teammate=successor)
    mine.exclude(definition_id__in=list(theirs.values_list("definition_id", flat=True))).update(
        teammate=successor
    )
    mine.delete()
    events.publish(WorkHandedOver(position.company_id, position.pk, teammate.pk, successor.pk))
    for row in rows:
        tell_of_team(position, teammate, row.role, actor, Verb.HIRING_TEAM_LEFT)
        tell_of_team(position, successor, row.role, actor, Verb.HIRING_TEAM_JOINED)
