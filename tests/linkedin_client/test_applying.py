"""Are adverts written, applications read and webhooks watched as LinkedIn's pages have it?"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.linkedin_client.mock_apps import Answering, linkedin

from linkedin_client import (
    Advert,
    Availability,
    Compensation,
    Dialects,
    Generation,
    JobOperation,
    JobPosting,
    OnsiteApply,
    Requirement,
    errors,
    pushes,
    webhooks,
)

JOB = JobPosting(
    external_id="REQ-1",
    title="Welder",
    description="You will weld. " * 10,
    company_apply_url="https://jobs.example.org/REQ-1",
    listed_at=datetime(2026, 1, 5, 9, 0, tzinfo=UTC),
    location="Linz,Austria",
    operation=JobOperation.UPDATE,
    requisition_owner_email="hilde@example.org",
    access_restricted=True,
    advert=Advert(
        compensation=(Compensation(lowest="50000", highest="50000", currency="EUR"),),
        onsite_apply=OnsiteApply(
            webhook_url="https://ats.example.org/hooks/apply",
            phone=Requirement.SKIP,
            sections={"workQuestions": {"workExperienceQuestionSet": {"minRequired": 1}}},
        ),
    ),
)
ACCEPTED = {"elements": [{"status": 202, "id": "urn:li:simpleJobPostingTask:1"}]}


def sent(app):
    return json.loads(app.requests[0].content)["elements"][0]


def test_the_versioned_advert_has_lost_what_was_for_recruiter():
    app = Answering(200, ACCEPTED)

    [outcome] = linkedin(app).jobs.advertise([JOB])

    element = sent(app)
    assert app.requests[0].url.path == "/rest/simpleJobPostings"
    assert outcome.task_urn == "urn:li:simpleJobPostingTask:1"
    assert element["company"] == "urn:li:organization:2000117"
    assert element["availability"] == "INTERNAL"
    assert not {"integrationContext", "accessRestricted", "requisitionOwnerEmail", "state"} & set(element)
    assert element["compensation"] == {
        "compensations": [
            {
                "value": {"exactAmount": {"currencyCode": "EUR", "amount": "50000"}},
                "period": "YEARLY",
                "type": "BASE_SALARY",
            }
        ]
    }
    assert element["onsiteApplyConfiguration"] == {
        "jobApplicationWebhookUrl": "https://ats.example.org/hooks/apply",
        "questions": {
            "contactInformationQuestions": {"cellphoneNumberQuestionRequirement": "SKIP"},
            "workQuestions": {"workExperienceQuestionSet": {"minRequired": 1}},
        },
    }


def test_v2s_advert_still_has_it():
    app = Answering(200, ACCEPTED)

    linkedin(app, dialects=Dialects(adverts=Generation.V2)).jobs.advertise(
        [replace(JOB, availability=Availability.PUBLIC)]
    )

    element = sent(app)
    assert app.requests[0].url.path == "/v2/simpleJobPostings"
    assert (element["availability"], element["accessRestricted"]) == ("PUBLIC", True)
    assert element["requisitionOwnerEmail"] == "hilde@example.org"


def test_a_requisition_goes_without_the_advert():
    app = Answering(200, {"results": {}, "errors": {}})

    linkedin(app, dialects=Dialects(jobs=Generation.REST)).jobs.upsert([JOB])

    [record] = json.loads(app.requests[0].content)["entities"].values()
    assert not {"onsiteApplyConfiguration", "compensation"} & set(record)


def test_an_advert_without_an_operation_is_the_callers_mistake():
    with pytest.raises(ValueError, match="REQ-1: an advert needs an operation"):
        linkedin(Answering()).jobs.advertise([replace(JOB, operation=None)])


def test_nothing_to_advertise_is_no_call():
    app = Answering()

    assert linkedin(app).jobs.advertise([]) == []
    assert app.requests == []


def test_a_job_whose_details_are_null_stands_without_them():
    told = {
        "results": {"REQ-1": {"listingStatus": "IN_PROGRESS", "listingStatusDetail": None}},
        "errors": {},
    }

    [status] = linkedin(Answering(200, told)).jobs.statuses(["REQ-1"]).values()

    assert (status.external_id, status.listing, status.promotion) == ("REQ-1", "IN_PROGRESS", "")
    assert (status.listing_detail, status.listed_at) == (None, None)


def test_applications_cannot_be_read_in_rest():
    with pytest.raises(errors.NotOffered):
        linkedin(Answering(), dialects=Dialects(applications=Generation.REST)).applications.get(["app-1"])


#: An answer to a question of our own, and the values understood.
ANSWERS = [
    ({"multipleChoiceAnswerValue": {"symbolicNames": ["a", "b"]}}, ("a", "b")),
    ({"numericAnswerValue": {"integerValue": 0}}, ("0",)),
    ({"numericAnswerValue": {"decimalValue": 1.5}}, ("1.5",)),
    ({"textAnswerValue": {"value": "Because."}}, ("Because.",)),
    ({"textAnswerValue": "Because."}, ("Because.",)),
    ({"phoneNumberAnswerValue": {"countryCode": "+43", "nationalNumber": "660"}}, ("+43 660",)),
    ({"someNewAnswerValue": {"value": 1}}, ()),
    (None, ()),
]


@pytest.mark.parametrize(("answer", "values"), ANSWERS)
def test_an_answer_is_read_in_every_form(answer, values):
    application = pushes.read_push(
        json.dumps(applied({"questionIdentifier": "q", "answer": answer})).encode()
    )

    assert [(each.question, each.values) for each in application.answers] == [("q", values)]


def test_a_document_is_a_file_and_no_answer():
    document = {"DocumentAnswerValue": {"mediaUrl": "https://www.linkedin.com/ambry/?x=s3cret"}}
    application = pushes.read_push(
        json.dumps(applied({"questionIdentifier": "licence", "answer": document})).encode()
    )

    assert [(file.question, file.url) for file in application.files] == [
        ("licence", "https://www.linkedin.com/ambry/?x=s3cret")
    ]
    assert application.answers == ()
    assert "s3cret" not in repr(application.files)


def applied(*custom):
    return {
        "type": "EXPORT_JOB_APPLICATION",
        "jobApplicationId": "urn:li:jobApplication:1",
        "externalJobId": "REQ-1",
        "questionResponses": {
            "additionalQuestionResponses": {
                "customQuestionSetResponses": [{"customQuestionResponses": list(custom)}]
            }
        },
    }


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"type": "SOMETHING_NEW"}',
        b'{"type": "RESYNC_JOBS"}',
        b'{"type": "JOB_POSTING_STATUS", "developerApplicationUrn": "urn:li:developerApplication:1"}',
        b'{"type": "EXPORT_JOB_APPLICATION", "jobApplicationId": "urn:li:jobApplication:1"}',
    ],
)
def test_a_push_that_does_not_say_what_it_is_about_is_not_understood(body):
    with pytest.raises(errors.AnswerNotUnderstood):
        pushes.read_push(body)


def test_a_body_with_other_characters_is_signed_if_its_escaped_form_is():
    said = {"firstName": "José", "note": "😀 und ü"}
    escaped = json.dumps(said).encode()
    plain = json.dumps(said, ensure_ascii=False).encode()
    signature = webhooks._digest("secret", b"hmacsha256=" + escaped)

    assert plain != escaped
    assert webhooks.verify_signature("secret", plain, signature)
    assert webhooks.verify_signature("secret", escaped, signature)
    assert not webhooks.verify_signature("secret", plain.replace(b"und", b"and"), signature)
    assert not webhooks.verify_signature("secret", b"\xff" + plain, signature)


#: What LinkedIn may answer to a new validation of 31 and 32, and what is understood.
REVALIDATIONS = [
    ({"value": [{"id": 31, "status": 200}, {"id": 32, "status": 404}]}, {31: 200, 32: 404}),
    ({"value": [{"id": 32, "status": 200}]}, {31: 0, 32: 200}),
    ({"value": {}}, {31: 0, 32: 0}),
    (b"", {31: 0, 32: 0}),
]


@pytest.mark.parametrize(("body", "understood"), REVALIDATIONS)
def test_what_became_of_each_webhook_is_told(body, understood):
    assert linkedin(Answering(200, body)).developer_webhooks.revalidate([31, 32]) == understood


def test_a_webhook_without_its_address_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"elements": [{"id": 1}]})).developer_webhooks.all()
    assert linkedin(Answering()).developer_webhooks.revalidate([]) == {}


#: An evaluation as LinkedIn may write it: the fields are not readable.
EVALUATIONS = [
    ({"evaluation": "Fits."}, ("", "Fits.", 0)),
    ({"rating": "GOOD_MATCH", "summary": "Fits."}, ("GOOD_MATCH", "Fits.", 0)),
    ({"evaluation": {"rating": "A", "criteria": [{"name": "x"}, "y"]}}, ("A", "", 1)),
    ({"evaluation": None}, ("", "", 0)),
]


@pytest.mark.parametrize(("told", "expected"), EVALUATIONS)
def test_an_evaluation_is_read_in_every_form(told, expected):
    element = {"integrationContext": "urn:li:organization:1", **told}
    [found] = linkedin(Answering(200, {"elements": [element]})).evaluations.by_request("req-1")

    assert (found.rating, found.summary, len(found.criteria)) == expected
    assert found.raw == element


def test_an_evaluation_of_nobody_is_not_understood():
    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, {"elements": [{"evaluation": {}}]})).evaluations.by_request("req-1")
