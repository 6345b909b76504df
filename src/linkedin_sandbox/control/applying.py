"""What do members do about jobs, done by a script? They read a job's page, apply, and hear what became of it."""

from __future__ import annotations

import base64
import binascii
from dataclasses import asdict
from typing import Any

from linkedin_sandbox.control.answers import Body, ControlRefused, NotThere, identity, number
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import member_of
from linkedin_sandbox.control.schemas import (
    ANYTHING,
    BOOLEAN,
    COUNT,
    ID,
    LIMIT,
    MOMENT,
    TEXT,
    WORD,
    list_of,
    map_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.world.applying import applying
from linkedin_sandbox.world.applying.apply_answers import Upload
from linkedin_sandbox.world.models import JobApplication, JobPosting, WebhookEvent
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.synced import feedback

_LIMIT = 25
_LONGEST_FILE = 8_000_000


def public_jobs(body: Body) -> dict[str, Any]:
    after = number(body, "after") if "after" in body else None
    found = applying.public_jobs(str(body.get("q", "")), after=after, limit=number(body, "limit", _LIMIT))
    return {"jobs": [_shown_job(one) for one in found]}


def public_job(_body: Body, *, job: str) -> dict[str, Any]:
    """With the questions that an applicant answers."""
    found = applying.public_job(identity(job))
    return _shown_job(found) | {
        "description": found.description,
        "questions": [asdict(asked) for asked in found.questions],
    }


def _shown_job(found: applying.PublicJob) -> dict[str, Any]:
    return {
        "job": found.number,
        "external_id": found.posting.id,
        "title": found.title,
        "company": found.company,
        "location": found.location,
        "workplace": found.workplace,
        "is_open": found.is_open,
        "applies_here": found.applies_here,
        "why_not_here": found.why_not_here,
        "apply_url": found.apply_url,
    }


def apply(body: Body) -> dict[str, Any]:
    """The member's answers, and the files among them."""
    member = member_of(body)
    page = applying.public_job(identity(body["job"]))
    answers = {name: [_with_files(one) for one in _rounds(given)] for name, given in body["answers"].items()}
    resume = _file(body["resume"]) if body.get("resume") else None
    made = applying.apply_to_job(member, page.posting, answers, resume, number(body, "at", clock.now_ms()))
    return _shown([made])[0]


def _rounds(given: Any) -> list[dict[str, Any]]:
    rounds = given if isinstance(given, list) else [given]
    if not all(isinstance(one, dict) for one in rounds):
        raise ControlRefused("'answers' holds for each set one object, or a list of objects.")
    return rounds


def _with_files(given: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _file(value) if isinstance(value, dict) and "base64" in value else value
        for name, value in given.items()
    }


def _file(given: dict[str, Any]) -> Upload:
    try:
        content = base64.b64decode(str(given["base64"]), validate=True)
    except (binascii.Error, ValueError):
        raise ControlRefused("A file's content is given as 'base64'.") from None
    return Upload(
        name=str(given.get("name", "")), content_type=str(given.get("content_type", "")), content=content
    )


def applications(body: Body) -> dict[str, Any]:
    """Newest first; of one member, if named."""
    rows = JobApplication.objects.order_by("-id")
    if "member" in body:
        rows = rows.filter(member_id=member_of(body).id)
    if "before" in body:
        rows = rows.filter(id__lt=number(body, "before"))
    return {"applications": _shown(list(rows[: number(body, "limit", _LIMIT)]))}


def application(_body: Body, *, application_id: str) -> dict[str, Any]:
    found = JobApplication.objects.filter(id=identity(application_id)).first()
    if found is None:
        raise NotThere(f"There is no application {application_id}.")
    return _shown([found])[0] | {"answers": found.answers}


def _shown(rows: list[JobApplication]) -> list[dict[str, Any]]:
    events = WebhookEvent.objects.in_bulk([row.event_id for row in rows if row.event_id])
    jobs = JobPosting.objects.in_bulk({row.job_key for row in rows})
    return [
        {
            "id": row.id,
            "urn": row.urn,
            "member": row.member_id,
            "job": jobs[row.job_key].number,
            "external_id": jobs[row.job_key].id,
            "applied_at": row.applied_at,
            "delivery": shown_event(events[row.event_id or 0]),
        }
        for row in rows
    ]


def shown_event(event: WebhookEvent) -> dict[str, Any]:
    return {
        "type": event.type,
        "state": event.state,
        "attempts": event.attempts,
        "last_status": event.last_status,
        "last_problem": event.last_problem,
        "next_at": event.next_at,
    }


def notices(body: Body) -> dict[str, Any]:
    found = feedback.notices_of(member_of(body), limit=number(body, "limit", _LIMIT))
    return {"notices": [asdict(one) for one in found]}


_WHOLE = {"type": "integer"}
_FILE = record(
    must={"name": WORD, "base64": {"type": "string", "maxLength": _LONGEST_FILE}}, may={"content_type": WORD}
)
_JOB = open_record(
    job=_WHOLE, external_id=TEXT, title=TEXT, company=TEXT, location=TEXT, workplace=TEXT, is_open=BOOLEAN,
    applies_here=BOOLEAN, why_not_here=TEXT, apply_url=TEXT,
)  # fmt: skip
DELIVERY = open_record(
    type=TEXT, state=TEXT, attempts=_WHOLE, last_status=or_null(_WHOLE), last_problem=TEXT, next_at=MOMENT
)
_APPLICATION = open_record(
    id=_WHOLE, urn=TEXT, member=_WHOLE, job=_WHOLE, external_id=TEXT, applied_at=MOMENT, delivery=DELIVERY
)

CALLS = (
    ControlCall(
        "GET", "public-jobs", public_jobs,
        about="The open jobs that members see, by their number at LinkedIn.",
        takes=record(may={"q": TEXT, "after": COUNT, "limit": LIMIT}),
        answers=open_record(jobs=list_of(_JOB)),
    ),
    ControlCall(
        "GET", "public-jobs/{job}", public_job,
        about="One job's page, by number or URN, with the sets of questions that an applicant answers.",
        answers=open_record(job=_WHOLE, title=TEXT, description=TEXT, questions=list_of(ANYTHING)),
        refuses=True,
    ),
    ControlCall(
        "POST", "member-applications", apply,
        about="A member applies for a public job on LinkedIn. `answers` is `{set: {question: value}}`, or a list "
        "of such objects where a set is answered several times; a file among them has the form of `resume`.",
        takes=record(
            must={"member": ID, "job": ID, "answers": map_of(ANYTHING)}, may={"resume": _FILE, "at": COUNT}
        ),
        answers=_APPLICATION,
        refuses=True,
    ),
    ControlCall(
        "GET", "member-applications", applications,
        about="What members have applied for, newest first, and how its delivery stands.",
        takes=record(may={"member": ID, "before": COUNT, "limit": LIMIT}),
        answers=open_record(applications=list_of(_APPLICATION)),
        refuses=True,
    ),
    ControlCall(
        "GET", "member-applications/{application_id}", application,
        about="One of them, with the answers as the ATS gets them.",
        answers=_APPLICATION,
    ),
    ControlCall(
        "GET", "notices", notices,
        about="What LinkedIn has told a member about applications, newest first.",
        takes=record(must={"member": ID}, may={"limit": LIMIT}),
        answers=open_record(
            notices=list_of(open_record(title=TEXT, company_job=TEXT, job_number=_WHOLE, at=MOMENT))
        ),
        refuses=True,
    ),
)  # fmt: skip
