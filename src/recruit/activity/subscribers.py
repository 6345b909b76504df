"""How do the company's own facts get into history? From here: the company lies below and cannot write it itself."""

from __future__ import annotations

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base.events import subscribe
from recruit.company import selectors as company_selectors
from recruit.company.enums import CompanyRole
from recruit.company.events import (
    CompanyFounded,
    CompanyRoleChanged,
    CompanySettingsChanged,
    TeammateAdded,
    TeammateDeactivated,
    TeammateReactivated,
)


@subscribe(CompanyFounded)
def record_founding(event: CompanyFounded) -> None:
    name = company_selectors.company_of(company_id=event.company_id).name
    record(company_id=event.company_id, verb=Verb.COMPANY_FOUNDED, actor=event.actor, company=name)


@subscribe(CompanySettingsChanged)
def record_settings(event: CompanySettingsChanged) -> None:
    record(company_id=event.company_id, verb=Verb.COMPANY_SETTINGS_CHANGED, actor=event.actor)


@subscribe(TeammateAdded)
def record_teammate(event: TeammateAdded) -> None:
    _record_with_teammate(Verb.TEAMMATE_ADDED, event)


@subscribe(CompanyRoleChanged)
def record_company_role(event: CompanyRoleChanged) -> None:
    _record_with_teammate(Verb.COMPANY_ROLE_CHANGED, event)


@subscribe(TeammateDeactivated)
def record_deactivation(event: TeammateDeactivated) -> None:
    _record_with_teammate(Verb.TEAMMATE_DEACTIVATED, event)


@subscribe(TeammateReactivated)
def record_reactivation(event: TeammateReactivated) -> None:
    _record_with_teammate(Verb.TEAMMATE_REACTIVATED, event)


def _record_with_teammate(
    verb: Verb, event: TeammateAdded | CompanyRoleChanged | TeammateDeactivated | TeammateReactivated
) -> None:
    teammate = company_selectors.teammate_by_id(company_id=event.company_id, teammate_id=event.teammate_id)
    record(
        company_id=event.company_id,
        verb=verb,
        actor=event.actor,
        teammate=teammate.full_name,
        role=CompanyRole(teammate.company_role).label,
    )
