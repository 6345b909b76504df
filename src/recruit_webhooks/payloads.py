"""What does an event say? What API v1 answers for its record to the webhook's app, or ids alone; as of now.

The record is asked for through the same doors as by the API: scopes and reach decide once more when it is sent. What
became discreet meanwhile, or is gone, is withheld.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja.responses import NinjaJSONEncoder

from recruit.hiring.selectors import visible_persons, visible_processes
from recruit.positions.selectors import visible_positions
from recruit_api import persons, positions, processes
from recruit_api.records import PersonOut, PositionDetail, ProcessDetail
from recruit_webhooks.enums import PayloadForm
from recruit_webhooks.rules import scope_of, subject_of

if TYPE_CHECKING:
    from recruit.company.models import ApiApp
    from recruit_webhooks.models import Delivery, Webhook

Answer = tuple[str, dict[str, Any]]


class Withheld(Exception):  # noqa: N818 -- an answer, not an accident
    """Nothing is sent of it; the sentence says why, in English, and is translated where it is shown."""


def payload_of(delivery: Delivery, *, webhook: Webhook) -> tuple[str, bytes]:
    """The record's public id and the body. Raises ``Withheld``."""
    object_id, data = _data_of(delivery, webhook)
    body = {"type": delivery.type, "timestamp": delivery.occurred_at, "data": data}
    written = json.dumps(body, cls=NinjaJSONEncoder, ensure_ascii=False, separators=(",", ":"))
    return object_id, written.encode()


def _data_of(delivery: Delivery, webhook: Webhook) -> Answer:
    app = webhook.app
    if not app.is_active:
        raise Withheld(f"The API app {app.name} is not approved any more.")  # English
    scope = scope_of(delivery.type)
    if scope is not None and not app.holds(scope):
        raise Withheld(f"The API app {app.name} lacks the scope {scope}.")  # English
    if delivery.data:
        return delivery.object_id, delivery.data
    found = _READS[subject_of(delivery.type)](app, delivery.object_key, webhook.form == PayloadForm.RECORD)
    if found is None:
        raise Withheld(gettext_noop("It is not there any more, or not in the app's reach."))
    return found


def _person(app: ApiApp, key: int, is_whole: bool) -> Answer | None:
    found = visible_persons(teammate=app).filter(pk=key).first()
    if found is None:
        return None
    if not is_whole:
        return found.public_id, _ids("get_person", found.public_id)
    rows = persons.shown(app, [found.pk])
    return (found.public_id, PersonOut.model_validate(rows[0]).model_dump()) if rows else None


def _position(app: ApiApp, key: int, is_whole: bool) -> Answer | None:
    found = visible_positions(teammate=app).filter(pk=key).first()
    if found is None:
        return None
    if not is_whole:
        return found.public_id, _ids("get_position", found.public_id)
    return found.public_id, PositionDetail.model_validate(positions.whole(app, found)).model_dump()


def _process(app: ApiApp, key: int, is_whole: bool) -> Answer | None:
    rows = visible_processes(teammate=app).filter(pk=key)
    found = rows.select_related("person", "position", "source").first()
    if found is None:
        return None
    if not is_whole:
        others = {"person": {"id": found.person.public_id}, "position": {"id": found.position.public_id}}
        return found.public_id, _ids("get_process", found.public_id) | others
    return found.public_id, ProcessDetail.model_validate(processes.whole(app, found)).model_dump()


def _ids(name: str, public_id: str) -> dict[str, Any]:
    """The id, and where the app reads the record."""
    return {"id": public_id, "url": f"{settings.BASE_URL}{reverse(f'recruit_api:{name}', args=[public_id])}"}


_READS: Final[dict[str, Callable[[ApiApp, int, bool], Answer | None]]] = {
    "person": _person,
    "position": _position,
    "process": _process,
}
