"""Members may apply on LinkedIn for the cast's position: what is offered, what LinkedIn pushes, and what it is told."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.linkedin_sync.acts import MIA
from tests.linkedin_sync.conftest import SECRET, Scene
from tests.linkedin_sync.jobs import lose_jobs, run_jobs

from linkedin_sync.connections.applying import choose_applications
from linkedin_sync.models import ApplicantReport, OnsiteApplication
from linkedin_sync.tasks import sweep
from recruit.base import clock
from recruit.careers.models import Question
from recruit.careers.services import change_site, save_question
from recruit.positions.services import update_position

PDF = b"%PDF-1.4 Mia welds\n%%EOF"
URN = "urn:li:jobApplication:9000000001"
PATH = "/v2/jobApplicationLifecycleActions"


@pytest.fixture
def offered(scene: Scene) -> Scene:
    """Members may apply for the cast's position on LinkedIn; it asks two questions, and for consent."""
    cast, company_id = scene.cast, scene.company_id
    update_position(position=cast.position, changes={"is_published": True}, actor=cast.by_ada)
    change_site(company_id=company_id, slug="robots", is_on=True, intro="", consent_scope="everywhere",
                privacy_url="https://robots.example/privacy", website="", actor=cast.by_ada)  # fmt: skip
    for name, kind, options in (("Shift", "choice", ["Day", "Night"]), ("Years", "number", ())):
        save_question(position=cast.position, name=name, kind=kind, options=options, actor=cast.by_ada)
    choose(scene)
    run_jobs(until=clock.now() + timedelta(minutes=1))
    scene.linkedin.seen.clear()
    scene.linkedin.files["cv"] = PDF
    return scene


def choose(scene: Scene, *, takes: bool = True, tells: bool = True, after: int = 3) -> None:
    choose_applications(company_id=scene.company_id, takes_applications=takes, tells_applicants=tells,
                        tells_rejection_after=after, actor=scene.cast.by_ada)  # fmt: skip


def posting(scene: Scene) -> dict[str, Any]:
    [held] = scene.linkedin.held(
        "/v2/simpleJobPostings", "externalJobPostingId", scene.cast.position.public_id
    )
    return held


def a_body(scene: Scene, *, urn: str = URN, member: str | None = MIA, **changes: Any) -> dict[str, Any]:
    shift, years = Question.objects.order_by("order")
    asked = posting(scene)["onsiteApplyConfiguration"]["questions"]["additionalQuestions"][
        "customQuestionSets"
    ][0]
    night = asked["questions"][0]["questionDetails"]["multipleChoiceQuestionDetails"]["choices"][1]
    given = [
        (shift.public_id, {"multipleChoiceAnswerValue": {"symbolicNames": [night["symbolicName"]]}}),
        (years.public_id, {"numericAnswerValue": {"decimalValue": 6.5}}),
        ("qst_gone", {"textAnswerValue": {"value": "I like robots."}}),
        ("consent", {"multipleChoiceAnswerValue": {"symbolicNames": ["agreed"]}}),
    ]
    body = {
        "type": "EXPORT_JOB_APPLICATION", "jobApplicationId": urn, "jobApplicant": member,
        "appliedAt": 1_795_000_000_000, "externalJobId": scene.cast.position.public_id,
        "questionResponses": {
            "contactInformationQuestionResponses": {
                "firstNameAnswer": {"value": "Mía"}, "lastNameAnswer": {"value": "Brand"},
                "emailAnswer": {"value": "mia@mail.example"},
                "cellphoneNumberQuestionAnswer": {"countryCode": "49", "nationalNumber": "421123456"},
            },
            "resumeQuestionResponses": {"resumeQuestionAnswer": {
                "mediaUrn": "urn:li:media:1", "mediaUrl": f"{scene.linkedin.address}/ambry/?x-li-ambry-ep=cv"}},
            "workQuestionResponses": {"workExperienceQuestionSetResponses": [{"titleAnswer": {"value": "Welder"}}]},
            "voluntarySelfIdentificationQuestionResponses": {"genderAnswer": {"symbolicName": "UNTOLD_SECRET"}},
            "additionalQuestionResponses": {"customQuestionSetResponses": [{"customQuestionResponses": [
                {"questionIdentifier": name, "answer": answer} for name, answer in given]}]},
        },
        "applicantSkills": [{"skillName": "MIG"}],
    }  # fmt: skip
    return body | changes


def arrives(scene: Scene, body: dict[str, Any] | bytes, *, signature: str | None = None) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    right = hmac.new(SECRET.encode(), b"hmacsha256=" + raw, hashlib.sha256).hexdigest()
    address = f"/linkedin/callback/{scene.connection.callback_token}/applications"
    headers = {"X-LI-Signature": right if signature is None else signature}
    return Client().post(address, data=raw, content_type="application/json", headers=headers)


def applied(scene: Scene, **changes: Any) -> OnsiteApplication:
    body = a_body(scene, **changes)
    assert arrives(scene, body).status_code == 200
    run_jobs()
    return OnsiteApplication.objects.get(urn=body["jobApplicationId"])


def actions(scene: Scene) -> list[str]:
    return [each.body["action"] for each in scene.linkedin.calls(PATH)]


def later(days: float) -> None:
    """What waits comes due as if so many days had gone by."""
    for report in ApplicantReport.objects.all():
        report.not_before -= timedelta(days=days)
        report.save()
    lose_jobs()
    sweep()
    run_jobs()
