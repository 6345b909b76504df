"""Members apply on LinkedIn, and the ATS hears of it: the apply page's sections 4.2 to 4.6, through HTTP."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
from typing import Any

import pytest
from tests.linkedin_sandbox.apply_cast import (
    applies,
    configuration,
    open_job,
    post,
    posting,
    status_of,
)
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import NOOR, ODILE
from tests.linkedin_sandbox.server import Server, until

from linkedin_sandbox.push.signature import challenge_response, sign

SECRET = "emulator-child-secret-0001"


def test_the_signatures_are_those_of_the_written_vectors() -> None:
    body = (
        '{"type":"EXPORT_JOB_APPLICATION","jobApplicationId":"urn:li:jobApplication:9000000001",'
        '"appliedAt":1795000000000,"externalJobId":"POS-42","questionResponses":'
        '{"contactInformationQuestionResponses":{"firstNameAnswer":{"value":"Jos\\u00e9"},'
        '"lastNameAnswer":{"value":"Rey"},"emailAnswer":{"value":"jose.rey@example.org"}}}}'
    )

    assert len(body) == 320
    assert sign(body.encode(), secret=SECRET) == (
        "422abfc07381843e15e1887625affa3894d205759046a375d6369bbfa166b469"
    )
    assert challenge_response("3f1b6a2e-7c54-4d0a-9c1e-5a8f0d2b7e11", secret=SECRET) == (
        "e600bab6b503725765259fdc22f6fa5673bdf31394633b8998a40d900a35f40b"
    )


def delivered(callback: Callback, count: int = 1) -> list[tuple[dict[str, str], bytes]]:
    until(lambda: len(callback.came) >= count)
    return callback.came


def test_noor_applies_and_the_ats_gets_her_answers_signed_and_escaped(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)

    made = applies(sandbox, number)
    [(headers, raw)] = delivered(callback)

    assert made.status == 200, made
    expected = hmac.new(ats.secret.encode(), b"hmacsha256=" + raw, hashlib.sha256).hexdigest()
    assert headers["x-li-signature"] == expected
    assert raw.isascii()
    body = json.loads(raw)
    media = body["questionResponses"].pop("resumeQuestionResponses")["resumeQuestionAnswer"]
    assert body == {
        "type": "EXPORT_JOB_APPLICATION",
        "jobApplicationId": made.body["urn"],
        "jobApplicant": ats.urn(NOOR),
        "appliedAt": made.body["applied_at"],
        "externalJobId": "POS-42",
        "questionResponses": {
            "contactInformationQuestionResponses": {
                "firstNameAnswer": {"value": "Noor"},
                "lastNameAnswer": {"value": "Haddad"},
                "emailAnswer": {"value": "noor.haddad@example.org"},
                "cellphoneNumberQuestionAnswer": {"countryCode": "43", "nationalNumber": "6605550142"},
            },
            "additionalQuestionResponses": {
                "customQuestionSetResponses": [
                    {
                        "customQuestionResponses": [
                            {
                                "questionIdentifier": "work-permit",
                                "answer": {"multipleChoiceAnswerValue": {"symbolicNames": ["yes"]}},
                            },
                            {
                                "questionIdentifier": "permit-until",
                                "answer": {"numericAnswerValue": {"integerValue": 2030}},
                            },
                            {
                                "questionIdentifier": "why",
                                "answer": {"textAnswerValue": {"value": "Röbots, naturally"}},
                            },
                        ]
                    }
                ]
            },
        },
    }
    assert media["mediaUrl"].startswith(f"http://127.0.0.1:{sandbox.port}/ambry/?x-li-ambry-ep=")


def test_odiles_three_skills_come_along_and_those_of_the_job_first(
    sandbox: Server, callback: Callback
) -> None:
    _ats, number = open_job(sandbox, callback, description="We look for somebody who knows lathes. " * 4)

    applies(sandbox, number, member=ODILE)
    [(_headers, raw)] = delivered(callback)

    skills = json.loads(raw)["applicantSkills"]
    assert [(one["skillName"], one["jobMatched"]) for one in skills] == [
        ("Lathes", True), ("Valves", False), ("Pumps", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"contact": {"firstName": "Noor", "lastName": "Haddad"}}, "“E-mail address” has to be answered."),
        (
            {"contact": {"firstName": "Noor", "lastName": "Haddad", "email": "noor"}},
            "“E-mail address” is not an e-mail address.",
        ),
        ({"resume": {}}, "“Résumé” has to be answered."),
        (
            {"resume": {"resume": {"name": "noor.exe", "base64": "AA=="}}},
            "“Résumé” takes doc, docx, pdf.",
        ),
        ({"additional-0": {}}, "“Tell us: work-permit” has to be answered."),
        ({"additional-0": {"work-permit": "perhaps"}}, "has no choice “perhaps”."),
        # shown only after "yes", and then needed
        ({"additional-0": {"work-permit": "yes"}}, "“permit-until” has to be answered."),
        ({"additional-0": {"work-permit": "yes", "permit-until": 1999}}, "“permit-until” is at least 2026."),
        ({"additional-0": {"work-permit": "no", "why": "x" * 41}}, "“why” takes at most 40 characters."),
        ({"additional-0": [{"work-permit": "no"}] * 2}, "Additional questions: at most 1 allowed."),
    ],
)
def test_answers_that_do_not_do_are_refused_in_a_sentence(
    sandbox: Server, callback: Callback, changes: dict[str, Any], sentence: str
) -> None:
    _ats, number = open_job(sandbox, callback)

    said = applies(sandbox, number, **changes)

    assert said.status == 409
    assert sentence in said.body["error"]
    assert callback.came == []


def test_a_question_with_a_prerequisite_is_not_asked_after_another_answer(
    sandbox: Server, callback: Callback
) -> None:
    _ats, number = open_job(sandbox, callback)

    applies(sandbox, number, **{"additional-0": {"work-permit": "no", "permit-until": 2030}})
    [(_headers, raw)] = delivered(callback)

    [given] = json.loads(raw)["questionResponses"]["additionalQuestionResponses"][
        "customQuestionSetResponses"
    ]
    assert [one["questionIdentifier"] for one in given["customQuestionResponses"]] == ["work-permit"]


def test_work_education_and_the_rest_come_in_their_sections(sandbox: Server, callback: Callback) -> None:
    asked = {
        "workQuestions": {"workExperienceQuestionSet": {"minRequired": 1, "repeatLimit": 2}},
        "educationQuestions": {"educationExperienceQuestionSet": {"cityQuestionRequirement": "SKIP"}},
        "coverLetterQuestions": {"textCoverLetterQuestionRequirement": "OPTIONAL"},
        "voluntarySelfIdentificationQuestions": {
            "raceQuestionRequirement": "SKIP",
            "genderQuestionRequirement": "SKIP",
            "veteranStatusQuestionRequirement": "SKIP",
        },
    }
    _ats, number = open_job(sandbox, callback, onsiteApplyConfiguration=configuration(callback.url, **asked))
    job = {"title": "Fitter", "employmentDates": {"start": "2019-04", "end": "2024-09"}, "company": "Traun"}

    nothing = applies(sandbox, number)
    applies(
        sandbox,
        number,
        work=[job, job | {"title": "Chief fitter", "employmentDates": {"start": "2024-10"}}],
        education={"school": "HTL Linz", "datesAttended": {"start": "2010", "end": "2015"}},
        coverLetter={"textCoverLetter": "Dear Bluebird"},
        selfIdentification={"disability": "DECLINED"},
    )
    [(_headers, raw)] = delivered(callback)

    assert "Work experience: at least 1 needed." in nothing.body["error"]
    said = json.loads(raw)["questionResponses"]
    [first, second] = said["workQuestionResponses"]["workExperienceQuestionSetResponses"]
    assert first["employmentDatesAnswer"] == {
        "start": {"month": 4, "year": 2019}, "end": {"month": 9, "year": 2024},
    }  # fmt: skip
    assert (second["titleAnswer"], "end" in second["employmentDatesAnswer"]) == (
        {"value": "Chief fitter"}, False,
    )  # fmt: skip
    [school] = said["educationQuestionResponses"]["educationExperienceQuestionSetResponses"]
    assert school["schoolAnswer"] == {"value": "HTL Linz"}
    assert said["coverLetterQuestionResponses"] == {
        "textCoverLetterQuestionAnswer": {"value": "Dear Bluebird"}
    }
    assert said["voluntarySelfIdentificationQuestionResponses"] == {
        "disabilityAnswer": {"symbolicName": "DECLINED"}
    }


def test_noor_cannot_apply_twice_nor_for_a_closed_job(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    applies(sandbox, number)

    again = applies(sandbox, number)
    post(ats, posting(jobPostingOperationType="CLOSE"))
    closed = applies(sandbox, number, member=ODILE)

    assert (again.status, again.body["error"]) == (409, "You have applied for this job already.")
    assert closed.body["error"] == "The company does not accept applications for this job any more."


def media_of(callback: Callback) -> str:
    [(_headers, raw)] = delivered(callback)
    answer = json.loads(raw)["questionResponses"]["resumeQuestionResponses"]["resumeQuestionAnswer"]
    return str(answer["mediaUrl"]).partition(":")[2].partition("/ambry")[2]


def fetch(sandbox: Server, path: str, token: str = "") -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", sandbox.port, timeout=30)
    connection.request("GET", f"/ambry{path}", headers={"Authorization": f"Bearer {token}"} if token else {})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def test_the_resume_is_there_for_its_ats_for_thirty_days(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    other = sandbox.provision("redwood", organization=2000118, contract=310044552)
    applies(sandbox, number)
    path = media_of(callback)

    assert fetch(sandbox, path, ats.token) == (200, b"%PDF-1.4\n")
    assert fetch(sandbox, path)[0] == 401
    assert fetch(sandbox, path, other.token)[0] == 404
    assert fetch(sandbox, path, sandbox.parent().token)[0] == 403
    sandbox.post("faults", kind="media_expired")
    assert fetch(sandbox, path, ats.token)[0] == 404
    sandbox.post("clock", advance=29 * 86_400)
    token = sandbox.token(ats.client_id, ats.secret).body["access_token"]
    assert fetch(sandbox, path, token)[0] == 200
    sandbox.post("clock", advance=86_401)
    token = sandbox.token(ats.client_id, ats.secret).body["access_token"]
    assert fetch(sandbox, path, token)[0] == 404


def delivery(sandbox: Server, made: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = sandbox.get(f"member-applications/{made['id']}")["delivery"]
    return shown


def test_the_first_application_that_cannot_be_delivered_sends_members_to_the_companys_site(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)
    sandbox.post("webhooks/times", application_waits=[0.01])
    callback.status = 500

    made = applies(sandbox, number).body
    until(lambda: delivery(sandbox, made)["state"] == "failed")
    second = applies(sandbox, number, member=ODILE)

    assert (delivery(sandbox, made)["attempts"], len(callback.came)) == (6, 6)
    status = status_of(ats)
    assert (status["listingStatus"], status["linkedInApplyStatus"]) == ("LISTED", "NOT_ENABLED")
    assert status["linkedInApplyStatusDetail"]["errorType"] == "PARTNER_ERROR"
    assert second.body["error"] == "Apply on the company's own site: https://jobs.example.org/POS-42/apply"
    page = sandbox.get(f"public-jobs/{number}")
    assert (page["applies_here"], page["questions"]) == (False, [])


def test_a_later_application_that_cannot_be_delivered_changes_nothing_for_the_job(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)
    sandbox.post("webhooks/times", application_waits=[0.01])
    first = applies(sandbox, number).body
    until(lambda: delivery(sandbox, first)["state"] == "done")
    callback.status = 503

    second = applies(sandbox, number, member=ODILE).body
    until(lambda: delivery(sandbox, second)["state"] == "failed")

    assert status_of(ats)["linkedInApplyStatus"] == "ENABLED"


def test_an_application_is_tried_again_until_the_ats_takes_it(sandbox: Server, callback: Callback) -> None:
    _ats, number = open_job(sandbox, callback)
    sandbox.post("webhooks/times", application_waits=[0.01])
    sandbox.post("faults", kind="push_outage", resource="EXPORT_JOB_APPLICATION", times=2)

    made = applies(sandbox, number).body
    until(lambda: delivery(sandbox, made)["state"] == "done")

    assert delivery(sandbox, made)["attempts"] == 3
    assert len(callback.came) == 1


def test_faults_of_a_delivery(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    for kind in ("push_twice", "wrong_signature", "no_email"):
        sandbox.post("faults", kind=kind, resource="EXPORT_JOB_APPLICATION")

    applies(sandbox, number)
    first, second = delivered(callback, 2)

    right = hmac.new(ats.secret.encode(), b"hmacsha256=" + first[1], hashlib.sha256).hexdigest()
    assert first[1] == second[1]
    assert (first[0]["x-li-signature"] == right, second[0]["x-li-signature"] == right) == (False, True)
    contact = json.loads(first[1])["questionResponses"]["contactInformationQuestionResponses"]
    assert "emailAnswer" not in contact


def test_the_body_can_be_plain_utf8_under_the_signature_of_its_escaped_form(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)
    sandbox.post("switches", webhook_body="utf8")

    applies(sandbox, number)
    [(headers, raw)] = delivered(callback)

    escaped = json.dumps(json.loads(raw), separators=(",", ":")).encode()
    signed = hmac.new(ats.secret.encode(), b"hmacsha256=" + escaped, hashlib.sha256).hexdigest()
    assert not raw.isascii()
    assert headers["x-li-signature"] == signed
