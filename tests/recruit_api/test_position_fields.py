"""Programs read which fields of its own a company gives its positions, and read and write what they say."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import a_position

from recruit.base.tenancy import company_context
from recruit.positions.services import save_position_field


def test_fields_and_their_values_are_read_and_written(cast, program):
    script = program()
    with company_context(cast.company.pk):
        budget = save_position_field(
            company_id=cast.company.pk, name="Budget", kind="number", is_required=True, actor=cast.by_ada
        ).public_id
    new = {"name": "Planner", "hiring_manager": cast.hans.public_id}

    (field,) = script.get("/position-fields").json()["items"]
    without = script.post("/positions", new)
    wrong = script.post("/positions", {**new, "custom_fields": {budget: "much"}})
    opened = script.post("/positions", {**new, "custom_fields": {budget: "012.50"}}).json()
    changed = script.patch(f"/positions/{opened['id']}", {"custom_fields": {budget: "13"}}).json()

    assert field == {
        "id": budget, "name": "Budget", "kind": "number", "options": [], "is_required": True, "is_public": False,
    }  # fmt: skip
    assert [(each.status_code, each.json()["code"]) for each in (without, wrong)] == [
        (409, "position_field_refused")
    ] * 2
    assert opened["custom_fields"] == [{"id": budget, "name": "Budget", "value": "12.5"}]
    assert changed["custom_fields"][0]["value"] == "13"
    assert opened["openings"][0]["status"] == "open"


def test_a_list_reads_the_fields_once(cast, program):
    script = program()

    def statements():
        with CaptureQueriesContext(connection) as captured:
            assert script.get("/positions").status_code == 200
        return len(captured)

    statements()
    few = statements()
    for number in range(5):
        a_position(cast, f"Planner {number}")

    assert statements() == few
