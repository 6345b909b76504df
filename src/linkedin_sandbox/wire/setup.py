"""Set-up on the wire: child applications, integrations and their configurations.

https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.restli.errors import WireRefusal, not_understood
from linkedin_sandbox.wire.answers import NOTHING, Answer, created, elements
from linkedin_sandbox.wire.batches import Shape, batch_read, batch_write
from linkedin_sandbox.wire.resources import Resource
from linkedin_sandbox.world.access import integrations, provisioning
from linkedin_sandbox.world.ground.records import Problems, Sent, not_found
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from linkedin_sandbox.wire.call import Call
    from linkedin_sandbox.world.models import Integration

_CONTEXTS = re.compile(r"urn:li:(organization|contract):\d+")
_PARTS = ("integrationContext", "integrationType", "tenantType")
_IDS = ("integrationType", "tenantType")
V2_INTEGRATION = Shape(parts=(*_PARTS, "dataProvider"), ids=_IDS, context=_CONTEXTS)
REST_INTEGRATION = Shape(parts=_PARTS, ids=_IDS, context=_CONTEXTS)
V2_CONFIGURATION = Shape(parts=(), ids=(), simple=True)
# What the fourth part is called is not documented.
REST_CONFIGURATION = Shape(
    parts=("configurationName", *_PARTS),
    ids=(*_IDS, "configurationName"),
    aliases={
        "configurationKey": "configurationName",
        "configurationType": "configurationName",
        "name": "configurationName",
    },
    context=_CONTEXTS,
)


def _create(call: Call) -> Answer:
    application = provisioning.create_application(call.json_body())
    return created(application.urn, provisioning.on_the_wire(application), protocol=call.protocol)


def _patch_application(call: Call) -> Answer:
    patch = call.json_body().get("patch")
    if not isinstance(patch, dict):
        raise not_understood("The request body has no 'patch'")
    provisioning.patch_application(call.entity, patch)
    return NOTHING


def _find_application(call: Call) -> Answer:
    application = provisioning.find_application(call.one("uniqueForeignId"))
    return elements([provisioning.on_the_wire(application)] if application else [])


def _integration(call: Call, sent: Sent) -> Integration | None:
    type_, tenant = sent.ids[:2]
    return integrations.find_integration(call.application, context=sent.context, type_=type_, tenant=tenant)


def _name(call: Call, sent: list[Sent]) -> Problems:
    problems: Problems = {}
    for index, one in enumerate(sent):
        found = _integration(call, one)
        patch = one.record.get("patch")
        problem = (
            not_found()
            if found is None
            else integrations.name_integration(found, patch if isinstance(patch, dict) else {})
        )
        if problem:
            problems[index] = problem
    return problems


def _get(call: Call, sent: list[Sent]) -> tuple[dict[int, dict[str, Any]], Problems]:
    rows = {index: _integration(call, one) for index, one in enumerate(sent)}
    found = {
        index: integrations.on_the_wire(row, generation=call.generation)
        for index, row in rows.items()
        if row is not None
    }
    return found, {index: not_found() for index, row in rows.items() if row is None}


def _of_request(call: Call) -> Answer:
    found = integrations.integrations_of_request(call.application, call.one("requestId"))
    if found is None:
        if switch("unknown_request") == "empty":
            return elements([])
        raise WireRefusal(404, "Request not found or expired", rule="inbound 3.2")
    return elements([integrations.on_the_wire(row, generation=call.generation) for row in found])


def _put_configurations(call: Call, sent: list[Sent]) -> Problems:
    problems: Problems = {}
    for index, one in enumerate(sent):
        found = _integration(call, one)
        problem = (
            not_found() if found is None else integrations.put_configuration(found, one.ids[-1], one.record)
        )
        if problem:
            problems[index] = problem
    return problems


def _get_configurations(call: Call, sent: list[Sent]) -> tuple[dict[int, dict[str, Any]], Problems]:
    found: dict[int, dict[str, Any]] = {}
    problems: Problems = {}
    for index, one in enumerate(sent):
        row = _integration(call, one)
        value = integrations.get_configuration(row, one.ids[-1]) if row else None
        if value is None:
            problems[index] = not_found()
        else:
            found[index] = value
    return found, problems


def _delete_configurations(call: Call, sent: list[Sent]) -> Problems:
    problems: Problems = {}
    for index, one in enumerate(sent):
        row = _integration(call, one)
        problem = integrations.delete_configuration(row, one.ids[-1]) if row else not_found()
        if problem:
            problems[index] = problem
    return problems


def _integration_resource(generation: str, address: str, shape: Shape, since: int = 0) -> Resource:
    return Resource(
        generation,
        address,
        {
            "batch_partial_update": batch_write(shape, _name),
            "batch_get": batch_read(shape, _get),
            "finder:request": _of_request,
        },
        since=since,
        carries_data=False,
    )


def _configuration_resource(
    generation: str, address: str, shape: Shape, parent: Shape | None = None, since: int = 0
) -> Resource:
    return Resource(
        generation,
        address,
        {
            "batch_update": batch_write(shape, _put_configurations, parent=parent),
            "batch_get": batch_read(shape, _get_configurations, parent=parent),
            "batch_delete": batch_write(shape, _delete_configurations, parent=parent, has_body=False),
        },
        since=since,
        carries_data=False,
    )


RESOURCES = (
    Resource(
        "v2",
        "provisionedApplications",
        {
            "create": _create,
            "partial_update": _patch_application,
            "finder:credentialsByUniqueForeignId": _find_application,
        },
        audience="parent",
        carries_data=False,
    ),
    _integration_resource("v2", "atsIntegrations", V2_INTEGRATION),
    _integration_resource("rest", "integrations", REST_INTEGRATION, since=202602),
    _configuration_resource("v2", "atsIntegrations/configurations", V2_CONFIGURATION, V2_INTEGRATION),
    _configuration_resource("rest", "integrationConfigurations", REST_CONFIGURATION, since=202602),
)
