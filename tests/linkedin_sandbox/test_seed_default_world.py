"""The default world: invented people in many cultures, the same ones for the same number."""

from __future__ import annotations

import hashlib
import unicodedata

import pytest

from linkedin_sandbox.world.seeding.seeds import generate_world


def test_one_number_is_one_world() -> None:
    assert generate_world(seed=7, members=300) == generate_world(seed=7, members=300)


def test_another_number_is_another_world() -> None:
    assert generate_world(seed=7, members=60)["members"] != generate_world(seed=8, members=60)["members"]


def test_fifteen_hundred_people_are_there() -> None:
    assert len(generate_world(members=1500)["members"]) == 1500


def test_ids_and_profile_addresses_are_used_once() -> None:
    members = generate_world()["members"]

    assert len({member["id"] for member in members}) == 1500
    assert len({member["slug"] for member in members}) == 1500
    assert all(member["slug"].isascii() for member in members)


SCRIPTS = "LATIN CYRILLIC GREEK ARABIC HEBREW DEVANAGARI TAMIL BENGALI CJK HIRAGANA HANGUL THAI ETHIOPIC GEORGIAN ARMENIAN"


@pytest.mark.parametrize("script", SCRIPTS.split())
def test_somebody_is_written_in_every_script(script: str) -> None:
    members = generate_world()["members"]

    letters = {member["last_name"][0] for member in members} | {
        letter for member in members for letter in member["first_name"]
    }

    assert any(unicodedata.name(letter, "").startswith(script) for letter in letters)


def test_nobody_can_be_written_to_by_accident() -> None:
    world = generate_world()

    addresses = [each["email"] for each in [*world["members"], *world["seats"]]]

    assert all(address.endswith(".example") for address in addresses)


def test_rosa_holds_a_seat_on_the_european_contract() -> None:
    world = generate_world(members=8)

    rosa = next(member for member in world["members"] if member["first_name"] == "Rosa")
    seat = next(seat for seat in world["seats"] if seat["member"] == rosa["id"])

    assert seat["contract"] == 90001
    assert seat["email"] == rosa["email"] == "rosa.calderon@bluebird.example"


def test_contracts_and_seats_belong_to_somebody_who_is_there() -> None:
    world = generate_world(members=8)

    assert len(world["organizations"]) == 2
    assert len(world["contracts"]) == 3
    assert len(world["seats"]) == 8
    assert {each["organization"] for each in world["contracts"]} == {
        each["id"] for each in world["organizations"]
    }
    assert {each["contract"] for each in world["seats"]} == {each["id"] for each in world["contracts"]}


def test_the_default_world_has_a_seat_in_every_state_and_admins() -> None:
    seats = generate_world()["seats"]

    assert {seat["state"] for seat in seats} == {"ACTIVE", "INACTIVE", "INVITED", "PARKED"}
    assert [seat["id"] for seat in seats if seat.get("is_admin")] == [55502, 55508]
    assert [seat["id"] for seat in seats if seat["state"] == "ACTIVE"] == list(range(55501, 55509))


def test_the_default_world_has_mail_notes_projects_and_somebody_who_left() -> None:
    world = generate_world()

    assert {thread["state"] for thread in world["threads"]} == {"open", "answered", "declined"}
    assert sum("shared_contact" in thread for thread in world["threads"]) == 1
    assert {note["visibility"] for note in world["notes"]} == {"ORGANIZATION", "PRIVATE"}
    assert all(project["members"] for project in world["projects"])
    assert sum("closed_at" in member for member in world["members"]) == 1


def test_the_people_of_the_default_world_stay_who_they_are() -> None:
    """The demo and its guides name them."""
    members = generate_world()["members"]

    told = "\n".join(f"{one['id']} {one['slug']} {one['first_name']} {one['last_name']}" for one in members)
    assert hashlib.sha256(told.encode()).hexdigest()[:16] == "ba9831ca07686e41"


def test_a_career_runs_without_gaps_to_today() -> None:
    for member in generate_world(members=200)["members"]:
        newest, *earlier = member["positions"]

        assert "endDate" not in newest
        assert newest["companyName"] == member["employer"]
        for later, former in zip([newest, *earlier], earlier, strict=False):
            assert former["endDate"] == later["startDate"]


def test_a_few_people_do_not_allow_exports() -> None:
    closed = [member for member in generate_world()["members"] if not member["exportable"]]

    assert 5 < len(closed) < 80
