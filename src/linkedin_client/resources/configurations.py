"""Configuration values of an integration: `v2/atsIntegrations/{key}/configurations`,
`rest/integrationConfigurations`.

In REST the name of the key's fourth part is not documented; `configurationName` is our reading.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linkedin_client.batching import Batch, at_most_100
from linkedin_client.dialects import Generation
from linkedin_client.resources.integrations import wire_key
from linkedin_client.restli import protocol1

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linkedin_client.records.batches import BatchResult
    from linkedin_client.records.integrations import IntegrationKey
    from linkedin_client.resources.line import Line
    from linkedin_client.restli.keys import Key


class Configurations:
    def __init__(self, line: Line) -> None:
        self._line = line
        self._generation = line.dialects.configurations

    def put(self, integration: IntegrationKey, values: Mapping[str, str]) -> BatchResult[str]:
        """Set values by name, such as CALLBACK_URL."""
        records = {name: {"configurationValue": {"string": value}} for name, value in values.items()}
        return self._batch(integration, list(values)).update(records)

    def get(self, integration: IntegrationKey, names: Sequence[str]) -> dict[str, str]:
        """The values that are set."""
        found = self._batch(integration, names).get()
        return {name: _value(record) for name, record in found.items()}

    def delete(self, integration: IntegrationKey, names: Sequence[str]) -> BatchResult[str]:
        """Return to LinkedIn's default: for the *_VIEWERS that is "hidden unless an ACL allows it"."""
        return self._batch(integration, names).delete()

    def _batch(self, integration: IntegrationKey, names: Sequence[str]) -> Batch[str]:
        at_most_100(names, key=str)
        parent = wire_key(integration, self._generation)
        assert not isinstance(parent, str)
        path = "integrationConfigurations"
        keys: dict[str, Key] = {name: {**parent, "configurationName": name} for name in names}
        if self._generation is Generation.V2:
            path = f"atsIntegrations/{protocol1.answer_key(parent)}/configurations"
            keys = {name: name for name in names}
        return Batch(wire=self._line.wire, generation=self._generation, path=path, keys=keys)


def _value(record: Mapping[str, Any]) -> str:
    value = record.get("configurationValue")
    if isinstance(value, dict):
        value = value.get("string")
    return str(value or "")
