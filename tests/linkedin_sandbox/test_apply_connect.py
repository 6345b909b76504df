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
    choice,
    configuration,
    open_job,
    post,
    posting,
    question,
    status_of,
    task_of,
    usual_questions,
)
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import NOOR, ODILE, ORGANIZATION
from tests.linkedin_sandbox.server import Ats, Server, until

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


def blocked(sandbox: Server) -> list[dict[str, Any]]:
    found = sandbox.parent().get(
        "/v2/developerWebhooks?q=parentApplication&queryCriteria=(webhookStatus:BLOCKED)"
    )
    return list(found.body["elements"])


def test_a_webhook_that_fails_three_challenges_is_blocked_until_it_is_validated_again(
    sandbox: Server, callback: Callback
) -> None:
    ats = sandbox.customer()
    sandbox.post("webhooks/times", challenge_again=0.01)
    callback.secret, callback.answers_challenge = ats.secret, False
    settings = configuration(callback.url, **usual_questions())

    task_of(ats, post(ats, posting(onsiteApplyConfiguration=settings)))
    [found] = until(lambda: blocked(sandbox))
    problem = status_of(ats)
    callback.answers_challenge = True
    begun = sandbox.parent().post("/v2/developerWebhooks?action=revalidate", {"ids": [found["id"], 999]})
    until(lambda: status_of(ats)["linkedInApplyStatus"] == "ENABLED")

    assert len(callback.challenges) >= 4
    assert f"applicationId={found['developerApplication'].rpartition(':')[2]}" in callback.challenges[0]
    assert (found["webhookUrl"], found["webhookStatus"]) == (callback.url, "BLOCKED")
    assert problem["linkedInApplyStatus"] == "NOT_ENABLED"
    assert "did not prove its ownership" in problem["linkedInApplyStatusDetail"]["statusMessage"]
    assert begun.body == {"value": [{"id": found["id"], "status": 202}, {"id": 999, "status": 404}]}
    assert blocked(sandbox) == []


def test_a_proven_webhook_is_challenged_again_two_hours_later(sandbox: Server, callback: Callback) -> None:
    open_job(sandbox, callback)
    before = len(callback.challenges)

    sandbox.post("clock", advance=2 * 3600 + 1)

    until(lambda: len(callback.challenges) == before + 1)


def test_webhooks_are_listed_for_the_parent_only(sandbox: Server, callback: Callback) -> None:
    ats, _number = open_job(sandbox, callback)

    mine = ats.get("/v2/developerWebhooks?q=parentApplication")
    wrong = sandbox.parent().get(
        "/v2/developerWebhooks?q=parentApplication&queryCriteria=(webhookStatus:ASLEEP)"
    )

    assert (mine.status, wrong.status) == (403, 400)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"jobApplicationWebhookUrl": "http://ats.example/apply"}, "jobApplicationWebhookUrl"),
        ({"jobApplicationWebhookUrl": ...}, "jobApplicationWebhookUrl"),
        ({"questions": {"resumeQuestions": {"resumeQuestionRequirement": "NOT_AVAILABLE"}}}, "resumeQuestionReq"),
        (
            {"questions": {"workQuestions": {"workExperienceQuestionSet": {"repeatLimit": 11}}}},
            "repeatLimit",
        ),
        (
            {"questions": {"educationQuestions": {"educationExperienceQuestionSet": {"repeatLimit": 4}}}},
            "repeatLimit",
        ),
        # two kinds of question in one, and none
        (
            {"questions": {"resumeQuestions": {"customQuestions": [
                question("q", textQuestionDetails={}, dateRangeQuestionDetails={})]}}},
            "exactly one of",
        ),
        ({"questions": {"resumeQuestions": {"customQuestions": [question("q")]}}}, "exactly one of"),
        ({"questions": {"resumeQuestions": {"customQuestions": [
            question("", textQuestionDetails={})]}}}, "partnerQuestionIdentifier"),
    ],
)  # fmt: skip
def test_a_configuration_of_a_wrong_shape_is_refused_with_its_job(
    sandbox: Server, changes: dict[str, Any], problem: str
) -> None:
    ats = sandbox.customer()
    settings = {"jobApplicationWebhookUrl": "https://ats.example/apply", "questions": {}} | changes
    settings = {name: value for name, value in settings.items() if value is not ...}

    [element] = post(ats, posting(onsiteApplyConfiguration=settings)).body["elements"]

    assert element["status"] == 422
    assert "/onsiteApplyConfiguration" in element["error"]["message"]
    assert problem in element["error"]["message"]


def depends(name: str) -> dict[str, Any]:
    return {
        "prerequisiteQuestionResponse": {
            "prerequisiteQuestion": {"partnerQuestionIdentifier": name},
            "prerequisiteResponse": {"multipleChoiceAnswerValue": {"symbolicNames": ["yes"]}},
        }
    }


