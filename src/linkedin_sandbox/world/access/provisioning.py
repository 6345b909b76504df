"""How does a customer get an application of its own? The ATS vendor's parent application makes it one.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/provisioning-api
"""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.db import IntegrityError, transaction

from linkedin_sandbox.restli.errors import RecordError, WireRefusal, invalid
from linkedin_sandbox.world.access.company_ids import forget_old_company
from linkedin_sandbox.world.ground.validation import Field, first_problem, list_of, text
from linkedin_sandbox.world.models import Application, Contract, Integration, Member, Organization
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

_FIELDS = (
    Field("uniqueForeignId", text(least=1), required=True),
    Field("name", text(least=1, most=50), required=True),
    Field("description", text(least=1), required=True),
    Field("oauth2AuthorizedCallbackUrls", list_of(text(least=1))),
    Field("validJsSdkDomains", list_of(text(least=1))),
)
_UPDATABLE = {"oauth2AuthorizedCallbackUrls": "callback_urls", "validJsSdkDomains": "js_domains"}
_RSC = (
    ("organization", "ONE_CLICK_EXPORT", "RECRUITER"),
    ("organization", "IN_ATS_INDICATOR", "RECRUITER"),
    ("organization", "PROFILE_PLUGIN", "RECRUITER"),
    ("contract", "CSA_API", "RECRUITER"),
)
#: What each package asks for: whose context, integration type, tenant type. Apply Connect's name is our reading.
PACKAGES = {
    "RECRUITER_SYSTEM_CONNECT": _RSC,
    "RECRUITER_SYSTEM_CONNECT_COMPANY": _RSC,
    "RECRUITER_SYSTEM_CONNECT_CONTRACT": _RSC,
    "APPLY_WITH_LINKEDIN": (("organization", "APPLY_WITH_LINKEDIN", "JOBS"),),
    "APPLY_CONNECT": (("organization", "APPLY_CONNECT", "JOBS"),),
}
_FIRST_NUMBER = 880_000
_NUMBER = re.compile(r"[0-9]{1,18}")


def create_application(record: dict[str, Any]) -> Application:
    """Refused: 422 by the rules of the name and the fields, 409 when the customer has one already."""
    _refuse(first_problem(record, _FIELDS) or _problem_of_name(record) or _problem_of_domains(record))
    key = secrets.token_hex(6)
    try:
        with transaction.atomic():
            return Application.objects.create(
                id=_next_number(),
                unique_foreign_id=record["uniqueForeignId"],
                name=record["name"],
                description=record["description"],
                client_id=f"86{key}",
                client_secret=f"{secrets.token_urlsafe(18)}+/=",
                callback_urls=record.get("oauth2AuthorizedCallbackUrls") or [],
                js_domains=record.get("validJsSdkDomains") or [],
            )
    except IntegrityError:
        raise WireRefusal(
            409,
            f"An application with uniqueForeignId '{record['uniqueForeignId']}' exists already",
            rule="inbound 1.2",
        ) from None


def _next_number() -> int:
    last = Application.objects.order_by("-id").first()
    return last.id + 1 if last else _FIRST_NUMBER + 1


def _refuse(problem: RecordError | None) -> None:
    if problem:
        raise WireRefusal(problem.status, problem.message, rule="inbound 1.2")


def _problem_of_name(record: dict[str, Any]) -> RecordError | None:
    if "linkedin" in record["name"].lower():
        return invalid("name", 'must not contain "LinkedIn"')
    return None


def _problem_of_domains(record: dict[str, Any]) -> RecordError | None:
    for domain in record.get("validJsSdkDomains") or ():
        if domain.endswith("/") or not domain.startswith(("https://", "http://")):
            return invalid("validJsSdkDomains", f'"{domain}" is not a domain URL without trailing slash')
    return None


def find_application(unique_foreign_id: str) -> Application | None:
    return Application.objects.filter(unique_foreign_id=unique_foreign_id).first()


def patch_application(urn: str, patch: dict[str, Any]) -> None:
    """Replaces whole lists: callback addresses for sign-in, domains of the widgets."""
    number = urn.rpartition(":")[2]
    application = Application.objects.filter(id=number).first() if _NUMBER.fullmatch(number) else None
    if application is None or application.urn != urn:
        raise WireRefusal(404, f"Application {urn} could not be found", rule="inbound 1.2")
    changes = patch.get("$set")
    if not isinstance(changes, dict) or not changes or not set(changes) <= set(_UPDATABLE):
        raise WireRefusal(
            422, f"ERROR :: /patch :: only {', '.join(_UPDATABLE)} can be set\n", rule="inbound 1.2"
        )
    fields = [field for field in _FIELDS if field.name in changes]
    _refuse(first_problem(changes, fields) or _problem_of_domains(changes))
    for name, value in changes.items():
        setattr(application, _UPDATABLE[name], value)
    application.save(update_fields=[_UPDATABLE[name] for name in changes])


def on_the_wire(application: Application) -> dict[str, Any]:
    """Where id and secret stand in the answer is not documented: a switch."""
    pair = {"client_id": application.client_id, "client_secret": application.client_secret}
    form = switch("provisioned_credentials")
    answer: dict[str, Any] = {"key": application.urn, "uniqueForeignId": application.unique_foreign_id}
    if form == "flat":
        return answer | {"clientId": pair["client_id"], "clientSecret": pair["client_secret"]}
    if form == "camel_case":
        pair = {"clientId": pair["client_id"], "clientSecret": pair["client_secret"]}
    return answer | {"credentials": pair}


def authorize(
    *, client_id: str, organization_id: int, contract_id: int, package: str, admin: Member | None = None
) -> list[Integration]:
    """What the customer's admin does in the configuration plugin: binds the application, asks for a package.

    Answers what the package consists of, as it stands now. A script need not say who the admin is.
    """
    if package not in PACKAGES:
        raise SandboxRefusal(f"There is no package “{package}”.")
    application = Application.objects.filter(client_id=client_id).first()
    if application is None:
        raise SandboxRefusal(f"There is no child application with the client id “{client_id}”.")
    organization = Organization.objects.filter(id=organization_id).first()
    contract = Contract.objects.filter(id=contract_id, organization_id=organization_id).first()
    if organization is None or contract is None:
        raise SandboxRefusal("There is no such organization, or the contract is not one of its contracts.")
    if application.organization_id not in (None, organization_id):
        raise SandboxRefusal("The application belongs to another organization.")
    contexts = {"organization": organization.urn, "contract": contract.urn}
    now = clock.now_ms()
    asked = {"changed_at": now, "asked_at": now, "asked_by": admin.id if admin else None}
    with transaction.atomic():
        application.organization_id, application.contract_id = organization.id, contract.id
        application.save(update_fields=["organization_id", "contract_id"])
        forget_old_company(application, organization.urn)
        return [
            Integration.objects.get_or_create(
                application_id=application.id,
                context=contexts[whose],
                type=type_,
                tenant=tenant,
                defaults=asked,
            )[0]
            for whose, type_, tenant in PACKAGES[package]
        ]
