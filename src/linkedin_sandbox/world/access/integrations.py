"""What has a customer switched on? Integrations on their way from the plugin to ENABLED, and their configurations.

REQUESTED by the plugin, NAMED by the ATS, ENABLED or DISABLED by the admin in Recruiter; only then may data flow.
https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from linkedin_sandbox.restli.errors import RecordError, invalid
from linkedin_sandbox.world.ground.records import not_found
from linkedin_sandbox.world.ground.validation import is_web_address
from linkedin_sandbox.world.models import Application, Configuration, Integration, PushEvent
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.switches import switch

INTEGRATION_STATUS_CHANGE = "INTEGRATION_STATUS_CHANGE"
CALLBACK_URL = "CALLBACK_URL"
_VIEWERS = {"JOB_POSTING_VIEWERS": "ONE_CLICK_EXPORT", "APPLICATION_VIEWERS": "IN_ATS_INDICATOR"}
_ALL = "ALL_PRODUCT_USERS"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def find_integration(
    application: Application, *, context: str, type_: str, tenant: str
) -> Integration | None:
    return Integration.objects.filter(
        application_id=application.id, context=context, type=type_, tenant=tenant
    ).first()


def name_integration(integration: Integration, patch: dict[str, Any]) -> RecordError | None:
    """``$set`` of integrationName: what recruiters read in "Export to ATS"."""
    changes = patch.get("$set")
    if not isinstance(changes, dict) or set(changes) != {"integrationName"}:
        return invalid("patch", "only integrationName can be set")
    name = changes["integrationName"]
    if not isinstance(name, str) or not name.strip():
        return invalid("integrationName", "must be a non-empty String")
    integration.name = name.strip()
    if integration.status == "REQUESTED":
        integration.status = "NAMED"
    integration.changed_at = clock.now_ms()
    integration.save(update_fields=["name", "status", "changed_at"])
    return None


def on_the_wire(integration: Integration, *, generation: str) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "integrationContext": integration.context,
        "integrationType": integration.type,
        "tenantType": integration.tenant,
    }
    if generation == "v2":
        answer["dataProvider"] = "ATS"
    if integration.name:
        answer["integrationName"] = integration.name
    return answer | {"status": integration.status}


def is_any_enabled(application: Application) -> bool:
    return Integration.objects.filter(application_id=application.id, status="ENABLED").exists()


def status_of(application: Application, *, context: str, type_: str) -> str | None:
    """None when the customer's admin has never asked for it."""
    found = Integration.objects.filter(application_id=application.id, context=context, type=type_).first()
    return found.status if found else None


def is_asked_for(application: Application, *, context: str) -> bool:
    """Has the customer's admin used the plugin for this context?"""
    return Integration.objects.filter(application_id=application.id, context=context).exists()


def integrations_of_request(application: Application, request_id: str) -> list[Integration] | None:
    """What a status change was about; None when the request is unknown, another's or too old."""
    event = PushEvent.objects.filter(request_id=request_id, application_id=application.id).first()
    if event is None or event.type != INTEGRATION_STATUS_CHANGE or event.expires_at <= clock.now_ms():
        return None
    return list(Integration.objects.filter(id__in=event.integrations).order_by("id"))


def callback_url(application: Application) -> Configuration | None:
    """The one address of this customer to which notifications go."""
    owned = Integration.objects.filter(application_id=application.id, type="ONE_CLICK_EXPORT")
    return Configuration.objects.filter(integration_id__in=owned.values("id"), name=CALLBACK_URL).first()


def put_configuration(integration: Integration, name: str, record: dict[str, Any]) -> RecordError | None:
    value = record.get("configurationValue")
    text = value.get("string") if isinstance(value, dict) else None
    if not isinstance(text, str) or not text:
        return invalid("configurationValue", "field is required but not found and has no default value")
    problem = _problem_of(integration, name, text)
    if problem:
        return problem
    Configuration.objects.update_or_create(
        integration_id=integration.id, name=name, defaults={"value": text, "proven_at": None}
    )
    return None


def _problem_of(integration: Integration, name: str, value: str) -> RecordError | None:
    if name == CALLBACK_URL:
        if integration.type != "ONE_CLICK_EXPORT":
            return invalid("integrationType", f"{name} belongs to ONE_CLICK_EXPORT")
        return _problem_of_callback(integration, value)
    if name not in _VIEWERS:
        return invalid("configurationKey", f'"{name}" is not a configuration')
    if integration.type != _VIEWERS[name]:
        return invalid("integrationType", f"{name} belongs to {_VIEWERS[name]}")
    return None if value == _ALL else invalid("configurationValue", f"only {_ALL} is valid")


def _problem_of_callback(integration: Integration, url: str) -> RecordError | None:
    """https, and one customer's only; http is taken for this machine's own addresses (switch)."""
    if not is_web_address(url):
        return invalid("configurationValue", f'"{url}" is not an https URL')
    parts = urlsplit(url)
    is_local = parts.scheme == "http" and parts.hostname in _LOOPBACK and switch("loopback_callbacks")
    if not parts.hostname or not (parts.scheme == "https" or is_local):
        return invalid("configurationValue", f'"{url}" is not an https URL')
    others = Configuration.objects.filter(name=CALLBACK_URL, value=url)
    if others.exclude(integration_id=integration.id).exists():
        return invalid("configurationValue", "the callback URL is another customer's already")
    return None


def get_configuration(integration: Integration, name: str) -> dict[str, Any] | None:
    row = Configuration.objects.filter(integration_id=integration.id, name=name).first()
    return {"configurationValue": {"string": row.value}} if row else None


def delete_configuration(integration: Integration, name: str) -> RecordError | None:
    deleted, _per_table = Configuration.objects.filter(integration_id=integration.id, name=name).delete()
    return None if deleted or switch("delete_unknown_status") != 404 else not_found()  # noqa: PLR2004 -- HTTP's own number
