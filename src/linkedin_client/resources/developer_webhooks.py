"""The webhooks of all child applications: `developerWebhooks`, with the parent application's credentials.

The finder is documented; the elements and the form of the new validation are our reading.
https://learn.microsoft.com/en-us/linkedin/shared/api-guide/developer-webhooks
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import at_most_100
from linkedin_client.dialects import Generation
from linkedin_client.finding import all_elements
from linkedin_client.records.developer_webhooks import DeveloperWebhook, WebhookStatus
from linkedin_client.told import text_told
from linkedin_client.wire import Call

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Parameter

_PATH = "developerWebhooks"


class DeveloperWebhooks:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.developer_webhooks

    def all(self, status: WebhookStatus = WebhookStatus.BLOCKED) -> list[DeveloperWebhook]:
        """Every webhook in this state."""
        # The page writes the criteria as a record even where v2 would write dots.
        criteria: Parameter = {"webhookStatus": status.value}
        if self._generation is Generation.V2:
            criteria = f"(webhookStatus:{status.value})"
        parameters: dict[str, Parameter] = {"q": "parentApplication", "queryCriteria": criteria}
        found = all_elements(self._line.wire, self._generation, _PATH, parameters)
        return [_webhook(element) for element in found]

    def revalidate(self, webhook_ids: Sequence[int]) -> dict[int, int]:
        """Have LinkedIn challenge webhooks anew; the status that it tells of each. One that it passes over has 0."""
        at_most_100(webhook_ids, key=int)
        if not webhook_ids:
            return {}
        call = Call(
            generation=self._generation,
            verb="POST",
            restli_method="action",
            path=_PATH,
            query="action=revalidate",
            body={"ids": list(webhook_ids)},
        )
        answer = self._line.wire.send(call)
        told = answer.json_object().get("value") if answer.content.strip() else []
        listed = told if isinstance(told, list) else []
        statuses = {
            each["id"]: each["status"]
            for each in listed
            if isinstance(each, dict)
            and isinstance(each.get("id"), int)
            and isinstance(each.get("status"), int)
        }
        return {each: statuses.get(each, 0) for each in webhook_ids}


def _webhook(told: Mapping[str, Any]) -> DeveloperWebhook:
    url = text_told(told, "webhookUrl", "url")
    if not url:
        raise errors.AnswerNotUnderstood("a webhook without its address")
    number = told.get("id")
    return DeveloperWebhook(
        url=url,
        status=text_told(told, "webhookStatus", "status"),
        id=number if isinstance(number, int) else None,
        application_urn=text_told(told, "developerApplication", "developerApplicationUrn"),
        raw=told,
    )
