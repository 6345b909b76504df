"""Applications on the wire: what ATSs report about them, and the webhooks that take them.

https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/sync-job-application-feedback
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/developer-webhooks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli import structures
from linkedin_sandbox.restli.errors import not_understood
from linkedin_sandbox.wire.answers import Answer, created
from linkedin_sandbox.wire.batches import MOST_RECORDS, refuse_foreign_context
from linkedin_sandbox.wire.finding import one_page, page_asked
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.synced import feedback

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.models import Webhook

_STATUSES = (webhooks.ACTIVE, webhooks.BLOCKED)


def _note_action(call: Call) -> Answer:
    record = call.json_body()
    context = record.get("integrationContext")
    if isinstance(context, str) and context.startswith("urn:li:organization:"):
        refuse_foreign_context(call, context)
    return created(str(feedback.note_action(call.application, record).id), {}, protocol=call.protocol)


def _webhooks(call: Call) -> Answer:
    """Of all child applications; ``queryCriteria=(webhookStatus:BLOCKED)`` narrows."""
    start, count = page_asked(call)
    rows = webhooks.child_webhooks(_status_asked(call), start=start, count=count)
    return one_page(call, [_webhook(row) for row in rows])


def _status_asked(call: Call) -> str:
    text = call.one("queryCriteria")
    if not text:
        return ""
    asked = structures.parse(text)
    status = str(asked.get("webhookStatus", "")) if isinstance(asked, dict) else ""
    if status.upper() not in _STATUSES:
        raise not_understood(f"webhookStatus must be one of {', '.join(_STATUSES)}")
    return status.upper()


def _webhook(row: Webhook) -> dict[str, Any]:
    return {
        "id": row.id,
        "developerApplication": f"urn:li:developerApplication:{row.application_id}",
        "webhookUrl": row.url,
        "webhookStatus": row.status,
    }


def _revalidate(call: Call) -> Answer:
    """``?action=revalidate`` with the ids of webhooks; the form is not documented."""
    if call.one("action") != "revalidate":
        raise not_understood(f"Action '{call.one('action')}' is not supported for URI '/{call.address}'")
    ids = call.json_body().get("ids")
    if not isinstance(ids, list) or not ids or not all(isinstance(one, int) for one in ids):
        raise not_understood("The request body has no 'ids'")
    if len(ids) > MOST_RECORDS:
        raise not_understood(f"At most {MOST_RECORDS} webhooks can be validated at once, not {len(ids)}")
    begun = webhooks.revalidate_all(ids, now=clock.now_ms())
    return Answer(200, {"value": [{"id": one, "status": 202 if one in begun else 404} for one in ids]})


_FEEDBACK = {"create": _note_action}
_WEBHOOKS = {"finder:parentApplication": _webhooks, "action": _revalidate}

RESOURCES = (
    Resource("v2", "jobApplicationLifecycleActions", _FEEDBACK),
    Resource("rest", "jobApplicationLifecycleActions", _FEEDBACK, since=202501),
    Resource("v2", "developerWebhooks", _WEBHOOKS, audience="parent", carries_data=False),
    Resource("rest", "developerWebhooks", _WEBHOOKS, since=202501, audience="parent", carries_data=False),
)
