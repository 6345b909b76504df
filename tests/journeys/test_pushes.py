"""Which pushes does Recruit believe? Only so far as "fetch this id with our own token"; and it never forgets one."""

from __future__ import annotations

import hashlib
import hmac
import json
import uuid

import httpx2
import pytest
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


class Callback:
    """Recruit's callback address of one company, with the secret that LinkedIn signs with."""

    def __init__(self, sandbox, company: str) -> None:
        application = sandbox.application_of(company)
        self.url = application["configurations"]["CALLBACK_URL"]
        self.secret = application["client_secret"]

    def push(self, body: bytes, *, signature: str | None = None) -> int:
        signed = hmac.new(self.secret.encode(), b"hmacsha256=" + body, hashlib.sha256).hexdigest()
        headers = {
            "X-LI-Signature": signed if signature is None else signature,
            "Content-Type": "application/json",
        }
        return httpx2.post(self.url, content=body, headers=headers, timeout=10).status_code

    def tell(self, kind: str, request_id: str) -> int:
        return self.push(
            json.dumps({"id": request_id, "type": kind, "expiresAt": 1_999_999_999_999}).encode()
        )


@pytest.fixture
def callback(sandbox):
    return Callback(sandbox, cast.LUMEN)


def latest_receipts(truth, since):
    return truth.rows(
        "SELECT type, state, reason FROM linkedin_sync_receipt WHERE id > %s ORDER BY id", since
    )


@pytest.fixture
def since(truth):
    [(highest,)] = truth.rows("SELECT coalesce(max(id), 0) FROM linkedin_sync_receipt")
    return highest


def test_the_same_push_three_times_makes_one_candidate(
    sandbox, truth, newcomer, rosas_seat, lighting_designer
):
    """M-16: nothing doubled; LinkedIn may repeat itself."""
    sandbox.post("faults", kind="push_twice", times=1)

    sent = sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)
    until(lambda: truth.processes(*newcomer.names))
    again = sandbox.post(f"push/{sent['request_id']}/again")

    assert again["status"] == 200
    assert truth.persons(*newcomer.names) == 1
    assert len(truth.processes(*newcomer.names)) == 1
    assert truth.count("linkedin_sync_receipt", "event_id = %s", sent["request_id"]) == 1


def test_a_push_with_a_wrong_signature_is_turned_away_and_listed(sandbox, callback, truth, since, recruit):
    """M-36: nobody but LinkedIn can make Recruit fetch; an admin sees that somebody tried."""
    body = json.dumps({"id": "forged-1", "type": "EXPORT_CANDIDATE_PROFILE"}).encode()

    status = callback.push(body, signature="0" * 64)

    assert status == 401
    assert latest_receipts(truth, since)[-1][1:] == ("refused", "bad_signature")
    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/linkedin/exports?show=turned-away")
    assert "not signed by LinkedIn" in ada.page.get_by_role("main").inner_text()


@pytest.mark.parametrize(
    ("body", "statuses", "reason"),
    [
        # no JSON at all
        (b"\xff\xfe not json", {400}, "malformed"),
        # JSON, but not a notification
        (b"[1, 2, 3]", {400}, "malformed"),
        # a type that no page of LinkedIn's names
        (b'{"id": "odd-1", "type": "MEMBER_HAD_A_BIRTHDAY"}', {200}, "unknown_event"),
        # larger than any notification ever is
        (b'{"id": "' + b"x" * 70_000 + b'", "type": "EXPORT_CANDIDATE_PROFILE"}', {413}, "oversize"),
    ],
    ids=["not JSON", "not a notification", "unknown type", "oversize"],
)
def test_a_push_that_is_not_one_leaves_a_row_that_says_so(callback, truth, since, body, statuses, reason):
    """M-39."""
    status = callback.push(body)

    assert status in statuses
    until(lambda: any(row[2] == reason for row in latest_receipts(truth, since)))


def test_an_expired_request_id_is_told(callback, truth, since):
    """M-39."""
    status = callback.tell("EXPORT_CANDIDATE_PROFILE", f"req-{uuid.uuid4().hex}")

    assert status == 200
    until(lambda: [row for row in latest_receipts(truth, since) if row[1:] == ("expired", "expired")])


def test_an_answer_of_another_company_is_refused(sandbox, truth, newcomer, rosas_seat, lighting_designer):
    """M-36: the answer's integration context must be the company's own."""
    sandbox.post(
        "faults",
        kind="foreign_context",
        times=1,
        context="urn:li:organization:70102",
        resource="exportedCandidates",
    )

    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)

    until(lambda: truth.count("linkedin_sync_export", "reason = 'other_company'"))
    assert truth.persons(*newcomer.names) == 0


def test_a_deactivated_teammate_cannot_export(console, truth, newcomer, open_to_all):
    """M-13: Deniz left: the seat is still there at LinkedIn, Recruit says no."""
    deniz = console("Deniz Akçay")

    deniz.export_person(newcomer.name, letters="lig", position="LW-101")

    until(lambda: truth.exports(*newcomer.names))
    assert truth.exports(*newcomer.names)[-1][:2] == ("refused", "teammate_inactive")
    assert truth.persons(*newcomer.names) == 0


def test_a_position_that_was_put_on_hold_meanwhile_is_refused(
    sandbox, truth, newcomer, rosas_seat, lighting_designer, recruit
):
    """M-39: the window offered it; by the time the export is worked on it is on hold. Then the row says so."""
    sandbox.post("faults", kind="latency", seconds=6, resource="exportedCandidates", times=1)
    rosa = recruit(cast.ROSA)
    rosa.open_position("Lighting Designer (museum lighting)")

    sandbox.post("exports", seat=rosas_seat, member=newcomer.id, job=lighting_designer)
    rosa.change_status("Put on hold")

    try:
        until(lambda: truth.exports(*newcomer.names), seconds=30)
        assert truth.exports(*newcomer.names)[-1][:2] == ("refused", "position_on_hold")
    finally:
        rosa.change_status("Reopen")
