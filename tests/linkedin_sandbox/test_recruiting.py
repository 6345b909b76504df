"""What recruiters see of one another's InMails, notes and projects, told by control."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import (
    CONTRACT,
    HERMIT,
    NOOR,
    ODILE,
    OTHER_CONTRACT,
    PARKED_SEAT,
    ROSA_SEAT,
    WORLD,
)
from tests.linkedin_sandbox.recruiting_cast import MORNING, answers, rosa_notes, rosa_writes
from tests.linkedin_sandbox.server import Server

MEI_SEAT, TARIQ_SEAT = 55510, 55511


@pytest.fixture
def office(sandbox: Server) -> Server:
    """Rosa, and Mei beside her on the same contract; Tariq at another company."""
    sandbox.post(
        "seed",
        members=[
            {"id": 9101, "slug": "mei", "first_name": "Mei", "last_name": "Hoshino"},
            {"id": 9102, "slug": "tariq", "first_name": "Tariq", "last_name": "Benhaddou"},
        ],
        seats=[
            {"id": MEI_SEAT, "contract": CONTRACT, "member": 9101},
            {"id": TARIQ_SEAT, "contract": OTHER_CONTRACT, "member": 9102},
        ],
    )
    return sandbox


def seen_notes(office: Server, seat: int, **query: Any) -> list[str]:
    return [note["content"] for note in office.get("notes", seat=seat, member=NOOR, **query)["notes"]]


class TestInMail:
    def test_both_inboxes_show_the_conversation_and_what_is_unread(self, office: Server) -> None:
        thread = rosa_writes(office, at=MORNING)
        assert [row["unread"] for row in office.get("inmails", member=NOOR)["inmails"]] == [1]
        answers(office, thread, at=MORNING + 1)
        answers(office, thread, at=MORNING + 2, body="Still there?")

        [row] = office.get("inmails", seat=ROSA_SEAT)["inmails"]

        assert (row["id"], row["unread"], row["state"], row["latest_at"]) == (
            thread["id"],
            2,
            "answered",
            MORNING + 2,
        )
        whole = office.get(f"inmails/{thread['id']}")
        assert [(one["from"], one["body"]) for one in whole["messages"]] == [
            ("seat", "Hello, may I call?"),
            ("member", "Gladly."),
            ("member", "Still there?"),
        ]

    def test_an_inbox_is_paged_by_what_stands_last(self, office: Server) -> None:
        for number in range(5):
            rosa_writes(office, at=MORNING + number // 2, subject=f"S{number}")

        page = office.get("inmails", seat=ROSA_SEAT, limit=2)
        seen = [row["subject"] for row in page["inmails"]]
        rosa_writes(office, at=MORNING + 9, subject="S9")
        while page["next"]:
            page = office.get("inmails", seat=ROSA_SEAT, limit=2, cursor=page["next"])
            seen += [row["subject"] for row in page["inmails"]]

        assert seen == ["S4", "S3", "S2", "S1", "S0"]
        assert office.send("GET", f"/_sandbox/inmails?seat={ROSA_SEAT}&cursor=x").status == 409

    def test_a_declined_inmail_ends_until_the_member_writes(self, office: Server) -> None:
        thread = rosa_writes(office, at=MORNING)
        office.post(f"inmails/{thread['id']}/decline", at=MORNING + 1)

        refused = office.ask(f"inmails/{thread['id']}/messages", body="But why?")
        assert (refused.status, "declined" in refused.body["error"]) == (409, True)
        assert office.ask(f"inmails/{thread['id']}/decline").status == 409
        answers(office, thread, at=MORNING + 2)
        assert office.ask(f"inmails/{thread['id']}/messages", body="Good!").status == 200

    @pytest.mark.parametrize(
        "wrong",
        [
            {"subject": " "},
            {"body": "\n"},
            {"subject": "x" * 201},
            {"body": "x" * 8001},
            {"seat": PARKED_SEAT},
            {"member": 4711},
            {"visibility": "SECRET"},
        ],
    )
    def test_what_cannot_be_sent_is_refused_with_a_sentence(
        self, office: Server, wrong: dict[str, Any]
    ) -> None:
        usual = {"seat": ROSA_SEAT, "member": NOOR, "subject": "Hello", "body": "Hello"}

        said = office.ask("inmails", **(usual | wrong))

        assert said.status in (400, 409), said
        assert said.body["error"].endswith((".", "?"))
        assert office.get("inmails", seat=ROSA_SEAT)["inmails"] == []

    def test_an_inmail_that_is_not_there_is_said_so(self, office: Server) -> None:
        assert office.ask("inmails/1/replies", body="Hello?").status == 404
        assert office.send("GET", "/_sandbox/inmails/1").status == 404


class TestNotes:
    def test_the_organization_sees_rosas_note_and_only_she_her_private_one(self, office: Server) -> None:
        rosa_notes(office, at=MORNING, content="For all")
        rosa_notes(office, at=MORNING + 1, content="For me", visibility="PRIVATE")

        assert seen_notes(office, ROSA_SEAT) == ["For me", "For all"]
        assert seen_notes(office, MEI_SEAT) == ["For all"]
        assert seen_notes(office, TARIQ_SEAT) == []

    def test_a_note_that_becomes_private_is_gone_for_the_others(self, office: Server) -> None:
        note = rosa_notes(office, at=MORNING)

        office.post(f"notes/{note['id']}", visibility="PRIVATE", at=MORNING + 1)

        assert seen_notes(office, MEI_SEAT) == []
        assert seen_notes(office, ROSA_SEAT) == ["Open to relocation."]

    def test_a_deleted_note_is_gone_for_everybody_and_cannot_be_changed(self, office: Server) -> None:
        note = rosa_notes(office, at=MORNING)
        gone = office.send("DELETE", f"/_sandbox/notes/{note['id']}")

        assert (gone.status, gone.body["active"]) == (200, False)
        assert seen_notes(office, ROSA_SEAT) == []
        assert office.ask(f"notes/{note['id']}", content="Again").status == 409
        assert office.send("DELETE", f"/_sandbox/notes/{note['id']}").status == 409
        assert office.send("DELETE", "/_sandbox/notes/4711").status == 404

    def test_notes_are_paged(self, office: Server) -> None:
        for number in range(3):
            rosa_notes(office, at=MORNING, content=f"n{number}")

        first = office.get("notes", seat=ROSA_SEAT, member=NOOR, limit=2)
        second = office.get("notes", seat=ROSA_SEAT, member=NOOR, limit=2, cursor=first["next"])

        assert [note["content"] for note in first["notes"] + second["notes"]] == ["n2", "n1", "n0"]
        assert second["next"] == ""


class TestProjects:
    def test_a_project_is_the_contracts(self, office: Server) -> None:
        made = office.post("projects", seat=ROSA_SEAT, name="Plant engineers", at=MORNING)
        office.post(f"projects/{made['id']}", name="Plant engineers, Lyon", at=MORNING + 1)

        [meis] = office.get("projects", seat=MEI_SEAT)["projects"]

        assert (meis["name"], meis["seat"], meis["size"]) == ("Plant engineers, Lyon", ROSA_SEAT, 0)
        assert office.get("projects", seat=TARIQ_SEAT)["projects"] == []

    def test_members_come_in_once_and_go(self, office: Server) -> None:
        made = office.post("projects", seat=ROSA_SEAT, name="Plant engineers")
        members = f"projects/{made['id']}/members"

        assert office.post(members, member=NOOR, at=MORNING) == {"added": True}
        assert office.post(members, member=NOOR) == {"added": False}
        office.post(members, member=ODILE, at=MORNING + 1)
        office.post(members, member=HERMIT, at=MORNING + 2)
        assert office.send("DELETE", f"/_sandbox/{members}/{HERMIT}").status == 200
        assert office.send("DELETE", f"/_sandbox/{members}/{HERMIT}").status == 409

        first = office.get(members, limit=1)
        second = office.get(members, limit=1, cursor=first["next"])
        assert [row["id"] for row in first["members"] + second["members"]] == [ODILE, NOOR]
        assert office.get("projects", seat=ROSA_SEAT)["projects"][0]["size"] == 2

    def test_who_has_closed_the_account_has_left_the_project(self, office: Server) -> None:
        made = office.post("projects", seat=ROSA_SEAT, name="Plant engineers")
        office.post(f"projects/{made['id']}/members", member=NOOR)

        office.post(f"members/{NOOR}/close")

        assert office.get(f"projects/{made['id']}/members")["members"] == []
        assert office.get("projects", seat=ROSA_SEAT)["projects"][0]["size"] == 0
        assert office.ask(f"projects/{made['id']}/members", member=NOOR).status == 409

    def test_a_project_needs_a_name_and_a_seat_that_is_active(self, office: Server) -> None:
        assert office.ask("projects", seat=ROSA_SEAT, name="  ").status == 409
        assert office.ask("projects", seat=PARKED_SEAT, name="Mine").status == 409
        assert office.send("GET", "/_sandbox/projects/4711/members").status == 404


def test_a_world_that_is_begun_anew_counts_from_one_again(office: Server) -> None:
    first = rosa_writes(office, at=MORNING)["id"]
    office.post("reset", **WORLD)

    assert (first, rosa_writes(office, at=MORNING)["id"]) == (1, 1)
