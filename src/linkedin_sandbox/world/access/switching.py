"""What does the customer's admin switch on and off in Recruiter, and at which level? The ATS is told of each.

A level is the context of an integration. What belongs to the organization (export, indicator, profile widget) is
switched for all its contracts at once, and recruiters' data (CSA_API) for each contract by itself.
https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/integration-types
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import transaction

from linkedin_sandbox.world.access.integrations import INTEGRATION_STATUS_CHANGE
from linkedin_sandbox.world.models import Application, Integration
from linkedin_sandbox.world.recruiting.exports import add_push
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

ENABLED, DISABLED = "ENABLED", "DISABLED"


def set_status(
    application: Application, status: str, *, context: str = "", type_: str = ""
) -> list[Integration]:
    """The admin's act for everything that was asked for, or for one level, or one type; those that it changed."""
    rows = Integration.objects.filter(application_id=application.id)
    if context:
        rows = rows.filter(context=context)
    if type_:
        rows = rows.filter(type=type_)
    return _change(rows.exclude(status=status), status)


def set_status_of(application: Application, ids: Collection[int], status: str) -> list[Integration]:
    """The same for integrations by their numbers; another application's are left alone."""
    rows = Integration.objects.filter(application_id=application.id, id__in=ids)
    return _change(rows.exclude(status=status), status)


def break_off(contexts: Iterable[str]) -> list[Integration]:
    """LinkedIn itself disables what is on in these contexts; every ATS is told of each."""
    return _change(Integration.objects.filter(context__in=list(contexts), status=ENABLED), DISABLED)


def _change(found: QuerySet[Integration], status: str) -> list[Integration]:
    now = clock.now_ms()
    with transaction.atomic():
        rows = list(found.order_by("id"))
        for row in rows:
            row.status, row.changed_at = status, now
        Integration.objects.bulk_update(rows, ["status", "changed_at"])
        applications = Application.objects.in_bulk({row.application_id for row in rows})
        for row in rows:
            add_push(
                request_id=f"req-{secrets.token_hex(12)}",
                application=applications[row.application_id],
                type_=INTEGRATION_STATUS_CHANGE,
                now=now,
                integrations=[row.id],
            )
    return rows
