"""What changes a connection here? Each verb one transaction; LinkedIn is not called (that is ``set_up``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_client import Dialects
from linkedin_sync.connections.events import (
    ConnectionEnabled,
    ConnectionRecovered,
    ReadingChosen,
)
from linkedin_sync.connections.selectors import is_in_plan
from linkedin_sync.connections.states import CONTRACT_TYPES, ORGANIZATION_TYPES, state_of
from linkedin_sync.enums import BodiesFor, ConnectionState, IntegrationStatus
from linkedin_sync.models import Connection, Integration, Link, Mark
from recruit.base import clock, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.base.events import publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: LinkedIn's pushes are tried again for a day; so long it may still use the secret of before.
_OLD_SECRET_LIVES: Final = timedelta(hours=24)


class PlanLacksIntegration(Refusal):
    code = "plan_lacks_integration"


@transaction.atomic
def begin_connection(*, company_id: int, actor: Actor) -> Connection:
    """The company's connection, made if there is none. Refuses with ``PlanLacksIntegration``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    if not is_in_plan(company_id=company_id):
        raise PlanLacksIntegration(_("LinkedIn Recruiter System Connect belongs to the Enterprise plan."))
    return Connection.objects.get_or_create(company_id=company_id)[0]


@transaction.atomic
def keep_application(
    *,
    company_id: int,
    application_urn: str,
    client_id: str,
    client_secret: str,
    registered_url: str = "",
) -> Connection:
    """Remember the child application that LinkedIn provisioned, and for which address of ours.

    Pushes that are signed with the secret of before are believed for another day.
    """
    connection = locked_connection(company_id)
    if connection.client_secret not in {"", client_secret}:
        connection.previous_secret = connection.client_secret
        connection.previous_secret_until = clock.now() + _OLD_SECRET_LIVES
    connection.application_urn = application_urn
    connection.client_id = client_id
    connection.client_secret = client_secret
    connection.registered_url = registered_url or connection.registered_url
    connection.token = ""
    connection.plugin_missing_at = None  # LinkedIn was just told where its plugin may stand
    connection.save(
        update_fields=[
            "application_urn", "client_id", "client_secret", "registered_url", "token", "plugin_missing_at",
            "previous_secret", "previous_secret_until",
        ]
    )  # fmt: skip
    live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def note_plugin(*, company_id: int, has_appeared: bool, actor: Actor) -> None:
    """Whether LinkedIn's plugin stood on the page that this teammate opened. Nobody but a browser can tell."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    connection.plugin_missing_at = None if has_appeared else clock.now()
    connection.save(update_fields=["plugin_missing_at"])


class ContextNotUnderstood(Refusal):
    code = "context_not_understood"


@transaction.atomic
def keep_authorisation(
    *, company_id: int, organization_urn: str, contract_urn: str, actor: Actor
) -> Connection:
    """Remember what the admin authorised in LinkedIn's configuration plugin. Refuses ``ContextNotUnderstood``.

    Another contract of the same organization is added to the ones that are there; another organization replaces all.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    if not organization_urn.startswith("urn:li:organization:") or not contract_urn.startswith(
        "urn:li:contract:"
    ):
        raise ContextNotUnderstood(
            _("LinkedIn's plugin gives an organization and a contract; one of them is missing.")
        )
    connection = locked_connection(company_id)
    if connection.organization_urn not in {"", organization_urn}:
        _forget_records_of_before(connection)
        connection.contract_urn = ""
    if connection.state == ConnectionState.NOT_CONNECTED:
        # What LinkedIn said before the company left is not known to be true any more.
        Integration.objects.filter(connection=connection).update(
            status=IntegrationStatus.REQUESTED, checked_at=None
        )
    connection.organization_urn = organization_urn
    connection.contract_urn = connection.contract_urn or contract_urn
    connection.save(update_fields=["organization_urn", "contract_urn"])
    contexts = dict.fromkeys(ORGANIZATION_TYPES, organization_urn) | dict.fromkeys(
        CONTRACT_TYPES, contract_urn
    )
    for type_, context in contexts.items():
        Integration.objects.get_or_create(
            company_id=company_id, connection=connection, type=type_, context=context
        )
    statuses = dict(Integration.objects.filter(connection=connection).values_list("type", "status"))
    enter_state(connection, state_of(statuses))
    return connection


def _forget_records_of_before(connection: Connection) -> None:
    """Another organization holds nothing of what was sent to the one before; that one's admin switches it off there."""
    Link.objects.filter(connection=connection).delete()
    Mark.objects.filter(connection=connection).delete()
    Integration.objects.filter(connection=connection).delete()


@dataclass(frozen=True)
class SeenIntegration:
    """One integration as LinkedIn reports it now."""

    type: str
    context: str
    name: str
    status: IntegrationStatus


