"""What records do once they are there: rules 28 to 39 of outbound.md section 20, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import (
    NOOR,
    ODILE,
    ROSA_SEAT,
    application_key,
    candidate,
    candidate_key,
    job,
    rest_candidate_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared, Said, Server


def stored(sandbox: Server, id_: str = "c1") -> dict[str, Any]:
    [row] = sandbox.get("records/candidates", id=id_)["records"]
    return row["record"]


def matches(ats: Ats, id_: str = "c1") -> dict[str, Any]:
    said = ats.send(
        "GET",
        "/v2/atsCandidates?"
        + "&".join(f"ids[0].{name}={value}" for name, value in candidate_key(id_).items())
        + "&fields=matchedMembers,manualMatchedMember",
    )
    [record] = said.results.values()
    return record


def attach(ats: Ats, patch: dict[str, Any], id_: str = "c1") -> Said:
    return ats.upsert(
        "v2/atsCandidates", [(candidate_key(id_), {"patch": patch})], method="batch_partial_update"
    )


def test_rule_28_an_upsert_replaces_the_whole_record(sandbox: Server) -> None:
    ats = sandbox.customer()

    ats.add_candidate(currentCompanyName="Traun Robotik")
    ats.add_candidate()

    assert "currentCompanyName" not in stored(sandbox)


def test_rule_28_matches_are_linkedins_own(sandbox: Server) -> None:
    ats = sandbox.customer()

    ats.add_candidate(matchedMembers=[ats.urn(ODILE)])

    assert matches(ats) == {"matchedMembers": [ats.urn(NOOR)]}


def test_rule_28_the_customers_match_is_kept_when_left_out_unless_switched(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate(manualMatchedMember=ats.urn(ODILE))

    ats.add_candidate()
    kept = matches(ats)
    sandbox.post("switches", manual_match_on_omission="clear")
    ats.add_candidate()

    assert kept["manualMatchedMember"] == ats.urn(ODILE)
    assert "manualMatchedMember" not in matches(ats)


def test_rule_29_both_generations_are_one_store_and_ids_belong_to_their_customer(sandbox: Server) -> None:
    ours = sandbox.customer()
    theirs = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=theirs.client_id)
    their_key = candidate_key(context="urn:li:organization:2000118")

    ours.add_candidate(currentJobTitle="Ours")
    theirs.upsert("v2/atsCandidates", [(their_key, candidate(currentJobTitle="Theirs"))])
    rest = ours.read("rest/candidates", [rest_candidate_key()])

    [record] = rest.results.values()
    assert (record["currentJobTitle"], record["externalCreatedAt"]) == ("Ours", 1767603600000)
    assert sandbox.get("records/candidates")["count"] == 2


def test_rule_30_the_same_upsert_twice_is_the_same_state(sandbox: Server) -> None:
    ats = sandbox.customer()

    first, second = ats.add_candidate(), ats.add_candidate()

    assert first.body == second.body
    assert sandbox.get("records/candidates")["count"] == 1


def test_rule_31_unknown_records(sandbox: Server) -> None:
    ats = sandbox.customer()

    patched = attach(ats, {"$set": {"manualMatchedMember": ats.urn(ODILE)}})
    read = ats.read("v2/atsCandidates", [candidate_key()])

    assert [error["status"] for error in patched.errors.values()] == [404]
    assert [error["status"] for error in read.errors.values()] == [404]
    assert (patched.status, read.status) == (200, 200)


def test_a_person_is_attached_and_detached(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate()

    attach(ats, {"$set": {"manualMatchedMember": ats.urn(ODILE)}})
    attached = matches(ats)
    attach(ats, {"$delete": ["manualMatchedMember"]})

    assert attached == {"matchedMembers": [ats.urn(NOOR)], "manualMatchedMember": ats.urn(ODILE)}
    assert matches(ats) == {"matchedMembers": [ats.urn(NOOR)]}


def test_rule_32_a_stage_needs_its_application(sandbox: Server) -> None:
    ats = sandbox.customer()

    refused = ats.add_stages("a1", st=("Review", 1))
    sandbox.post("switches", parent_check=False)
    taken = ats.add_stages("a1", st=("Review", 1))

    assert [error["status"] for error in refused.errors.values()] == [404]
    assert taken.results == {"st": {"status": 204}}


def test_rule_34_an_applications_stages_go_with_it(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")
    ats.add_stages("a1", st=("Review", 1), nd=("Interview", 2))

    ats.delete("v2/atsApplications", [application_key("a1")])

    assert sandbox.get("records/stages")["count"] == 0


def test_rule_34_a_deleted_candidate_is_matched_no_more_and_its_applications_stay(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate()
    ats.add_application("a1")
    before = sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)

    ats.delete("v2/atsCandidates", [candidate_key()])
    after = sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)

    assert (before["in_ats"], after["in_ats"]) == (True, False)
    assert sandbox.get("records/applications")["count"] == 1


def test_rule_35_deleting_what_is_not_there(sandbox: Server) -> None:
    ats = sandbox.customer()

    usual = ats.delete("v2/atsCandidates", [candidate_key()])
    sandbox.post("switches", delete_unknown_status=204)
    switched = ats.delete("v2/atsCandidates", [candidate_key()])

    assert [error["status"] for error in usual.errors.values()] == [404]
    assert list(switched.results.values()) == [{"status": 204}]


def task_of(said: Said) -> str:
    [element] = said.body["elements"]
    assert element["status"] == 202, element
    return element["id"]


def task(ats: Ats, urn: str) -> dict[str, Any]:
    said = ats.get(f"/v2/simpleJobPostingTasks?ids={urn}")
    return said.results.get(urn) or said.errors[urn]


def test_rule_36_a_job_is_there_when_its_task_is_done(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", job_task={"after_seconds": 60})
    urn = task_of(ats.add_job())

    waiting, hidden = task(ats, urn), sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]
    sandbox.post("clock", advance=61)
    done, shown = task(ats, urn), sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]

    assert (waiting["status"], hidden) == ("IN_PROGRESS", [])
    assert done["status"] == "SUCCEEDED"
    assert done["jobPosting"].startswith("urn:li:jobPosting:")
    assert [one["title"] for one in shown] == ["Welding Robot Technician"]


def test_rule_36_a_task_can_wait_for_looks(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", job_task={"after_looks": 2})
    urn = task_of(ats.add_job())

    assert [task(ats, urn)["status"] for _look in range(3)] == ["IN_PROGRESS", "SUCCEEDED", "SUCCEEDED"]


def operation(name: str, **changes: Any) -> dict[str, Any]:
    return {"state": ..., "jobPostingOperationType": name} | changes


def test_rule_36_what_is_wrong_in_meaning_shows_in_the_task(sandbox: Server) -> None:
    ats = sandbox.customer()

    update = task(ats, task_of(ats.add_job(**operation("UPDATE"))))
    created = task(ats, task_of(ats.add_job(**operation("CREATE"))))
    again = task(ats, task_of(ats.add_job(**operation("CREATE"))))
    nowhere = task(ats, task_of(ats.add_job("REQ-2", location="Nowhere,Atlantis")))

    assert [one["status"] for one in (update, created, again, nowhere)] == [
        "FAILED",
        "SUCCEEDED",
        "FAILED",
        "FAILED",
    ]
    assert "not allowed for a non-existing job" in update["errorMessage"]
    assert "Duplicate partner job identifier" in again["errorMessage"]


def test_rule_36_closing_what_is_unknown_or_closed_is_a_conflict(sandbox: Server) -> None:
    ats = sandbox.customer()

    unknown = ats.add_job(**operation("CLOSE")).body["elements"][0]["status"]
    ats.add_job(**operation("CREATE"))
    closed = ats.add_job(**operation("CLOSE")).body["elements"][0]["status"]
    again = ats.add_job(**operation("CLOSE")).body["elements"][0]["status"]

    assert (unknown, closed, again) == (409, 202, 409)
    assert sandbox.get("jobs", seat=ROSA_SEAT)["jobs"] == []


def test_rule_37_the_same_job_twice_in_one_request(sandbox: Server) -> None:
    ats = sandbox.customer()

    said = ats.post(
        "/v2/simpleJobPostings", {"elements": [job(), job(), job("REQ-2")]}, method="batch_create"
    )

    assert [element["status"] for element in said.body["elements"]] == [422, 422, 202]


def test_rule_38_a_task_is_forgotten_after_a_day(sandbox: Server) -> None:
    ats = sandbox.customer()
    urn = task_of(ats.add_job())

    sandbox.post("clock", advance=86_401)
    fresh = Ats(sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"])
    forgotten = task(fresh, urn)
    sandbox.post("switches", task_life_hours=720)

    assert forgotten["status"] == 404
    assert task(fresh, urn)["status"] == "SUCCEEDED"


def test_rule_39_a_match_takes_its_time(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", matching={"after_seconds": 60})
    ats.add_candidate()

    early = matches(ats)
    sandbox.post("clock", advance=61)

    assert early == {}
    assert matches(ats) == {"matchedMembers": [ats.urn(NOOR)]}


@pytest.mark.parametrize(
    ("changes", "is_matched"),
    [
        ({}, True),
        ({"emailAddresses": ["NOOR.Haddad@example.org"]}, True),
        ({"emailAddresses": ["other@example.org"]}, False),
        (
            {
                "emailAddresses": ["other@example.org"],
                "linkedInProfileUrl": "https://www.linkedin.com/in/demo-noor-h/",
            },
            True,
        ),
    ],
)
def test_rule_39_by_what_a_member_is_recognised(
    prepared: Prepared, changes: dict[str, Any], is_matched: bool
) -> None:
    ats = prepared.ats

    ats.add_candidate(**changes)

    assert matches(ats) == ({"matchedMembers": [ats.urn(NOOR)]} if is_matched else {})
    assert prepared.get("indicator", seat=ROSA_SEAT, member=NOOR)["in_ats"] is is_matched


def test_no_match_is_an_empty_list_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_candidate(emailAddresses=["other@example.org"])
    sandbox.post("switches", no_match="empty")

    assert matches(ats) == {"matchedMembers": []}


def test_rule_7_applications_can_be_read_in_v2_unless_switched(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_application("a1")

    usual = ats.read("v2/atsApplications", [application_key(), application_key("a9")])
    sandbox.post("switches", application_batch_get="absent")
    absent = ats.read("v2/atsApplications", [application_key()])

    [record] = usual.results.values()
    assert record["atsJobPostingName"] == "Welding Robot Technician"
    assert [error["status"] for error in usual.errors.values()] == [404]
    assert (absent.status, "not supported" in absent.body["message"]) == (400, True)
