"""What LinkedIn's assistant says of an application, from the push to the fetching: inbound.md 9."""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import CONTEXT
from tests.linkedin_sandbox.recruiting_cast import second_company
from tests.linkedin_sandbox.server import Ats, Server, until

ADDRESSES = ("/rest/exportedApplicationEvaluation", "/rest/exportedApplicationEvaluations")


def evaluated(sandbox: Server, ats: Ats) -> str:
    ats.add_job()
    ats.add_application("a1", atsJobPostingId="REQ-1", atsCandidateId="c1")
    made = sandbox.post(
        "evaluations", client_id=ats.client_id, application="a1", rating="GOOD_MATCH", summary="Fits."
    )
    return str(made["request_id"])


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_evaluation_can_be_fetched_by_the_id_of_its_push(sandbox: Server, address: str) -> None:
    ats = sandbox.customer()
    request_id = evaluated(sandbox, ats)

    said = ats.get(f"{address}?q=request&requestId={request_id}")

    [element] = said.body["elements"]
    assert element == {
        "integrationContext": CONTEXT,
        "externalJobApplicationId": "a1",
        "externalJobPostingId": "REQ-1",
        "externalCandidateId": "c1",
        "evaluatedAt": element["evaluatedAt"],
        "evaluation": {"rating": "GOOD_MATCH", "summary": "Fits.", "criteria": []},
    }


def test_the_ats_is_told_by_a_push(sandbox: Server, callback: Callback) -> None:
    ats = sandbox.customer()
    callback.secret = ats.secret
    ats.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", callback.url)

    request_id = evaluated(sandbox, ats)

    def told() -> list[str]:
        return [json.loads(body)["type"] for _headers, body in callback.came if request_id in body.decode()]

    assert until(told) == ["EXPORT_APPLICATION_EVALUATION"]


def test_an_id_of_another_kind_or_of_another_customer_is_not_known(sandbox: Server) -> None:
    ats, redwood = sandbox.customer(), second_company(sandbox)
    request_id = evaluated(sandbox, ats)

    assert ats.get(f"{ADDRESSES[0]}?q=request&requestId=req-1").status == 404
    assert redwood.get(f"{ADDRESSES[0]}?q=request&requestId={request_id}").status == 404
    assert ats.get(f"/v2/exportedCandidates?q=request&requestId={request_id}").status == 404
    sandbox.post("switches", unknown_request="empty")
    assert ats.get(f"{ADDRESSES[0]}?q=request&requestId=req-1").body["elements"] == []


def test_the_id_is_good_for_a_day(sandbox: Server) -> None:
    ats = sandbox.customer()
    request_id = evaluated(sandbox, ats)

    sandbox.post("limits", token_seconds=200_000)
    fresh = Ats(sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"])
    sandbox.post("clock", advance=86_000)
    assert fresh.get(f"{ADDRESSES[0]}?q=request&requestId={request_id}").status == 200
    sandbox.post("clock", advance=500)
    assert fresh.get(f"{ADDRESSES[0]}?q=request&requestId={request_id}").status == 404


def test_an_application_is_evaluated_once_a_day_unless_its_job_changes(sandbox: Server) -> None:
    ats = sandbox.customer()
    evaluated(sandbox, ats)
    second = {"client_id": ats.client_id, "application": "a1"}

    refused = sandbox.ask("evaluations", **second)
    assert (refused.status, "24 hours" in refused.body["error"]) == (409, True)
    sandbox.post("clock", advance=1)
    ats.add_job("REQ-1", title="Something else entirely", jobPostingOperationType="UPDATE")
    assert sandbox.ask("evaluations", **second).status == 200
    assert sandbox.ask("evaluations", **second).status == 409
    sandbox.post("clock", advance=86_401)
    assert sandbox.ask("evaluations", **second).status == 200


def test_it_begins_with_version_202507_and_needs_a_known_application(sandbox: Server) -> None:
    ats = sandbox.customer()
    request_id = evaluated(sandbox, ats)

    def status(version: str) -> int:
        headers = {"Authorization": f"Bearer {ats.token}", "LinkedIn-Version": version}
        return sandbox.send("GET", f"{ADDRESSES[0]}?q=request&requestId={request_id}", headers=headers).status

    assert (status("202506"), status("202507")) == (404, 200)
    assert sandbox.ask("evaluations", client_id=ats.client_id, application="a2").status == 409
    assert ats.get(f"/v2/exportedApplicationEvaluation?q=request&requestId={request_id}").status == 404
