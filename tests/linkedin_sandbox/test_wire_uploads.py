"""How files come in: outbound.md 13.1 and its rules of section 20, through HTTP."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTEXT
from tests.linkedin_sandbox.server import Ats, Prepared, Server
from tests.linkedin_sandbox.uploading import ANNOUNCED, MEGA, PDF, address_of, announce, upload

both = pytest.mark.parametrize("generation", ["v2", "rest"])


@pytest.fixture
def noors(prepared: Prepared) -> Ats:
    """An ATS that has sent Noor."""
    prepared.ats.add_candidate()
    return prepared.ats


@both
def test_a_file_goes_to_a_signed_address_and_is_kept(noors: Ats, generation: str) -> None:
    made = announce(noors, generation)
    sent = upload(noors, address_of(made))

    assert address_of(made).startswith(f"http://127.0.0.1:{noors.server.port}/dms-uploads/")
    assert (sent.status, sent.body) == (201, {"mediaUrn": made.body["value"]["mediaUrn"]})
    [row] = noors.server.get("records/media")["records"]
    assert (row["file_name"], row["content_type"], row["size"]) == (
        "noor-haddad.pdf",
        "application/pdf",
        len(PDF),
    )
    file = noors.server.get(f"media/{row['id']}")
    assert base64.b64decode(file["content_base64"]) == PDF


@pytest.mark.parametrize(
    ("form", "names"),
    [("value", {"value"}), ("flat", {"uploadUrl", "resumeUrn"}), ("url", {"url"})],
)
def test_the_shape_of_the_answer_is_a_switch(noors: Ats, form: str, names: set[str]) -> None:
    noors.server.post("switches", media_url_answer=form)

    said = announce(noors)
    address = said.body.get("url") or said.body.get("uploadUrl") or said.body["value"]["uploadUrl"]

    assert set(said.body) == names
    assert upload(noors, address).body["mediaUrn"].startswith("urn:li:media:")


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({}, 200, ""),
        ({"contentType": "text/plain"}, 200, ""),
        ({"contentType": "application/msword"}, 200, ""),
        ({"contentType": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}, 200, ""),
        ({"blobTtl": {"duration": 72, "unit": "HOUR"}}, 200, ""),
        ({"contentType": "image/png"}, 422, "/contentType"),
        ({"contentType": ...}, 422, "/contentType"),
        ({"contentType": ["application/pdf"]}, 422, "/contentType"),
        ({"fileName": ""}, 422, "/fileName"),
        ({"hiringContext": ...}, 422, "/hiringContext"),
        ({"hiringContext": CONTEXT}, 422, "/hiringContext"),
        ({"hiringContext": "urn:li:contract:310044552"}, 403, ""),
        ({"usageParameters": ...}, 422, "/usageParameters"),
        ({"usageParameters": {"tcrmResumeParameters": {}}}, 422, "/usageParameters"),
        ({"blobTtl": {"duration": 0, "unit": "HOUR"}}, 422, "/blobTtl"),
        ({"blobTtl": {"duration": 1, "unit": "DECADE"}}, 422, "/blobTtl"),
        ({"blobTtl": {"unit": "DAY"}}, 422, "/blobTtl"),
    ],
)
def test_rule_18_what_is_announced(noors: Ats, changes: dict[str, Any], status: int, field: str) -> None:
    said = announce(noors, **changes)

    assert said.status == status
    assert field in said.body.get("message", "")


def test_rule_6_versioned_files_are_there_since_202504(noors: Ats) -> None:
    early = noors.send("POST", "/rest/hireMediaUrl", ANNOUNCED, LinkedIn_Version="202501")
    early_too = noors.send("DELETE", "/rest/attachments?ids=List((a:b))", LinkedIn_Version="202501")
    then = noors.send("POST", "/rest/hireMediaUrl", ANNOUNCED, LinkedIn_Version="202504")

    assert (early.status, early_too.status, then.status) == (404, 404, 200)


def test_rule_5_no_file_is_taken_before_an_integration_is_enabled(sandbox: Server) -> None:
    assert announce(sandbox.provision()).status == 403


@pytest.mark.parametrize("verb", ["PUT", "POST"])
def test_the_bytes_may_be_put_or_posted(noors: Ats, verb: str) -> None:
    assert upload(noors, address_of(announce(noors)), verb=verb).status == 201


def form_of(*files: bytes, type_: str = "application/pdf") -> bytes:
    parts = [
        b'--f9\r\nContent-Disposition: form-data; name="file"; filename="%d.pdf"\r\nContent-Type: %s\r\n\r\n%s\r\n'
        % (number, type_.encode(), content)
        for number, content in enumerate(files)
    ]
    return b"".join([*parts, b"--f9--\r\n"])


def test_a_form_holds_one_file(noors: Ats) -> None:
    address = address_of(announce(noors))
    form = "multipart/form-data; boundary=f9"

    two = upload(noors, address, form_of(PDF, PDF), verb="POST", type_=form)
    none = upload(noors, address, form_of(), verb="POST", type_=form)
    other = upload(noors, address, form_of(PDF, type_="text/plain"), verb="POST", type_=form)
    one = upload(noors, address, form_of(PDF), verb="POST", type_=form)

    assert (two.status, none.status, other.status, one.status) == (400, 400, 415, 201)


@pytest.mark.parametrize(
    ("type_", "content"),
    [
        ("multipart/form-data", form_of(PDF)),
        ("multipart/form-data; boundary=", form_of(PDF)),
        ("multipart/form-data; boundary=other", form_of(PDF)),
        ("multipart/form-data; boundary=f9", b"no form at all"),
        ("multipart/form-data; boundary=f9", form_of(PDF)[:60]),
        ("multipart/form-data; boundary=f9", b""),
    ],
)
@pytest.mark.parametrize("verb", ["POST", "PUT"])
def test_a_broken_form_is_refused(noors: Ats, type_: str, content: bytes, verb: str) -> None:
    said = upload(noors, address_of(announce(noors)), content, verb=verb, type_=type_)

    assert (said.status, said.body["status"]) == (400, 400)


def test_an_address_takes_one_file(noors: Ats) -> None:
    address = address_of(announce(noors))

    first, second = upload(noors, address), upload(noors, address, b"another")

    assert (first.status, second.status) == (201, 409)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 400),
        (b"x" * (10 * MEGA), 201),
        (b"x" * (10 * MEGA + 1), 413),
        (b"x" * (10 * MEGA + 20 * 1024), 413),
    ],
    ids=["nothing", "ten megabytes", "one byte more", "more than a form around it needs"],
)
def test_a_file_has_at_most_ten_megabytes(noors: Ats, content: bytes, status: int) -> None:
    assert upload(noors, address_of(announce(noors)), content).status == status


def test_a_file_is_of_the_type_that_was_announced(noors: Ats) -> None:
    address = address_of(announce(noors))

    other, any_ = (
        upload(noors, address, type_="text/plain"),
        upload(noors, address, type_="application/octet-stream"),
    )

    assert (other.status, any_.status) == (415, 201)


def test_rule_1_a_file_is_sent_with_the_applications_own_token(noors: Ats) -> None:
    address = address_of(announce(noors))
    stranger = noors.server.provision("redwood", organization=2000118, contract=310044552)

    nobody = noors.server.send("PUT", address.partition(str(noors.server.port))[2], body=PDF)
    parent = upload(noors.server.parent(), address)
    foreign = upload(stranger, address)
    read = upload(noors, address, verb="GET", content=b"")

    assert (nobody.status, parent.status, foreign.status, read.status) == (401, 403, 403, 405)
    assert nobody.headers["x-linkedin-error-response"] == "true"


@pytest.mark.parametrize(
    "change", ["s=", "s=\u00fc", "e=1", "e=x", "e=" + "9" * 5000], ids=lambda text: text[:6]
)
def test_only_an_address_as_it_was_given_is_good(noors: Ats, change: str) -> None:
    path, _, query = address_of(announce(noors)).partition("?")
    name = change[0]
    query = "&".join([part for part in query.split("&") if not part.startswith(f"{name}=")])

    said = upload(noors, f"{path}?{query}&{change.replace(chr(0xFC), '%C3%BC')}")

    assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED")


def test_an_address_is_good_for_a_day_or_for_the_files_whole_life(noors: Ats) -> None:
    usual = address_of(announce(noors))
    short = address_of(announce(noors, blobTtl={"duration": 10, "unit": "SECOND"}))

    noors.server.post("clock", advance=11)
    late = upload(noors, short)
    in_time = upload(noors, usual)
    another = address_of(announce(noors))
    noors.server.post("clock", advance=86_400)
    renewed = Ats(
        noors.server, noors.client_id, noors.server.token(noors.client_id, noors.secret).body["access_token"]
    )

    assert (late.status, in_time.status, upload(renewed, another).status) == (403, 201, 403)


def test_rule_41_addresses_are_throttled_by_calls(noors: Ats) -> None:
    noors.server.post("limits", day_calls=1)

    assert (announce(noors).status, announce(noors).status) == (200, 429)


def test_rule_44_faults_strike_an_upload_before_and_after_it_is_kept(noors: Ats) -> None:
    address = address_of(announce(noors))
    noors.server.post("faults", kind="status", status=503, resource="dms-uploads")

    before = upload(noors, address)
    noors.server.post("faults", kind="status", status=504, resource="dms-uploads", after_storing=True)
    after = upload(noors, address)

    assert (before.status, after.status, upload(noors, address).status) == (503, 504, 409)


def test_the_journal_tells_of_an_upload_without_its_bytes(noors: Ats) -> None:
    upload(noors, address_of(announce(noors)))

    [entry] = noors.server.get("journal", resource="dms-uploads")["entries"]

    assert (entry["method"], entry["status"]) == ("create", 201)
    assert entry["request_body"] == f"({len(PDF)} bytes of application/pdf)"
    assert "Noor" not in json.dumps(entry)
