"""What do positions answer when a company begins, and when a teammate changes or goes?

They refuse what would leave a position without its rules.

A refusal raised here undoes the change that was announced: both happen in one transaction.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recruit.base.errors import Refusal
from recruit.base.events import subscribe
from recruit.company.enums import CompanyRole
from recruit.company.events import CompanyFounded, CompanyRoleChanged, TeammateDeactivated
from recruit.company.selectors import teammate_by_id
from recruit.positions.enums import HiringRole, PositionStatus
from recruit.positions.models import Position, PositionRole
from recruit.positions.services import add_usual_templates


class StillHiringManager(Refusal):
    code = "still_hiring_manager"


@subscribe(TeammateDeactivated)
def keep_hiring_managers(event: TeammateDeactivated) -> None:
    managed = Position.objects.filter(
        company_id=event.company_id,
        roles__teammate_id=event.teammate_id,
        roles__role=HiringRole.HIRING_MANAGER,
    ).exclude(status=PositionStatus.CLOSED)
    names = list(managed.order_by("name").values_list("name", flat=True)[:3])
    if names:
        teammate = teammate_by_id(company_id=event.company_id, teammate_id=event.teammate_id)
        raise StillHiringManager(
            _("{name} is hiring manager of {positions}. Name another hiring manager there first.").format(
                name=teammate.full_name, positions=", ".join(names)
            )
        )


class StillOnHiringTeam(Refusal):
    code = "still_on_hiring_team"


@subscribe(CompanyRoleChanged)
def keep_it_managers_out(event: CompanyRoleChanged) -> None:
    teammate = teammate_by_id(company_id=event.company_id, teammate_id=event.teammate_id)
    if teammate.company_role != CompanyRole.IT_MANAGER:
        return
    held = PositionRole.objects.filter(company_id=event.company_id, teammate=teammate).count()
    if held:
        raise StillOnHiringTeam(
            ngettext(
                "{name} holds {n} role on positions, and an IT manager sees none. "
                "Take them off those hiring teams first.",
                "{name} holds {n} roles on positions, and an IT manager sees none. "
                "Take them off those hiring teams first.",
                held,
            ).format(name=teammate.full_name, n=held)
        )


@subscribe(CompanyFounded)
def keep_usual_steps_ready(event: CompanyFounded) -> None:
    add_usual_templates(company_id=event.company_id)
