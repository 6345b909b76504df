"""How does a company begin, and how do teammates come, change and go?"""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction

from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.base.tenancy import company_context
from recruit.company import selectors
from recruit.company.enums import Capability, CompanyRole, ExportRequires, Plan
from recruit.company.events import (
    CompanyFounded,
    CompanyRoleChanged,
    CompanySettingsChanged,
    TeammateAdded,
    TeammateDeactivated,
    TeammateReactivated,
)
from recruit.company.models import Company, Teammate
from recruit.company.rules import normalise_sign_in_email


@transaction.atomic
def found_company(
    *,
    name: str,
    plan: str = Plan.ENTERPRISE,
    owner_email: str,
    owner_first_name: str,
    owner_last_name: str,
    owner_password: str | None,
    actor: Actor,
) -> Company:
    """A company with its first owner. Runs outside of any company's context: it makes the one it needs."""
    company_id = _next_company_id()
    with company_context(company_id):
        company = Company.objects.create(pk=company_id, name=name.strip(), plan=Plan(plan))
        events.publish(CompanyFounded(company_id, actor))
        add_teammate(
            company_id=company_id,
            email=owner_email,
            first_name=owner_first_name,
            last_name=owner_last_name,
            company_role=CompanyRole.OWNER,
            password=owner_password,
            actor=actor,
        )
    return company


