"""How do the company's own facts get into history? From here: the company lies below and cannot write it itself."""

from __future__ import annotations

from typing import Any, Protocol

from recruit.access.events import (
    InvitationAccepted,
    InvitationRevoked,
    InvitationSent,
    PasswordChanged,
    SecondFactorChanged,
)
from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base.actors import Actor
from recruit.base.events import subscribe
from recruit.company import selectors as company_selectors
from recruit.company.enums import CompanyRole
from recruit.company.events import (
    ApiAppChanged,
    CompanyFounded,
    CompanyRoleChanged,
    CompanySettingsChanged,
    TeammateAdded,
    TeammateDeactivated,
    TeammateReactivated,
    TeammateRestricted,
)


@subscribe(CompanyFounded)
def record_founding(event: CompanyFounded) -> None:
    name = company_selectors.company_of(company_id=event.company_id).name
    record(company_id=event.company_id, verb=Verb.COMPANY_FOUNDED, actor=event.actor, company=name)


@subscribe(CompanySettingsChanged)
def record_settings(event: CompanySettingsChanged) -> None:
    record(
        company_id=event.company_id, verb=Verb.COMPANY_SETTINGS_CHANGED, actor=event.actor, what=event.what
    )


@subscribe(ApiAppChanged)
def record_api_app(event: ApiAppChanged) -> None:
    record(
        company_id=event.company_id,
        verb=Verb.API_APP_CHANGED,
        actor=event.actor,
        app=event.app_name,
        what=event.what,
    )


@subscribe(TeammateAdded)
def record_teammate(event: TeammateAdded) -> None:
    _record_with_teammate(Verb.TEAMMATE_ADDED, event)


@subscribe(CompanyRoleChanged)
def record_company_role(event: CompanyRoleChanged) -> None:
    _record_with_teammate(Verb.COMPANY_ROLE_CHANGED, event, before=CompanyRole(event.before).label)


@subscribe(TeammateDeactivated)
def record_deactivation(event: TeammateDeactivated) -> None:
    _record_with_teammate(Verb.TEAMMATE_DEACTIVATED, event)


@subscribe(TeammateReactivated)
def record_reactivation(event: TeammateReactivated) -> None:
    _record_with_teammate(Verb.TEAMMATE_REACTIVATED, event)


@subscribe(TeammateRestricted)
def record_restriction(event: TeammateRestricted) -> None:
    verb = Verb.TEAMMATE_RESTRICTED if event.is_hidden else Verb.TEAMMATE_UNRESTRICTED
    _record_with_teammate(verb, event)


@subscribe(InvitationSent)
def record_invitation(event: InvitationSent) -> None:
    record(
        company_id=event.company_id,
        verb=Verb.TEAMMATE_INVITED,
        actor=event.actor,
        email=event.email,
        role=CompanyRole(event.company_role).label,
    )


@subscribe(InvitationRevoked)
def record_revoked_invitation(event: InvitationRevoked) -> None:
    record(company_id=event.company_id, verb=Verb.INVITATION_REVOKED, actor=event.actor, email=event.email)


@subscribe(InvitationAccepted)
def record_accepted_invitation(event: InvitationAccepted) -> None:
    _record_with_teammate(Verb.INVITATION_ACCEPTED, event)


@subscribe(SecondFactorChanged)
def record_second_factor(event: SecondFactorChanged) -> None:
    _record_with_teammate(Verb.SECOND_FACTOR_CHANGED, event, what=event.what)


@subscribe(PasswordChanged)
def record_password(event: PasswordChanged) -> None:
    _record_with_teammate(Verb.PASSWORD_CHANGED, event)


class _AboutTeammate(Protocol):
    """An event about one teammate."""

    @property
    def company_id(self) -> int: ...
    @property
    def teammate_id(self) -> int: ...
    @property
    def actor(self) -> Actor: ...


def _record_with_teammate(verb: Verb, event: _AboutTeammate, **data: Any) -> None:
    teammate = company_selectors.teammate_by_id(company_id=event.company_id, teammate_id=event.teammate_id)
    record(
        company_id=event.company_id,
        verb=verb,
        actor=event.actor,
        teammate=teammate.full_name,
        role=CompanyRole(teammate.company_role).label,
        **data,
    )
