"""What files are tied to: outbound.md 13.2 and 14 and their rules of section 20, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import NOOR, ROSA_SEAT, application_key, candidate_key, rest_key, v2_key
from tests.linkedin_sandbox.server import Ats, Prepared, Said
from tests.linkedin_sandbox.uploading import (
    ATTACHMENT,
    PDF,
    add_resume,
    address_of,
    announce,
    attach,
    kept,
    key,
    sent_file,
    upload,
)


@pytest.fixture
def noors(prepared: Prepared) -> Ats:
    """An ATS that has sent Noor and her application."""
    prepared.ats.add_job()
    prepared.ats.add_candidate()
    prepared.ats.add_application("a1")
    return prepared.ats


def problem(said: Said) -> str:
    """``422 /field`` of the one refused record, or ``good``."""
    assert said.status == 200, said
    if not said.errors:
        return "good"
    [error] = said.errors.values()
    field = error["message"].split(" :: ")[1] if " :: " in error["message"] else ""
    return f"{error['status']} {field}".strip()


@pytest.mark.parametrize(
    "name", ["media", "mediaUrn", "attachmentUrn", "resumeUrn", "fileUrn", "resume", "file", "mediaReference"]
)
def test_the_file_may_be_named_by_any_likely_field(noors: Ats, name: str) -> None:
    said = attach(noors, "", **({"mediaUrn": ...} | {name: sent_file(noors)}))

    assert said.results == {rest_key(key()): {"status": 204}}
    [shown] = noors.server.get("indicator", seat=ROSA_SEAT, member=NOOR)["processes"]
    assert shown["resumes"][0]["size"] == len(PDF)


def test_rules_14_and_15_attachments_in_both_protocols(noors: Ats) -> None:
    urn = sent_file(noors)
    key_1 = key("file-1")
    query = "&".join(f"ids[0].{name}={value}" for name, value in key_1.items())
    headers = {"LinkedIn-Version": "202603"}

    put = noors.send_with(
        noors.headers(method="batch_update") | headers, "PUT", f"/rest/attachments?{query}",
        {"entities": {v2_key(key_1): ATTACHMENT | {"mediaUrn": urn}}},
    )  # fmt: skip
    attach(noors, urn, key("file-2"))
    gone = noors.send_with(
        noors.headers(method="batch_delete") | headers, "DELETE", f"/rest/attachments?{query}"
    )
    gone_too = noors.delete("rest/attachments", [key("file-2")])

    encoded = v2_key(key_1).replace(":", "%3A")
    assert put.results == gone.results == {encoded: {"status": 204}}
    assert gone_too.results == {rest_key(key("file-2")): {"status": 204}}
    assert kept(noors, "attachments") == set()


def test_resumes_of_v2_stand_below_their_application(noors: Ats) -> None:
    said = add_resume(noors, sent_file(noors), fileName="a.pdf", atsCreatedAt=5)
    rest = noors.delete("rest/attachments", [key()])
    read = noors.get(f"/v2/atsApplications/{v2_key(application_key())}/resumes?ids=file-5")

    assert said.results == {"file-5": {"status": 204}}
    assert rest.results == {rest_key(key()): {"status": 204}}
    assert read.status == 400


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "good"),
        ({"fileType": "DOCX"}, "good"),
        ({"externalFileName": ...}, "422 /externalFileName"),
        ({"externalFileName": ""}, "422 /externalFileName"),
        ({"fileType": "PNG"}, "422 /fileType"),
        ({"fileType": ...}, "422 /fileType"),
        ({"externalCreatedAt": 0}, "422 /externalCreatedAt"),
        ({"externalLastModifiedAt": ...}, "422 /externalLastModifiedAt"),
        ({"mediaUrn": ...}, "422 /mediaUrn"),
        ({"mediaUrn": 7}, "422 /mediaUrn"),
        ({"mediaUrn": "https://ats.example.org/cv.pdf"}, "422 /mediaUrn"),
        ({"mediaUrn": "urn:li:media:never-sent"}, "422 /mediaUrn"),
    ],
)
def test_rules_18_and_19_attachments(noors: Ats, changes: dict[str, Any], answer: str) -> None:
    said = attach(noors, sent_file(noors), **changes)

    assert problem(said) == answer
    assert bool(kept(noors, "attachments")) is (answer == "good")


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({"entity": "JOB"}, "422 /externalReferenceEntityType"),
        ({"type_": "COVER_LETTER"}, "422 /attachmentType"),
        ({"entity": "CANDIDATE", "of": "c1"}, "good"),
    ],
)
def test_rule_18_the_words_of_an_attachments_key(noors: Ats, changes: dict[str, str], answer: str) -> None:
    assert problem(attach(noors, sent_file(noors), key(**changes))) == answer


def test_what_was_announced_only_or_sent_by_others_cannot_be_attached(noors: Ats) -> None:
    stranger = noors.server.provision("other-ats")
    noors.server.post("integrations/enable", client_id=stranger.client_id)

    waiting = announce(noors).body["value"]["mediaUrn"]
    theirs = sent_file(stranger)

    assert (problem(attach(noors, waiting)), problem(attach(noors, theirs))) == (
        "422 /mediaUrn",
        "422 /mediaUrn",
    )


def test_an_attachment_without_its_file_passes_by_the_switch(noors: Ats) -> None:
    noors.server.post("switches", media_reference="optional")

    assert problem(attach(noors, "", mediaUrn=...)) == "good"
    [shown] = noors.server.get("indicator", seat=ROSA_SEAT, member=NOOR)["processes"]
    assert shown["resumes"][0]["media_id"] == ""


def test_rule_18_an_unknown_field_is_refused_by_the_switch(noors: Ats) -> None:
    noors.server.post("switches", unknown_fields="reject")

    assert problem(attach(noors, sent_file(noors), colour="blue")) == "422 /colour"
    assert problem(attach(noors, sent_file(noors))) == "good"


def test_rule_10_at_most_ten_attachments_a_call(noors: Ats) -> None:
    record = ATTACHMENT | {"mediaUrn": sent_file(noors)}

    ten = noors.upsert("rest/attachments", [(key(f"f-{n}"), record) for n in range(10)])
    eleven = noors.upsert("rest/attachments", [(key(f"g-{n}"), record) for n in range(11)])
    ids = "&".join(f"ids=h-{n}" for n in range(11))
    resumes = noors.send(
        "PUT", f"/v2/atsApplications/{v2_key(application_key())}/resumes?{ids}",
        {"entities": {f"h-{n}": {"media": record["mediaUrn"]} for n in range(11)}}, method="batch_update",
    )  # fmt: skip

    assert (len(ten.results), eleven.status, resumes.status) == (10, 400, 400)
    assert "larger than the allowed max batch size: 10 " in eleven.body["message"]
    assert len(kept(noors, "attachments")) == 10


def test_rule_32_an_attachment_needs_its_parent_unless_switched(noors: Ats) -> None:
    urn = sent_file(noors)

    strangers = [attach(noors, urn, key(of="a9")), attach(noors, urn, key(of="a1", entity="CANDIDATE"))]
    noors.server.post("switches", parent_check=False)
    taken = attach(noors, urn, key(of="a9"))

    assert [problem(said) for said in strangers] == ["404", "404"]
    assert problem(taken) == "good"


def test_rules_16_and_30_good_ones_are_kept_and_the_same_twice_is_one(noors: Ats) -> None:
    record = ATTACHMENT | {"mediaUrn": sent_file(noors)}
    batch = [(key("file-1"), record), (key("file-2"), record | {"fileType": "EXE"})]

    first, again = (noors.upsert("rest/attachments", batch) for _time in range(2))
    noors.server.post("switches", validation="whole_batch")
    whole = noors.upsert("rest/attachments", [(key("file-3"), record), *batch])

    assert first.body == again.body
    assert (len(first.results), len(first.errors), whole.status) == (1, 1, 422)
    assert kept(noors, "attachments") == {"file-1"}


def test_rule_34_files_go_with_their_application_unless_another_names_them(noors: Ats) -> None:
    shared, own = sent_file(noors), sent_file(noors, b"only here")
    noors.add_application("a2")
    attach(noors, shared, key("file-1"))
    attach(noors, own, key("file-2"))
    attach(noors, shared, key("file-3", of="a2"))

    noors.delete("v2/atsApplications", [application_key("a1")])

    assert kept(noors, "attachments") == {"file-3"}
    assert kept(noors, "media") == {shared.removeprefix("urn:li:media:")}
    assert noors.server.get("state")["counts"]["SentFileContent"] == 1


def test_rule_34_files_of_a_candidate_go_with_it(noors: Ats) -> None:
    attach(noors, sent_file(noors), key("file-1", of="c1", entity="CANDIDATE"))
    attach(noors, sent_file(noors), key("file-2"))

    noors.delete("v2/atsCandidates", [candidate_key()])

    assert kept(noors, "attachments") == {"file-2"}
    assert len(kept(noors, "media")) == 1


def test_a_replaced_file_is_forgotten(noors: Ats) -> None:
    old, new = sent_file(noors), sent_file(noors, b"newer")
    attach(noors, old)

    attach(noors, new)

    assert kept(noors, "media") == {new.removeprefix("urn:li:media:")}


def test_rule_35_deleting_what_is_not_attached(noors: Ats) -> None:
    usual = noors.delete("rest/attachments", [key()])
    noors.server.post("switches", delete_unknown_status=204)
    switched = noors.delete("rest/attachments", [key()])

    assert problem(usual) == "404"
    assert switched.results == {rest_key(key()): {"status": 204}}


def test_a_file_with_a_life_of_its_own_is_gone_after_it(noors: Ats) -> None:
    made = announce(noors, blobTtl={"duration": 2, "unit": "MINUTE"})
    upload(noors, address_of(made))
    urn = made.body["value"]["mediaUrn"]
    attach(noors, urn)
    file = urn.removeprefix("urn:li:media:")
    before = noors.server.get(f"media/{file}")["size"]

    noors.server.post("clock", advance=121)
    gone = noors.server.send("GET", f"/_sandbox/media/{file}")
    again = attach(noors, urn, key("file-6"))
    [process] = noors.server.get("indicator", seat=ROSA_SEAT, member=NOOR)["processes"]

    assert (before, gone.status, problem(again)) == (len(PDF), 404, "422 /mediaUrn")
    assert [(one["name"], one["media_id"]) for one in process["resumes"]] == [("noor-haddad.pdf", "")]
    announce(noors)
    assert file not in kept(noors, "media")
