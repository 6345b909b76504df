"""What does a customer's admin do, done by a script? The plugin, and switching integrations on and off."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, identity, needed
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import application_of
from linkedin_sandbox.control.schemas import (
    ANYTHING,
    ID,
    TEXT,
    WORD,
    list_of,
    map_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.world.access import provisioning, switching
from linkedin_sandbox.world.models import Application, Configuration, Integration


def _integrations(application: Application) -> list[dict[str, Any]]:
    rows = Integration.objects.filter(application_id=application.id).order_by("id")
    return [
        {
            "integrationContext": row.context,
            "integrationType": row.type,
            "tenantType": row.tenant,
            "dataProvider": "ATS",
            "integrationName": row.name,
            "status": row.status,
        }
        for row in rows
    ]


def authorize(body: Body) -> dict[str, Any]:
    """The configuration plugin: the answer is what its callback gets."""
    client_id, organization, contract = needed(body, "client_id", "organization", "contract")
    provisioning.authorize(
        client_id=str(client_id),
        organization_id=identity(organization),
        contract_id=identity(contract),
        package=str(body.get("package", "RECRUITER_SYSTEM_CONNECT")),
    )
    return {"integrations": _integrations(application_of(body))}


def enable(body: Body) -> dict[str, Any]:
    return _switched(body, switching.ENABLED)


def disable(body: Body) -> dict[str, Any]:
    return _switched(body, switching.DISABLED)


def _switched(body: Body, status: str) -> dict[str, Any]:
    application = application_of(body)
    switching.set_status(
        application, status, context=str(body.get("context", "")), type_=str(body.get("type", ""))
    )
    return {"integrations": _integrations(application)}


def applications(_body: Body) -> dict[str, Any]:
    """The child applications with what is configured for them."""
    listed = []
    for row in Application.objects.order_by("id"):
        own = Integration.objects.filter(application_id=row.id)
        values = Configuration.objects.filter(integration_id__in=own.values("id")).values_list(
            "name", "value"
        )
        listed.append(
            {
                "key": row.urn,
                "unique_foreign_id": row.unique_foreign_id,
                "name": row.name,
                "client_id": row.client_id,
                "client_secret": row.client_secret,
                "organization": row.organization_id,
                "contract": row.contract_id,
                "js_domains": row.js_domains,
                "integrations": _integrations(row),
                "configurations": dict(values),
            }
        )
    return {"applications": listed}


_INTEGRATION = open_record(
    integrationContext=TEXT, integrationType=TEXT, tenantType=TEXT, dataProvider=TEXT, integrationName=TEXT,
    status=TEXT,
)  # fmt: skip
_INTEGRATIONS = open_record(integrations=list_of(_INTEGRATION))
_APPLICATION = open_record(
    key=TEXT, unique_foreign_id=TEXT, name=TEXT, client_id=TEXT, client_secret=TEXT,
    organization=or_null({"type": "integer"}), contract=or_null({"type": "integer"}), js_domains=list_of(TEXT),
    integrations=list_of(_INTEGRATION), configurations=map_of(ANYTHING),
)  # fmt: skip
_WHAT = record(must={"client_id": WORD}, may={"context": WORD, "type": WORD})

CALLS = (
    ControlCall(
        "POST", "plugin/authorize", authorize,
        about="What the customer's admin does in the configuration plugin: binds the application, asks for a package. "
        "Answers what the plugin's callback gets.",
        takes=record(must={"client_id": WORD, "organization": ID, "contract": ID}, may={"package": WORD}),
        answers=_INTEGRATIONS,
        refuses=True,
    ),
    ControlCall(
        "POST", "integrations/enable", enable,
        about="The admin switches on what was asked for, one push for each that changed: everything, or one level "
        "(`context`: the organization's URN, or a contract's), or one `type`.",
        takes=_WHAT, answers=_INTEGRATIONS, refuses=True,
    ),
    ControlCall(
        "POST", "integrations/disable", disable,
        about="The admin switches off, as above.",
        takes=_WHAT, answers=_INTEGRATIONS, refuses=True,
    ),
    ControlCall(
        "GET", "applications", applications,
        about="The child applications with their credentials and what is configured for them.",
        answers=open_record(applications=list_of(_APPLICATION)),
    ),
)  # fmt: skip
