"""A world is written down, refused where it is wrong, and written out again as it stands."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.linkedin_sandbox.server import Server

from linkedin_sandbox.world.seeding.seed_files import read_seed_file
from linkedin_sandbox.world.seeding.seed_form import seed_schema
from linkedin_sandbox.world.seeding.seed_rows import MEMBER_DEFAULTS, SEAT_DEFAULTS
from linkedin_sandbox.world.seeding.seeds import generate_world

ROOT = Path(__file__).resolve().parents[2]
LYON = ROOT / "tests/linkedin_sandbox/worlds/lyon.toml"


@pytest.fixture
def lyon() -> dict[str, Any]:
    return copy.deepcopy(read_seed_file(LYON))


def by_number(entries: list[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    return {entry["id"]: entry for entry in entries}


def test_the_schema_is_one_and_both_worlds_are_valid_by_it(lyon: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(seed_schema())

    jsonschema.validate(lyon, seed_schema())
    jsonschema.validate(generate_world(members=300), seed_schema())


def test_a_world_written_by_hand_is_there_as_it_was_written(sandbox: Server, lyon: dict[str, Any]) -> None:
    seeded = sandbox.post("reset", **lyon)["seeded"]

    assert seeded == {
        "organizations": 1, "contracts": 2, "members": 5, "seats": 2, "projects": 1, "threads": 1, "notes": 1,
    }  # fmt: skip
    written = sandbox.get("seed")
    odile = by_number(written["members"])[1003]
    assert odile == by_number(lyon["members"])[1003] | {"email": "odile@mail.example"}
    assert by_number(written["members"])[1005]["closed_at"] == 1769936400000
    assert by_number(written["seats"])[55502]["state"] == "PARKED"
    assert by_number(written["seats"])[55501]["is_admin"] is True
    assert written["threads"][0]["state"] == "answered"
    assert written["threads"][0]["shared_contact"]["at"] == 1767787500000
    assert written["projects"][0]["members"][0] == {"member": 1004, "added_at": 1767571200000}


def test_what_was_written_out_makes_the_same_world_again(sandbox: Server, lyon: dict[str, Any]) -> None:
    sandbox.post("reset", **lyon)
    first = sandbox.get("seed")

    sandbox.post("reset", **first)

    assert sandbox.get("seed") == first
    jsonschema.validate(first, seed_schema())


def test_the_default_world_is_written_out_as_it_was_invented(sandbox: Server) -> None:
    world = generate_world(seed=5, members=300)

    sandbox.post("reset", **world)

    usual = {"members": MEMBER_DEFAULTS, "seats": SEAT_DEFAULTS}
    for name, defaults in usual.items():
        world[name] = [
            {field: value for field, value in entry.items() if value != defaults.get(field, ...)}
            for entry in world[name]
        ]
    assert sandbox.get("seed") == world


def test_seeding_twice_changes_nothing_and_an_entry_replaces_the_one_of_its_number(
    sandbox: Server, lyon: dict[str, Any]
) -> None:
    sandbox.post("reset", **lyon)
    first = sandbox.get("seed")

    sandbox.post("seed", **lyon)
    again = sandbox.get("seed")
    sandbox.post("seed", notes=[lyon["notes"][0] | {"content": "Also speaks Finnish."}])

    assert again == first
    assert [note["content"] for note in sandbox.get("seed")["notes"]] == ["Also speaks Finnish."]


WRONG: list[tuple[str, list[str | int], Any, str]] = [
    ("a country in words", ["members", 3, "country"], "Austria", 'members[3].country: two letters, such as "at"'),
    ("a number as a text", ["seats", 0, "contract"], "90001", "seats[0].contract: a whole number from 1 on, such as 70001"),
    ("a state that is none", ["seats", 1, "state"], "ASLEEP", "seats[1].state: one of ACTIVE, INACTIVE, INVITED, PARKED"),
    ("true in words", ["members", 3, "exportable"], "no", "members[3].exportable: true or false: may recruiters export the profile?"),
    ("a month too many", ["members", 2, "positions", 0, "startDate", "month"], 13, "members[2].positions[0].startDate.month: a month from 1 to 12"),
    ("a slug with a blank", ["members", 2, "slug"], "odile m", 'members[2].slug: the last part of the profile\'s address, such as "odile-marchetti-2711": no blanks, no / ? #'),
    ("no address", ["members", 2, "email"], "odile", 'members[2].email: an e-mail address, such as "odile@mail.example"'),
    ("a field that is none", ["organizations", 0, "town"], "Linz", "organizations[0].town: there is no such field; there are id, name"),
    ("a list that is none", ["people"], [], "people: there is no such field; there are organizations, contracts, parent_application, members, seats, projects, threads, notes"),
    ("no messages", ["threads", 0, "messages"], [], "threads[0].messages: a list of at least one message"),
    ("a language without a name", ["members", 2, "languages", 0], {}, "members[2].languages[0].name: is missing; give a text of 1 to 100 characters"),
    ("a contract of nobody", ["contracts", 1, "organization"], 4, 'contracts[1].organization: there is no organization 4; add it to "organizations" or name one that is there'),
    ("a seat without a person", ["seats", 1, "member"], 77, 'seats[1].member: there is no member 77; add it to "members" or name one that is there'),
    ("a note by nobody", ["notes", 0, "seat"], 1, 'notes[0].seat: there is no seat 1; add it to "seats" or name one that is there'),
    ("a stranger in a project", ["projects", 0, "members", 1, "member"], 9, "projects[0].members[1].member: there is no member 9;"),
    ("a number twice", ["members", 4, "id"], 1001, "members[4].id: 1001 is the number of members[0]; choose another"),
    ("an address twice", ["members", 4, "slug"], "rosa-calderon", 'members[4].slug: "rosa-calderon" is members[0]\'s; choose another'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "value", "sentence"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG]
)
def test_what_is_wrong_is_refused_with_its_place_and_what_belongs_there(
    sandbox: Server, lyon: dict[str, Any], place: list[Any], value: Any, sentence: str
) -> None:
    before = sandbox.get("seed")
    parent: Any = lyon
    for step in place[:-1]:
        parent = parent[step]
    parent[place[-1]] = value

    said = sandbox.ask("seed", **lyon)

    assert said.status == 400
    assert said.body["error"].startswith(sentence)
    assert sandbox.get("seed") == before


def test_what_is_left_out_but_needed_is_named(sandbox: Server, lyon: dict[str, Any]) -> None:
    del lyon["members"][1]["slug"]

    said = sandbox.ask("seed", **lyon)

    assert said.body["error"].startswith(
        "members[1].slug: is missing; give the last part of the profile's address"
    )


def test_an_address_is_one_members_only(sandbox: Server, lyon: dict[str, Any]) -> None:
    sandbox.post("reset", **lyon)

    said = sandbox.ask("seed", members=[lyon["members"][2] | {"id": 5000}])

    assert said.status == 400
    assert said.body["error"] == 'members[0].slug: "odile-marchetti" is member 1003\'s; choose another'


def test_a_closed_member_is_not_found(sandbox: Server, lyon: dict[str, Any]) -> None:
    sandbox.post("reset", **lyon)

    assert [member["id"] for member in sandbox.get("members")["members"]] == [1001, 1002, 1003, 1004]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "linkedin_sandbox", *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=False, timeout=100,
    )  # fmt: skip


def test_a_file_that_is_wrong_ends_the_start_with_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(LYON.read_text().replace('country = "fr"', 'country = "France"'))

    ended = run("serve", "--port", "0", "--data", str(tmp_path / "data"), "--seed", str(wrong))

    assert ended.returncode == 1
    assert ended.stderr == 'linkedin-sandbox: members[2].country: two letters, such as "at"\n'
    assert list((tmp_path / "data").iterdir()) == []


def test_a_world_of_any_size_is_written_into_a_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "world.json"

        ended = run("generate", "--members", "50", "--seed", "7", "--out", str(file))

        assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
        assert json.loads(file.read_text()) == generate_world(seed=7, members=50)
