"""Notifications: signed, challenged, retried until they expire, and wrong on demand (inbound.md section 2)."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import NOOR, ODILE, ROSA, ROSA_SEAT
from tests.linkedin_sandbox.server import Ats, Server, until


def customer(sandbox: Server, callback: Callback) -> Ats:
    """One with a job and a callback address, whose own set-up has not been pushed anywhere."""
    ats = sandbox.customer()
    ats.add_job()
    callback.secret = ats.secret
    # The pushes of enabling had no address yet: they wait for their retry far away.
    sandbox.post("limits", push_schedule=[3600])
    until(lambda: all(push["attempts"] for push in sandbox.get("push")["pushes"]))
    assert ats.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", callback.url).errors == {}
    return ats


def export(sandbox: Server, **changes: Any) -> dict[str, Any]:
    return sandbox.post("exports", **({"seat": ROSA_SEAT, "member": ODILE, "job": "REQ-1"} | changes))


def shown(sandbox: Server, made: dict[str, Any]) -> dict[str, Any]:
    return sandbox.get(f"exports/{made['request_id']}")


def fetch(ats: Ats, request_id: str, generation: str = "v2") -> Any:
    return ats.get(f"/{generation}/exportedCandidates?q=request&requestId={request_id}")


def is_signed(callback: Callback, headers: dict[str, str], body: bytes) -> bool:
    expected = hmac.new(callback.secret.encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()
    return headers.get("x-li-signature") == expected


def test_an_export_is_pushed_signed_and_fetched(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)

    made = export(sandbox, email="odile@home.example")
    [(headers, body)] = until(lambda: list(callback.came))
    before = until(lambda: shown(sandbox, made)["state"] == "sent" and shown(sandbox, made))
    said = fetch(ats, made["request_id"])

    assert is_signed(callback, headers, body)
    pushed = json.loads(body)
    assert (pushed["id"], pushed["type"]) == (made["request_id"], "EXPORT_CANDIDATE_PROFILE")
    assert pushed["expiresAt"] == made["created_at"] + 86_400_000
    assert before["fetched_at"] is None
    [element] = said.body["elements"]
    assert element == {
        "integrationContext": "urn:li:organization:2000117",
        "externalJobPostingId": "REQ-1",
        "candidate": {
            "member": ats.urn(ODILE),
            "firstName": "Odile",
            "lastName": "Marchetti",
            "profileUrl": "https://www.linkedin.com/in/invented-odile",
            "currentEmployerNames": ["Rhone Valves"],
            "headline": "Plant engineer",
            "location": "Lyon, France",
            "emailAddresses": ["odile@home.example"],
        },
        "recruiter": {
            "member": ats.urn(ROSA),
            "seat": "urn:li:seat:55501",
            "name": "Rosa Lind",
            "email": "rosa.lind@bluebird.example",
        },
    }
    assert shown(sandbox, made)["state"] == "fetched"


def test_an_export_is_seen_when_its_application_comes_back(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    made = export(sandbox)
    fetch(ats, made["request_id"])

    ats.add_candidate(manualMatchedMember=ats.urn(ODILE))
    ats.add_application("a1")

    assert shown(sandbox, made)["state"] == "seen"
    assert sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["summary"] == "In process for 1 position"


def test_the_address_proves_itself_before_the_first_push_and_once(
    sandbox: Server, callback: Callback
) -> None:
    ats = customer(sandbox, callback)

    export(sandbox)
    until(lambda: len(callback.came) == 1)
    export(sandbox, member=NOOR)
    until(lambda: len(callback.came) == 2)

    [challenge] = callback.challenges
    assert challenge.endswith(f"applicationId={_number(sandbox, ats)}")


def _number(sandbox: Server, ats: Ats) -> str:
    keys = {one["client_id"]: one["key"] for one in sandbox.get("applications")["applications"]}
    return keys[ats.client_id].rpartition(":")[2]


def test_an_address_that_does_not_know_the_secret_gets_nothing(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    callback.answers_challenge = False

    made = export(sandbox)
    push = until(lambda: shown(sandbox, made)["push"]["attempts"] and shown(sandbox, made)["push"])

    assert callback.came == []
    assert "challenge" in push["last_problem"]


def test_a_refused_push_is_tried_again_by_schedule(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("limits", push_schedule=[0.05, 0.05, 3600])
    callback.status = 500

    made = export(sandbox)
    until(lambda: len(callback.came) == 3)
    callback.status = 200
    tried = until(lambda: shown(sandbox, made)["push"]["attempts"] == 3 and shown(sandbox, made)["push"])

    assert (tried["state"], tried["last_status"]) == ("due", 500)
    assert len({body for _headers, body in callback.came}) == 1


def test_after_a_day_it_is_given_up_and_cannot_be_fetched(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    callback.status = 503
    made = export(sandbox)
    until(lambda: callback.came)

    sandbox.post("clock", advance=86_401)
    until(lambda: shown(sandbox, made)["push"]["state"] == "expired")
    fresh = Ats(sandbox, ats.client_id, sandbox.token(ats.client_id, ats.secret).body["access_token"])

    assert fetch(fresh, made["request_id"]).status == 404
    assert shown(sandbox, made)["state"] == "expired"


def test_a_push_can_be_repeated_on_demand(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")

    again = sandbox.post(f"push/{made['request_id']}/again")

    assert again["status"] == 200
    assert len({body for _headers, body in callback.came}) == 1
    assert len(callback.came) == 2


def test_faults_of_pushes(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)

    sandbox.post("faults", kind="wrong_signature", resource="EXPORT_CANDIDATE_PROFILE")
    export(sandbox)
    until(lambda: len(callback.came) == 1)
    sandbox.post("faults", kind="push_twice")
    export(sandbox, member=NOOR)
    until(lambda: len(callback.came) == 3)

    assert [is_signed(callback, *one) for one in callback.came] == [False, True, True]
    assert callback.came[1][1] == callback.came[2][1]


def test_an_outage_delays_a_push(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("limits", push_schedule=[0.05])
    sandbox.post("faults", kind="push_outage", times=2)

    made = export(sandbox)
    until(lambda: callback.came)

    assert (
        until(lambda: shown(sandbox, made)["push"]["state"] == "done" and shown(sandbox, made)["push"])[
            "attempts"
        ]
        == 3
    )


def test_an_export_can_answer_with_another_company(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    made = export(sandbox)
    sandbox.post("faults", kind="foreign_context", resource="exportedCandidates")

    wrong, right = fetch(ats, made["request_id"]), fetch(ats, made["request_id"], "rest")

    contexts = [said.body["elements"][0]["integrationContext"] for said in (wrong, right)]
    assert contexts == ["urn:li:organization:999999999", "urn:li:organization:2000117"]


def test_unsigned_and_unchallenged_by_the_switches(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    sandbox.post("switches", push_signature=False, push_challenge=False)

    export(sandbox)
    [(headers, _body)] = until(lambda: list(callback.came))

    assert "x-li-signature" not in headers
    assert callback.challenges == []


def test_each_integration_that_changes_is_told_of(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)

    sandbox.post("integrations/disable", client_id=ats.client_id)
    until(lambda: len(callback.came) == 4)

    seen = set()
    for _headers, body in callback.came:
        pushed = json.loads(body)
        assert pushed["type"] == "INTEGRATION_STATUS_CHANGE"
        said = ats.get(f"/rest/integrations?q=request&requestId={pushed['id']}")
        seen |= {(one["integrationType"], one["status"]) for one in said.body["elements"]}
    types = ("ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN", "CSA_API")
    assert seen == {(type_, "DISABLED") for type_ in types}


def test_what_a_recruiter_may_not_export(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    ats.add_job("REQ-2", state="CLOSED")

    def refusal(**changes: Any) -> str:
        said = sandbox.ask("exports", **({"seat": ROSA_SEAT, "member": ODILE, "job": "REQ-1"} | changes))
        assert said.status == 409, said
        return said.body["error"]

    assert "privacy settings" in refusal(member="no-export")
    assert "not open" in refusal(job="REQ-2")
    assert "not active" in refusal(seat=55502)
    assert "not an e-mail address" in refusal(email="odile")
    sandbox.post("limits", exports_per_seat_and_month=0)
    assert "for this month" in refusal()
    sandbox.post("integrations/disable", client_id=ats.client_id)
    sandbox.post("limits", exports_per_seat_and_month=300)
    assert "not switched on" in refusal()


def test_a_request_id_belongs_to_its_application(sandbox: Server, callback: Callback) -> None:
    customer(sandbox, callback)
    made = export(sandbox)
    theirs = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=theirs.client_id)

    assert fetch(theirs, made["request_id"]).status == 404


def test_the_enhanced_export_and_other_forms_by_the_switches(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    made = export(sandbox, email="odile@home.example")
    sandbox.post("switches", enhanced_export=True, export_emails="single", export_recruiter="seat")

    [element] = fetch(ats, made["request_id"]).body["elements"]

    assert element["candidate"]["skills"] == ["Valves", "Pumps", "Steel"]
    assert element["candidate"]["emailAddress"] == "odile@home.example"
    assert element["recruiter"] == "urn:li:seat:55501"


def test_a_push_is_in_the_journal_with_its_answer(sandbox: Server, callback: Callback) -> None:
    ats = customer(sandbox, callback)
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")

    push, challenge = sandbox.get("journal", kind="push", limit=2)["entries"]

    assert (push["resource"], push["status"], push["verb"]) == ("EXPORT_CANDIDATE_PROFILE", 200, "POST")
    assert (challenge["resource"], challenge["status"], challenge["verb"]) == ("challenge", 200, "GET")
    assert ats.secret not in json.dumps(sandbox.get("journal", limit=500))
