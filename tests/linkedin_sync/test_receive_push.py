"""What does the callback answer, and what does it write down? Everything leaves a row."""

from __future__ import annotations

import hashlib
import hmac
import json

import pytest
from django.test import Client
from tests.linkedin_sync.acts import exported, push
from tests.linkedin_sync.conftest import SECRET
from tests.linkedin_sync.jobs import waiting_jobs
from tests.people import a_company

from linkedin_sync.models import Export, Receipt
from recruit.base.tenancy import company_context


class TestABelievedPush:
    def test_it_is_stored_with_its_job_and_answered_at_once(self, scene):
        assert push(scene) == 200

        receipt = Receipt.objects.get()
        assert (receipt.event_id, receipt.state, receipt.signature_state) == ("req-1", "received", "valid")
        assert waiting_jobs() == ["linkedin.work_receipt"]
        assert scene.linkedin.seen == []  # nothing is fetched while LinkedIn waits

    def test_the_same_push_three_times_is_one_receipt_and_one_job(self, scene):
        answers = [push(scene) for _ in range(3)]

        assert answers == [200, 200, 200]
        assert Receipt.objects.count() == 1
        assert waiting_jobs() == ["linkedin.work_receipt"]

    def test_an_unsigned_one_is_believed_as_far_as_a_fetch_unless_the_company_demands_more(self, scene):
        assert push(scene, "req-1", signature=None) == 200

        connection = scene.fresh()
        connection.requires_signature = True
        connection.save()
        assert push(scene, "req-2", signature=None) == 401
        assert Receipt.objects.get(reason="bad_signature").signature_state == "absent"

    def test_an_id_that_is_a_number_is_an_id(self, scene):
        assert (
            push(scene, body=b'{"id": 4711, "type": "EXPORT_CANDIDATE_PROFILE", "expiresAt": 4102444800000}')
            == 200
        )
        assert Receipt.objects.get().event_id == "4711"


class TestAPushThatIsTurnedAway:
    @pytest.mark.parametrize(
        ("body", "why"),
        [
            (b"", "nothing at all"),
            (b"not json", "no JSON"),
            (b"[]", "not an object"),
            (b'{"type": "EXPORT_CANDIDATE_PROFILE"}', "no id"),
            (b'{"id": null, "type": "EXPORT_CANDIDATE_PROFILE"}', "an empty id"),
            (b'{"id": {"a": 1}, "type": "EXPORT_CANDIDATE_PROFILE"}', "an id that is an object"),
            (b'{"id": "a\\u0000b", "type": "EXPORT_CANDIDATE_PROFILE"}', "an id that no column can hold"),
            (b'{"id": "x", "type": 7}', "a type that is a number"),
            (b"[" * 60_000, "nested beyond reading"),
            (b'{"id": "' + b"x" * 300 + b'", "type": "EXPORT_CANDIDATE_PROFILE"}', "an id longer than any"),
            (b"\xff\xfe\x00", "no text"),
        ],
    )
    def test_malformed_ones_are_400_and_a_row(self, scene, body, why):
        assert push(scene, body=body) == 400, why

        receipt = Receipt.objects.get()
        assert (receipt.state, receipt.reason) == ("refused", "malformed")
        assert receipt.sentence
        assert waiting_jobs() == []

    def test_a_wrong_signature_is_401_and_a_row_that_takes_nobodys_place(self, scene):
        """M-36: whoever knows the address can neither act nor keep a genuine push out."""
        exported(scene, "req-1")
        assert push(scene, "req-1", signature="0" * 64) == 401

        assert Receipt.objects.get().reason == "bad_signature"
        assert waiting_jobs() == []
        assert push(scene, "req-1") == 200
        assert waiting_jobs() == ["linkedin.work_receipt"]

    def test_an_oversized_body_is_413_and_only_its_beginning_is_kept(self, scene):
        assert push(scene, body=b'{"id": "' + b"x" * 70_000 + b'"}') == 413

        receipt = Receipt.objects.get()
        assert (receipt.reason, len(receipt.body)) == ("oversize", 1000)

    def test_the_same_refused_body_is_one_row(self, scene):
        for _ in range(5):
            push(scene, body=b"not json")

        assert Receipt.objects.count() == 1

    def test_an_unknown_type_is_200_because_a_repeat_would_not_help_and_a_row_that_says_so(self, scene):
        assert push(scene, event="MOON_LANDING") == 200

        receipt = Receipt.objects.get()
        assert (receipt.state, receipt.reason) == ("ignored", "unknown_event")
        assert waiting_jobs() == []

    def test_nobodys_address_is_404(self, scene):
        assert (
            Client()
            .post("/linkedin/callback/guessed", data=b"{}", content_type="application/json")
            .status_code
            == 404
        )
        assert not Receipt.objects.exists()

    def test_another_company_never_sees_the_row(self, scene):
        push(scene)
        other, _ = a_company("Other Ltd", domain="other.example")

        with company_context(other.pk):
            assert not Receipt.objects.exists()
            assert not Export.objects.exists()


class TestTheChallenge:
    def test_it_is_answered_with_the_secret_of_the_addressed_company(self, scene):
        address = f"/linkedin/callback/{scene.connection.callback_token}"

        answer = Client().get(address, {"challengeCode": "3b0f7f0e"})

        expected = hmac.new(SECRET.encode(), b"3b0f7f0e", hashlib.sha256).hexdigest()
        assert json.loads(answer.content) == {"challengeCode": "3b0f7f0e", "challengeResponse": expected}

    def test_without_a_code_it_is_400(self, scene):
        assert Client().get(f"/linkedin/callback/{scene.connection.callback_token}").status_code == 400
