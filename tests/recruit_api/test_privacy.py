"""Programs write down why candidates may be kept, read until when, and whose time is over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.people import SETTING_UP, a_merge, a_person, a_position, a_process

from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach
from recruit.people.services import NewPerson, add_persons_in_bulk
from recruit.privacy.selectors import retention
from recruit.privacy.services import Rule, erase_person, reckon, record_application, set_retention
from recruit_api.models import KeptAnswer

SCOPES = ("persons:read", "privacy:read", "privacy:write")
SIGNED = {"basis": "consent", "origin": "Signed form of the job fair"}


@pytest.fixture
def due(cast):
    """``due("Olda", "Zora")``: nothing has been heard of them for years; sourced candidates are kept for 12 months."""

    def made(*names):
        company_id, then = cast.company.pk, clock.now() - timedelta(days=800)
        new = [NewPerson(first_name=name, last_name="Old", added_at=then) for name in names]
        with company_context(company_id):
            persons = add_persons_in_bulk(company_id=company_id, persons=new, actor=SETTING_UP)
            set_retention(company_id=company_id, rules={"sourced": Rule(12, "erase")}, actor=cast.by_olga)
            reckon(company_id=company_id)
        return persons

    return made


def test_a_consent_given_elsewhere_is_recorded_listed_and_withdrawn(cast, program, due):
    (person,) = due("Olda")
    script, address = program(SCOPES), f"/persons/{person.public_id}"
    with company_context(cast.company.pk):
        record_application(person=person, has_consented=True, origin="Careers site", actor=SETTING_UP)

    recorded = script.post(f"{address}/consents", {**SIGNED, "until": "2090-12-31"})
    latest = script.get(f"{address}/consents?limit=1").json()
    rest = script.get(f"{address}/consents?limit=1&after={latest['next']}").json()
    kept = script.get(f"{address}/retention").json()
    withdrawn = script.post(f"{address}/consents/withdraw")
    again = script.post(f"{address}/consents/withdraw")
    states = [each["state"] for each in script.get(f"{address}/consents").json()["items"]]

    assert recorded.status_code == 201
    assert recorded.json()["until"].startswith("2090-12-31T23:59:59")
    assert latest["items"] == [recorded.json()]
    assert (recorded.json()["state"], recorded.json()["words"]) == ("holds", None)
    assert (rest["items"][0]["words"]["number"], rest["next"]) == (1, None)
    assert kept["due_at"] == recorded.json()["until"], "the end of the consent holds them"
    assert kept["rule"] == {"months": 12, "when_due": "erase"}
    assert (kept["is_due"], kept["wish"]) == (False, None)
    assert withdrawn.status_code == 200
    assert (withdrawn.json()["is_due"], withdrawn.json()["wish"]) == (True, "withdrew")
    assert withdrawn.json()["goes_at"] is None, "people decide, not the rule"
    assert (again.status_code, again.json()["code"]) == (409, "nothing_to_withdraw")
    assert states == ["withdrawn", "withdrawn"]
    told = program().get(f"{address}/activity").json()["items"]
    assert (told[0]["verb"], told[0]["actor_name"]) == ("consent_withdrawn", "Script")


def test_a_consent_of_an_earlier_day_does_not_undo_what_was_withdrawn_since(cast, program, due):
    (person,) = due("Olda")
    script, address = program(SCOPES), f"/persons/{person.public_id}"

    earlier = script.post(f"{address}/consents", {**SIGNED, "given_on": "2026-01-31"}).json()
    script.post(f"{address}/consents/withdraw")
    found_later = script.post(f"{address}/consents", {**SIGNED, "given_on": "2026-02-28"}).json()
    still = script.get(f"{address}/retention").json()
    anew = script.post(f"{address}/consents", SIGNED).json()
    now = script.get(f"{address}/retention").json()

    assert earlier["given_at"] == "2026-01-31T12:00:00Z"
    assert (found_later["state"], still["wish"]) == ("withdrawn", "withdrew")
    assert (anew["state"], now["wish"]) == ("holds", None)
    order = [each["id"] for each in script.get(f"{address}/consents").json()["items"]]
    assert order == [anew["id"], found_later["id"], earlier["id"]]


@pytest.mark.parametrize(
    ("path", "body", "status", "code", "pointer"),
    [
        ("consents", {**SIGNED, "until": "2020-01-01"}, 409, "consent_not_understood", "/until"),
        ("consents", {**SIGNED, "until": "9999-12-31"}, 409, "consent_not_understood", "/until"),
        ("consents", {"basis": "consent", "origin": "\x1c"}, 409, "consent_not_understood", "/origin"),
        ("consents", {"basis": "consent", "origin": " "}, 422, "not_valid", "/origin"),
        ("consents", {"basis": "consent"}, 422, "not_valid", "/origin"),
        ("consents", {**SIGNED, "basis": "whim"}, 422, "not_valid", "/basis"),
        ("consents", {**SIGNED, "given_on": "2090-01-01"}, 409, "consent_not_understood", "/given_on"),
        ("consents", {**SIGNED, "given_on": "0001-01-01"}, 409, "consent_not_understood", "/given_on"),
        ("consents", {**SIGNED, "given_at": "2020-01-01"}, 422, "not_valid", "/given_at"),
        ("consents/withdraw", None, 409, "nothing_to_withdraw", None),
        ("retention/keep", {"months": 0, "reason": "No"}, 422, "not_valid", "/months"),
        ("retention/keep", {"months": 121, "reason": "No"}, 422, "not_valid", "/months"),
        ("retention/keep", {"months": 12, "reason": "\x1c"}, 409, "reason_missing", "/reason"),
        ("retention/keep", {"months": 12}, 422, "not_valid", "/reason"),
    ],
)  # fmt: skip
def test_a_refusal_names_the_value_and_what_to_do(cast, program, path, body, status, code, pointer):
    answer = program(SCOPES).post(f"/persons/{a_person(cast).public_id}/{path}", body)

    found = answer.json()
    assert (answer.status_code, found["code"]) == (status, code)
    assert [each["pointer"] for each in found["errors"]] == ([pointer] if pointer else [])


def test_somebody_who_is_due_is_kept_longer_with_a_reason(program, due):
    person, _ = due("Olda", "Zora")
    script, address = program(SCOPES), f"/persons/{person.public_id}/retention"
    before = script.get(address).json()

    kept = script.post(f"{address}/keep", {"months": 6, "reason": "Wants  to hear of us"}).json()
    listed = script.get("/retention").json()["items"]
    soon = script.get("/retention?within_days=200").json()["items"]

    assert before["goes_at"] > before["due_at"]
    assert (before["kind"], before["is_due"], before["kept_by"]) == ("sourced", True, None)
    assert (kept["is_due"], kept["kept_because"], kept["kept_by"]) == (False, "Wants to hear of us", "Script")
    assert kept["due_at"] == kept["kept_until"]
    assert [each["person"]["name"] for each in listed] == ["Zora Old"]
    assert [each["person"]["name"] for each in soon] == ["Zora Old", "Olda Old"]
    assert soon[1] == kept, "the list says what the candidate's clock says"


def test_who_has_no_clock_is_kept_for_good(cast, program):
    found = program(SCOPES).get(f"/persons/{a_person(cast).public_id}/retention").json()

    assert (found["kind"], found["rule"], found["due_at"], found["is_due"]) == (None, None, None, False)


def test_the_list_is_read_by_key_and_asks_nothing_for_a_row(program, due):
    due("Anna", "Bea", "Cleo")
    script = program(SCOPES)

    def asked(limit):
        with CaptureQueriesContext(connection) as captured:
            answer = script.get(f"/retention?kind=sourced&limit={limit}")
        return answer.json(), len(captured)

    asked(1)
    (first, few), (_, many) = asked(1), asked(3)
    names, after = [], first["next"]
    names += [each["person"]["name"] for each in first["items"]]
    while after:
        page = script.get(f"/retention?kind=sourced&limit=1&after={after}").json()
        names += [each["person"]["name"] for each in page["items"]]
        after = page["next"]

    assert names == ["Anna Old", "Bea Old", "Cleo Old"]
    assert many == few
    assert script.get("/retention?kind=hired").json()["items"] == []


def test_a_list_that_is_mostly_out_of_reach_goes_on_to_its_end(cast, program, due, monkeypatch):
    """An app that reaches few of many gets short pages, and not one candidate too few."""
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    monkeypatch.setattr(retention, "_LOOKED_THROUGH", 4)
    persons = due(*(f"P{number}" for number in range(7)))
    published = a_position(cast, "Painter", is_published=True)
    # It is reckoned at night that a position considers them now.
    process = a_process(cast, persons[6], published)
    script, pages, after = program(SCOPES, AppReach.PUBLISHED), [], ""
    while after is not None:
        page = script.get(f"/retention?limit=5{after and f'&after={after}'}").json()
        pages.append([each["person"]["id"] for each in page["items"]])
        after = page["next"]

    assert pages == [[], [process.person.public_id]]


def test_what_an_app_does_not_reach_has_no_privacy_there(cast, program):
    secret = a_process(cast, None, a_position(cast, "Secret", is_discreet=True)).person.public_id
    gone, stays = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    a_merge(cast, stays, gone)
    script = program(SCOPES, AppReach.NOT_DISCREET)

    calls = [("GET", "consents", None), ("POST", "consents", SIGNED), ("GET", "retention", None),
             ("POST", "retention/keep", {"months": 1, "reason": "No"}), ("POST", "consents/withdraw", None)]  # fmt: skip
    answers = [script.call(method, f"/persons/{secret}/{rest}", body) for method, rest, body in calls]
    moved = script.get(f"/persons/{gone.public_id}/consents")

    assert [each.status_code for each in answers] == [404] * 5
    assert (moved.status_code, moved["Location"]) == (307, f"/api/v1/persons/{stays.public_id}/consents")


def test_to_read_is_not_to_write(cast, program):
    person = a_process(cast).person.public_id
    reader = program(SCOPES[:2])

    refused = reader.post(f"/persons/{person}/consents", SIGNED)

    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert program(SCOPES).patch(f"/persons/{person}", {"headline": "X"}).status_code == 403, "and no more"
    assert program(SCOPES).post(f"/persons/{person}/consents", SIGNED).status_code == 201


def test_an_answer_about_a_consent_does_not_outlive_the_candidate(cast, program):
    """It says nothing of whose consent it is, but its address does."""
    person, script = a_person(cast), program(SCOPES)
    call = f"/persons/{person.public_id}/consents"
    first = script.post(call, SIGNED, Idempotency_Key="c-1")
    with company_context(cast.company.pk):
        erase_person(person=person, typed_name=None, ground="request", actor=cast.by_olga)
        kept = KeptAnswer.objects.get()

    again = script.post(call, SIGNED, Idempotency_Key="c-1")

    assert first.status_code == 201
    assert person.public_id not in kept.body + kept.address
    assert (again.status_code, again.json()["code"]) == (410, "person_erased")
