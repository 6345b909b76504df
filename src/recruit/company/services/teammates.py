"""How does a company begin, and how do teammates come, change and go?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from zoneinfo import available_timezones

from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.locks import lock_in_transaction
from recruit.base.tenancy import company_context
from recruit.company import selectors
from recruit.company.enums import (
    AttachesApplicants,
    Capability,
    CompanyRole,
    ExportRequires,
    Language,
    Plan,
    SecondFactorFor,
)
from recruit.company.events import (
    CompanyFounded,
    CompanyRoleChanged,
    CompanySettingsChanged,
    TeammateAdded,
    TeammateDeactivated,
    TeammateReactivated,
    TeammateRestricted,
)
from recruit.company.models import Company, Teammate
from recruit.company.rules import domains_of, is_domain, normalise_sign_in_email


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


_SETTINGS = {
    "name": "name",
    "plan": "plan",
    "allows_several_positions": "several positions at once",
    "export_requires": "who brings candidates from connected tools",
    "allows_custom_steps": "steps of one's own",
    "not_sure_asks": "what follows on “not sure”",
    "opens_evaluations": "when interviewers read evaluations",
    "attaches_applicants": "who applies again is the same candidate",
    "attaches_within_days": "for how long who applies again is the same candidate",
    "mail_domains": "mail domains",
    "second_factor_for": "who needs a second factor",
}


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
    mail_domains: str | None = None,
    attaches_applicants: str | None = None,
    attaches_within_days: int | None = None,
    second_factor_for: str | None = None,
    grace_days: int | None = None,
) -> Company:
    """What is not named stays. ``grace_days``: for so long whoever needs a second factor is only reminded of it.

    Refuses ``MailDomainNotUnderstood`` and, but for ``CONFIGURE_COMPANY``, ``CompanyRoleTooSmall``.
    """
    selectors.require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_COMPANY)
    company = Company.objects.select_for_update(no_key=True).get(pk=company_id)
    before = {field: getattr(company, field) for field in _SETTINGS}
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
    if mail_domains is not None:
        company.mail_domains = _understood_domains(mail_domains)
    if attaches_applicants is not None:
        company.attaches_applicants = AttachesApplicants(attaches_applicants)
    if attaches_within_days is not None:
        company.attaches_within_days = attaches_within_days
    if second_factor_for is not None and second_factor_for != company.second_factor_for:
        company.second_factor_for = SecondFactorFor(second_factor_for)
        company.second_factor_grace_ends_at = clock.now() + timedelta(days=grace_days or 0)
    company.save()
    differing = [words for field, words in _SETTINGS.items() if before[field] != getattr(company, field)]
    events.publish(CompanySettingsChanged(company_id, actor, ", ".join(differing)))
    live.touch(company_id, ["settings"])
    return company


class MailDomainNotUnderstood(Refusal):
    code = "mail_domain_not_understood"


def _understood_domains(text: str) -> str:
    domains = domains_of(text)
    odd = [domain for domain in domains if not is_domain(domain)]
    if odd:
        raise MailDomainNotUnderstood(
            _("“{word}” is not a mail domain. Write what stands after the @, such as example.com.").format(
                word=odd[0]
            )
        )
    return ", ".join(domains)


class EmailNotUnderstood(Refusal):
    code = "email_not_understood"


class EmailTaken(Refusal):
    code = "email_taken"


def require_email(email: str) -> str:
    """Trimmed. Refuses ``EmailNotUnderstood``."""
    email = email.strip()
    if "@" not in email[1:-1] or " " in email:
        raise EmailNotUnderstood(
            _("“{value}” is not an e-mail address. Check the spelling.").format(value=email)
        )
    return email


@transaction.atomic
def add_teammate(
    *,
    company_id: int,
    email: str,
    first_name: str,
    last_name: str,
    company_role: str = CompanyRole.TEAMMATE,
    password: str | None = None,
    language: str = Language.ENGLISH,
    hidden_person_id: int | None = None,
    actor: Actor,
) -> Teammate:
    """Without a password nobody can sign in as them yet. Refuses an address that is taken or is none."""
    _require_right_over(company_id=company_id, actor=actor, roles={company_role})
    email = require_email(email)
    teammate = Teammate(
        company_id=company_id,
        email=email,
        email_normalized=normalise_sign_in_email(email),
        first_name=first_name.strip(),
        last_name=last_name.strip(),
        company_role=CompanyRole(company_role),
        language=Language(language),
        hidden_person_id=hidden_person_id,
    )
    teammate.set_password(password)
    try:
        with transaction.atomic():
            teammate.save(force_insert=True)
    except IntegrityError as reason:
        raise EmailTaken(
            _("{email} already belongs to a teammate. Change that teammate instead.").format(email=email)
        ) from reason
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
    before, fresh.company_role = fresh.company_role, CompanyRole(company_role)
    if fresh.company_role == CompanyRole.OWNER:
        fresh.hidden_person_id = None  # owners see everything, themselves included
    fresh.save(update_fields=["company_role", "hidden_person_id"])
    events.publish(CompanyRoleChanged(fresh.company_id, fresh.pk, actor, before))
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


class OwnersSeeEverything(Refusal):
    code = "owners_see_everything"


@transaction.atomic
def restrict_teammate(*, teammate: Teammate, person_id: int | None, actor: Actor) -> Teammate:
    """Hide the person who they are as a candidate from them; None shows everything again. Never for owners."""
    fresh = _locked(teammate)
    selectors.require_capability(
        company_id=fresh.company_id, actor=actor, capability=Capability.RESTRICT_TEAMMATES
    )
    if person_id is not None and fresh.company_role == CompanyRole.OWNER:
        raise OwnersSeeEverything(_("Owners see everything, their own profile included."))
    if fresh.hidden_person_id == person_id:
        return fresh
    fresh.hidden_person_id = person_id
    fresh.save(update_fields=["hidden_person_id"])
    events.publish(TeammateRestricted(fresh.company_id, fresh.pk, person_id is not None, actor))
    live.touch(fresh.company_id, ["settings", live.RIGHTS])
    return fresh


class TimeZoneUnknown(Refusal):
    code = "time_zone_unknown"


@transaction.atomic
def change_own_account(
    *,
    teammate: Teammate,
    first_name: str,
    last_name: str,
    time_zone: str,
    language: str,
    mails_mentions: bool = True,
) -> Teammate:
    """Name and preferences. Refuses ``TimeZoneUnknown``."""
    if time_zone and time_zone not in available_timezones():
        raise TimeZoneUnknown(
            _("There is no time zone “{name}”. Choose one from the list.").format(name=time_zone)
        )
    fresh = _locked(teammate)
    fresh.first_name, fresh.last_name = first_name.strip(), last_name.strip()
    fresh.time_zone, fresh.language = time_zone, Language(language)
    fresh.mails_mentions = mails_mentions
    fresh.save(update_fields=["first_name", "last_name", "time_zone", "language", "mails_mentions"])
    live.touch(fresh.company_id, ["settings"])
    return fresh


def count_mentions(*, company_id: int, teammate_ids: Collection[int]) -> None:
    """Each was told of one more. In the caller's transaction."""
    those = Teammate.objects.filter(company_id=company_id, pk__in=teammate_ids)
    those.update(unread_mentions=F("unread_mentions") + 1)


def count_no_mentions(*, company_id: int, teammate_id: int) -> None:
    """They have looked. In the caller's transaction."""
    Teammate.objects.filter(company_id=company_id, pk=teammate_id).update(unread_mentions=0)


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
        raise OnlyOwnersMakeOwners(_("Only an owner can change who owns the company. Ask one of the owners."))


def _require_another_owner(teammate: Teammate) -> None:
    owners = Teammate.objects.filter(
        company_id=teammate.company_id, company_role=CompanyRole.OWNER, is_active=True
    )
    if not owners.exclude(pk=teammate.pk).exists():
        raise LastOwnerStays(
            _("{name} is the only owner. Make another teammate an owner first.").format(
                name=teammate.full_name
            )
        )
