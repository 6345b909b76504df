"""Who works on a position? Exactly one hiring manager, and as many others as one likes."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.base import events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.models import Teammate
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.events import HiringTeamChanged
from recruit.positions.models import Position, PositionRole, StepParticipant
from recruit.positions.rules import can_join_hiring_team
from recruit.positions.services.ground import locked_position, record_on_position


class HiringManagerNamedAlready(Refusal):
    code = "hiring_manager_named_already"


@transaction.atomic
def add_to_hiring_team(*, position: Position, teammate: Teammate, role: str, actor: Actor) -> None:
    """Idempotent. Refuses a second hiring manager, and whoever cannot take the role."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.MANAGE_TEAM)
    held = PositionRole.objects.filter(position=fresh, role=role)
    if held.filter(teammate=teammate).exists():
        return
    if role == HiringRole.HIRING_MANAGER and held.exists():
        raise HiringManagerNamedAlready(
            _(
                "{position} has a hiring manager already. Change the hiring manager instead of adding one."
            ).format(position=fresh.name)
        )
    put_on_team(fresh, teammate=teammate, role=HiringRole(role))
    tell_of_team(fresh, teammate, role, actor, Verb.HIRING_TEAM_JOINED)


class HiringManagerNeeded(Refusal):
    code = "hiring_manager_needed"


@transaction.atomic
def remove_from_hiring_team(*, position: Position, teammate: Teammate, role: str, actor: Actor) -> None:
    """Idempotent. The hiring manager stays until another one is named."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.MANAGE_TEAM)
    held = PositionRole.objects.filter(position=fresh, teammate=teammate, role=role)
    if not held.exists():
        return
    if role == HiringRole.HIRING_MANAGER:
        raise HiringManagerNeeded(
            _("{position} needs a hiring manager. Name another one in place of {name}.").format(
                position=fresh.name, name=teammate.full_name
            )
        )
    held.delete()
    _leave_steps(fresh, teammate)
    tell_of_team(fresh, teammate, role, actor, Verb.HIRING_TEAM_LEFT)


@transaction.atomic
def change_hiring_manager(*, position: Position, teammate: Teammate, actor: Actor) -> None:
    """The former one leaves that role (and keeps others); idempotent."""
    fresh = locked_position(position, actor=actor, capability=PositionCapability.MANAGE_TEAM)
    former = PositionRole.objects.select_related("teammate").get(
        position=fresh, role=HiringRole.HIRING_MANAGER
    )
    if former.teammate_id == teammate.pk:
        return
    former.delete()
    _leave_steps(fresh, former.teammate)
    put_on_team(fresh, teammate=teammate, role=HiringRole.HIRING_MANAGER)
    tell_of_team(fresh, former.teammate, HiringRole.HIRING_MANAGER, actor, Verb.HIRING_TEAM_LEFT)
    tell_of_team(fresh, teammate, HiringRole.HIRING_MANAGER, actor, Verb.HIRING_TEAM_JOINED)


def _leave_steps(position: Position, teammate: Teammate) -> None:
    """Whoever is no longer on the team takes part in no step of its workflow."""
    if not PositionRole.objects.filter(position=position, teammate=teammate).exists():
        StepParticipant.objects.filter(definition__position=position, teammate=teammate).delete()


class CannotJoinHiringTeam(Refusal):
    code = "cannot_join_hiring_team"


def put_on_team(position: Position, *, teammate: Teammate, role: HiringRole) -> None:
    """The row itself, for this family and for opening a position; whoever calls it tells others."""
    # Held still: a company role or a deactivation that would forbid this waits until the transaction ends.
    fresh = Teammate.objects.select_for_update(no_key=True).get(
        company_id=position.company_id, pk=teammate.pk
    )
    hindrance = can_join_hiring_team(is_active=fresh.is_active, company_role=fresh.company_role, role=role)
    if hindrance is not None:
        raise CannotJoinHiringTeam(
            _("{name} cannot be {role}: {hindrance}.").format(
                name=fresh.full_name, role=_(role.said), hindrance=hindrance
            )
        )
    PositionRole.objects.get_or_create(
        position=position, teammate=fresh, role=role, defaults={"company_id": position.company_id}
    )


def tell_of_team(position: Position, teammate: Teammate, role: str, actor: Actor, verb: Verb) -> None:
    said = HiringRole(role).said
    record_on_position(position, verb=verb, actor=actor, teammate=teammate.full_name, role=said)
    live.touch(position.company_id, ["persons"])
    events.publish(HiringTeamChanged(position.company_id, position.pk, teammate.pk))
