"""Module 2, the history: are jobs, candidates and applications at LinkedIn, all of them, two years and more?"""

from __future__ import annotations

import time
from typing import Any

from rsc_certification.evidence import Evidence
from rsc_certification.http import until
from rsc_certification.linkedin import seat_in_plugin
from rsc_certification.modules.connecting import connected
from rsc_certification.modules.evaluating import evaluated, shown_to
from rsc_certification.registry import runs
from rsc_certification.stage import Stage
from rsc_certification.windows import take_picture
from rsc_certification.world import Member

_TWO_YEARS_MS = 2 * 365 * 86_400_000
_MOST_NAMED = 6


def _by_id(stage: Stage, kind: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in stage.sandbox.records(kind, context=stage.place.context)}


def _missing(wanted: set[str], there: set[str]) -> str:
    gone = sorted(wanted - there)
    return f"{len(wanted)} in the ATS, {len(there)} at LinkedIn" + (
        f", missing {gone[:_MOST_NAMED]}" if gone else ""
    )


def _now_ms() -> int:
    return int(time.time() * 1000)


@runs("RSC-201")
def history_of_jobs(stage: Stage, evidence: Evidence) -> None:
    evidence.exchanges += [each for each in connected(stage).exchanges if "ob" in each.line][:3]
    jobs, there = stage.ats.jobs(), _by_id(stage, "jobs")
    evidence.did("Every job of the ATS is looked for at LinkedIn.")
    ids = {job.id for job in jobs}
    evidence.check("All jobs were sent.", ids <= set(there), _missing(ids, set(there)))
    kinds = {row["availability"] for row in there.values()}
    evidence.check("Public and private ones are among them.", len(kinds) > 1, ", ".join(sorted(kinds)))
    since = _now_ms() - _TWO_YEARS_MS
    older = [job for job in jobs if job.opened_ms < since]
    evidence.check(
        "There are jobs of more than two years ago, and they were sent.",
        older and all(job.id in there for job in older),
        ", ".join(f"{job.code} {job.name}" for job in older),
    )
    recent = {job.id for job in jobs if job.opened_ms >= since}
    listed = {row_id for row_id, row in there.items() if int(row["record"].get("listedAt", 0) or 0) >= since}
    evidence.check(
        "The count of jobs of the last two years, closed ones included, is the same on both sides.",
        recent == listed,
        f"{len(recent)} in the ATS, {len(listed)} at LinkedIn",
    )
    admin = stage.ats.customer.admin
    open_jobs = {job.id for job in jobs if job.is_open}
    offered = {each["external_id"] for each in stage.sandbox.offered(seat=stage.seat(admin))}
    evidence.check(
        "Every open job can be chosen in the export window by who sees them all.",
        open_jobs <= offered,
        _missing(open_jobs, offered),
    )
    recruiter = stage.recruiter(admin)
    recruiter.open_profile(next(iter(stage.place.known.values())).id)
    recruiter.open_export_window()
    recruiter.offered("c")
    take_picture(evidence, recruiter.page, "The export window")


@runs("RSC-202")
def history_of_candidates(stage: Stage, evidence: Evidence) -> None:
    evidence.exchanges += [each for each in connected(stage).exchanges if "andidates" in each.line][:3]
    candidates, there = stage.ats.candidates(), _by_id(stage, "candidates")
    ids = {each.id for each in candidates}
    evidence.did("Every candidate of the ATS is looked for at LinkedIn.")
    evidence.check(
        "Totals agree, and they are the same candidates.", ids == set(there), _missing(ids, set(there))
    )
    oldest = min(each.created_ms for each in candidates)
    _check_oldest(evidence, oldest, there)
    without = [member.full_name for member in stage.place.known.values() if not _is_in_ats(stage, member)]
    evidence.check(
        "Each candidate whom LinkedIn can recognise has the indicator in Recruiter.",
        not without,
        f"{len(stage.place.known)} looked at, {len(without)} without: {without}",
    )
    candidate_id, member = next(iter(stage.place.known.items()))
    recruiter = stage.recruiter(stage.ats.customer.admin)
    recruiter.open_profile(member.id)
    recruiter.open_indicator()
    take_picture(evidence, recruiter.page, f"The indicator of {member.full_name}")
    candidate = next(each for each in candidates if each.id == candidate_id)
    evidence.check(
        "The widget in the ATS shows the right profile.",
        widget_shows(stage, evidence, candidate, member.full_name),
        member.full_name,
    )


def _check_oldest(evidence: Evidence, oldest_ms: int, there: dict[str, dict[str, Any]]) -> None:
    """``there``: what LinkedIn holds, by our ids."""
    evidence.check(
        "The oldest is of more than two years ago, and was sent.",
        oldest_ms < _now_ms() - _TWO_YEARS_MS
        and min(int(row["record"]["atsCreatedAt"]) for row in there.values()) == oldest_ms,
        time.strftime("%Y-%m-%d", time.gmtime(oldest_ms / 1000)),
    )


