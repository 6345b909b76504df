"""What people at LinkedIn's side do, done by a script: the admin, the recruiter; and what they then see."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.control.answers import Body, ControlRefused, needed, number
from linkedin_sandbox.push.sender import deliver
from linkedin_sandbox.world import exports, integrations, people, provisioning, visibility
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsCandidate,
    AtsJob,
    AtsStage,
    Configuration,
    EntityAcl,
    EntityAclAssignee,
    ExportEvent,
    Integration,
    Member,
    PushEvent,
)
from linkedin_sandbox.world.person_urns import person_urn
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from linkedin_sandbox.world.statuses import Indicator, Process

_MOST = 1000


def _application(body: Body) -> Application:
    (client_id,) = needed(body, "client_id")
    found = Application.objects.filter(client_id=client_id).first()
    if found is None:
        raise SandboxRefusal(f"There is no child application with the client id “{client_id}”.")
    return found


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
        organization_id=_id(organization),
        contract_id=_id(contract),
        package=str(body.get("package", "RECRUITER_SYSTEM_CONNECT")),
    )
    return {"integrations": _integrations(_application(body))}


def _id(value: object) -> int:
    """42, "42" and ``urn:li:contract:42`` are the same."""
    text = str(value).rpartition(":")[2]
    if not text.isdigit():
        raise ControlRefused(f"'{value}' is not an id.")
    return int(text)


def enable(body: Body) -> dict[str, Any]:
    application = _application(body)
    integrations.set_status(application, "ENABLED")
    return {"integrations": _integrations(application)}


def disable(body: Body) -> dict[str, Any]:
    application = _application(body)
    integrations.set_status(application, "DISABLED")
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


def _member(body: Body) -> Member:
    """By id or slug."""
    (name,) = needed(body, "member")
    found = (
        people.member_by_slug(str(name)) or Member.objects.filter(id=str(name)).first() if str(name) else None
    )
    if found is None:
        raise SandboxRefusal(f"There is no member “{name}”.")
    return found


def _seat(body: Body) -> people.Seat:
    (name,) = needed(body, "seat")
    return people.seat_by_id(_id(name))


def export(body: Body) -> dict[str, Any]:
    """What the window's Export button does. ``client_id`` only where the company has several ATSs."""
    seat, member = _seat(body), _member(body)
    (job,) = needed(body, "job")
    targets = visibility.export_targets(seat)
    wanted = [ats for ats in targets if body.get("client_id") in (None, ats.application.client_id)]
    if not wanted:
        raise SandboxRefusal("Export to this ATS is not switched on for your company.")
    event = exports.export_member(
        seat=seat,
        member=member,
        application=wanted[0].application,
        job_external_id=str(job),
        email=str(body.get("email") or ""),
    )
    return _shown_export(event)


def show_export(_body: Body, *, request_id: str) -> dict[str, Any]:
    event = ExportEvent.objects.filter(request_id=request_id).first()
    if event is None:
        raise SandboxRefusal(f"There is no export {request_id}.")
    return _shown_export(event)


def _shown_export(event: ExportEvent) -> dict[str, Any]:
    row = exports.export_row(event)
    push = row.push
    return {
        "request_id": event.request_id,
        "member": event.member_id,
        "seat": event.seat_id,
        "job": event.job_external_id,
        "email": event.email,
        "created_at": event.created_at,
        "fetched_at": event.fetched_at,
        "state": row.state,
        "push": _shown_push(push),
    }


def _shown_push(push: PushEvent) -> dict[str, Any]:
    return {
        "request_id": push.request_id,
        "type": push.type,
        "state": push.state,
        "attempts": push.attempts,
        "last_status": push.last_status,
        "last_problem": push.last_problem,
        "next_at": push.next_at,
        "expires_at": push.expires_at,
    }


def pushes(body: Body) -> dict[str, Any]:
    """Notifications, newest first."""
    rows = PushEvent.objects.order_by("-created_at", "-request_id")[: number(body, "limit", 100)]
    return {"pushes": [_shown_push(row) for row in rows]}


def push_again(_body: Body, *, request_id: str) -> dict[str, Any]:
    """Deliver once more, now, whether it was answered before or not."""
    event = PushEvent.objects.filter(request_id=request_id).first()
    if event is None:
        raise SandboxRefusal(f"There is no notification {request_id}.")
    called = deliver(event, Application.objects.get(id=event.application_id))
    return {"status": called.status, "problem": called.problem, "body": called.body}


def indicator(body: Body) -> dict[str, Any]:
    return _shown_indicator(visibility.indicator(_seat(body), _member(body)))


def _shown_indicator(found: Indicator) -> dict[str, Any]:
    return {
        "in_ats": found.in_ats,
        "summary": found.summary,
        "links": [{"ats": name, "url": url} for name, url in found.links],
        "processes": [_shown_process(process) for process in found.processes],
    }


def _shown_process(process: Process) -> dict[str, Any]:
    return asdict(process) | {
        "current_stage": process.current_stage,
        "completed_stages": list(process.completed_stages),
    }


def jobs(body: Body) -> dict[str, Any]:
    found = visibility.offered_jobs(
        _seat(body),
        query=str(body.get("q", "")),
        workplace=str(body.get("workplace", "")),
        limit=number(body, "limit", 20),
        member=_member(body) if body.get("member") else None,
    )
    return {"jobs": [asdict(job) for job in found]}


def members(body: Body) -> dict[str, Any]:
    page = people.search_members(
        str(body.get("q", "")),
        after=number(body, "after") if "after" in body else None,
        limit=number(body, "limit", 25),
    )
    return {
        "members": [
            {
                "id": row.id,
                "slug": row.slug,
                "name": row.name,
                "headline": row.headline,
                "employer": row.employer,
            }
            for row in page.members
        ],
        "next_after": page.next_after,
    }


def persons(body: Body) -> dict[str, Any]:
    """Every member's person URN as this application sees it, by the member's number."""
    application = _application(body)
    numbers = Member.objects.order_by("id").values_list("id", flat=True)
    return {"persons": {str(number): person_urn(number, application.client_id) for number in numbers}}


def seats(_body: Body) -> dict[str, Any]:
    return {
        "seats": [
            {
                "id": seat.holder.id,
                "name": seat.member.name,
                "email": seat.holder.email,
                "state": seat.holder.state,
                "member": seat.member.id,
                "contract": seat.contract.id,
                "organization": seat.organization.id,
                "company": seat.organization.name,
            }
            for seat in people.all_seats()
        ]
    }


def records(body: Body, *, kind: str) -> dict[str, Any]:
    """What the ATSs have sent: ``jobs``, ``candidates``, ``applications``, ``stages``, ``acls``, ``assignees``."""
    lists: dict[str, Any] = {
        "jobs": AtsJob,
        "candidates": AtsCandidate,
        "applications": AtsApplication,
        "stages": AtsStage,
        "acls": EntityAcl,
        "assignees": EntityAclAssignee,
    }
    if kind not in lists:
        raise ControlRefused(f"There are no records '{kind}'; there are {', '.join(lists)}.")
    rows = lists[kind].objects.all()
    if body.get("id"):
        rows = rows.filter(id=body["id"])
    listed = rows.order_by("key").values()[: min(number(body, "limit", 100), _MOST)]
    return {"count": rows.count(), "records": list(listed)}