@transaction.atomic
def keep_statuses(*, company_id: int, seen: list[SeenIntegration]) -> Connection:
    """Remember what LinkedIn reports and enter the state that follows from it; enabling is published."""
    connection = locked_connection(company_id)
    for each in seen:
        Integration.objects.update_or_create(
            company_id=company_id,
            connection=connection,
            type=each.type,
            context=each.context,
            defaults={"status": each.status, "name": each.name, "checked_at": clock.now()},
        )
    if connection.state == ConnectionState.NOT_CONNECTED:
        return connection  # the company has disconnected: only authorising again begins anew
    statuses = dict(Integration.objects.filter(connection=connection).values_list("type", "status"))
    enter_state(connection, state_of(statuses))
    return connection


def enter_state(connection: Connection, state: ConnectionState, trouble: str = "") -> None:
    """Be in this state from now on. Enabling is published once somebody here has agreed to what is shared."""
    before = connection.state
    if before == state and connection.trouble == trouble:
        return
    connection.state = state
    connection.trouble = trouble
    connection.state_changed_at = clock.now()
    connection.save(update_fields=["state", "trouble", "state_changed_at"])
    if state == ConnectionState.ENABLED and before == ConnectionState.DEGRADED:
        publish(ConnectionRecovered(company_id=connection.company_id, connection_id=connection.pk))
    elif state == ConnectionState.ENABLED and connection.agreed_at is not None:
        publish(ConnectionEnabled(company_id=connection.company_id, connection_id=connection.pk))
    live.touch(connection.company_id, ["integration", "settings"])


@transaction.atomic
def keep_company_unknown(*, company_id: int) -> Connection:
    """LinkedIn does not know the company under its id (any more): nothing is switched on as far as we can tell."""
    connection = locked_connection(company_id)
    Integration.objects.filter(connection=connection).update(
        status=IntegrationStatus.UNKNOWN, checked_at=clock.now()
    )
    connection.set_up_trouble = {"code": "company_id_changed", "about": connection.organization_urn}
    connection.save(update_fields=["set_up_trouble"])
    if connection.state != ConnectionState.NOT_CONNECTED:
        enter_state(connection, ConnectionState.DISABLED)
    live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def degrade_connection(*, company_id: int, trouble: str) -> None:
    """LinkedIn refuses the connection as a whole: stop, and say why. Only an enabled one can degrade."""
    connection = locked_connection(company_id)
    if connection.state == ConnectionState.ENABLED:
        enter_state(connection, ConnectionState.DEGRADED, trouble[:1000])


@transaction.atomic
def choose_reading(
    *, company_id: int, syncs_inmail: bool, syncs_notes: bool, bodies_for: BodiesFor, actor: Actor
) -> Connection:
    """Whether InMail and notes are read, and who may read them here (M-09). What was read before stays."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    connection.syncs_inmail, connection.syncs_notes = syncs_inmail, syncs_notes
    connection.bodies_for = bodies_for
    connection.save(update_fields=["syncs_inmail", "syncs_notes", "bodies_for"])
    publish(ReadingChosen(company_id=company_id, connection_id=connection.pk))
    live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def set_limits(*, company_id: int, minute_records: int, day_calls: int, actor: Actor) -> Connection:
    """What LinkedIn grants this application per resource: records a minute, calls a UTC day."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    connection.minute_records = minute_records
    connection.day_calls = day_calls
    connection.save(update_fields=["minute_records", "day_calls"])
    return connection


class GenerationNotUnderstood(Refusal):
    code = "generation_not_understood"


@transaction.atomic
def choose_generations(*, company_id: int, generations: Mapping[str, str], actor: Actor) -> Connection:
    """Which generation of LinkedIn's API each resource (or ``all``) speaks; what is absent is as the setting says.

    Refuses ``GenerationNotUnderstood``, which names the resource and what is allowed.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    try:
        Dialects.chosen(generations)
    except ValueError as error:
        raise GenerationNotUnderstood(f"{error}.") from error
    connection = locked_connection(company_id)
    connection.generations = dict(generations)
    connection.save(update_fields=["generations"])
    return connection


@transaction.atomic
def pause_connection(*, company_id: int, actor: Actor) -> Connection:
    """Send nothing until it is resumed; changes are marked meanwhile."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    connection.paused_at = connection.paused_at or clock.now()
    connection.save(update_fields=["paused_at"])
    live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def resume_connection(*, company_id: int, actor: Actor) -> Connection:
    """Go on where it was paused."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    if connection.paused_at is not None:
        connection.paused_at = None
        connection.save(update_fields=["paused_at"])
        publish(ConnectionRecovered(company_id=company_id, connection_id=connection.pk))
        live.touch(company_id, ["integration", "settings"])
    return connection


class NoConnection(NotFound):
    code = "no_connection"


def locked_connection(company_id: int) -> Connection:
    """The company's connection, locked until the transaction ends. Refuses ``NoConnection``."""
    connection = Connection.objects.select_for_update().filter(company_id=company_id).first()
    if connection is None:
        raise NoConnection(_("This company is not connected to LinkedIn."))
    return connection
