"""What a job needs for members to apply on LinkedIn: its webhook and its questions (4.2, 4.3), through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.apply_cast import (
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
from tests.linkedin_sandbox.server import Server, until


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
