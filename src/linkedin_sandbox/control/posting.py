"""What does LinkedIn do about posted jobs, done by a script? Webhooks, requests to send jobs again, slots, closings."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.control.answers import Body, NotThere, identity, needed, number
from linkedin_sandbox.control.applying import DELIVERY, shown_event
from linkedin_sandbox.control.calls import ControlCall
from linkedin_sandbox.control.naming import application_of
from linkedin_sandbox.control.schemas import (
    COUNT,
    ID,
    LIMIT,
    MOMENT,
    SECONDS,
    TEXT,
    WORD,
    list_of,
    one_of,
    open_record,
    or_null,
    record,
)
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.jobs import job_notices, posting_status, promotion, resync, webhooks
from linkedin_sandbox.world.models import Contract, JobPosting, Resync, Webhook, WebhookEvent
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock
from linkedin_sandbox.world.steering.settings_table import read_setting, write_setting

_LIMIT = 100


def postings(body: Body) -> dict[str, Any]:
    """How each job that an application has posted stands, as the ATS would read it."""
    application = application_of(body)
    rows = JobPosting.objects.filter(application_id=application.id).order_by("id")
    if "after" in body:
        rows = rows.filter(id__gt=str(body["after"]))
    ids = list(rows.values_list("id", flat=True)[: number(body, "limit", _LIMIT)])
    return {"postings": list(posting_status.statuses_of(application, ids, links=ADDRESS).values())}


def close_posting(body: Body) -> dict[str, Any]:
    application = application_of(body)
    posting = job_notices.close_by_linkedin(job_notices.posting_by_id(application, str(body["job"])))
    return posting_status.statuses_of(application, [posting.id], links=ADDRESS)[posting.id]


def tell_status(body: Body) -> dict[str, Any]:
    posting = job_notices.posting_by_id(application_of(body), str(body["job"]))
    event = job_notices.tell_status(posting, now=clock.now_ms())
    if event is None:
        raise SandboxRefusal(
            "No webhook is registered for JOB_POSTING_STATUS: register one in the portal first."
        )
    return shown_event(event)


def slots(_body: Body) -> dict[str, Any]:
    found = promotion.slots_in_use(Contract.objects.order_by("id"))
    return {
        "contracts": [
            {"contract": one.contract.id, "name": one.contract.name, "slots": one.slots, "taken": one.taken}
            for one in found
        ]
    }


def set_slots(body: Body) -> dict[str, Any]:
    (contract,) = needed(body, "contract")
    found = Contract.objects.filter(id=identity(contract)).first()
    if found is None:
        raise SandboxRefusal(f"There is no contract “{contract}”.")
    promotion.set_slots(found.id, number(body, "slots"))
    return slots(body)


def register_webhook(body: Body) -> dict[str, Any]:
    return _shown(webhooks.register_in_portal(str(body["url"]), [str(one) for one in body["events"]]))


def list_webhooks(body: Body) -> dict[str, Any]:
    rows = Webhook.objects.order_by("id")
    if "after" in body:
        rows = rows.filter(id__gt=number(body, "after"))
    return {"webhooks": [_shown(row) for row in rows[: number(body, "limit", _LIMIT)]]}


def challenge_again(_body: Body, *, webhook_id: str) -> dict[str, Any]:
    if not webhooks.revalidate_all([identity(webhook_id)], now=clock.now_ms()):
        raise NotThere(f"There is no webhook {webhook_id}.")
    return _shown(Webhook.objects.get(id=identity(webhook_id)))


def _shown(row: Webhook) -> dict[str, Any]:
    return {
        "id": row.id,
        "client_id": row.client_id,
        "url": row.url,
        "events": row.events,
        "status": row.status,
        "failures": row.failures,
        "last_problem": row.last_problem,
        "proven_at": row.proven_at,
        "challenge_at": row.challenge_at,
    }


_TIMES = ("application_waits", "event_waits", "challenge_again")


def show_times(_body: Body) -> dict[str, Any]:
    return {name: read_setting(name, default=webhooks.USUAL_TIMES[name]) for name in _TIMES}


def set_times(body: Body) -> dict[str, Any]:
    for name in body:
        write_setting(name, body[name])
    return show_times(body)


def ask_for_jobs(body: Body) -> dict[str, Any]:
    made = resync.ask_for_jobs(application_of(body), [str(one) for one in body.get("jobs", [])])
    return _shown_resync(resync.state_of(made))


def resyncs(body: Body) -> dict[str, Any]:
    found = resync.resyncs_of(application_of(body), limit=number(body, "limit", _LIMIT))
    return {"resyncs": [_shown_resync(one) for one in found]}


def show_resync(_body: Body, *, resync_id: str) -> dict[str, Any]:
    found = Resync.objects.filter(id=identity(resync_id)).first()
    if found is None:
        raise NotThere(f"There is no resync {resync_id}.")
    return _shown_resync(resync.state_of(found))


def _shown_resync(state: resync.ResyncState) -> dict[str, Any]:
    return {
        "id": state.resync.id,
        "asked_at": state.resync.asked_at,
        "due_at": state.resync.due_at,
        "came": state.came,
        "late": state.late,
        "missing": state.missing,
        "delivery": shown_event(WebhookEvent.objects.get(id=state.resync.event_id)),
    }


_WHOLE = {"type": "integer"}
_OF_JOB = record(must={"client_id": WORD, "job": WORD})
_STATUS = open_record(
    externalJobPostingId=TEXT, listingStatus=TEXT, linkedInApplyStatus=TEXT, promotionStatus=TEXT
)
_SLOTS = open_record(contracts=list_of(open_record(contract=_WHOLE, name=TEXT, slots=_WHOLE, taken=_WHOLE)))
_WEBHOOK = open_record(
    id=_WHOLE, client_id=TEXT, url=TEXT, events=list_of(TEXT), status=TEXT, failures=_WHOLE, last_problem=TEXT,
    proven_at=MOMENT, challenge_at=MOMENT,
)  # fmt: skip
_TIMES_SHOWN = open_record(
    application_waits=list_of(SECONDS), event_waits=list_of(SECONDS), challenge_again=SECONDS
)
_WAITS = list_of(SECONDS, most=20) | {"minItems": 1}
_RESYNC = open_record(
    id=_WHOLE, asked_at=MOMENT, due_at=MOMENT, came=list_of(TEXT), late=list_of(TEXT), missing=list_of(TEXT),
    delivery=or_null(DELIVERY),
)  # fmt: skip

CALLS = (
    ControlCall(
        "GET", "postings", postings,
        about="How each job stands that an application has posted, by the ATS's id.",
        takes=record(must={"client_id": WORD}, may={"after": WORD, "limit": LIMIT}),
        answers=open_record(postings=list_of(_STATUS)),
        refuses=True,
    ),
    ControlCall(
        "POST", "postings/close", close_posting,
        about="LinkedIn takes a job down, as after reports of members; the ATS is told.",
        takes=_OF_JOB, answers=_STATUS, refuses=True,
    ),
    ControlCall(
        "POST", "postings/tell", tell_status,
        about="Sends a job's status to the webhook for JOB_POSTING_STATUS.",
        takes=_OF_JOB, answers=DELIVERY, refuses=True,
    ),
    ControlCall("GET", "job-slots", slots, about="How many jobs each contract can promote.", answers=_SLOTS),
    ControlCall(
        "POST", "job-slots", set_slots,
        about="Sets the number of job slots of a contract.",
        takes=record(must={"contract": ID, "slots": COUNT}), answers=_SLOTS, refuses=True,
    ),
    ControlCall(
        "GET", "webhooks", list_webhooks,
        about="All webhooks: the maker's own and those that came with jobs.",
        takes=record(may={"after": COUNT, "limit": LIMIT}), answers=open_record(webhooks=list_of(_WEBHOOK)),
    ),
    ControlCall(
        "POST", "webhooks", register_webhook,
        about="What the ATS's maker does in the developer portal: registers the one webhook of these event types.",
        takes=record(must={"url": WORD, "events": list_of(one_of(*webhooks.PORTAL_EVENTS))}),
        answers=_WEBHOOK, refuses=True,
    ),
    ControlCall(
        "GET", "webhooks/times", show_times,
        about="Seconds between the attempts at an application and at other events, and between challenges.",
        answers=_TIMES_SHOWN,
    ),
    ControlCall(
        "POST", "webhooks/times", set_times,
        about="Sets them.",
        takes=record(may={"application_waits": _WAITS, "event_waits": _WAITS, "challenge_again": SECONDS}),
        answers=_TIMES_SHOWN,
    ),
    ControlCall(
        "POST", "webhooks/{webhook_id}/challenge", challenge_again,
        about="Challenges a webhook now, even a blocked one.",
        answers=_WEBHOOK,
    ),
    ControlCall(
        "POST", "resyncs", ask_for_jobs,
        about="Asks the ATS to send jobs again within half an hour (RESYNC_JOBS): those named, or all open ones.",
        takes=record(must={"client_id": WORD}, may={"jobs": list_of(WORD, most=1000)}),
        answers=_RESYNC, refuses=True,
    ),
    ControlCall(
        "GET", "resyncs", resyncs,
        about="What was asked for, newest first, and which jobs came in time.",
        takes=record(must={"client_id": WORD}, may={"limit": LIMIT}),
        answers=open_record(resyncs=list_of(_RESYNC)), refuses=True,
    ),
    ControlCall("GET", "resyncs/{resync_id}", show_resync, about="One of them.", answers=_RESYNC),
)  # fmt: skip
