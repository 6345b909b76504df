"""A program sets its webhooks up by the API, looks what became of events, and never sees another app's."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from django.test import Client
from tests.people import a_person, a_process
from tests.recruit_webhooks.receiver import is_genuine

from recruit.company.enums import AppScope
from recruit.company.models import ApiApp
from recruit.company.rules import TOKEN_START, token_digest
from recruit_api.description import description
from recruit_api.models import KeptAnswer
from recruit_webhooks.enums import TEST, EventType
from recruit_webhooks.models import Delivery, Webhook
from recruit_webhooks.services import change_webhook, send_test

NEW = {
    "name": "Payroll",
    "url": "https://payroll.example.com/hooks",
    "events": ["person.created", "process.hired"],
}


class Program:
    """JSON in, JSON out; the app's token is set from outside."""

    def __init__(self, app: ApiApp) -> None:
        token = f"rcr_{app.pk:012d}" + "a" * 48
        ApiApp.objects.filter(pk=app.pk).update(
            token_start=token[:TOKEN_START], token_digest=token_digest(token)
        )
        self.client = Client(headers={"Authorization": f"Bearer {token}"}, raise_request_exception=False)

    def __call__(self, method: str, path: str = "", body: Any = None, **headers: str) -> Any:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.generic(
            method, f"/api/v1/webhooks{path}", data="" if body is None else json.dumps(body),
            content_type="application/json", headers=named,
        )  # fmt: skip


@pytest.fixture
def program(app):
    def of(**named: Any) -> Program:
        return Program(app(**named))

    return of


def test_from_a_new_webhook_to_a_delivery_that_is_sent_once_more(cast, program, receiver, work):
    call = program()

    made = call("POST", body={**NEW, "url": receiver.url})
    secret, address = made.json()["secret"], f"/{made.json()['id']}"
    a_person(cast, "Mia", "Brand")
    work()
    delivered = call("GET", f"{address}/deliveries").json()["items"]
    again = call("POST", f"{address}/deliveries/{delivered[0]['id']}/replay")
    tested = call("POST", f"{address}/test")
    work()

    assert made.status_code == 201
    assert "secret" not in call("GET", address).json()
    assert [(one["type"], one["state"], one["status"], one["attempts"]) for one in delivered] == [
        ("person.created", "delivered", 200, 1)
    ]
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert (tested.status_code, tested.json()["type"]) == (202, TEST)
    assert [came.type for came in receiver.came] == ["person.created", "person.created", TEST]
    assert all(is_genuine(came, secret) for came in receiver.came)
    assert call("POST", f"{address}/replay", {"since": "2026-01-01T00:00:00Z"}).json() == {"count": 0}


def test_it_is_changed_switched_and_removed(cast, program):
    call = program()
    made = call("POST", body=NEW).json()
    address = f"/{made['id']}"
    read = call("GET", address)

    changed = call("PATCH", address, {"form": "record", "state": "off"}, If_Match=read["ETag"])
    late = call("PATCH", address, {"name": "Late"}, If_Match=read["ETag"])
    rotated = call("POST", f"{address}/secret").json()

    assert (changed.json()["form"], changed.json()["state"], changed.json()["off_because"]) == (
        "record",
        "off",
        "asked",
    )
    assert late.status_code == 412
    assert rotated["secret"].startswith("whsec_")
    assert rotated["secret"] != made["secret"]
    assert call("POST", f"{address}/test").json()["code"] == "webhook_is_off"
    assert [one["id"] for one in call("GET").json()["items"]] == [made["id"]]
    assert call("DELETE", address).status_code == 204
    assert call("GET", address).status_code == 404


def test_a_call_repeated_under_its_key_makes_no_second_one_and_keeps_no_secret(cast, program):
    call = program()

    first = call("POST", body=NEW, Idempotency_Key="once")
    second = call("POST", body=NEW, Idempotency_Key="once")

    assert first.json()["secret"].startswith("whsec_")
    assert second.json() == {**first.json(), "secret": ""}
    assert first.json()["secret"] not in KeptAnswer.objects.get().body
    assert Webhook.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "status", "pointer"),
    [
        ({"url": "http://payroll.example.com/"}, 409, "/url"),
        ({"url": "https://10.0.0.1/"}, 409, "/url"),
        ({"events": []}, 422, "/events"),
        ({"events": ["webhook.test"]}, 422, "/events/0"),
        ({"events": ["position.opened"]}, 409, "/events"),  # the app may not read positions
        ({"name": " "}, 422, "/name"),
        ({"secret": "mine"}, 422, "/secret"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, program, changed, status, pointer):
    call = program(scopes=("persons:read", "processes:read", "webhooks:read", "webhooks:write"))

    answer = call("POST", body={**NEW, **changed})

    assert answer.status_code == status
    assert [each["pointer"] for each in answer.json()["errors"]] == [pointer]
    assert Webhook.objects.count() == 0


def test_an_app_sees_its_own_and_needs_the_scope(cast, program, hook, app):
    mine, others = program(), hook()[0]
    reading = program(scopes=tuple(set(AppScope) - {AppScope.WRITE_WEBHOOKS}))
    address = f"/{others.public_id}"

    for method, path in (
        ("GET", address), ("DELETE", address), ("GET", f"{address}/deliveries"), ("POST", f"{address}/test"),
        ("POST", f"{address}/secret"), ("POST", f"{address}/deliveries/msg_1/replay"),
    ):  # fmt: skip
        assert mine(method, path).status_code == 404
    assert mine("GET").json()["items"] == []
    assert reading("GET").status_code == 200
    assert reading("POST", body=NEW).json()["code"] == "scope_missing"


def test_a_company_has_twenty_at_most(cast, program):
    call = program()
    answers = [call("POST", body=NEW).status_code for _ in range(21)]

    assert answers == [201] * 20 + [409]


def test_the_description_tells_of_every_event_and_of_what_is_really_sent(cast, hook, receiver, work):
    told = description()["webhooks"]
    assert set(told) == {*EventType.values, TEST}

    webhook, _ = hook()
    for form in ("ids", "record"):
        change_webhook(webhook=webhook, form=form, actor=cast.by_ada)
        a_process(cast, a_person(cast, "Mia", "Brand"))
        send_test(webhook=webhook, actor=cast.by_ada)
        work()
    assert {came.type for came in receiver.came} >= {"person.created", "process.started", TEST}
    for came in receiver.came:
        operation = told[came.type]["post"]
        jsonschema.validate(came.payload, operation["requestBody"]["content"]["application/json"]["schema"])
        assert {each["name"] for each in operation["parameters"]} <= set(came.headers)
    assert Delivery.objects.exclude(state="delivered").count() == 0
