"""Interview feedback: what was evaluated in the ATS, if the customer has chosen that LinkedIn shows it."""

from __future__ import annotations

from typing import Any

from rsc_certification.ats.protocol import Application, NotOffered
from rsc_certification.evidence import Evidence
from rsc_certification.http import comes
from rsc_certification.stage import SOON, Stage
from rsc_certification.world import Member


def evaluated(
    stage: Stage, evidence: Evidence, application: Application, member: Member, *, text: str, sentence: str
) -> bool:
    """The recruiter evaluates, and it comes to LinkedIn. Not so: it failed, or the ATS offers no such thing."""
    try:
        stage.ats.share_evaluations(shared=True)
        stage.ats.evaluate(application, text)
    except NotOffered as reason:
        evidence.does_not_apply(sentence, str(reason))
        return False
    evidence.did("The customer has chosen that evaluations are sent; the recruiter submits one.")
    return evidence.check(
        sentence,
        comes(lambda: feedback_of(stage, application) and text in shown_to(stage, member), seconds=SOON),
        shown_to(stage, member),
    )


def taken_back(
    stage: Stage, evidence: Evidence, application: Application, member: Member, sentence: str
) -> None:
    """The customer wants evaluations at LinkedIn no more; afterwards again, for the rules that follow."""
    stage.ats.share_evaluations(shared=False)
    evidence.did("The customer takes back that evaluations are sent.")
    try:
        evidence.check(
            sentence,
            comes(lambda: not feedback_of(stage, application) and not shown_to(stage, member), seconds=SOON),
            shown_to(stage, member),
        )
    finally:
        stage.ats.share_evaluations(shared=True)


def feedback_of(stage: Stage, application: Application) -> list[dict[str, Any]]:
    """LinkedIn's records of it."""
    rows = stage.sandbox.records("feedback", context=stage.place.context)
    return [row for row in rows if application.id in row["key"]]


def shown_to(stage: Stage, member: Member) -> str:
    """The words of interview feedback that the recruiter reads in the indicator."""
    return " ".join(one["text"] for each in stage.processes(member) for one in each["feedback"])
