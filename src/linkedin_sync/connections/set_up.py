"""How is a company connected? Through LinkedIn's own calls, one step each; none runs inside a transaction.

(an admin agrees to what is shared) → provision → (the admin authorises in LinkedIn's plugin) → authorise → name →
configure → (the admin enables in Recruiter) → refresh. Every step may be repeated. Nobody waits for any of them: a page
asks for a step, a worker takes it (``continue_set_up``), and the page follows.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_client import (
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    IntegrationKey,
    LinkedIn,
    ProvisionApplication,
    ProvisionedApplication,
    errors,
)
from linkedin_sync.connections import services
from linkedin_sync.connections.client import linkedin_of, partner_client
from linkedin_sync.connections.states import status_of_word
from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import Connection, Integration
from linkedin_sync.models.connection import new_callback_token
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
        description=f"Recruiter System Connect for {company.name}",  # English
        callback_urls=(sign_in_address(),),
        valid_js_sdk_domains=(settings.BASE_URL,),
    )
    with partner_client() as linkedin:
        found = _created_or_found(linkedin, wanted)
    return services.keep_application(
        company_id=company_id,
        application_urn=found.key,
        client_id=found.client_id,
        client_secret=found.client_secret,
        registered_url=settings.BASE_URL,
    )


def sign_in_address() -> str:
    """Where LinkedIn sends a teammate back to who signed in there."""
    return f"{settings.BASE_URL}/linkedin/oauth"


class ApplicationNotProvisioned(Refusal):
    code = "application_not_provisioned"


def _created_or_found(linkedin: LinkedIn, wanted: ProvisionApplication) -> ProvisionedApplication:
    """One that is there may know an address that we have left: it is told the present ones."""
    try:
        return linkedin.provisioning.create(wanted)
    except errors.Conflict as conflict:
        found = linkedin.provisioning.find(wanted.unique_foreign_id)
        if found is None:
            raise ApplicationNotProvisioned(
                _("LinkedIn says the application exists and does not find it.")
            ) from conflict
        linkedin.provisioning.update(
            found.key,
            valid_js_sdk_domains=wanted.valid_js_sdk_domains,
            callback_urls=wanted.callback_urls,
        )
        return found


def _application_name(company_name: str) -> str:
    """Such as "Recruit - Acorn", at most 50 characters, without the word that LinkedIn forbids in it."""
    return re.sub("linkedin", "", f"Recruit - {company_name}", flags=re.IGNORECASE)[:LONGEST_NAME].strip()


class OtherCompany(Refusal):
    """The plugin named another company id than the one that is connected."""

    code = "other_company_id"


def authorise(
    *,
    company_id: int,
    organization_urn: str,
    contract_urn: str,
    actor: Actor,
    takes_other_company: bool = False,
) -> Connection:
    """Take over what LinkedIn's configuration plugin told when the admin chose the package.

    Refuses ``OtherCompany`` unless the admin said that the company's id has changed: everything is sent again then.
    """
    connection = services.begin_connection(company_id=company_id, actor=actor)
    before = connection.organization_urn
    if before not in {"", organization_urn} and not takes_other_company:
        raise OtherCompany(
            _(
                "LinkedIn's plugin named {named}, and this company was connected as {before}. "
                "If your company's id at LinkedIn has changed, say so, and everything is sent to the new one."
            ).format(named=organization_urn, before=before),
            organization_urn=organization_urn,
        )
    return services.keep_authorisation(
        company_id=company_id, organization_urn=organization_urn, contract_urn=contract_urn, actor=actor
    )


class CallbackRefused(Refusal):
    """LinkedIn does not take the callback address; the sentence carries its words, which are in ``said`` too."""

    code = "callback_refused"


class SetUpRefused(Refusal):
    """LinkedIn refused the integrations' names; the sentence carries its words, which are in ``said`` too."""

    code = "set_up_refused"


