"""What happens on "Export to ATS"? A request id, good for a day, that the ATS is told of.

LinkedIn never learns directly what the ATS did with it: that shows when the candidate and the application
come back (``inbound.md`` 3.4).
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, F

from linkedin_sandbox.world.ground.keys import record_key
from linkedin_sandbox.world.models import (
    Application,
    AtsApplication,
    AtsJob,
    ExportEvent,
    Member,
    PushEvent,
)
from linkedin_sandbox.world.people.people import seat_by_id
from linkedin_sandbox.world.recruiting.visibility import Ats, export_targets, offered_job
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import bell, clock
from linkedin_sandbox.world.steering.numbers import present_number
from linkedin_sandbox.world.synced.statuses import ats_rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linkedin_sandbox.world.people.people import Seat

EXPORT_CANDIDATE_PROFILE = "EXPORT_CANDIDATE_PROFILE"
# An ATS that has fetched an export and shows no new application after this long has probably refused it.
TAKE_UP_MS = 20_000
_MONTH = 30 * clock.DAY
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass(frozen=True)
class ExportRow:
    """One export as the recruiter's list shows it; ``state`` is one of the words of ``STATES``.

    ``was_in_process``: an application for this job was there before the export and still is active.
    """

    event: ExportEvent
    push: PushEvent
    member: Member
    ats_name: str
    job_title: str
    state: str
    was_in_process: bool


STATES = {
    "sending": "Sending to the ATS",
    "sent": "Sent, not fetched yet",
    "fetched": "Fetched by the ATS",
    "seen": "Seen in the ATS",
    "refused": "The ATS did not take it up",
    "expired": "Expired before the ATS fetched it",
}


def export_member(
    *, seat: Seat, member: Member, application: Application, job_external_id: str, email: str = ""
) -> ExportEvent:
    """Give the member to the ATS for that job, and tell the ATS; refused in a sentence for the recruiter."""
    now = clock.now_ms()
    _refuse_who_may_not(seat, member, now=now)
    typed = _checked_email(email)
    ats = _target(seat, application)
    if offered_job(seat, ats=ats, external_id=job_external_id) is None:
        raise SandboxRefusal("This job is not open, or you may not see it. Choose another one.")
    with transaction.atomic():
        event = ExportEvent.objects.create(
            request_id=f"req-{secrets.token_hex(12)}",
            application_id=application.id,
            seat_id=seat.holder.id,
            member_id=member.id,
            job_external_id=job_external_id,
            email=typed,
            created_at=now,
            applications_before=_applications_for(seat, member, application, job_external_id, now=now),
        )
        add_push(
            request_id=event.request_id, application=application, type_=EXPORT_CANDIDATE_PROFILE, now=now
        )
    return event


def _applications_for(
    seat: Seat, member: Member, application: Application, job_external_id: str, *, now: int
) -> list[str]:
    context = seat.organization.urn
    wanted = record_key(application.id, context, job_external_id)
    rows = ats_rows_of(application, context, [member], now=now)[member.id].applications
    return [row.key for row in rows if row.job_key == wanted]


def add_push(
    *, request_id: str, application: Application, type_: str, now: int, integrations: list[int] | None = None
) -> PushEvent:
    """A notification that is due now; the push thread sends it after the transaction has been stored."""
    event = PushEvent.objects.create(
        request_id=request_id,
        application_id=application.id,
        type=type_,
        integrations=integrations or [],
        created_at=now,
        expires_at=now + int(present_number("push_expiry_seconds") * 1000),
        next_at=now,
    )
    bell.ring()
    return event


@dataclass(frozen=True)
class Meter:
    """How many exports of the seat count now, and how many may."""

    used: int
    allowed: int

    @property
    def is_full(self) -> bool:
        return self.used >= self.allowed


def export_meter(seat: Seat, *, now: int) -> Meter:
    """A month is thirty days here, back from now: LinkedIn does not say where its months begin."""
    month = ExportEvent.objects.filter(seat_id=seat.holder.id, created_at__gt=now - _MONTH)
    allowed = int(present_number("exports_per_seat_and_month"))
    return Meter(used=month.count(), allowed=allowed)


def export_meters(*, now: int, limit: int) -> dict[int, Meter]:
    """The same of those seats that have exported most, by the number of the seat, the fullest first."""
    month = ExportEvent.objects.filter(created_at__gt=now - _MONTH)
    # The sum keeps SQLite from grouping along the index of seats, which would read every export that ever was.
    counted = month.values_list(F("seat_id") + 0).annotate(used=Count("*")).order_by("-used")
    allowed = int(present_number("exports_per_seat_and_month"))
    return {seat_id: Meter(used=used, allowed=allowed) for seat_id, used in counted[:limit]}


def reason_against_export(seat: Seat, member: Member, *, now: int) -> str:
    """Why this seat cannot export this member, whichever the job; empty when it can."""
    try:
        _refuse_who_may_not(seat, member, now=now)
    except SandboxRefusal as refusal:
        return refusal.sentence
    return ""


def _refuse_who_may_not(seat: Seat, member: Member, *, now: int) -> None:
    if seat.holder.state != "ACTIVE":
        raise SandboxRefusal("Your Recruiter seat is not active.")
    if member.closed_at is not None:
        raise SandboxRefusal(f"{member.name} has closed the LinkedIn account.")
    if not member.exportable:
        raise SandboxRefusal(f"{member.name}'s privacy settings do not allow an export.")
    meter = export_meter(seat, now=now)
    if meter.is_full:
        raise SandboxRefusal(
            f"Your seat has used up its exports for this month: {meter.used} of {meter.allowed}."
        )


def _checked_email(email: str) -> str:
    typed = email.strip()
    if typed and not _EMAIL.fullmatch(typed):
        raise SandboxRefusal(f"“{typed}” is not an e-mail address.")
    return typed


def _target(seat: Seat, application: Application) -> Ats:
    for ats in export_targets(seat):
        if ats.application.id == application.id:
            return ats
    raise SandboxRefusal("Export to this ATS is not switched on for your company.")


def is_in_process(seat: Seat, member: Member, application: Application, job_external_id: str) -> bool:
    """Is the member being considered for that job now? The window says so before the export."""
    context = seat.organization.urn
    rows = ats_rows_of(application, context, [member], now=clock.now_ms())
    return record_key(application.id, context, job_external_id) in rows[member.id].jobs_in_process()


def exports_of(seat: Seat, *, before: int | None = None, limit: int = 50) -> list[ExportRow]:
    """The seat's exports, newest first; ``before`` is the ``created_at`` of the last one shown."""
    events = ExportEvent.objects.filter(seat_id=seat.holder.id)
    if before is not None:
        events = events.filter(created_at__lt=before)
    return list(_rows(seat, list(events.order_by("-created_at")[:limit])))