def _next_company_id() -> int:
    """The wall compares the new row with the context, so the id has to be known before the row is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('company_company', 'id'))")
        (company_id,) = cursor.fetchone()
    return int(company_id)


@transaction.atomic
def change_company_settings(
    *,
    company_id: int,
    actor: Actor,
    name: str | None = None,
    plan: str | None = None,
    allows_several_positions: bool | None = None,
    export_requires: str | None = None,
    allows_custom_steps: bool | None = None,
    not_sure_asks: bool | None = None,
    opens_evaluations: bool | None = None,
) -> Company:
    """What is not named stays."""
    selectors.require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    company = Company.objects.select_for_update(no_key=True).get(pk=company_id)
    company.name = company.name if name is None else name.strip()
    company.plan = company.plan if plan is None else Plan(plan)
    if allows_several_positions is not None:
        company.allows_several_positions = allows_several_positions
    if export_requires is not None:
        company.export_requires = ExportRequires(export_requires)
    switches = {
        "allows_custom_steps": allows_custom_steps,
        "not_sure_asks": not_sure_asks,
        "opens_evaluations": opens_evaluations,
    }
    for switch, value in switches.items():
        if value is not None:
            setattr(company, switch, value)
    company.save()
    events.publish(CompanySettingsChanged(company_id, actor))
    live.touch(company_id, ["settings"])
    return company


class EmailNotUnderstood(Refusal):
    code = "email_not_understood"


class EmailTaken(Refusal):
    code = "email_taken"


@transaction.atomic
def add_teammate(
    *,
    company_id: int,
    email: str,
    first_name: str,
    last_name: str,
    company_role: str = CompanyRole.TEAMMATE,
    password: str | None = None,
    actor: Actor,
) -> Teammate:
    """Without a password nobody can sign in as them yet. Refuses an address that is taken or is none."""
    _require_right_over(company_id=company_id, actor=actor, roles={company_role})
    email = email.strip()
    if "@" not in email[1:-1] or " " in email:
        raise EmailNotUnderstood(f"“{email}” is not an e-mail address. Check the spelling.")
    teammate = Teammate(
        company_id=company_id,
        email=email,
        email_normalized=normalise_sign_in_email(email),
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        company_role=CompanyRole(company_role),
    )
    teammate.set_password(password)
    try:
        with transaction.atomic():
            teammate.save(force_insert=True)
    except IntegrityError as reason:
        raise EmailTaken(f"{email} already belongs to a teammate. Change that teammate instead.") from reason
    events.publish(TeammateAdded(company_id, teammate.pk, actor))
    live.touch(company_id, ["settings"])
    return teammate


class LastOwnerStays(Refusal):
    code = "last_owner_stays"


@transaction.atomic
def change_company_role(*, teammate: Teammate, company_role: str, actor: Actor) -> Teammate:
    """Only owners make and unmake owners, and one of them always stays."""
    fresh = _locked(teammate)
    _require_right_over(company_id=fresh.company_id, actor=actor, roles={fresh.company_role, company_role})
    if fresh.company_role == company_role:
        return fresh
    if fresh.company_role == CompanyRole.OWNER:
        _require_another_owner(fresh)
    fresh.company_role = CompanyRole(company_role)
    fresh.save(update_fields=["company_role"])
    events.publish(CompanyRoleChanged(fresh.company_id, fresh.pk, actor))
    live.touch(fresh.company_id, ["settings", "positions", "persons", live.RIGHTS])
    return fresh


@transaction.atomic
def deactivate_teammate(*, teammate: Teammate, actor: Actor) -> Teammate:
    """They can no longer sign in and see nothing; what they did stays theirs."""
    fresh = _locked(teammate)
    selectors.require_capability(
        company_id=fresh.company_id, actor=actor, capability=Capability.DEACTIVATE_TEAMMATES
    )
    if not fresh.is_active:
        return fresh
    if fresh.company_role == CompanyRole.OWNER:
        _require_right_over(company_id=fresh.company_id, actor=actor, roles={CompanyRole.OWNER})
        _require_another_owner(fresh)
    fresh.is_active = False
    fresh.deactivated_at = clock.now()
    fresh.save(update_fields=["is_active", "deactivated_at"])
    events.publish(TeammateDeactivated(fresh.company_id, fresh.pk, actor))
    live.touch(fresh.company_id, ["settings", live.RIGHTS])
    return fresh


@transaction.atomic
def reactivate_teammate(*, teammate: Teammate, actor: Actor) -> Teammate:
    fresh = _locked(teammate)
    _require_right_over(company_id=fresh.company_id, actor=actor, roles={fresh.company_role})
    if fresh.is_active:
        return fresh
    fresh.is_active = True
    fresh.deactivated_at = None
    fresh.save(update_fields=["is_active", "deactivated_at"])
    events.publish(TeammateReactivated(fresh.company_id, fresh.pk, actor))
    live.touch(fresh.company_id, ["settings"])
    return fresh


@transaction.atomic
def set_password(*, teammate: Teammate, password: str, actor: Actor) -> None:
    """One's own, or anybody's by those who manage teammates (an owner's by owners only)."""
    fresh = _locked(teammate)
    if actor.teammate_id != fresh.pk:
        _require_right_over(company_id=fresh.company_id, actor=actor, roles={fresh.company_role})
    fresh.set_password(password)
    fresh.save(update_fields=["password"])


def _locked(teammate: Teammate) -> Teammate:
    """Changes of a company's teammates queue up: two owners who remove each other would otherwise leave nobody."""
    lock_in_transaction("teammates", teammate.company_id)
    return Teammate.objects.select_for_update(no_key=True).get(pk=teammate.pk)


class OnlyOwnersMakeOwners(Refusal):
    code = "only_owners_make_owners"


def _require_right_over(*, company_id: int, actor: Actor, roles: set[str]) -> None:
    selectors.require_capability(company_id=company_id, actor=actor, capability=Capability.MANAGE_TEAMMATES)
    if CompanyRole.OWNER not in roles:
        return
    acting = selectors.teammate_behind(company_id=company_id, actor=actor)
    if acting is not None and acting.company_role != CompanyRole.OWNER:
        raise OnlyOwnersMakeOwners("Only an owner can change who owns the company. Ask one of the owners.")


def _require_another_owner(teammate: Teammate) -> None:
    owners = Teammate.objects.filter(
        company_id=teammate.company_id, company_role=CompanyRole.OWNER, is_active=True
    )
    if not owners.exclude(pk=teammate.pk).exists():
        raise LastOwnerStays(f"{teammate.full_name} is the only owner. Make another teammate an owner first.")
