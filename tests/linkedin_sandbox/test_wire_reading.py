"""Projections and pages: outbound.md 1.5, through HTTP, in both protocols."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT_URN,
    ROSA,
    candidate,
    candidate_key,
    rest_candidate_key,
)
from tests.linkedin_sandbox.server import Ats, Prepared

ADDRESSES = [{"city": "Linz", "country": "at"}, {"city": "Wels", "postalCode": "4600"}]
PHONES = [{"number": "+43 660 5550142", "extension": "9"}]


def noor(ats: Ats) -> None:
    record = candidate(addresses=ADDRESSES, phoneNumbers=PHONES)
    assert ats.upsert("v2/atsCandidates", [(candidate_key(), record)]).errors == {}


def read(ats: Ats, resource: str, fields: str) -> Any:
    key = rest_candidate_key() if resource.startswith("rest") else candidate_key()
    query = (
        f"ids=List((externalCandidateId:c1,integrationContext:{CONTEXT.replace(':', '%3A')}))"
        if resource.startswith("rest")
        else "&".join(f"ids[0].{name}={value}" for name, value in key.items())
    )
    said = ats.get(f"/{resource}?{query}&fields={fields}")
    assert said.status == 200, said
    [record] = said.results.values()
    return record


@pytest.mark.parametrize("resource", ["v2/atsCandidates", "rest/candidates"])
@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("firstName", {"firstName": "Noor"}),
        ("firstName,lastName", {"firstName": "Noor", "lastName": "Haddad"}),
        ("firstName%2ClastName", {"firstName": "Noor", "lastName": "Haddad"}),
        ("firstName,+lastName", {"firstName": "Noor", "lastName": "Haddad"}),
        ("nickname", {}),
        ("addresses(city)", {"addresses": [{"city": "Linz"}, {"city": "Wels"}]}),
        ("addresses:(city)", {"addresses": [{"city": "Linz"}, {"city": "Wels"}]}),
        ("addresses:($*:(city))", {"addresses": [{"city": "Linz"}, {"city": "Wels"}]}),
        ("addresses%28city%2CpostalCode%29", {"addresses": [{"city": "Linz"}, {"city": "Wels", "postalCode": "4600"}]}),
        ("firstName,addresses(country),phoneNumbers(number)", {
            "firstName": "Noor", "addresses": [{"country": "at"}, {}], "phoneNumbers": [{"number": "+43 660 5550142"}],
        }),
        ("phoneNumbers($*)", {"phoneNumbers": PHONES}),
        ("firstName(deeper)", {"firstName": "Noor"}),
    ],
)  # fmt: skip
def test_only_the_wanted_fields_are_answered_at_any_depth(
    prepared: Prepared, resource: str, fields: str, expected: dict[str, Any]
) -> None:
    noor(prepared.ats)

    assert read(prepared.ats, resource, fields) == expected


def test_the_versioned_api_is_asked_by_its_own_names(prepared: Prepared) -> None:
    noor(prepared.ats)

    assert read(prepared.ats, "rest/candidates", "externalCreatedAt,atsCreatedAt") == {
        "externalCreatedAt": 1767603600000
    }
    assert read(prepared.ats, "v2/atsCandidates", "externalCreatedAt,atsCreatedAt") == {
        "atsCreatedAt": 1767603600000
    }


@pytest.mark.parametrize(
    "fields", ["a,", ",a", "a(b", "a)", "a(b))", "(a)", "a(b)c", "a()", "a((b))", "a(" * 60]
)
def test_a_projection_that_cannot_be_read_is_a_bad_request(prepared: Prepared, fields: str) -> None:
    said = prepared.ats.get(
        "/v2/atsCandidates?"
        + "&".join(f"ids[0].{n}={v}" for n, v in candidate_key().items())
        + f"&fields={fields}"
    )

    assert (said.status, said.body["message"][:7]) == (400, "Invalid")


def test_finders_and_single_records_are_projected_too(prepared: Prepared) -> None:
    ats = prepared.ats
    [element] = ats.add_job().body["elements"]
    task = element["id"].replace(":", "%3A")

    seats = ats.get(
        f"/v2/seatsV2?q=attributes&contracts={CONTRACT_URN}&states=ACTIVE&start=0&fields=firstName,state"
    )
    tasks = ats.get(f"/v2/simpleJobPostingTasks?ids={element['id']}&fields=status")
    one = ats.get(f"/v2/simpleJobPostingTasks/{task}?fields=status,externalJobPostingId")

    assert seats.body["elements"] == [{"firstName": "Rosa", "state": "ACTIVE"}]
    assert seats.body["paging"]["start"] == 0
    assert tasks.results == {element["id"]: {"status": "SUCCEEDED"}}
    assert one.body == {"status": "SUCCEEDED", "externalJobPostingId": "REQ-1"}


def put_acls(ats: Ats, count: int) -> None:
    keys = [
        {
            "atsEntityAclId": f"group-{number:02}", "dataProvider": "ATS", "integrationContext": CONTEXT,
            "atsEntityType": "JOB_POSTING", "atsEntityId": "REQ-1",
        }
        for number in range(count)
    ]  # fmt: skip
    assert ats.upsert("v2/atsEntityAcls", [(key, {}) for key in keys]).errors == {}


FINDERS = {
    "v2": f"/v2/atsEntityAcls?q=criteria&atsEntityId=REQ-1&atsEntityType=JOB_POSTING&dataProvider=ATS&integrationContext={CONTEXT}",
    "rest": f"/rest/entityAcls?q=criteria&entityId=REQ-1&entityType=JOB_REQUISITION&integrationContext={CONTEXT.replace(':', '%3A')}",
}


@pytest.mark.parametrize("generation", FINDERS)
def test_a_walk_ends_with_a_short_page_or_an_empty_one(prepared: Prepared, generation: str) -> None:
    ats = prepared.ats
    put_acls(ats, 12)
    name = "atsEntityAclId" if generation == "v2" else "entityAclId"

    def page(start: int, count: int) -> tuple[list[str], dict[str, Any]]:
        said = ats.get(f"{FINDERS[generation]}&start={start}&count={count}")
        return [element[name] for element in said.body["elements"]], said.body["paging"]

    pages = [page(start, 5) for start in (0, 5, 10, 15)]

    assert [len(found) for found, _paging in pages] == [5, 5, 2, 0]
    assert [one for found, _paging in pages for one in found] == [
        f"group-{number:02}" for number in range(12)
    ]
    assert [(paging["start"], paging["count"]) for _found, paging in pages] == [
        (0, 5),
        (5, 5),
        (10, 5),
        (15, 5),
    ]
    assert all(isinstance(paging["links"], list) for _found, paging in pages)


@pytest.mark.parametrize("generation", FINDERS)
def test_ten_come_when_nobody_says_how_many(prepared: Prepared, generation: str) -> None:
    put_acls(prepared.ats, 12)

    said = prepared.ats.get(FINDERS[generation])

    assert (len(said.body["elements"]), said.body["paging"]["count"]) == (10, 10)


@pytest.mark.parametrize(
    "wrong",
    [
        "start=-1",
        "start=x",
        "count=1.5",
        "count=%C2%B2",
        "start=99999999999999999999",
        "start=",
        "count=List()",
    ],
)
def test_a_page_that_is_no_number_is_a_bad_request(prepared: Prepared, wrong: str) -> None:
    said = prepared.ats.get(f"{FINDERS['v2']}&{wrong}")

    assert said.status == (200 if wrong == "count=List()" else 400)


def test_what_one_person_may_see_is_paged_too(prepared: Prepared) -> None:
    ats = prepared.ats
    keys = [
        {
            "entityAclId": f"group-{number}", "integrationContext": CONTEXT, "entityType": "JOB_REQUISITION",
            "assignee": ats.urn(ROSA),
        }
        for number in range(3)
    ]  # fmt: skip
    assert ats.upsert("rest/entityAclAssignees", [(key, {}) for key in keys]).errors == {}
    find = f"/rest/entityAclAssignees?q=criteria&assignee={ats.urn(ROSA).replace(':', '%3A')}&integrationContext={CONTEXT.replace(':', '%3A')}"

    first, second = ats.get(f"{find}&start=0&count=2"), ats.get(f"{find}&start=2&count=2")

    assert [len(said.body["elements"]) for said in (first, second)] == [2, 1]
