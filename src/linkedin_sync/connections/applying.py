"""Who decides that members apply on LinkedIn's job pages, and whether LinkedIn hears what became of it? An admin."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_sync.connections.events import ApplicationsChosen
from linkedin_sync.connections.selectors import is_in_plan
from linkedin_sync.connections.services import PlanLacksIntegration, locked_connection
from linkedin_sync.models import Connection
from recruit.base import live
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.events import publish
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: Days after which LinkedIn may be told of a rejection: a day is time to undo one.
DELAYS: Final = (1, 3, 7, 14)


class DelayNotOffered(Refusal):
    code = "delay_not_offered"


@transaction.atomic
def choose_applications(
    *,
    company_id: int,
    takes_applications: bool,
    tells_applicants: bool,
    tells_rejection_after: int,
    actor: Actor,
) -> Connection:
    """Refuses with ``NoConnection``, ``PlanLacksIntegration`` or ``DelayNotOffered``.

    What waits to be told keeps the moment that it was given.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONFIGURE_INTEGRATIONS)
    if tells_rejection_after not in DELAYS:
        raise DelayNotOffered(_("Choose after how many days LinkedIn is told of a rejection."))
    connection = locked_connection(company_id)
    if takes_applications and not is_in_plan(company_id=company_id):
        raise PlanLacksIntegration(_("Applying on LinkedIn belongs to the Enterprise plan."))
    connection.takes_applications = takes_applications
    connection.tells_applicants = tells_applicants
    connection.tells_rejection_after = tells_rejection_after
    connection.save(update_fields=["takes_applications", "tells_applicants", "tells_rejection_after"])
    publish(ApplicationsChosen(company_id, connection.pk))
    live.touch(company_id, ["integration", "settings"])
    return connection


def takes_applications(*, company_id: int) -> bool:
    """Whether what the careers site asks is asked on LinkedIn as well."""
    return Connection.objects.filter(company_id=company_id, takes_applications=True).exists()


def tells_applicants(*, company_id: int) -> bool:
    return Connection.objects.filter(company_id=company_id, tells_applicants=True).exists()


def application_webhook_url_of(connection: Connection) -> str:
    """Where LinkedIn sends applications; below the callback's address, so that nothing on the way is set up anew."""
    return f"{settings.BASE_URL}/linkedin/callback/{connection.callback_token}/applications"
