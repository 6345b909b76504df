"""Module 5: what is deleted in the ATS is gone at LinkedIn; and how the API's generation is changed."""

from __future__ import annotations

from rsc_certification.ats.protocol import Application, Candidate
from rsc_certification.evidence import Evidence
from rsc_certification.http import comes, until
from rsc_certification.modules.connecting import connected
from rsc_certification.modules.evaluating import evaluated, feedback_of, taken_back
from rsc_certification.modules.onboarding import headline_of
from rsc_certification.registry import runs
from rsc_certification.stage import SOON, Stage
from rsc_certification.windows import take_picture
from rsc_certification.world import Member

_ON_CANDIDATE, _ON_APPLICATION = "Reads vernier scales.", "Was late, with a good reason."
_EVALUATED = "Answers before the question is over."


@runs("RSC-501")
def notes_then_candidate(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member, _ = _with_notes(stage, evidence)
    note = stage.ats.write_note(candidate, "To be deleted.")
    until(lambda: "To be deleted." in str(stage.indicator(member)), "the note is there", seconds=SOON)
    with stage.listening(evidence):
        stage.ats.delete_note(candidate, note)
        evidence.did("The note is deleted in the ATS.")
        evidence.check(
            "It is gone from the indicator.",
            comes(lambda: "To be deleted." not in str(stage.indicator(member)), seconds=SOON),
        )
        _delete_candidate(stage, evidence, candidate, member)


@runs("RSC-502")
def whole_candidate(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member, _ = _with_notes(stage, evidence)
    recruiter = stage.recruiter(stage.ats.customer.recruiter)
    recruiter.open_profile(member.id)
    recruiter.open_indicator()
    take_picture(evidence, recruiter.page, "Before")
    with stage.listening(evidence):
        _delete_candidate(stage, evidence, candidate, member)


def _delete_candidate(stage: Stage, evidence: Evidence, candidate: Candidate, member: Member) -> None:
    stage.ats.delete_candidate(candidate)
    evidence.did("The candidate is deleted in the ATS.")
    evidence.check("The ATS does not know the candidate any more.", stage.ats.candidate(candidate.id) is None)
    evidence.check(
        "The candidate's notes are gone from Recruiter.",
        comes(lambda: _ON_CANDIDATE not in str(stage.indicator(member)), seconds=SOON),
    )
    evidence.check(
        "The indicator does not appear any more.",
        comes(lambda: not stage.indicator(member)["in_ats"], seconds=SOON),
        stage.indicator(member)["summary"],
    )
    evidence.check(
        "LinkedIn has no record of the candidate.",
        not stage.sandbox.records("candidates", record_id=candidate.id),
    )
    recruiter = stage.recruiter(stage.ats.customer.recruiter)
    recruiter.open_profile(member.id)
    take_picture(evidence, recruiter.page, "Afterwards: no indicator")


def _with_notes(stage: Stage, evidence: Evidence) -> tuple[Candidate, Member, Application]:
    """Somebody with a note on the candidate and one on the application, all of it at LinkedIn."""
    job = stage.job()
    candidate, member = stage.matched(job)
    application = stage.application(candidate, job)
    stage.ats.write_note(candidate, _ON_CANDIDATE)
    evidence.did(f"{candidate.full_name} is a candidate with a note, and LinkedIn shows both.")
    until(lambda: _ON_CANDIDATE in str(stage.indicator(member)), "the note is there", seconds=SOON)
    return candidate, member, application


@runs("RSC-503")
def parts_then_application(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member, application = _with_notes(stage, evidence)
    note = stage.ats.write_note(candidate, _ON_APPLICATION, application=application)
    stage.ats.hold(application)
    until(
        lambda: _ON_APPLICATION in str(stage.processes(member)) and _stages(stage, member) > 1,
        "note and stage are there",
        seconds=SOON,
    )
    evidence.did("A note on the application, and a stage more.")
    with stage.listening(evidence):
        stage.ats.delete_note(candidate, note)
        evidence.did("The application's note is deleted.")
        evidence.check(
            "1. The note is gone.",
            comes(lambda: _ON_APPLICATION not in str(stage.processes(member)), seconds=SOON),
        )
        before = _stages(stage, member)
        stage.ats.resume(stage.application(candidate, stage.job()))
        evidence.did("The stage is taken back.")
        evidence.check(
            "2. The stage is gone.",
            comes(lambda: _stages(stage, member) < before, seconds=SOON),
            f"{before}, then {_stages(stage, member)}",
        )
        if _evaluated(stage, evidence, application, member):
            taken_back(stage, evidence, application, member, "3. Interview feedback is gone.")
        _delete_application(stage, evidence, application, member, "4. The application is gone.")


def _evaluated(stage: Stage, evidence: Evidence, application: Application, member: Member) -> bool:
    return evaluated(
        stage, evidence, application, member, text=_EVALUATED, sentence="Interview feedback was there before."
    )


def _stages(stage: Stage, member: Member) -> int:
    found = stage.processes(member)
    return len(found[0]["stages"]) if found else 0


@runs("RSC-504")
def whole_application(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    candidate, member, application = _with_notes(stage, evidence)
    stage.ats.write_note(candidate, _ON_APPLICATION, application=application)
    until(lambda: _ON_APPLICATION in str(stage.processes(member)), "the note is there", seconds=SOON)
    has_feedback = _evaluated(stage, evidence, application, member)
    with stage.listening(evidence):
        _delete_application(stage, evidence, application, member, "The application is gone.")
    shown = str(stage.indicator(member))
    evidence.check("1. Its notes are gone.", _ON_APPLICATION not in shown)
    evidence.check(
        "2. Its stages are gone.",
        not [
            row
            for row in stage.sandbox.records("stages", context=stage.place.context)
            if application.id in row["key"]
        ],
    )
    if has_feedback:
        gone = comes(lambda: not feedback_of(stage, application), seconds=SOON)
        evidence.check("3. Its interview feedback is gone.", gone and _EVALUATED not in shown)


def _delete_application(
    stage: Stage, evidence: Evidence, application: Application, member: Member, sentence: str
) -> None:
    stage.ats.delete_application(application)
    evidence.did("The application is deleted in the ATS.")
    evidence.check(
        sentence, comes(lambda: not stage.processes(member), seconds=SOON), stage.indicator(member)["summary"]
    )
    evidence.check(
        "LinkedIn has no record of it.", not stage.sandbox.records("applications", record_id=application.id)
    )
    recruiter = stage.recruiter(stage.ats.customer.recruiter)
    recruiter.open_profile(member.id)
    take_picture(evidence, recruiter.page, "Afterwards")


@runs("RSC-505")
def versioned_api(stage: Stage, evidence: Evidence) -> None:
    connected(stage)
    exported = stage.exported()
    other = "v2" if stage.generation == "rest" else "rest"
    try:
        _speak(stage, evidence, other, exported.candidate)
    except BaseException:
        stage.ats.speak(stage.generation)
        raise
    _speak(stage, evidence, stage.generation, exported.candidate)


def _speak(stage: Stage, evidence: Evidence, generation: str, candidate: Candidate) -> None:
    since = stage.sandbox.latest_entry()
    stage.ats.speak(generation)
    evidence.did(f"The ATS is set to speak {generation}: one setting, nothing is developed or installed.")
    words = f"Spoken in {generation}"
    stage.ats.edit_candidate(candidate, headline=words)
    arrived = comes(lambda: headline_of(stage, candidate.id) == words, seconds=SOON)
    evidence.check("A change arrives.", arrived)
    calls = [
        each
        for each in stage.sandbox.said_since(since, client_id=stage.client_id, kind="call")
        if each["verb"] in {"PUT", "POST"} and "andidate" in each["resource"]
    ]
    evidence.keep(calls)
    spoken = {str(each["generation"]) for each in calls}
    evidence.check(f"It was sent in {generation}.", spoken == {generation}, spoken)
