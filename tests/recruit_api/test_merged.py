"""Does the id of a candidate who was merged into another lead a program to the one who stays, and back after that?"""

from __future__ import annotations

from tests.people import a_merge, a_person, a_process

from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach
from recruit.duplicates.services import unmerge_persons


def test_the_old_id_leads_on_until_the_merge_is_taken_back(cast, program):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    a_process(cast, two)
    merge = a_merge(cast, one, two)
    script = program()
    stays, old = (f"/persons/{each.public_id}" for each in (one, two))

    for method, rest, body in (
        ("GET", "", None),
        ("GET", "/notes?limit=1", None),
        ("PATCH", "", {"headline": "Welder"}),
    ):
        answer = script.call(method, old + rest, body)
        assert (answer.status_code, answer["Content-Type"]) == (307, "application/problem+json")
        assert answer["Location"] == f"/api/v1{stays}{rest}"
        assert answer.json()["code"] == "person_moved"
    there = script.get(stays).json()
    assert there["id"] == one.public_id
    assert there["headline"] != "Welder", "a call that is led on has done nothing"

    refused = script.call("DELETE", old)
    assert (refused.status_code, refused.json()["code"]) == (409, "person_moved"), "nobody else is deleted"
    assert one.public_id in refused.json()["detail"]
    assert script.get(stays).status_code == 200

    with company_context(cast.company.pk):
        unmerge_persons(company_id=cast.company.pk, merge_id=merge.public_id, actor=cast.by_ada)
    assert script.get(old).json()["id"] == two.public_id


def test_who_may_not_see_the_one_who_stays_is_not_led_on(cast, program):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    a_merge(cast, one, two)

    assert program(reach=AppReach.PUBLISHED).get(f"/persons/{two.public_id}").status_code == 404
