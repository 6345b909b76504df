"""What does a recruiter do and see, done by a script? Exports, jobs on offer, the indicator, and what was pushed."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from linkedin_sandbox.control.answers import Body, NotThere, needed, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import member_of, seat_of
from linkedin_sandbox.control.schemas import (
    BOOLEAN,
    ID,
    LIMIT,
    MOMENT,
    TEXT,
    WORD,
    list_of,
    open_record,
    or_null,
    record,
)  # fmt: skip
from linkedin_sandbox.push.sender import deliver
from linkedin_sandbox.world.models import Application, ExportEvent, PushEvent
from linkedin_sandbox.world.recruiting import exports, visibility
from linkedin_sandbox.world.refusals import SandboxRefusal

if TYPE_CHECKING:
    from linkedin_sandbox.world.synced.statuses import Indicator, Process


def export(body: Body) -> dict[str, Any]:
    """What the window's Export button does. ``client_id`` only where the company has several ATSs."""
    seat, member = seat_of(body), member_of(body)
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
        raise NotThere(f"There is no export {request_id}.")
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
        raise NotThere(f"There is no notification {request_id}.")
    called = deliver(event, Application.objects.get(id=event.application_id))
    return {"status": called.status, "problem": called.problem, "body": called.body}


def indicator(body: Body) -> dict[str, Any]:
    return _shown_indicator(visibility.indicator(seat_of(body), member_of(body)))


def _shown_indicator(found: Indicator) -> dict[str, Any]:
    return {
        "in_ats": found.in_ats,
        "summary": found.summary,
        "do_not_contact": found.do_not_contact,
        "links": [{"ats": name, "url": url} for name, url in found.links],
        "candidates": [_without_keys(asdict(candidate)) for candidate in found.candidates],
        "processes": [_shown_process(process) for process in found.processes],
    }


def _shown_process(process: Process) -> dict[str, Any]:
    return _without_keys(asdict(process)) | {
        "current_stage": process.current_stage,
        "completed_stages": list(process.completed_stages),
    }


def _without_keys(shown: dict[str, Any]) -> dict[str, Any]:
    """The sandbox's own keys are nobody's business: an ATS's ids say the same."""
    return {name: value for name, value in shown.items() if name not in ("key", "job_key")}


def jobs(body: Body) -> dict[str, Any]:
    found = visibility.offered_jobs(
        seat_of(body),
        query=str(body.get("q", "")),
        workplace=str(body.get("workplace", "")),
        limit=number(body, "limit", 20),
        member=member_of(body) if body.get("member") else None,
    )
    return {"jobs": [asdict(job) for job in found]}


_PUSH = open_record(
    request_id=TEXT, type=TEXT, state=TEXT, attempts={"type": "integer"},
    last_status=or_null({"type": "integer"}), last_problem=TEXT, next_at=MOMENT, expires_at=MOMENT,
)  # fmt: skip
_EXPORT = open_record(
    request_id=TEXT, member={"type": "integer"}, seat={"type": "integer"}, job=TEXT, email=TEXT,
    created_at=MOMENT, fetched_at=MOMENT, state=TEXT, push=_PUSH,
)  # fmt: skip
# What people write may be longer than what a script asks by.
_LONG = {"type": "string"}
_NOTES = list_of(open_record(external_id=TEXT, text=_LONG, author=_LONG, written_at=MOMENT))
_FEEDBACK = list_of(
    open_record(
        external_id=TEXT,
        text=_LONG,
        interviewer=_LONG,
        type=TEXT,
        written_at=MOMENT,
        evaluations=list_of(open_record(attribute=_LONG, result=_LONG)),
    )
)
_FILES = list_of(
    open_record(
        external_id=TEXT, name=_LONG, type=TEXT, media_id=TEXT, size={"type": "integer"}, written_at=MOMENT
    )
)
_INDICATOR = open_record(
    in_ats=BOOLEAN, summary=TEXT, do_not_contact=BOOLEAN, links=list_of(open_record(ats=TEXT, url=TEXT)),
    candidates=list_of(
        open_record(ats_name=TEXT, external_id=TEXT, url=TEXT, do_not_contact=BOOLEAN, notes=_NOTES, resumes=_FILES)
    ),
    processes=list_of(
        open_record(
            position_name=TEXT, stages=list_of(open_record(name=TEXT)), status=TEXT, notes=_NOTES,
            feedback=_FEEDBACK, resumes=_FILES,
        )
    ),
)  # fmt: skip
_JOB = open_record(
    application_id={"type": "integer"}, external_id=TEXT, title=TEXT, location=TEXT, code=TEXT, workplace=TEXT,
    already_in_process=BOOLEAN,
)  # fmt: skip

CALLS = (
    ControlCall(
        "POST", "exports", export,
        about="The window's Export button: the seat gives the member to the ATS for that job. "
        "`client_id` only where the company has several ATSs.",
        takes=record(
            must={"seat": ID, "member": ID, "job": ID}, may={"email": or_null(TEXT), "client_id": or_null(WORD)}
        ),
        answers=_EXPORT, refuses=True,
    ),
    ControlCall(
        "GET", "exports/{request_id}", show_export,
        about="One export. `state`: sending, sent, fetched, seen, refused, expired.",
        answers=_EXPORT, refuses=True,
    ),
    ControlCall(
        "GET", "push", pushes,
        about="Notifications, newest first. `state`: due, done, expired.",
        takes=record(may={"limit": LIMIT}), answers=open_record(pushes=list_of(_PUSH)),
    ),
    ControlCall(
        "POST", "push/{request_id}/again", push_again,
        about="Delivers once more, now, whether it was answered before or not; answers what the ATS said.",
        answers=open_record(status=or_null({"type": "integer"}), problem=TEXT, body=TEXT | {"maxLength": 10_000}),
    ),
    ControlCall(
        "GET", "indicator", indicator,
        about="What the recruiter sees of this member: in the ATS or not, links, processes with their stages.",
        takes=record(must={"seat": ID, "member": ID}), answers=_INDICATOR, refuses=True,
    ),
    ControlCall(
        "GET", "jobs", jobs,
        about="The jobs that the export window offers this seat.",
        takes=record(must={"seat": ID}, may={"q": TEXT, "workplace": TEXT, "limit": LIMIT, "member": ID}),
        answers=open_record(jobs=list_of(_JOB)), refuses=True,
    ),
)  # fmt: skip
