"""Module 2, what changes: do new and edited records arrive, and what becomes of one that LinkedIn refuses?"""

from __future__ import annotations

import math
from typing import Any

from rsc_certification.ats.protocol import NewCandidate
from rsc_certification.evidence import Evidence
from rsc_certification.http import comes, until
from rsc_certification.modules.connecting import connected
from rsc_certification.modules.evaluating import evaluated
from rsc_certification.modules.sending import widget_shows
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture

_MOST_IN_A_CALL = 100
_REFUSED, _BAD = 422, 400
_APPLICATIONS = {"atsApplications", "jobApplications", "applications"}
_PROBLEM = "unprocessable, says the certification"


def _record(stage: Stage, kind: str, record_id: str) -> dict[str, Any]:
    rows = stage.sandbox.records(kind, record_id=record_id)
    return dict(rows[0]["record"]) if rows else {}


@runs("TC3")
def new_candidate(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    made = stage.once("new candidate", lambda: _add(stage, evidence))
    candidate, member, new = made
    record = _record(stage, "candidates", candidate.id)
    for what, wanted, found in (
        ("first name", new.first_name, record.get("firstName")),
        ("last name", new.last_name, record.get("lastName")),
        ("e-mail address", [new.email], record.get("emailAddresses")),
        ("phone", new.phone[-6:], str(record.get("phoneNumbers")).replace(" ", "")),
        ("employer", new.employer, record.get("currentCompanyName")),
        ("title", new.headline, record.get("currentJobTitle")),
    ):
        is_so = wanted in found if what == "phone" else wanted == found  # type: ignore[operator]  # both are texts for a phone
        evidence.check(f"LinkedIn has the {what}.", is_so, found)
    indicator = stage.indicator(member)
    evidence.check(
        "The indicator shows the member as in the ATS, with the job.",
        indicator["in_ats"] and new.last_name and stage.job().name in str(indicator["processes"]),
        indicator["summary"],
    )
    recruiter = stage.recruiter(stage.ats.customer.recruiter)
    recruiter.page.goto(f"{recruiter.url}/people?q={member.last_name.replace(' ', '+')}")
    evidence.check(
        "It stands in Recruiter's search results.",
        comes(lambda: recruiter.page.get_by_role("button", name="In ATS").count() > 0, seconds=10),
    )
    take_picture(evidence, recruiter.page, "Recruiter's search results")
    evidence.check(
        "The widget shows the right profile.", widget_shows(stage, evidence, candidate, member.full_name)
    )


def _add(stage: Stage, evidence: Evidence) -> tuple[Any, Any, NewCandidate]:
    member, address = stage.member_with_address()
    new = NewCandidate(
        member.first_name, member.last_name, address, headline="Gauge maker", employer="Thistle & Sons",
        phone="+43 316 555123",
    )  # fmt: skip
    with stage.listening(evidence):
        candidate = stage.ats.add_candidate(new, stage.job())
        evidence.did(f"A candidate is added in the ATS, with a distinct value in each field: {new}.")
        until(lambda: stage.indicator(member)["in_ats"], "LinkedIn recognises the member", seconds=SOON)
        until(lambda: stage.processes(member), "the application is there", seconds=SOON)
    return candidate, member, new


@runs("TC4")
def edited_candidate(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member, _ = stage.once("new candidate", lambda: _add(stage, evidence))
    with stage.listening(evidence):
        stage.ats.edit_candidate(candidate, headline="Master gauge maker")
        evidence.did("The candidate's title is edited in the ATS.")
        evidence.check(
            "The new value is at LinkedIn.",
            comes(
                lambda: (
                    _record(stage, "candidates", candidate.id).get("currentJobTitle") == "Master gauge maker"
                ),
                seconds=SOON,
            ),
            _record(stage, "candidates", candidate.id).get("currentJobTitle"),
        )
    stage.ats.rename_job(stage.job(), "Senior Instrument Maker")
    evidence.did("The job gets another name.")
    evidence.check(
        "The indicator shows the new name.",
        comes(lambda: "Senior Instrument Maker" in str(stage.processes(member)), seconds=SOON),
        stage.indicator(member)["summary"],
    )
    stage.ats.rename_job(stage.job(), "Instrument Maker")


@runs("TC5")
def refused_record(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    bare = stage.ats.open_job("Unfinished job", stage.code("CB"), description="")
    evidence.did("A job without a description is opened.")
    evidence.check(
        "It does not fail at LinkedIn: the ATS sends a description that is long enough, or tells that it cannot.",
        comes(lambda: stage.is_offered(bare, stage.ats.customer.recruiter), seconds=SOON),
        str(_record(stage, "jobs", bare.id).get("description", ""))[:120],
    )
    (refused, _), (accepted, _) = stage.matched(stage.job()), stage.matched(stage.job())
    resource = "candidates" if stage.generation == "rest" else "atsCandidates"
    fault = stage.sandbox.post(
        "faults", kind="per_key", resource=resource, client_id=stage.client_id, status=_REFUSED,
        message=_PROBLEM, match=refused.id, times=0,
    )["faults"][-1]  # fmt: skip
    since = stage.sandbox.latest_entry()
    try:
        for each in (refused, accepted):
            stage.ats.edit_candidate(each, headline="Edited together")
        evidence.did("Two candidates are edited; LinkedIn refuses the record of one of them (422).")
        evidence.check(
            "The other one's change arrives.",
            comes(lambda: _title(stage, accepted.id) == "Edited together", seconds=SOON),
        )
        evidence.check(
            "The ATS tells people that LinkedIn refused the record.",
            comes(lambda: str(_REFUSED) in stage.ats.why_not_there(refused), seconds=SOON),
            stage.ats.why_not_there(refused)[:400],
        )
        page = stage.windows.window(stage.ats.customer.admin.email)
        take_picture(evidence, page, "What the ATS says of it")
        kept = stage.ats.candidate(refused.id)
        evidence.check(
            "The record is not lost in the ATS.", kept is not None and kept.headline == "Edited together"
        )
        evidence.keep(
            each for each in stage.sandbox.said_since(since, client_id=stage.client_id) if each["faults"]
        )
    finally:
        stage.sandbox.delete(f"faults/{fault['id']}")
    stage.ats.edit_candidate(refused, headline="Corrected")
    evidence.did("LinkedIn would take it now; the record is corrected in the ATS.")
    evidence.check(
        "It is sent again and arrives.", comes(lambda: _title(stage, refused.id) == "Corrected", seconds=SOON)
    )


def _title(stage: Stage, candidate_id: str) -> str:
    return str(_record(stage, "candidates", candidate_id).get("currentJobTitle", ""))


@runs("OUR-M2-a")
def application_updated(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member = stage.matched(stage.job())
    application = stage.application(candidate, stage.job())
    first = _record(stage, "applications", application.id)
    since = stage.sandbox.latest_entry()
    stage.ats.write_note(candidate, "Asked about the night shift.", application=application)
    stage.ats.advance(application)
    evidence.did("A note on the application, and its next stage.")
    evidence.check(
        "The note is in Recruiter.",
        comes(lambda: "night shift" in str(stage.processes(member)), seconds=SOON),
    )
    step = stage.application(candidate, stage.job()).step
    evidence.check(
        "The stage is in Recruiter.",
        comes(lambda: stage.processes(member)[0]["current_stage"] == step, seconds=SOON),
        step,
    )
    evaluated(
        stage, evidence, application, member, text="Asked the right questions.",
        sentence="Interview feedback is in Recruiter.",
    )  # fmt: skip
    stage.ats.reject(stage.application(candidate, stage.job()), "Chose another candidate")
    evidence.did("The application is rejected.")
    evidence.check(
        "Its reason is in Recruiter.",
        comes(
            lambda: (
                _record(stage, "applications", application.id).get("dispositionReason")
                == "Chose another candidate"
            ),
            seconds=SOON,
        ),
    )
    latest = _record(stage, "applications", application.id)
    lost = sorted(name for name, value in first.items() if value and name not in latest)
    evidence.check("Every field was sent again: none became null.", not lost, lost or sorted(latest))
    evidence.keep(stage.sandbox.said_since(since, client_id=stage.client_id, kind="call"))


@runs("OUR-M2-b")
def closed_job(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    job = stage.open_job("Short-lived job")
    _, member = stage.matched(job)
    with stage.listening(evidence):
        stage.ats.close_job(job)
        evidence.did("A job with one candidate is closed in the ATS.")
        evidence.check(
            "It leaves the export window.",
            comes(lambda: not stage.is_offered(job, stage.ats.customer.recruiter), seconds=SOON),
        )
    evidence.check(
        "It stays in the member's hiring history.",
        job.name in str(stage.processes(member)),
        stage.indicator(member)["summary"],
    )


@runs("OUR-M2-c")
def large_batches(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    by_job: dict[str, int] = {}
    for each in stage.ats.applications():
        by_job[each.job_id] = by_job.get(each.job_id, 0) + 1
    job = next(job for job in stage.ats.jobs() if job.id == max(by_job, key=lambda key: by_job[key]))
    if by_job[job.id] <= 2 * _MOST_IN_A_CALL:
        evidence.does_not_apply(
            "250 records change at once.",
            f"no job of this customer has more than {by_job[job.id]} applications",
        )
        return
    since = stage.sandbox.latest_entry()
    name = f"{job.name} (renamed)"
    stage.ats.rename_job(job, name)
    evidence.did(f"A job with {by_job[job.id]} applications is renamed: its name stands on each of them.")
    context = stage.place.context

    def renamed() -> int:
        rows = stage.sandbox.records("applications", context=context)
        return sum(row["record"].get("atsJobPostingName") == name for row in rows)

    evidence.check(
        "All of them arrive.",
        comes(lambda: renamed() == by_job[job.id], seconds=60),
        f"{renamed()} of {by_job[job.id]}",
    )
    calls = [
        each
        for each in stage.sandbox.said_since(since, client_id=stage.client_id, kind="call")
        if each["resource"] in _APPLICATIONS and each["verb"] != "GET"
    ]
    evidence.keep(calls)
    fewest = math.ceil(by_job[job.id] / _MOST_IN_A_CALL)
    refused = [each["rule"] for each in calls if each["status"] >= _BAD]
    evidence.check(
        "No call has more than 100 records: there are enough of them, and LinkedIn refused none.",
        len(calls) >= fewest and not refused,
        f"{len(calls)} calls, {fewest} at least; refused: {refused}",
    )
    overlapping = [each["id"] for each in calls if "overlap" in str(each["problem"]).lower()]
    evidence.check("One call follows another: none overlaps.", not overlapping, overlapping)
