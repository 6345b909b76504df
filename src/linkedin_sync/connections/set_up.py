"""How is a company connected? Through LinkedIn's own calls, one step each; none runs inside a transaction.

provision → (the admin authorises in LinkedIn's plugin) → authorise → name → configure → (the admin enables in
Recruiter) → refresh. Every step may be repeated.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

import re

from django.conf import settings

from linkedin_client import (
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    BatchResult,
    IntegrationKey,
    ProvisionApplication,
    ProvisionedApplication,
    errors,
)
from linkedin_sync.connections import services
from linkedin_sync.connections.client import linkedin_of, partner_client
from linkedin_sync.connections.states import status_of_word
from linkedin_sync.models import Connection, Integration
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.selectors import company_of

#: LinkedIn's rule for the name of a child application (provisioning-api).
LONGEST_NAME = 50


def provision(*, company_id: int, actor: Actor) -> Connection:
    """Create the company's child application at LinkedIn, or find the one that is there."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    company = company_of(company_id=company_id)
    wanted = ProvisionApplication(
        unique_foreign_id=connection.public_id,
        name=_application_name(company.name),
        description=f"Recruiter System Connect for {company.name}",
        callback_urls=(f"{settings.BASE_URL}/linkedin/oauth",),
        valid_js_sdk_domains=(settings.BASE_URL,),
    )
    found = _created_or_found(wanted)
    return services.keep_application(
        company_id=company_id,
        application_urn=found.key,
        client_id=found.client_id,
        client_secret=found.client_secret,
    )


class ApplicationNotProvisioned(Refusal):
    code = "application_not_provisioned"


def _created_or_found(wanted: ProvisionApplication) -> ProvisionedApplication:
    with partner_client() as linkedin:
        try:
            return linkedin.provisioning.create(wanted)
        except errors.Conflict as conflict:
            found = linkedin.provisioning.find(wanted.unique_foreign_id)
            if found is None:
                raise ApplicationNotProvisioned(
                    "LinkedIn says the application exists and does not find it."
                ) from conflict
            return found


def _application_name(company_name: str) -> str:
    """Such as "Recruit - Acorn", at most 50 characters, without the word that LinkedIn forbids in it."""
    return re.sub("linkedin", "", f"Recruit - {company_name}", flags=re.IGNORECASE)[:LONGEST_NAME].strip()


def authorise(*, company_id: int, organization_urn: str, contract_urn: str, actor: Actor) -> Connection:
    """Take over what LinkedIn's configuration plugin told when the admin chose the package."""
    return services.keep_authorisation(
        company_id=company_id, organization_urn=organization_urn, contract_urn=contract_urn, actor=actor
    )


class SetUpRefused(Refusal):
    """LinkedIn refused a step of the set-up; the sentence carries its words."""

    code = "set_up_refused"


def name_integrations(*, company_id: int, actor: Actor) -> Connection:
    """Tell LinkedIn the names under which recruiters find Recruit; then its admin can enable them."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    name = f"Recruit ({company_of(company_id=company_id).name})"
    result = linkedin_of(connection).integrations.name(_keys(connection), name)
    _refuse_errors(result, "name the integrations")
    return refresh_state(company_id=company_id)


def store_configurations(*, company_id: int, actor: Actor) -> Connection:
    """Tell LinkedIn our callback address, and that ACLs decide who sees what."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    configurations = linkedin_of(connection).configurations
    keys = {key.type: key for key in _keys(connection)}
    result = configurations.put(keys["ONE_CLICK_EXPORT"], {CALLBACK_URL: callback_url_of(connection)})
    _refuse_errors(result, "store the callback address")
    # Deleting a viewers key is how one switches from "all users" to "ACLs decide"; that it was not there is fine.
    configurations.delete(keys["ONE_CLICK_EXPORT"], [JOB_POSTING_VIEWERS])
    configurations.delete(keys["IN_ATS_INDICATOR"], [APPLICATION_VIEWERS])
    return connection


def callback_url_of(connection: Connection) -> str:
    """The address that LinkedIn pushes to; one per company, its last part tells whose it is."""
    return f"{settings.BASE_URL}/linkedin/callback/{connection.callback_token}"


def refresh_state(*, company_id: int) -> Connection:
    """Ask LinkedIn for the state of the integrations and enter ours that follows from it."""
    connection = Connection.objects.get(company_id=company_id)
    found = linkedin_of(connection).integrations.get(_keys(connection))
    seen = [
        services.SeenIntegration(
            type=key.type, context=key.context, name=each.name, status=status_of_word(each.status)
        )
        for key, each in found.items()
    ]
    return services.keep_statuses(company_id=company_id, seen=seen)


def _keys(connection: Connection) -> list[IntegrationKey]:
    rows = Integration.objects.filter(connection=connection).order_by("id").values_list("context", "type")
    return [IntegrationKey(context=context, type=type_) for context, type_ in rows]


def _refuse_errors(result: BatchResult[IntegrationKey] | BatchResult[str], what: str) -> None:
    for error in result.errors.values():
        raise SetUpRefused(f"LinkedIn did not let us {what}: {error.message}", status=error.status)
