"""Module 4: a job that not everybody may see, in the export window and in the indicator."""

from __future__ import annotations

from rsc_certification.ats.protocol import Candidate, Job, NewCandidate, Teammate
from rsc_certification.evidence import Evidence
from rsc_certification.http import comes, until
from rsc_certification.modules.connecting import connected
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture
from rsc_certification.world import Member


@runs("RSC-401")
def secured_job_offered(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    with stage.listening(evidence):
        job = stage.secured_job()
        evidence.did(f"A secured job {job.code} is opened in the ATS.")
        allowed = stage.ats.customer.colleague
        _allow(stage, job)
        evidence.did(f"{allowed.full_name} is put on its team.")
        evidence.check(
            f"{allowed.full_name} is offered the job.",
            comes(lambda: stage.is_offered(job, allowed), seconds=SOON),
        )
    acls = stage.sandbox.records("acls", context=stage.place.context)
    evidence.check(
        "The job is assigned to an ACL.",
        any(row["job_id"] == job.id for row in acls),
        f"{len(acls)} assignments",
    )
    for teammate in (stage.ats.customer.outsider, stage.ats.customer.recruiter):
        evidence.check(f"{teammate.full_name} is not offered the job.", not stage.is_offered(job, teammate))
    _picture_offer(stage, evidence, job, allowed)
    _picture_offer(stage, evidence, job, stage.ats.customer.recruiter)


def _allow(stage: Stage, job: Job) -> None:
    stage.ats.allow(job, stage.ats.customer.colleague)


def _picture_offer(stage: Stage, evidence: Evidence, job: Job, teammate: Teammate) -> None:
    recruiter = stage.recruiter(teammate)
    recruiter.open_profile(stage.exported().member.id)
    recruiter.open_export_window()
    words = " ".join(recruiter.offered(job.code))
    take_picture(evidence, recruiter.page, f"The export window of {teammate.full_name}")
    may = teammate == stage.ats.customer.colleague
    evidence.check(
        f"On the screen of {teammate.full_name} the job is {'' if may else 'not '}in the list.",
        (job.code in words) == may,
    )


@runs("RSC-402")
def secured_application(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    job = stage.secured_job()
    _allow(stage, job)
    with stage.listening(evidence):
        candidate, member = _secret(stage)
        evidence.did(f"{candidate.full_name} is considered for it, with a note and the next stage.")
    allowed = stage.ats.customer.colleague
    evidence.check(
        f"{allowed.full_name} sees it in the indicator.",
        comes(lambda: _sees(stage, member, job, allowed), seconds=SOON),
    )
    evidence.check("With its note.", "kept among few" in str(stage.processes(member, allowed)))
    for teammate in (stage.ats.customer.outsider, stage.ats.customer.recruiter):
        shown = stage.indicator(member, teammate)
        evidence.check(
            f"{teammate.full_name} does not see it in the indicator.",
            job.name not in str(shown) and "kept among few" not in str(shown),
            shown["summary"],
        )
    for teammate in (allowed, stage.ats.customer.recruiter):
        recruiter = stage.recruiter(teammate)
        recruiter.open_profile(member.id)
        if recruiter.page.get_by_role("button", name="In ATS").count():
            recruiter.open_indicator()
        take_picture(evidence, recruiter.page, f"What {teammate.full_name} sees of {member.full_name}")


def _secret(stage: Stage) -> tuple[Candidate, Member]:
    return stage.once("secret candidate", lambda: _add_secret(stage))


def _add_secret(stage: Stage) -> tuple[Candidate, Member]:
    job, (member, address) = stage.secured_job(), stage.member_with_address()
    candidate = stage.ats.add_candidate(NewCandidate(member.first_name, member.last_name, address), job)
    application = stage.application(candidate, job)
    stage.ats.write_note(candidate, "This is kept among few.", application=application)
    stage.ats.advance(application)
    until(
        lambda: "kept among few" in str(stage.processes(member, stage.ats.customer.manager)),
        "the manager sees it",
        seconds=SOON,
    )
    return candidate, member


def _sees(stage: Stage, member: Member, job: Job, teammate: Teammate) -> bool:
    return any(each["job_external_id"] == job.id for each in stage.processes(member, teammate))


@runs("RSC-403")
def removed_from_acl(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    job, (_, member), teammate = stage.secured_job(), _secret(stage), stage.ats.customer.colleague
    _allow(stage, job)
    until(
        lambda: stage.is_offered(job, teammate) and _sees(stage, member, job, teammate), "it is seen before"
    )
    with stage.listening(evidence):
        stage.ats.disallow(job, teammate)
        evidence.did(f"{teammate.full_name} is taken off the team.")
        evidence.check(
            "The job leaves the export window.",
            comes(lambda: not stage.is_offered(job, teammate), seconds=SOON),
        )
        evidence.check(
            "It leaves the indicator.", comes(lambda: not _sees(stage, member, job, teammate), seconds=SOON)
        )
    _picture(stage, evidence, member, teammate, "after the removal")


@runs("RSC-404")
def added_again(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    job, (_, member), teammate = stage.secured_job(), _secret(stage), stage.ats.customer.colleague
    stage.ats.disallow(job, teammate)
    until(lambda: not stage.is_offered(job, teammate), "it is not seen before")
    with stage.listening(evidence):
        stage.ats.allow(job, teammate)
        evidence.did(f"{teammate.full_name} is put on the team again.")
        evidence.check(
            "The job is in the export window again.",
            comes(lambda: stage.is_offered(job, teammate), seconds=SOON),
        )
        evidence.check(
            "It is in the indicator again.", comes(lambda: _sees(stage, member, job, teammate), seconds=SOON)
        )
    _picture(stage, evidence, member, teammate, "once more on the team")


def _picture(stage: Stage, evidence: Evidence, member: Member, teammate: Teammate, when: str) -> None:
    recruiter = stage.recruiter(teammate)
    recruiter.open_profile(member.id)
    take_picture(evidence, recruiter.page, f"{member.full_name} for {teammate.full_name}, {when}")