TEXT = {"textQuestionDetails": {}}


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        # unique in the whole configuration, not only in its section
        (
            {
                "resumeQuestions": {"customQuestions": [question("q", **TEXT)]},
                "coverLetterQuestions": {"customQuestions": [question("q", **TEXT)]},
            },
            "'q' is there more than once",
        ),
        ({"resumeQuestions": {"customQuestions": [question("q", **TEXT) | depends("p")]}}, "prerequisite 'p'"),
        (
            {"resumeQuestions": {"customQuestions": [
                choice("a", "yes"), choice("b", "yes"),
                question("q", **TEXT) | depends("a"), question("r", **TEXT) | depends("b")]}},
            "depend on one question only",
        ),
        ({"resumeQuestions": {"customQuestions": [choice("a", "yes", "yes")]}}, "choices of question 'a'"),
        ({"resumeQuestions": {"customQuestions": [question("n", numericQuestionDetails={})]}}, "Question 'n'"),
    ],
)  # fmt: skip
def test_a_configuration_that_is_wrong_in_meaning_leaves_the_job_off_site(
    sandbox: Server, asked: dict[str, Any], problem: str
) -> None:
    ats = sandbox.customer()

    task = task_of(
        ats,
        post(ats, posting(onsiteApplyConfiguration=configuration("https://ats.example/apply", **asked))),
    )

    status = status_of(ats)
    assert (task["status"], status["listingStatus"]) == ("SUCCEEDED", "LISTED")
    assert status["linkedInApplyStatus"] == "NOT_ENABLED"
    assert problem in status["linkedInApplyStatusDetail"]["statusMessage"]


def reports(ats: Ats, made: dict[str, Any], action: str, target: str = "v2", **changes: Any) -> int:
    record = {
        "jobApplicationId": made["urn"],
        "action": action,
        "performedAt": 1795000000000,
        "integrationContext": f"urn:li:organization:{ORGANIZATION}",
    } | changes
    record = {name: value for name, value in record.items() if value is not ...}
    return ats.post(f"/{target}/jobApplicationLifecycleActions", record, method="create").status


def heard(sandbox: Server) -> list[str]:
    return [one["title"] for one in sandbox.get("notices", member=NOOR)["notices"]]


def test_noor_hears_once_that_her_application_was_viewed_and_then_rejected(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)
    made = applies(sandbox, number).body

    assert [
        reports(ats, made, "APPLICATION_VIEWED"),
        reports(ats, made, "APPLICATION_VIEWED"),
        reports(ats, made, "APPLICATION_REJECTED", "rest", integrationContext=...),
    ] == [201, 201, 201]
    assert heard(sandbox) == ["Your application was not selected", "Your application was viewed"]


def test_nobody_hears_anything_where_the_customer_has_not_agreed(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    made = applies(sandbox, number).body
    sandbox.post("switches", applicant_notices=False)

    assert reports(ats, made, "RESUME_DOWNLOADED") == 201
    assert heard(sandbox) == []


def test_reports_that_cannot_be_meant_are_refused(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    other = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=other.client_id)
    made = applies(sandbox, number).body

    assert reports(ats, made, "APPLICATION_LIKED") == 422
    assert reports(ats, made, "APPLICATION_VIEWED", performedAt=0) == 422
    assert reports(ats, made, "APPLICATION_VIEWED", performedAt=...) == 422
    assert reports(ats, made, "APPLICATION_VIEWED", jobApplicationId="42") == 422
    assert reports(ats, made, "APPLICATION_VIEWED", jobApplicationId="urn:li:jobApplication:1") == 404
    assert reports(ats, made, "APPLICATION_VIEWED", integrationContext="urn:li:organization:1") == 403
    assert reports(other, made, "APPLICATION_VIEWED", integrationContext=...) == 404
    assert heard(sandbox) == []


def test_the_page_shows_the_questions_and_suggests_what_the_profile_knows(
    sandbox: Server, callback: Callback
) -> None:
    _ats, number = open_job(sandbox, callback)

    page = sandbox.get(f"public-jobs/{number}")
    listed = sandbox.get("public-jobs", q="welding")["jobs"]

    assert [one["name"] for one in page["questions"]] == ["contact", "resume", "additional-0"]
    assert page["questions"][2]["questions"][0]["label"] == "Tell us: work-permit"
    assert [(one["job"], one["company"]) for one in listed] == [(number, "Bluebird Foods")]
    assert sandbox.get("public-jobs", q="submarine")["jobs"] == []


def test_a_private_job_is_not_for_members_eyes(sandbox: Server) -> None:
    ats = sandbox.customer()
    task = task_of(ats, post(ats, posting(availability="PRIVATE_TO_ATS_INTEGRATION")))

    said = sandbox.send("GET", f"/_sandbox/public-jobs/{task['jobPosting'].rpartition(':')[2]}")

    assert (said.status, sandbox.get("public-jobs")["jobs"]) == (409, [])
