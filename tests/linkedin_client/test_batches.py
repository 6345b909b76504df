"""Does every record of a batch get exactly one outcome, whatever LinkedIn answers?"""

from __future__ import annotations

import httpx2
import pytest
from tests.contract.client_records import ACL, NOOR, REVIEW, TRIAL, WELDER
from tests.linkedin_client.mock_apps import Answering, all_rest, linkedin

from linkedin_client import BatchResult, CandidateMatch, Dialects, Generation, RecordError, errors

PART = "atsCandidateId={}&dataProvider=ATS&integrationContext=urn%3Ali%3Aorganization%3A2000117"
ONE, TWO = PART.format("cand-1"), PART.format("cand-2")
LEFT_OUT = RecordError(0, "LinkedIn's answer does not name this record")

#: The answer's body, and the outcomes of cand-1 and cand-2.
ANSWERS = [
    # Both stored.
    ({"results": {ONE: {"status": 204}, TWO: {"status": 204}}}, {"cand-1": 204, "cand-2": 204}, {}),
    # Created and replaced, with LinkedIn's other word for it.
    (
        {"results": {ONE: {"status": 201}, TWO: {"status": 200}}, "errors": {}},
        {"cand-1": 201, "cand-2": 200},
        {},
    ),
    # One refused.
    (
        {
            "results": {ONE: {"status": 204}},
            "errors": {TWO: {"status": 422, "message": "ERROR\n", "code": "X"}},
        },
        {"cand-1": 204},
        {"cand-2": RecordError(422, "ERROR", "X")},
    ),
    # One left out.
    ({"results": {ONE: {"status": 204}}, "errors": {}}, {"cand-1": 204}, {"cand-2": LEFT_OUT}),
    # Nothing at all.
    ({"results": {}, "errors": {}}, {}, {"cand-1": LEFT_OUT, "cand-2": LEFT_OUT}),
    # In both maps: the refusal counts.
    (
        {
            "results": {ONE: {"status": 204}, TWO: {"status": 204}},
            "errors": {TWO: {"status": 500, "message": "?"}},
        },
        {"cand-1": 204},
        {"cand-2": RecordError(500, "?")},
    ),
    # A refusal among the results.
    (
        {"results": {ONE: {"status": 204}, TWO: {"status": 404, "error": {"status": 404, "message": "No."}}}},
        {"cand-1": 204},
        {"cand-2": RecordError(404, "No.")},
    ),
    # Only errors, one of them without a word.
    (
        {"errors": {ONE: {"status": 403, "message": "No.", "serviceErrorCode": 100}, TWO: {"status": 422}}},
        {},
        {"cand-1": RecordError(403, "No.", "", 100), "cand-2": RecordError(422, "LinkedIn gave no reason")},
    ),
    # A key that nobody asked for does no harm.
    (
        {"results": {ONE: {"status": 204}, TWO: {"status": 204}, PART.format("cand-9"): {"status": 204}}},
        {"cand-1": 204, "cand-2": 204},
        {},
    ),
]


@pytest.mark.parametrize(("body", "results", "refused"), ANSWERS)
def test_every_key_is_in_exactly_one_of_results_and_errors(body, results, refused):
    result = linkedin(Answering(200, body)).candidates.delete(["cand-1", "cand-2"])

    assert result == BatchResult(results=results, errors=refused)
    assert result.is_clean is not bool(refused)


def test_ids_that_differ_only_by_an_escape_are_not_confused():
    plus, space = PART.format("a%2Bb"), PART.format("a+b")
    body = {"results": {plus: {"status": 204}}, "errors": {space: {"status": 404, "message": "No."}}}

    result = linkedin(Answering(200, body)).candidates.delete(["a+b", "a b"])

    assert result.results == {"a+b": 204}
    assert set(result.errors) == {"a b"}


def test_an_empty_list_asks_nothing():
    app = Answering(500)
    li = linkedin(app)

    assert li.candidates.upsert([]) == BatchResult()
    assert li.candidates.delete([]) == BatchResult()
    assert li.candidates.matches([]) == {}
    assert li.jobs.upsert([]) == []
    assert li.jobs.tasks([]) == {}
    assert li.stages.upsert([]) == BatchResult()
    assert app.requests == []


def test_more_than_a_hundred_is_the_callers_mistake():
    app = Answering(500)
    ids = [f"cand-{number}" for number in range(101)]

    with pytest.raises(ValueError, match="101 records in one call"):
        linkedin(app).candidates.delete(ids)
    with pytest.raises(ValueError, match="101"):
        linkedin(app).candidates.attach(dict.fromkeys(ids))
    assert app.requests == []


@pytest.mark.parametrize(
    "call",
    [
        lambda li: li.candidates.upsert([NOOR, NOOR]),
        lambda li: li.candidates.delete(["a", "a"]),
        lambda li: li.jobs.upsert([WELDER, WELDER]),
        lambda li: li.stages.upsert([REVIEW, REVIEW]),
        lambda li: li.acls.put([ACL, ACL]),
    ],
)
def test_the_same_record_twice_is_the_callers_mistake(call):
    with pytest.raises(ValueError, match="twice"):
        call(linkedin(Answering(500)))


def test_without_an_organization_nothing_is_sent():
    app = Answering(500)

    with pytest.raises(ValueError, match="organization"):
        linkedin(app, organization="").candidates.upsert([NOOR])
    assert app.requests == []


def test_attaching_is_not_offered_in_rest():
    app = Answering(500)

    with pytest.raises(errors.NotOffered, match="manual_matched_member"):
        linkedin(app, dialects=all_rest()).candidates.attach({"cand-1": "urn:li:person:x"})
    assert app.requests == []


