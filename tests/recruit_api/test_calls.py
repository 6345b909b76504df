"""How calls are let in, refused, counted and repeated."""

from __future__ import annotations

import pytest
import time_machine
from django.test import Client
from tests.people import a_person

from recruit.base.tenancy import company_context
from recruit.company.enums import AppScope
from recruit.company.models import ApiApp
from recruit.company.rules import APP_SCOPES
from recruit.people.models import Person
from recruit_api.description import description
from recruit_api.models import KeptAnswer
from recruit_api.tasks import forget_old_answers_of_all

OPERATIONS = [
    (method.upper(), address, operation["x-scope"])
    for address, operations in description()["paths"].items()
    for method, operation in operations.items()
]


def test_a_call_without_a_good_token_reads_a_problem(cast, program):
    signed_in = Client()
    signed_in.force_login(cast.olga, backend="recruit.company.selectors.SignInBackend")
    revoked = program()
    with company_context(cast.company.pk):
        ApiApp.objects.update(state="revoked")

    for answer in (
        Client().get("/api/v1/persons"),
        signed_in.get("/api/v1/persons"),
        Client().get("/api/v1/persons", headers={"Authorization": "Bearer rcr_guess"}),
        revoked.get("/persons"),
        Client().get("/api/v1/nowhere"),
    ):
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
        assert answer["WWW-Authenticate"] == "Bearer"
        assert answer.json()["code"] == "token_not_good"
        assert not answer.cookies


def test_every_operation_asks_for_its_scope(cast, program):
    """All scopes but the one that the operation names: 403, whatever is asked for."""
    wrong = []
    needs = {each.scope.value: each.needs for each in APP_SCOPES}
    for scope in sorted({scope for _, _, scope in OPERATIONS}):
        others = {each for each in AppScope if each != scope and needs[each] != scope}
        others -= {each for each in others if needs[each] is not None and needs[each] not in others}
        script = program(others)
        for method, address, needed in OPERATIONS:
            if needed != scope:
                continue
            path = address.removeprefix("/api/v1").replace("{", "").replace("}", "")
            answer = script.call(method, path, {})
            if (answer.status_code, answer.json()["code"]) != (403, "scope_missing"):
                wrong.append((method, address, answer.status_code))

    assert wrong == []
    assert len(OPERATIONS) >= 41


def test_what_an_app_may_not_read_is_null(cast, program):
    person = a_person(cast)
    script = program(["persons:read", "positions:read"])

    assert script.get(f"/persons/{person.public_id}").json()["contact_points"] is None
    assert script.get(f"/positions/{cast.position.public_id}").json()["hiring_team"] is None
    assert script.get("/persons?status=hired").json()["code"] == "scope_missing"
    assert script.get("/persons?source_type=website").json()["code"] == "scope_missing"


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code", "pointer"),
    [
        ("POST", "/persons", {"first_name": 7}, 422, "not_valid", "/first_name"),
        ("POST", "/persons", {"first_name": "A", "what": 1}, 422, "not_valid", "/what"),
        ("POST", "/persons", {"first_name": "A\x00"}, 422, "not_valid", "/first_name"),
        ("POST", "/persons", {"first_name": "A", "contact_points": [{"kind": "fax", "value": "1"}]}, 422,
         "not_valid", "/contact_points/0/kind"),
        ("POST", "/persons", {"first_name": " "}, 409, "person_needs_name", None),
        ("GET", "/persons?limit=0", None, 422, "not_valid", "limit"),
        ("GET", "/persons?queery=x", None, 422, "not_valid", "queery"),
        ("GET", "/persons?after=nonsense", None, 409, "cursor_not_understood", None),
        ("GET", "/persons/per_nobody", None, 404, "not_found", None),
        ("GET", "/nowhere", None, 404, "address_unknown", None),
        ("DELETE", "/persons", None, 405, "method_unknown", None),
    ],
)  # fmt: skip
def test_a_wrong_call_reads_what_is_wrong_and_where(program, method, path, body, status, code, pointer):
    answer = program().call(method, path, body)

    found = answer.json()
    assert (answer.status_code, found["status"], found["code"]) == (status, status, code)
    assert answer["Content-Type"] == "application/problem+json"
    where = [error.get("pointer") or error.get("parameter") for error in found["errors"]]
    assert where == ([pointer] if pointer else [])


def test_a_body_that_is_no_json_is_a_problem(program):
    script = program()

    answer = script.client.post(
        "/api/v1/persons", data="{", content_type="application/json", headers=script.headers
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "request_not_understood")


def test_a_call_under_a_key_is_done_once(cast, program):
    script, body = program(), {"first_name": "Once", "last_name": "Only"}

    first = script.post("/persons", body, Idempotency_Key="k1")
    again = script.post("/persons", body, Idempotency_Key="k1")
    other = script.post("/persons", body | {"last_name": "Other"}, Idempotency_Key="k1")
    odd = script.post("/persons", body, Idempotency_Key="k" * 201)
    wrong = script.post("/persons", {"first_name": " "}, Idempotency_Key="k2")
    mended = script.post("/persons", {"first_name": "Mended"}, Idempotency_Key="k2")

    assert (first.status_code, again.status_code) == (201, 201)
    assert (again.json(), again["Idempotent-Replayed"], again["ETag"]) == (
        first.json(),
        "true",
        first["ETag"],
    )
    assert "Idempotent-Replayed" not in first
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")
    assert odd.status_code == 400
    assert (wrong.status_code, mended.status_code) == (409, 201)
    with company_context(cast.company.pk):
        assert Person.objects.filter(first_name="Once").count() == 1
        stored = KeptAnswer.objects.get(key="k1")
        KeptAnswer.objects.update(created_at=stored.created_at.replace(year=2020))
    forget_old_answers_of_all()
    with company_context(cast.company.pk):
        assert not KeptAnswer.objects.exists()


def test_an_app_that_calls_too_often_waits_for_the_next_minute(program, settings):
    settings.API_CALLS_PER_MINUTE = 2
    script, other = program(), program()

    with time_machine.travel("2026-11-27 12:00:20Z", tick=False):
        answers = [script.get("/teammates") for _ in range(3)]
        elsewhere = other.get("/teammates")
    with time_machine.travel("2026-11-27 12:01:00Z", tick=False):
        later = script.get("/teammates")

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert (answers[2]["Retry-After"], answers[2].json()["code"]) == ("40", "too_many_calls")
    assert (elsewhere.status_code, later.status_code) == (200, 200)


def test_a_change_of_what_others_changed_is_refused(cast, program):
    script, person = program(), a_person(cast)
    address = f"/persons/{person.public_id}"
    read = script.get(address)["ETag"]

    first = script.patch(address, {"headline": "Welder"}, If_Match=read)
    second = script.patch(address, {"headline": "Painter"}, If_Match=read)
    regardless = script.patch(address, {"headline": "Painter"})

    assert (first.status_code, second.status_code, regardless.status_code) == (200, 412, 200)
    assert second.json()["code"] == "changed_meanwhile"
    assert first["ETag"] != read


def test_the_page_for_people_tells_every_operation(client):
    page = client.get("/api/v1/docs")
    text = page.content.decode()

    assert page.status_code == 200
    assert all(f"<code>{method} {address}</code>" in text for method, address, _ in OPERATIONS)
    assert all(scope.value in text for scope in AppScope)
    assert "http://" not in text.replace("http://testserver", "")
    assert client.get("/api/v1/openapi.json").json()["openapi"].startswith("3.1")