def export_row(event: ExportEvent) -> ExportRow:
    """The same for one event, whoever's it is."""
    [row] = _rows(seat_by_id(event.seat_id), [event])
    return row


def export_of(seat: Seat, request_id: str) -> ExportRow:
    """One export of this seat."""
    event = ExportEvent.objects.filter(seat_id=seat.holder.id, request_id=request_id).first()
    if event is None:
        raise SandboxRefusal("You have made no such export.")
    [row] = _rows(seat, [event])
    return row


def _rows(seat: Seat, events: list[ExportEvent]) -> Iterator[ExportRow]:
    context = seat.organization.urn
    members = Member.objects.in_bulk([event.member_id for event in events])
    pushes = PushEvent.objects.in_bulk([event.request_id for event in events])
    applications = Application.objects.in_bulk({event.application_id for event in events})
    jobs = AtsJob.objects.in_bulk({_job_key(event, context) for event in events})
    now = clock.now_ms()
    rows = {
        application.id: ats_rows_of(application, context, members.values(), now=now)
        for application in applications.values()
    }
    names = {ats.application.id: ats.name for ats in export_targets(seat)}
    for event in events:
        job = jobs.get(_job_key(event, context))
        known = rows[event.application_id][event.member_id]
        sent = known.applications
        yield ExportRow(
            event=event,
            push=pushes[event.request_id],
            member=members[event.member_id],
            ats_name=names.get(event.application_id) or applications[event.application_id].name,
            job_title=job.title if job else event.job_external_id,
            state=_state(event, pushes[event.request_id], sent, job_key=_job_key(event, context), now=now),
            was_in_process=bool(event.applications_before)
            and _job_key(event, context) in known.jobs_in_process(),
        )


def _job_key(event: ExportEvent, context: str) -> str:
    return record_key(event.application_id, context, event.job_external_id)


def _state(
    event: ExportEvent, push: PushEvent, applications: list[AtsApplication], *, job_key: str, now: int
) -> str:
    if any(row.job_key == job_key and row.key not in event.applications_before for row in applications):
        return "seen"
    if event.fetched_at is not None:
        return "fetched" if now < event.fetched_at + TAKE_UP_MS else "refused"
    if push.expires_at <= now:
        return "expired"
    return "sent" if push.state == "done" else "sending"
