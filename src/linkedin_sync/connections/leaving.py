"""How does a company leave? At once, with what was sent left where it is; or after everything was taken away.

Taking away needs the integrations switched on: LinkedIn lets nobody delete through what is off. The walk that does it
lies above (``backfill.removal``); here is what begins and what ends it.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.connections.events import ConnectionLeaves
from linkedin_sync.connections.services import enter_state, locked_connection
from linkedin_sync.connections.working import TAKE_CALLBACK_BACK
from linkedin_sync.enums import ConnectionState
from linkedin_sync.models import Connection, Link, Mark
from recruit.base import clock, live, queue
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.events import publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability


class NotRemovable(Refusal):
    code = "not_removable"


@transaction.atomic
def begin_removal(*, company_id: int, actor: Actor) -> Connection:
    """Take everything away at LinkedIn, then disconnect. Refuses ``NotRemovable``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    if connection.state != ConnectionState.ENABLED:
        raise NotRemovable(
            _(
                "LinkedIn lets nothing be taken away while the integrations are not switched on there. Have them "
                "switched on, or disconnect and leave at LinkedIn what was sent."
            )
        )
    if connection.removing_at is None:
        connection.removing_at = clock.now()
        connection.paused_at = None
        connection.removal = {
            "by": actor.name,
            "at": clock.now().isoformat(),
            "after_id": 0,
            "is_marked": False,
        }
        connection.save(update_fields=["removing_at", "paused_at", "removal"])
        publish(ConnectionLeaves(company_id=company_id, connection_id=connection.pk))
        live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def disconnect_company(*, company_id: int, actor: Actor) -> Connection:
    """Stop here and now. What was sent stays at LinkedIn; its side is switched off by its own admin.

    Whoever connects again agrees anew.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    connection = locked_connection(company_id)
    if connection.removing_at is not None:
        connection.removal = connection.removal | {"is_given_up": True}
    _leave(connection)
    return connection


@transaction.atomic
def end_removal(*, company_id: int, counts: dict[str, int]) -> None:
    """Everything is taken away: forget what LinkedIn held, and disconnect. ``counts`` by kind: what was taken away."""
    connection = locked_connection(company_id)
    if connection.removing_at is None:
        return
    Mark.objects.filter(connection=connection).delete()
    Link.objects.filter(connection=connection).delete()
    connection.removal = connection.removal | {"finished_at": clock.now().isoformat(), "counts": counts}
    _leave(connection)


def _leave(connection: Connection) -> None:
    connection.removing_at = None
    connection.agreed_at = None
    connection.token = ""
    connection.save(update_fields=["removing_at", "agreed_at", "token", "removal"])
    enter_state(connection, ConnectionState.NOT_CONNECTED)
    publish(ConnectionLeaves(company_id=connection.company_id, connection_id=connection.pk))
    if connection.organization_urn:
        queue.defer(TAKE_CALLBACK_BACK, company_id=connection.company_id)
    live.touch(connection.company_id, ["integration", "settings"])
