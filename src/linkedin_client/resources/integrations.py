"""Integrations: `v2/atsIntegrations`, `rest/integrations`.

The customer's administrator asks for them in LinkedIn's plugin and enables them in Recruiter; the ATS names
them. Only when they are enabled may data be sent.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/integration-types
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client import errors
from linkedin_client.batching import Batch, at_most_100
from linkedin_client.dialects import Generation
from linkedin_client.finding import elements
from linkedin_client.records.integrations import Integration, IntegrationKey

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key

_PATHS = {Generation.V2: "atsIntegrations", Generation.REST: "integrations"}


class Integrations:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.integrations

    def name(self, keys: Sequence[IntegrationKey], name: str) -> BatchResult[IntegrationKey]:
        """Give integrations the name that recruiters read in LinkedIn."""
        patch = {"$set": {"integrationName": name}}
        return self._batch(keys).patch(dict.fromkeys(keys, patch))

    def get(self, keys: Sequence[IntegrationKey]) -> dict[IntegrationKey, Integration]:
        """The integrations that LinkedIn knows of these."""
        found = self._batch(keys).get()
        return {key: _integration(record, key=key) for key, record in found.items()}

    def by_request(self, request_id: str) -> list[Integration]:
        """What an INTEGRATION_STATUS_CHANGE is about; nothing if its id is unknown or has expired."""
        parameters = {"q": "request", "requestId": request_id}
        try:
            found = elements(self._line.wire, self._generation, _PATHS[self._generation], parameters)
        except errors.NotFound:
            return []
        return [_integration(record, key=_key(record)) for record in found]

    def _batch(self, keys: Sequence[IntegrationKey]) -> Batch[IntegrationKey]:
        at_most_100(keys, key=lambda key: key)
        return Batch(
            wire=self._line.wire,
            generation=self._generation,
            path=_PATHS[self._generation],
            keys={key: wire_key(key, self._generation) for key in keys},
        )


def wire_key(key: IntegrationKey, generation: Generation) -> Key:
    parts = {"integrationContext": key.context, "integrationType": key.type, "tenantType": key.tenant}
    return parts | ({"dataProvider": "ATS"} if generation is Generation.V2 else {})


def _key(record: Mapping[str, Any]) -> IntegrationKey:
    try:
        return IntegrationKey(
            context=str(record["integrationContext"]),
            type=str(record["integrationType"]),
            tenant=str(record.get("tenantType") or "RECRUITER"),
        )
    except (KeyError, ValueError) as error:
        raise errors.AnswerNotUnderstood("an integration without context or type") from error


def _integration(record: Mapping[str, Any], *, key: IntegrationKey) -> Integration:
    # Name and values of the status field are not documented: these are the names that others have seen or
    # guessed.
    told = (record.get(name) for name in ("status", "integrationStatus", "state"))
    status = next((value for value in told if isinstance(value, str)), None)
    return Integration(key=key, name=str(record.get("integrationName") or ""), status=status, raw=record)
