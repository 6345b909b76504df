"""Notes and interview feedback: outbound.md sections 7, 9, 10 and 14, and their rules of section 20, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.below import (
    APPLICATION_NOTES,
    CANDIDATE_NOTES,
    FEEDBACK,
    STAGES,
    TONGUES,
    Kind,
    Tongue,
    delete,
    put,
    said_keys,
)
from tests.linkedin_sandbox.records import CONTEXT, application_key, candidate_key, ids, v2_key
from tests.linkedin_sandbox.server import Ats, Prepared, Said

KINDS = [CANDIDATE_NOTES, APPLICATION_NOTES, FEEDBACK, STAGES]
BRANDT = {"firstName": "Ilse", "lastName": "Brandt"}
NOTE = {"atsCreatedAt": 1767700000000, "note": "Prefers early shifts.", "author": BRANDT}
ONSITE = {
    "atsCreatedAt": 1767880000000,
    "interviewType": "ONSITE",
    "interviewer": BRANDT,
    "evaluations": [{"attribute": "Fault finding", "result": "3 of 4"}, {"attribute": "Safety"}],
    "feedback": "Calm and methodical at the test cell.",
}
RECORDS = {
    CANDIDATE_NOTES: NOTE,
    APPLICATION_NOTES: NOTE,
    FEEDBACK: ONSITE,
    STAGES: {"stage": "Review", "atsCreatedAt": 1},
}
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
by_tongue = pytest.mark.parametrize(
    "tongue", TONGUES, ids=lambda tongue: f"{tongue.generation} in {tongue.protocol}"
)


@pytest.fixture
def noors(prepared: Prepared) -> Ats:
    """An ATS that has sent Noor and her application."""
    prepared.ats.add_candidate()
    prepared.ats.add_application("a1")
    return prepared.ats


def kept(ats: Ats, kind: Kind) -> dict[str, Any]:
    return {row["id"]: row for row in ats.server.get(f"records/{kind.name}")["records"]}


def problem(said: Said) -> str:
    """``422 /field`` of the one refused record, or ``good``."""
    assert said.status == 200, said
    if not said.errors:
        return "good"
    [error] = said.errors.values()
    return f"{error['status']} {error['message'].split(' :: ')[1]}"


@by_kind
@by_tongue
def test_rules_14_and_15_each_is_written_and_deleted_in_both_generations_and_protocols(
    noors: Ats, kind: Kind, tongue: Tongue
) -> None:
    said = put(noors, kind, {"n-1": RECORDS[kind], "n-2": RECORDS[kind]}, tongue=tongue)
    gone = delete(noors, kind, ["n-1"], tongue=tongue)

    assert said.results == {key: {"status": 204} for key in said_keys(kind, ["n-1", "n-2"], tongue=tongue)}
    assert gone.results == {key: {"status": 204} for key in said_keys(kind, ["n-1"], tongue=tongue)}
    assert (said.errors, gone.errors, said.headers["x-restli-protocol-version"]) == ({}, {}, tongue.protocol)
    assert set(kept(noors, kind)) == {"n-2"}


@by_kind
def test_rule_7_what_is_only_written_cannot_be_read(noors: Ats, kind: Kind) -> None:
    parent = v2_key(candidate_key() if kind.parent == "candidate" else application_key())

    v2 = noors.get(f"/v2/{kind.v2_resource}/{parent}/{kind.below}?ids=n-1")
    rest = noors.get(f"/rest/{kind.resource}?ids=List((a:b))")

    assert (v2.status, rest.status) == (400, 400)
    assert "'batch_get' is not supported" in v2.body["message"]


@by_kind
def test_rule_12_the_same_id_twice_is_refused(noors: Ats, kind: Kind) -> None:
    said = put(noors, kind, {"n-1": RECORDS[kind], "n-1&ids=n-1": RECORDS[kind]})

    assert (said.status, kept(noors, kind)) == (400, {})
    assert "Duplicate key" in said.body["message"]


@by_kind
def test_rule_26_the_provider_of_the_parent_is_ats(noors: Ats, kind: Kind) -> None:
    parent = v2_key(candidate_key() if kind.parent == "candidate" else application_key()).replace(
        "=ATS", "=CRM"
    )

    v2 = noors.send(
        "PUT", f"/v2/{kind.v2_resource}/{parent}/{kind.below}?ids=n-1", {"entities": {"n-1": RECORDS[kind]}},
        method="batch_update",
    )  # fmt: skip
    key = {kind.parent_part: "a1", "integrationContext": CONTEXT, kind.id_part: "n-1", "dataProvider": "ATS"}
    rest = noors.upsert(f"rest/{kind.resource}", [(key, RECORDS[kind])])

    assert (v2.errors["n-1"]["status"], rest.status) == (400, 400)
    assert kept(noors, kind) == {}


@by_kind
def test_rule_3_another_organizations_records_are_out_of_reach(noors: Ats, kind: Kind) -> None:
    theirs = {
        kind.parent_part: "a1",
        "integrationContext": "urn:li:organization:2000118",
        kind.id_part: "n-1",
    }

    said = noors.upsert(f"rest/{kind.resource}", [(theirs, RECORDS[kind])])

    assert (said.status, said.body["code"]) == (403, "ACCESS_DENIED")


@pytest.mark.parametrize(
    ("version", "status"), [("202511", 404), ("202512", 200)], ids=["before December 2025", "since then"]
)
@pytest.mark.parametrize("kind", [CANDIDATE_NOTES, APPLICATION_NOTES], ids=lambda kind: kind.name)
def test_rule_6_versioned_notes_are_there_since_202512(
    noors: Ats, kind: Kind, version: str, status: int
) -> None:
    key = {kind.parent_part: "c1" if kind.parent == "candidate" else "a1", "integrationContext": CONTEXT}
    key |= {kind.id_part: "n-1"}

    said = noors.send(
        "DELETE",
        f"/rest/{kind.resource}?{ids('rest', [key])}",
        method="batch_delete",
        LinkedIn_Version=version,
    )

    assert said.status == status


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "good"),
        # Nothing is required but the id.
        ({"atsCreatedAt": ..., "note": ..., "author": ...}, "good"),
        ({"note": None}, "good"),
        # 18: types
        ({"note": 7}, "422 /note"),
        ({"author": "Ilse Brandt"}, "422 /author"),
        # 19: moments
        ({"atsCreatedAt": 0}, "422 /atsCreatedAt"),
        ({"atsCreatedAt": "yesterday"}, "422 /atsCreatedAt"),
        ({"atsCreatedAt": 10**30}, "422 /atsCreatedAt"),
        # 24: an actor has both names
        ({"author": {"firstName": "Ilse"}}, "422 /author"),
        ({"author": {"lastName": "Brandt"}}, "422 /author"),
        ({"author": {"firstName": "", "lastName": "Brandt"}}, "422 /author"),
    ],
)
@pytest.mark.parametrize("kind", [CANDIDATE_NOTES, APPLICATION_NOTES], ids=lambda kind: kind.name)
def test_rules_18_19_and_24_notes(noors: Ats, kind: Kind, changes: dict[str, Any], answer: str) -> None:
    record = {name: value for name, value in (NOTE | changes).items() if value is not ...}

    assert problem(put(noors, kind, {"n-1": record})) == answer
    assert bool(kept(noors, kind)) is (answer == "good")


@pytest.mark.parametrize(
    ("changes", "answer"),
    [
        ({}, "good"),
        (dict.fromkeys(ONSITE, ...), "good"),
        ({"interviewType": "PHONE_SCREEN"}, "good"),
        ({"evaluations": []}, "good"),
        # 24
        ({"interviewType": "VIDEO"}, "422 /interviewType"),
        ({"interviewer": {"firstName": "Tom"}}, "422 /interviewer"),
        ({"evaluations": [{"result": "4/5"}]}, "422 /evaluations"),
        ({"evaluations": [{"attribute": "Safety"}, {"attribute": ""}]}, "422 /evaluations"),
        # 18 and 19
        ({"evaluations": {"attribute": "Safety"}}, "422 /evaluations"),
        ({"feedback": ["Calm"]}, "422 /feedback"),
        ({"atsCreatedAt": -1}, "422 /atsCreatedAt"),
    ],
)
def test_rules_18_19_and_24_interview_feedback(noors: Ats, changes: dict[str, Any], answer: str) -> None:
    record = {name: value for name, value in (ONSITE | changes).items() if value is not ...}

    assert problem(put(noors, FEEDBACK, {"f-1": record})) == answer


def test_rule_18_versioned_candidate_notes_have_the_external_names(noors: Ats) -> None:
    rest = Tongue("rest", "2.0.0")
    moments = {"externalCreatedAt": 1767700000000, "externalLastModifiedAt": 1767800000000}

    put(noors, CANDIDATE_NOTES, {"n-1": {"note": "A", **moments}}, tongue=rest)
    put(
        noors,
        CANDIDATE_NOTES,
        {"n-2": {"note": "B", "atsCreatedAt": "an old name is an unknown field"}},
        tongue=rest,
    )
    noors.server.post("switches", unknown_fields="reject")
    strict = put(noors, CANDIDATE_NOTES, {"n-3": NOTE}, tongue=rest)

    rows = kept(noors, CANDIDATE_NOTES)
    assert rows["n-1"]["record"] == {
        "note": "A", "atsCreatedAt": 1767700000000, "atsLastModifiedAt": 1767800000000,
    }  # fmt: skip
    assert rows["n-2"]["record"] == {"note": "B"}
    assert problem(strict) == "422 /atsCreatedAt"


def test_rule_18_versioned_application_notes_take_either_name_of_a_moment(noors: Ats) -> None:
    rest = Tongue("rest", "2.0.0")

    put(noors, APPLICATION_NOTES, {"n-1": {"atsCreatedAt": 5}, "n-2": {"externalCreatedAt": 6}}, tongue=rest)
    both = put(noors, APPLICATION_NOTES, {"n-3": {"atsCreatedAt": 7, "externalCreatedAt": "x"}}, tongue=rest)

    assert both.errors == {}
    assert {id_: row["written_at"] for id_, row in kept(noors, APPLICATION_NOTES).items()} == {
        "n-1": 5, "n-2": 6, "n-3": 7,
    }  # fmt: skip


def test_rule_16_good_records_are_kept_unless_the_whole_batch_is_refused(noors: Ats) -> None:
    records = {"n-1": NOTE, "n-2": {"author": {}}}

    by_key = put(noors, CANDIDATE_NOTES, records)
    after_first = set(kept(noors, CANDIDATE_NOTES))
    noors.server.post("switches", validation="whole_batch")
    whole = put(noors, APPLICATION_NOTES, records)

    assert (set(by_key.results), set(by_key.errors), after_first) == ({"n-1"}, {"n-2"}, {"n-1"})
    assert (whole.status, kept(noors, APPLICATION_NOTES)) == (422, {})


def test_rules_28_and_30_an_upsert_replaces_the_whole_note(noors: Ats) -> None:
    first, again = (put(noors, CANDIDATE_NOTES, {"n-1": NOTE}) for _time in range(2))
    put(noors, CANDIDATE_NOTES, {"n-1": {"note": "Prefers late shifts."}})

    row = kept(noors, CANDIDATE_NOTES)["n-1"]
    assert first.body == again.body
    assert (row["record"], row["written_at"]) == ({"note": "Prefers late shifts."}, None)


def test_rule_29_both_generations_write_the_same_note_and_each_parent_has_its_own(noors: Ats) -> None:
    noors.add_application("a2")

    for tongue in TONGUES:
        put(noors, APPLICATION_NOTES, {"n-1": {"note": tongue.generation}}, tongue=tongue)
    put(noors, APPLICATION_NOTES, {"n-1": {"note": "another's"}}, parent="a2")

    rows = noors.server.get("records/application_notes")["records"]
    assert [row["record"]["note"] for row in rows] == ["rest", "another's"]


@by_kind
@by_tongue
def test_rule_32_an_unknown_parent_is_not_found_unless_switched(
    prepared: Prepared, kind: Kind, tongue: Tongue
) -> None:
    ats = prepared.ats

    refused = put(ats, kind, {"n-1": RECORDS[kind]}, tongue=tongue)
    before = kept(ats, kind)
    prepared.server.post("switches", parent_check=False)
    taken = put(ats, kind, {"n-1": RECORDS[kind]}, tongue=tongue)

    assert ([error["status"] for error in refused.errors.values()], before) == ([404], {})
    assert (taken.errors, set(kept(ats, kind))) == ({}, {"n-1"})


def test_rule_32_a_candidate_is_no_application(prepared: Prepared) -> None:
    ats = prepared.ats
    ats.add_candidate("x1")

    said = put(ats, APPLICATION_NOTES, {"n-1": NOTE}, parent="x1")

    assert said.errors["n-1"]["status"] == 404


def test_rule_34_deleting_an_application_takes_all_that_hangs_on_it(noors: Ats) -> None:
    noors.add_application("a2")
    for kind in (APPLICATION_NOTES, FEEDBACK, STAGES):
        for parent in ("a1", "a2"):
            put(noors, kind, {f"of-{parent}": RECORDS[kind]}, parent=parent)
    put(noors, CANDIDATE_NOTES, {"n-1": NOTE})

    noors.delete("v2/atsApplications", [application_key("a1")])

    for kind in (APPLICATION_NOTES, FEEDBACK, STAGES):
        assert set(kept(noors, kind)) == {"of-a2"}
    assert set(kept(noors, CANDIDATE_NOTES)) == {"n-1"}


def test_rule_34_deleting_a_candidate_takes_its_notes_and_leaves_applications(noors: Ats) -> None:
    put(noors, CANDIDATE_NOTES, {"n-1": NOTE})
    put(noors, APPLICATION_NOTES, {"n-2": NOTE})

    noors.delete("v2/atsCandidates", [candidate_key()])

    assert kept(noors, CANDIDATE_NOTES) == {}
    assert set(kept(noors, APPLICATION_NOTES)) == {"n-2"}


@by_kind
@by_tongue
def test_rule_35_deleting_what_is_not_there(noors: Ats, kind: Kind, tongue: Tongue) -> None:
    usual = delete(noors, kind, ["n-1"], tongue=tongue)
    noors.server.post("switches", delete_unknown_status=204)
    switched = delete(noors, kind, ["n-1"], tongue=tongue)

    assert [error["status"] for error in usual.errors.values()] == [404]
    assert list(switched.results.values()) == [{"status": 204}]


def test_rule_41_each_kind_has_a_throttle_of_its_own(noors: Ats) -> None:
    noors.server.post("limits", minute_records=2)

    two = put(noors, CANDIDATE_NOTES, {"n-1": NOTE, "n-2": NOTE})
    third = put(noors, CANDIDATE_NOTES, {"n-3": NOTE})
    other = put(noors, APPLICATION_NOTES, {"n-1": NOTE})

    assert (two.status, third.status, other.status) == (200, 429, 200)
    assert set(kept(noors, CANDIDATE_NOTES)) == {"n-1", "n-2"}


def test_text_of_any_script_is_kept_and_half_a_character_is_refused(noors: Ats) -> None:
    said = put(noors, CANDIDATE_NOTES, {"n-1": {"note": "Früh, 早, \N{GRINNING FACE}"}})
    half = put(noors, CANDIDATE_NOTES, {"n-2": {"note": "\ud83d"}})

    assert (said.status, half.status) == (200, 400)
    assert kept(noors, CANDIDATE_NOTES)["n-1"]["record"]["note"] == "Früh, 早, \N{GRINNING FACE}"


@pytest.mark.parametrize(
    ("record", "parent", "rule"),
    [
        ({"author": {"firstName": "Ilse"}}, "c1", "24"),
        ({"atsCreatedAt": 0}, "c1", "19"),
        ({"note": 7}, "c1", "18"),
        (NOTE, "c9", "32"),
    ],
)
def test_the_journal_tells_which_rule_a_note_broke(
    noors: Ats, record: dict[str, Any], parent: str, rule: str
) -> None:
    put(noors, CANDIDATE_NOTES, {"n-1": record}, parent=parent)

    [entry] = noors.server.get("journal", resource="atsCandidates/notes")["entries"]
    assert entry["rule"] == rule
    assert (
        entry["page"]
        == "https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidate-notes"
    )
