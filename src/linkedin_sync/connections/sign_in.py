"""How does a teammate prove which seat is theirs? By signing in with LinkedIn; the browser goes there and comes back.

Nobody waits for LinkedIn: the code that comes back is kept, and a worker exchanges it (``pulls.own_seat``).
https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow
"""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from linkedin_client import LITE_PROFILE
from linkedin_sync.connections.client import linkedin_of
from linkedin_sync.connections.selectors import connection_of
from linkedin_sync.connections.set_up import sign_in_address
from linkedin_sync.models import Connection, SignIn
from recruit.base import live, queue
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability

#: The task's name; the function lies in ``tasks``, above this.
FIND_OWN_SEAT: Final = "linkedin.find_own_seat"
_LONGEST_CODE: Final = 2000


class NothingToSignInTo(Refusal):
    code = "nothing_to_sign_in_to"


def consent_address(*, company_id: int, state: str) -> str:
    """LinkedIn's page on which the teammate consents. Refuses ``NothingToSignInTo``."""
    linkedin = linkedin_of(_connection(company_id))
    return linkedin.members.authorization_address(
        redirect_uri=sign_in_address(), scopes=[LITE_PROFILE], state=state
    )


@transaction.atomic
def keep_code(*, company_id: int, teammate_id: int, code: str, actor: Actor) -> SignIn:
    """The teammate came back with a code. Refuses ``NothingToSignInTo``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.CONNECT_OWN_ACCOUNT)
    row = SignIn.objects.create(
        company_id=company_id,
        connection=_connection(company_id),
        teammate_id=teammate_id,
        code=code[:_LONGEST_CODE],
    )
    queue.defer(FIND_OWN_SEAT, company_id=company_id, sign_in_id=row.pk)
    live.touch(company_id, ["settings"])
    return row


def latest_sign_in(*, company_id: int, teammate_id: int) -> SignIn | None:
    rows = SignIn.objects.filter(company_id=company_id, teammate_id=teammate_id)
    return rows.order_by("-id").first()


def _connection(company_id: int) -> Connection:
    connection = connection_of(company_id=company_id)
    if connection is None or not connection.client_id or not connection.organization_urn:
        raise NothingToSignInTo(
            _("Recruit is not connected to LinkedIn yet. Ask an owner or an admin to connect it.")
        )
    return connection