def _is_in_ats(stage: Stage, member: Member) -> bool:
    return bool(stage.indicator(member, stage.ats.customer.admin)["in_ats"])


def widget_shows(stage: Stage, evidence: Evidence, candidate: Any, name: str) -> bool:
    """Signed in to LinkedIn as the recruiter, the widget on the candidate's page names that member."""
    page = stage.ats.widget_page(candidate)
    frame = page.frame_locator("span.IN-widget iframe")
    frame.get_by_role("heading", level=1).wait_for()
    mine = seat_in_plugin(frame, stage.seat(stage.ats.customer.recruiter))
    if mine.count():
        mine.click()

    def shown() -> bool:
        return name in frame.get_by_role("heading", level=1).inner_text()

    try:
        until(shown, f"the widget shows {name}", seconds=15)
    except AssertionError:
        return False
    finally:
        take_picture(evidence, page, "LinkedIn's widget on the candidate's page")
    return True


@runs("RSC-203")
def history_of_applications(stage: Stage, evidence: Evidence) -> None:
    evidence.exchanges += [each for each in connected(stage).exchanges if "pplications" in each.line][:3]
    applications, there = stage.ats.applications(), _by_id(stage, "applications")
    ids = {each.id for each in applications}
    evidence.did("Every application of the ATS is looked for at LinkedIn.")
    evidence.check(
        "Totals agree, and they are the same applications.", ids == set(there), _missing(ids, set(there))
    )
    oldest = min(each.started_ms for each in applications)
    _check_oldest(evidence, oldest, there)
    for candidate_id, member in stage.place.known.items():
        mine = {each.id for each in applications if each.candidate_id == candidate_id}
        seen = {str(each["external_id"]) for each in stage.processes(member, stage.ats.customer.admin)}
        evidence.check(
            f"All applications of {member.full_name} are visible in Recruiter.",
            mine == seen,
            _missing(mine, seen),
        )
    member = next(iter(stage.place.known.values()))
    recruiter = stage.recruiter(stage.ats.customer.admin)
    recruiter.open_profile(member.id)
    recruiter.open_indicator()
    take_picture(evidence, recruiter.page, f"Applications of {member.full_name} in Recruiter")


@runs("TC2.3")
def what_the_indicator_shows(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    application = stage.application(exported.candidate, exported.job)
    with stage.listening(evidence):
        stage.ats.write_note(exported.candidate, "Brings her own screwdrivers.")
        stage.ats.write_note(exported.candidate, "Second meeting went well.", application=application)
        evaluated(
            stage, evidence, application, exported.member, text="Reads a micrometer blind.",
            sentence="An evaluation comes to LinkedIn as interview feedback.",
        )  # fmt: skip
        # An evaluation ends its step: what it stands at is read anew.
        application = stage.application(exported.candidate, exported.job)
        stage.ats.advance(application)
        step = stage.application(exported.candidate, exported.job).step
        evidence.did("In the ATS: a note on the candidate, one on the application, and the next stage.")
        until(lambda: _stage_of(stage, exported.member) == step, "the next stage is there")
        until(lambda: "Second meeting" in str(stage.indicator(exported.member)), "the notes are there")
    recruiter = stage.recruiter(stage.ats.customer.recruiter)
    recruiter.open_profile(exported.member.id)
    panel = recruiter.open_indicator()
    until(lambda: "screwdrivers" in panel.inner_text(), "the panel has its content", seconds=10)
    words = panel.inner_text()
    take_picture(evidence, recruiter.page, "The indicator, opened")
    for what, wanted in (
        ("the job", exported.job.name), ("the present stage", step), ("the stage before", application.step),
        ("the note on the candidate", "screwdrivers"), ("the note on the application", "Second meeting"),
    ):  # fmt: skip
        evidence.check(f"It shows {what}.", wanted in words, wanted)
    feedback = shown_to(stage, exported.member)
    if feedback:
        evidence.check("It shows the interview feedback.", "micrometer" in words, feedback)


def _stage_of(stage: Stage, member: Member) -> str:
    found = stage.processes(member)
    return str(found[0]["current_stage"]) if found else ""


@runs("TC2.5")
def availability_as_configured(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    there = _by_id(stage, "jobs")
    evidence.did("The availability of every synced job is compared with what the ATS is set to.")
    wrong = [
        f"{job.code}: {there[job.id]['availability']}"
        for job in stage.ats.jobs()
        if job.id in there
        and there[job.id]["availability"] != ("PUBLIC" if job.is_public else "PRIVATE_TO_ATS_INTEGRATION")
    ]
    evidence.check(
        "Each job is as public as the customer configured.",
        there and not wrong,
        wrong or f"{len(there)} jobs",
    )
