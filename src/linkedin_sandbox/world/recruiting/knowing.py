"""What do the ATSs know of a member? What they have sent about the member, and what recruiters have exported.

LinkedIn shows this to nobody; here it lets one look at both ends at once.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.models import (
    Application,
    AtsCandidate,
    AtsJob,
    ExportEvent,
    Integration,
    Member,
    Organization,
    Recognition,
    SeatHolder,
)
from linkedin_sandbox.world.synced.statuses import ats_rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkedin_sandbox.world.synced.statuses import AtsRows, Indicator


@dataclass(frozen=True)
class SentRecord:
    """A candidate's record of an ATS that LinkedIn takes to be the member."""

    name: str
    contacts: tuple[str, ...]
    changed_at: int


@dataclass(frozen=True)
class Exported:
    """One export of the member: by whom, for which job, and whether the ATS has fetched it."""

    recruiter: Member
    job_title: str
    created_at: int
    fetched_at: int | None


@dataclass(frozen=True)
class Knowledge:
    """All that one ATS of one company has of the member."""

    organization: Organization
    application: Application
    ats_name: str
    records: tuple[SentRecord, ...]
    indicator: Indicator
    exports: tuple[Exported, ...]


def what_atss_know(member: Member, *, now: int) -> list[Knowledge]:
    """Company by company; only where there is something."""
    applications = _applications_with(member)
    organizations = Organization.objects.in_bulk([one.organization_id for one in applications])
    customers = [
        (one, organizations[one.organization_id])
        for one in applications
        if one.organization_id in organizations
    ]
    names = _names_of(applications)
    exports = _exports_of(member, customers)
    known = []
    for application, organization in customers:
        rows = ats_rows_of(application, organization.urn, [member], now=now)[member.id]
        if not rows.candidates and not exports[application.id]:
            continue
        name = names.get(application.id) or application.name
        known.append(
            Knowledge(
                organization=organization,
                application=application,
                ats_name=name,
                records=tuple(_sent_records(rows)),
                indicator=rows.as_seen(ats_name=name, jobs=_jobs_of(rows)),
                exports=tuple(exports[application.id]),
            )
        )
    return known


def _applications_with(member: Member) -> list[Application]:
    """Those that may have something; what is asked of each one by one is then asked of few."""
    by_hand = AtsCandidate.objects.filter(manual_member_id=member.id).values("application_id")
    by_trace = Recognition.objects.filter(member_id=member.id).values("application_id")
    exported = ExportEvent.objects.filter(member_id=member.id).values("application_id")
    named = by_hand.union(by_trace, exported).values_list("application_id", flat=True)
    return list(Application.objects.filter(id__in=list(named), organization_id__isnull=False).order_by("id"))


def _names_of(applications: Iterable[Application]) -> dict[int, str]:
    """As each ATS has named its integrations."""
    rows = Integration.objects.filter(application_id__in=[one.id for one in applications]).exclude(name="")
    return dict(rows.order_by("-id").values_list("application_id", "name"))


def _jobs_of(rows: AtsRows) -> dict[str, AtsJob | None]:
    keys = rows.job_keys()
    return dict.fromkeys(keys) | dict(AtsJob.objects.in_bulk(keys))


def _sent_records(rows: AtsRows) -> Iterable[SentRecord]:
    for candidate in rows.candidates:
        record = candidate.record
        contacts = [*(record.get("emailAddresses") or ()), *(record.get("phoneNumbers") or ())]
        yield SentRecord(
            name=f"{record.get('firstName') or ''} {record.get('lastName') or ''}".strip(),
            contacts=tuple(_written(contact) for contact in contacts),
            changed_at=candidate.changed_at,
        )


def _written(contact: object) -> str:
    """An address stands as it is; a phone number comes as text or in a structure, by generation."""
    if isinstance(contact, dict):
        return str(contact.get("number") or "")
    return str(contact)


def _exports_of(
    member: Member, customers: list[tuple[Application, Organization]]
) -> dict[int, list[Exported]]:
    """By application, the latest first."""
    contexts = {application.id: organization.urn for application, organization in customers}
    events = list(
        ExportEvent.objects.filter(application_id__in=contexts, member_id=member.id).order_by("-created_at")
    )
    keys = {
        event.request_id: record_key(
            event.application_id, contexts[event.application_id], event.job_external_id
        )
        for event in events
    }
    jobs = AtsJob.objects.in_bulk(set(keys.values()))
    holders = SeatHolder.objects.in_bulk({event.seat_id for event in events})
    recruiters = Member.objects.in_bulk({holder.member_id for holder in holders.values()})
    found = defaultdict(list)
    for event in events:
        job = jobs.get(keys[event.request_id])
        found[event.application_id].append(
            Exported(
                recruiter=recruiters[holders[event.seat_id].member_id],
                job_title=job.title if job else event.job_external_id,
                created_at=event.created_at,
                fetched_at=event.fetched_at,
            )
        )
    return found
