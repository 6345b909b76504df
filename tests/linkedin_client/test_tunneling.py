"""Does a query that is too long travel in the body, whatever the call?"""

from __future__ import annotations

import json
from email import message_from_bytes

import httpx2
import pytest
from tests.contract.client_records import at
from tests.linkedin_client.mock_apps import linkedin

from linkedin_client import Application, Candidate, Dialects, Generation
from linkedin_client.restli import protocol1, protocol2, tunnel

LONG_AGO = at(1_700_000_000)


class UnpackingTunnels:
    """Reads a request as LinkedIn does, tunneled or not, and says that every key is done."""

    def __init__(self):
        self.verbs, self.queries, self.bodies, self.requests = [], [], [], []

    def __call__(self, request):
        verb, query, body = self.unpacked(request)
        self.requests.append(request)
        self.verbs.append(verb)
        self.queries.append(query)
        self.bodies.append(body)
        if len(request.url.query) > 4096:
            return httpx2.Response(414, json={"status": 414, "message": "URI too long"})
        protocol = protocol2 if request.url.path.startswith("/rest/") else protocol1
        keys = protocol.read_ids(query)
        return httpx2.Response(
            200, json={"results": {protocol.answer_key(key): {"status": 204} for key in keys}, "errors": {}}
        )

    def unpacked(self, request):
        verb = request.headers.get("X-HTTP-Method-Override")
        if verb is None:
            return request.method, request.url.query.decode(), json.loads(request.content or b"null")
        assert request.method == "POST"
        assert request.url.query == b""
        kind = request.headers["Content-Type"]
        if kind == "application/x-www-form-urlencoded":
            return verb, request.content.decode("ascii"), None
        assert kind.startswith("multipart/mixed; boundary=")
        assert request.content.count(b"\n") == request.content.count(b"\r\n")
        whole = message_from_bytes(f"Content-Type: {kind}\r\n\r\n".encode() + request.content)
        form, record = whole.get_payload()
        assert form.get_content_type() == "application/x-www-form-urlencoded"
        assert record.get_content_type() == "application/json"
        return verb, form.get_payload(), json.loads(record.get_payload(decode=True))


def candidates(count):
    return [
        Candidate(
            candidate_id=f"cand-{number}-ü",
            created_at=LONG_AGO,
            modified_at=LONG_AGO,
            first_name="Zoë",
            last_name="--b7",
            external_profile_url="https://ats.example.org/c/1",
        )
        for number in range(count)
    ]


BOTH = pytest.mark.parametrize("generation", list(Generation))


@BOTH
def test_a_short_query_stays_in_the_address(generation):
    app = UnpackingTunnels()

    linkedin(app, dialects=Dialects.all(generation)).candidates.upsert(candidates(1))

    assert app.requests[0].method == "PUT"
    assert "X-HTTP-Method-Override" not in app.requests[0].headers


@BOTH
def test_a_hundred_upserts_go_as_multipart_with_query_and_body(generation):
    app = UnpackingTunnels()

    result = linkedin(app, dialects=Dialects.all(generation)).candidates.upsert(candidates(100))

    assert app.verbs == ["PUT"]
    assert app.requests[0].headers["X-RestLi-Method"] == "batch_update"
    assert ("LinkedIn-Version" in app.requests[0].headers) is (generation is Generation.REST)
    assert len(app.bodies[0]["entities"]) == 100
    assert next(iter(app.bodies[0]["entities"].values()))["firstName"] == "Zoë"
    assert len(result.results) == 100
    assert result.is_clean


@BOTH
def test_a_hundred_deletions_go_as_a_form(generation):
    app = UnpackingTunnels()

    result = linkedin(app, dialects=Dialects.all(generation)).applications.delete(
        [f"app-{n:05}" for n in range(100)]
    )

    assert app.verbs == ["DELETE"]
    assert app.bodies == [None]
    assert len(result.results) == 100


def test_a_hundred_attachments_keep_their_own_post():
    app = UnpackingTunnels()

    result = linkedin(app).candidates.attach({f"cand-{n}": "urn:li:person:x" for n in range(100)})

    assert app.verbs == ["POST"]
    assert app.requests[0].headers["X-RestLi-Method"] == "batch_partial_update"
    assert len(result.results) == 100


@BOTH
def test_a_hundred_looks_at_matches_go_as_a_form_with_their_projection(generation):
    app = UnpackingTunnels()

    linkedin(app, dialects=Dialects.all(generation)).candidates.matches([f"cand-{n}" for n in range(100)])

    assert app.verbs == ["GET"]
    assert app.queries[0].endswith("&fields=matchedMembers,manualMatchedMember")


@pytest.mark.parametrize(("length", "needed"), [(4000, False), (4001, True)])
def test_the_limit_is_four_thousand_characters(length, needed):
    assert tunnel.is_needed("x" * length) is needed


def test_an_application_with_any_text_survives_the_parts():
    app = UnpackingTunnels()
    applications = [
        Application(
            application_id=f"app-{number}",
            job_posting_id="REQ-1",
            job_posting_name="--\r\n\r\n--b7--\r\n",
            created_at=LONG_AGO,
            modified_at=LONG_AGO,
            first_name="山田",
            last_name="\u2028",
        )
        for number in range(100)
    ]

    linkedin(app).applications.upsert(applications)

    record = next(iter(app.bodies[0]["entities"].values()))
    assert record["atsJobPostingName"] == "--\r\n\r\n--b7--\r\n"
    assert record["firstName"] == "山田"
