"""How is a step of the set-up taken while nobody waits? A page asks, a worker calls LinkedIn, and the page follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

import structlog
from django.db import transaction

from linkedin_client import errors
from linkedin_sync.connections import set_up
from linkedin_sync.connections.services import begin_connection, locked_connection
from linkedin_sync.connections.troubles import Finding, finding_of
from linkedin_sync.enums import SetUpWork
from linkedin_sync.models import Connection
from recruit.base import clock, live, queue
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.selectors import actor_of, teammate_by_id

log = structlog.get_logger(__name__)

#: The tasks' names; the functions lie in ``tasks``, above this.
SET_UP: Final = "linkedin.set_up"
TAKE_CALLBACK_BACK: Final = "linkedin.take_callback_back"
#: Work whose worker died is not waited for any longer.
_GIVEN_UP: Final = timedelta(minutes=5)

_STEPS: Final[dict[str, Callable[..., Connection]]] = {
    SetUpWork.CONTINUING.value: set_up.continue_set_up,
    SetUpWork.RENEWING.value: set_up.renew,
}


@transaction.atomic
def ask_for_work(*, company_id: int, work: SetUpWork, actor: Actor) -> Connection:
    """Have that done at LinkedIn, in the background. Refuses what ``begin_connection`` refuses."""
    begin_connection(company_id=company_id, actor=actor)
    connection = locked_connection(company_id)
    connection.set_up_work, connection.set_up_work_at = work, clock.now()
    connection.set_up_trouble = {}
    connection.save(update_fields=["set_up_work", "set_up_work_at", "set_up_trouble"])
    queue.defer(SET_UP, company_id=company_id, teammate_id=actor.teammate_id, work=work.value)
    live.touch(company_id, ["integration", "settings"])
    return connection


@transaction.atomic
def ask_for_new_callback(*, company_id: int, actor: Actor) -> Connection:
    """Another callback address, and LinkedIn told of it."""
    set_up.change_callback_token(company_id=company_id, actor=actor)
    return ask_for_work(company_id=company_id, work=SetUpWork.CONTINUING, actor=actor)


def run_work(*, company_id: int, teammate_id: int, work: str) -> None:
    """Do it, and write down what hindered it, if something did."""
    actor = actor_of(teammate_by_id(company_id=company_id, teammate_id=teammate_id))
    trouble: Finding | None = None
    try:
        _STEPS[work](company_id=company_id, actor=actor)
    except (errors.LinkedInError, Refusal) as error:
        log.warning("linkedin.set_up_failed", company=company_id, work=work, error=repr(error))
        trouble = finding_of(error, unauthorized=_whose_secret(company_id))
    _end_work(company_id, trouble)


def _whose_secret(company_id: int) -> str:
    """A refused secret is the partner's as long as the company has no application of its own."""
    has_application = Connection.objects.filter(company_id=company_id).exclude(client_id="").exists()
    return "secret_wrong" if has_application else "partner_refused"


@transaction.atomic
def _end_work(company_id: int, trouble: Finding | None) -> None:
    connection = locked_connection(company_id)
    connection.set_up_work, connection.set_up_work_at = SetUpWork.NONE, None
    connection.set_up_trouble = {"code": trouble.code, "about": trouble.about[:500]} if trouble else {}
    connection.save(update_fields=["set_up_work", "set_up_work_at", "set_up_trouble"])
    live.touch(company_id, ["integration", "settings"])


def is_at_work(connection: Connection | None) -> bool:
    if connection is None or not connection.set_up_work or connection.set_up_work_at is None:
        return False
    return connection.set_up_work_at > clock.now() - _GIVEN_UP


def trouble_of(connection: Connection | None) -> Finding | None:
    """Why the latest step failed, if it did."""
    if connection is None or not connection.set_up_trouble:
        return None
    return Finding(connection.set_up_trouble["code"], connection.set_up_trouble.get("about", ""))