def name_integrations(*, company_id: int, actor: Actor) -> Connection:
    """Tell LinkedIn the names under which recruiters find Recruit; then its admin can enable them."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    name = f"Recruit ({company_of(company_id=company_id).name})"
    result = linkedin_of(connection).integrations.name(keys_of(connection), name)
    for error in result.errors.values():
        raise SetUpRefused(
            _("LinkedIn did not let us name the integrations: {said}").format(said=error.message),
            status=error.status,
            said=error.message,
        )
    return refresh_state(company_id=company_id)


def store_configurations(*, company_id: int, actor: Actor) -> Connection:
    """Tell LinkedIn our callback address, and that ACLs decide who sees what."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    configurations = linkedin_of(connection).configurations
    keys = {key.type: key for key in keys_of(connection)}
    result = configurations.put(keys["ONE_CLICK_EXPORT"], {CALLBACK_URL: callback_url_of(connection)})
    for error in result.errors.values():
        raise CallbackRefused(
            _("LinkedIn did not let us store the callback address: {said}").format(said=error.message),
            status=error.status,
            said=error.message,
        )
    # Deleting a viewers key is how one switches from "all users" to "ACLs decide"; that it was not there is fine.
    configurations.delete(keys["ONE_CLICK_EXPORT"], [JOB_POSTING_VIEWERS])
    configurations.delete(keys["IN_ATS_INDICATOR"], [APPLICATION_VIEWERS])
    return connection


def renew(*, company_id: int, actor: Actor) -> Connection:
    """Take over the application's secret as LinkedIn has it now, and tell LinkedIn where Recruit is now.

    After a rotation of the secret at LinkedIn, and after Recruit has moved to another address.
    """
    connection = provision(company_id=company_id, actor=actor)
    return (
        store_configurations(company_id=company_id, actor=actor)
        if connection.organization_urn
        else connection
    )


@transaction.atomic
def change_callback_token(*, company_id: int, actor: Actor) -> Connection:
    """Another callback address; the one of before answers nobody any more. LinkedIn has to be told (``renew``)."""
    services.begin_connection(company_id=company_id, actor=actor)
    connection = services.locked_connection(company_id)
    connection.callback_token = new_callback_token()
    connection.save(update_fields=["callback_token"])
    return connection


def take_callback_back(*, company_id: int) -> None:
    """LinkedIn announces nothing to us any more."""
    connection = Connection.objects.get(company_id=company_id)
    for key in keys_of(connection):
        if key.type == "ONE_CLICK_EXPORT":
            linkedin_of(connection).configurations.delete(key, [CALLBACK_URL])


def continue_set_up(*, company_id: int, actor: Actor) -> Connection:
    """Take every step that can be taken now. Whoever reads the page sees what hinders the next one."""
    connection = services.begin_connection(company_id=company_id, actor=actor)
    if not connection.client_id:
        connection = provision(company_id=company_id, actor=actor)
    if not connection.organization_urn or connection.state == ConnectionState.NOT_CONNECTED:
        return connection
    name_integrations(company_id=company_id, actor=actor)
    store_configurations(company_id=company_id, actor=actor)
    return refresh_state(company_id=company_id)


def callback_url_of(connection: Connection) -> str:
    """The address that LinkedIn pushes to; one per company, its last part tells whose it is."""
    return f"{settings.BASE_URL}/linkedin/callback/{connection.callback_token}"


def refresh_state(*, company_id: int) -> Connection:
    """Ask LinkedIn for the state of the integrations and enter ours that follows from it."""
    connection = Connection.objects.get(company_id=company_id)
    try:
        found = linkedin_of(connection).integrations.get(keys_of(connection))
    except errors.Forbidden:
        # It was ours once: the company's id has changed (inbound.md 1.8), or the plugin was used for another company.
        return services.keep_company_unknown(company_id=company_id)
    if not any(key.context == connection.organization_urn for key in found):
        return services.keep_company_unknown(company_id=company_id)
    seen = [
        services.SeenIntegration(
            type=key.type, context=key.context, name=each.name, status=status_of_word(each.status)
        )
        for key, each in found.items()
    ]
    return services.keep_statuses(company_id=company_id, seen=seen)


def keys_of(connection: Connection) -> list[IntegrationKey]:
    rows = Integration.objects.filter(connection=connection).order_by("id").values_list("context", "type")
    return [IntegrationKey(context=context, type=type_) for context, type_ in rows]
