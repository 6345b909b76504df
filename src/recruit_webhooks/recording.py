"""How does an event get onto its way? As a row for each webhook that wants it, in the transaction of what happened."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import connection

from recruit.base import clock, queue
from recruit.company.enums import AppState
from recruit_webhooks.enums import WebhookState
from recruit_webhooks.models import Webhook, new_message_id
from recruit_webhooks.rules import coalesces

#: The task's name; the function lies in ``tasks``, above this.
SEND: Final = "webhooks.send"
#: So many webhooks are sent to at once, among all companies: the rest of the worker stays free for other work.
LINES: Final = 3
#: Whatever people wait for goes first.
PRIORITY: Final = -5

# One that waits unsent for the same record speaks for this change as well. It is updated, if only by name, so that its
# row is locked: whoever is about to send it waits, and then sends what this transaction leaves behind.
_INSERT: Final = """
INSERT INTO recruit_webhooks_delivery (
    company_id, webhook_id, public_id, type, object_key, object_id, person_id, data, occurred_at, due_at,
    state, is_open, attempts, trouble
)
SELECT %(company)s, new.webhook_id, new.public_id, %(type)s, new.object_key, new.object_id, new.person_id, new.data,
       %(now)s, %(now)s, 'waiting', %(is_open)s, 0, ''
FROM jsonb_to_recordset(%(rows)s::jsonb)
     AS new(webhook_id bigint, public_id text, object_key bigint, object_id text, person_id bigint, data jsonb)
ORDER BY new.webhook_id, new.object_key
ON CONFLICT (webhook_id, type, object_key) WHERE is_open DO UPDATE SET occurred_at = EXCLUDED.occurred_at
"""


@dataclass(frozen=True)
class Subject:
    """What an event is about. ``data``: all that will be said of a record that is gone by then."""

    key: int = 0
    person_id: int | None = None
    object_id: str = ""
    data: dict[str, Any] = field(default_factory=dict)


def listening(*, company_id: int, event_type: str) -> list[Webhook]:
    """The webhooks that want to hear of it, with their apps. One query; as a rule there are none."""
    rows = Webhook.objects.filter(
        company_id=company_id,
        state=WebhookState.ON,
        event_types__contains=[event_type],
        app__state=AppState.APPROVED,
    )
    return list(rows.select_related("app").order_by("id"))


def put_on_their_way(
    *,
    company_id: int,
    event_type: str,
    subjects: Sequence[Subject],
    webhooks: Sequence[Webhook],
    at: datetime | None = None,
) -> None:
    """Each of the subjects to each of the webhooks; sent once this transaction has committed."""
    if not webhooks or not subjects:
        return
    rows = [
        {
            "webhook_id": webhook.pk,
            "public_id": new_message_id(),
            "object_key": subject.key,
            "object_id": subject.object_id,
            "person_id": subject.person_id,
            "data": subject.data,
        }
        for webhook in webhooks
        for subject in subjects
    ]
    values: dict[str, Any] = {
        "company": company_id,
        "type": str(event_type),
        "now": at or clock.now(),
        "is_open": coalesces(event_type),
        "rows": json.dumps(rows),
    }
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)
    for webhook in webhooks:
        defer_sending(company_id=company_id, webhook_id=webhook.pk)


def defer_sending(*, company_id: int, webhook_id: int) -> None:
    """One job in a transaction is enough: it sends all that is due, and makes way for others after a while."""
    queue.defer_once(
        SEND,
        company_id=company_id,
        once=webhook_id,
        webhook_id=webhook_id,
        lock=line_of(webhook_id),
        priority=PRIORITY,
    )


def line_of(webhook_id: int) -> str:
    """In which line its jobs stand: one after the other, so that a webhook's events keep their order."""
    return f"{SEND}:{webhook_id % LINES}"