#: A record of a match, and what is made of it.
MATCHES = [
    ({}, CandidateMatch()),  # not matched (yet)
    ({"matchedMembers": []}, CandidateMatch()),  # the same, said otherwise
    ({"matchedMembers": None, "manualMatchedMember": None}, CandidateMatch()),  # and once more
    (
        {"matchedMembers": ["urn:li:person:a", "urn:li:person:b"]},
        CandidateMatch(matched=("urn:li:person:a", "urn:li:person:b")),
    ),
    (
        {"manualMatchedMember": "urn:li:person:c", "firstName": "Noor"},
        CandidateMatch(manual="urn:li:person:c"),
    ),
]


@pytest.mark.parametrize(("record", "match"), MATCHES)
def test_a_match_is_read_in_every_form(record, match):
    body = {"results": {ONE: record}, "statuses": {ONE: 200}, "errors": {}}

    assert linkedin(Answering(200, body)).candidates.matches(["cand-1"]) == {"cand-1": match}


def test_one_unknown_candidate_does_not_hide_the_others_match():
    body = {"results": {ONE: {}}, "errors": {TWO: {"status": 404, "message": "No."}}}

    assert linkedin(Answering(200, body)).candidates.matches(["cand-1", "cand-2"]) == {
        "cand-1": CandidateMatch()
    }


def test_a_record_that_may_not_be_read_is_an_error_of_its_status():
    body = {"results": {}, "errors": {ONE: {"status": 403, "message": "Not yours."}}}

    with pytest.raises(errors.Forbidden, match=r"Not yours\."):
        linkedin(Answering(200, body)).candidates.matches(["cand-1"])


class StagesPerApplication:
    """Stores stages of app-9001, and answers those of other applications as told."""

    def __init__(self, answer):
        self.answer = answer
        self.applications = []

    def __call__(self, request):
        application = request.url.path.split("atsJobApplicationId=")[1].split("&")[0]
        self.applications.append(application)
        if application in self.answer:
            return self.answer[application]
        keys = [value for name, value in request.url.params.multi_items() if name == "ids"]
        return httpx2.Response(200, json={"results": {key: {"status": 204} for key in keys}})


def refused(status):
    return httpx2.Response(status, json={"status": status, "message": "No."})


OF_THREE = [("app-1", "st-1"), ("app-2", "st-2"), ("app-3", "st-3")]
V2 = Dialects.all(Generation.V2)


def test_v2_writes_stages_application_by_application():
    app = StagesPerApplication({})

    result = linkedin(app, dialects=V2).stages.upsert([REVIEW, TRIAL])

    assert app.applications == ["app-9001"]
    assert result.results == {REVIEW.key: 204, TRIAL.key: 204}


def test_v2_keeps_what_was_stored_when_a_later_application_fails():
    app = StagesPerApplication({"app-2": refused(500)})

    result = linkedin(app, dialects=V2).stages.delete(OF_THREE)

    assert result.results == {("app-1", "st-1"): 204}
    assert result.errors[("app-2", "st-2")] == RecordError(500, "No.")
    assert result.errors[("app-3", "st-3")].status == 0
    assert app.applications == ["app-1", "app-2"]


def test_v2_goes_on_when_one_applications_stages_are_refused():
    app = StagesPerApplication({"app-2": refused(422)})

    result = linkedin(app, dialects=V2).stages.delete(OF_THREE)

    assert set(result.results) == {("app-1", "st-1"), ("app-3", "st-3")}
    assert result.errors == {("app-2", "st-2"): RecordError(422, "No.")}


def test_v2_raises_when_the_very_first_application_fails():
    app = StagesPerApplication({"app-1": refused(429)})

    with pytest.raises(errors.Throttled):
        linkedin(app, dialects=V2).stages.delete(OF_THREE)

    assert app.applications == ["app-1"]


def test_v2_raises_a_refusal_of_the_only_application_so_that_it_can_be_split():
    with pytest.raises(errors.Invalid):
        linkedin(StagesPerApplication({"app-1": refused(422)}), dialects=V2).stages.delete(OF_THREE[:1])


#: The elements of a job batch's answer, and whether the two postings are accepted.
JOB_ANSWERS = [
    ([{"status": 202, "id": "urn:1"}, {"status": 202, "id": "urn:2"}], ["urn:1", "urn:2"], [None, None]),
    ([{"status": 202, "id": "urn:1"}], ["urn:1", None], [None, 0]),  # the second is left out
    (
        [{"status": 409, "error": {"message": "closed"}}, {"status": 201, "id": "urn:2"}],
        [None, "urn:2"],
        [409, None],
    ),
    (
        [None, {"error": {"status": 422, "message": "no"}}],
        [None, None],
        [0, 422],
    ),  # an error without a status outside
]


@pytest.mark.parametrize(("elements", "tasks", "statuses"), JOB_ANSWERS)
def test_each_posting_gets_one_outcome_in_its_order(elements, tasks, statuses):
    from dataclasses import replace

    postings = [WELDER, replace(WELDER, external_id="REQ-2")]

    outcomes = linkedin(Answering(200, {"elements": elements})).jobs.upsert(postings)

    assert [outcome.external_id for outcome in outcomes] == ["REQ-4411", "REQ-2"]
    assert [outcome.task_urn for outcome in outcomes] == tasks
    assert [outcome.error and outcome.error.status for outcome in outcomes] == statuses
    assert [outcome.ok for outcome in outcomes] == [status is None for status in statuses]


def test_more_outcomes_than_postings_are_not_understood():
    body = {"elements": [{"status": 202, "id": "urn:1"}, {"status": 202, "id": "urn:2"}]}

    with pytest.raises(errors.AnswerNotUnderstood):
        linkedin(Answering(200, body)).jobs.upsert([WELDER])
