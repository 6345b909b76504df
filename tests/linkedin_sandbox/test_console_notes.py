"""A recruiter notes something about a member, for the organization or for nobody else, and gathers members in projects."""

from __future__ import annotations

import re

import pytest
from tests.linkedin_sandbox.console_cast import HANS, MEI, ROSA, Recruiter, words_of

ODILE, PAVEL = 10010, 10012


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


@pytest.fixture
def hans(address: str) -> Recruiter:
    return Recruiter(address, HANS)


def note_of(recruiter: Recruiter, content: str, *, visibility: str = "ORGANIZATION") -> str:
    """The number of a note about Odile that was just written."""
    answer = recruiter.posts(f"people/{ODILE}/notes", content=content, visibility=visibility)
    assert answer.status_code == 302, answer.text
    [edit, *_others] = [
        found["href"]
        for found in recruiter.opens(f"people/{ODILE}/notes").all()
        if re.search(r"/notes/\d+$", found.get("href", ""))
    ]
    return edit.rsplit("/", 1)[1]


def test_a_note_for_the_organization_is_read_by_colleagues_and_nobody_else(
    address: str, rosa: Recruiter, hans: Recruiter
) -> None:
    note_of(rosa, "Open to relocation.")

    assert "Open to relocation." in hans.opens(f"people/{ODILE}/notes").text
    assert "Open to relocation." not in Recruiter(address, MEI).opens(f"people/{ODILE}/notes").text


def test_a_private_note_is_its_authors_only(rosa: Recruiter, hans: Recruiter) -> None:
    note_of(rosa, "Ask about the dog.", visibility="PRIVATE")

    mine = rosa.opens(f"people/{ODILE}/notes")
    assert "Ask about the dog." in mine.text
    assert "only me" in mine.text
    assert "Ask about the dog." not in hans.opens(f"people/{ODILE}/notes").text


def test_a_note_is_changed_in_words_and_visibility(rosa: Recruiter, hans: Recruiter) -> None:
    note = note_of(rosa, "Ask about the dog.", visibility="PRIVATE")

    rosa.posts(f"notes/{note}", content="Has two dogs.", visibility="ORGANIZATION")

    assert "Has two dogs." in hans.opens(f"people/{ODILE}/notes").text


def test_a_deleted_note_comes_back_by_undo(rosa: Recruiter) -> None:
    note = note_of(rosa, "Open to relocation.")

    rosa.posts(f"notes/{note}/delete")
    gone = rosa.opens(f"people/{ODILE}/notes")
    [undo] = [found["action"] for found in gone.all() if found.get("action", "").endswith("/restore")]
    rosa.posts(undo.removeprefix("/recruiter/"))

    assert "Open to relocation." not in gone.text
    assert "Note deleted." in gone.text
    assert "Open to relocation." in rosa.opens(f"people/{ODILE}/notes").text


def test_nobody_changes_or_deletes_anothers_note(rosa: Recruiter, hans: Recruiter) -> None:
    note = note_of(rosa, "Open to relocation.")

    assert hans.http.get(f"notes/{note}").status_code == 404
    assert hans.posts(f"notes/{note}", content="Mine now.", visibility="PRIVATE").status_code == 422
    assert hans.posts(f"notes/{note}/delete").status_code == 422
    assert "Open to relocation." in rosa.opens(f"people/{ODILE}/notes").text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("  ", "The note is empty"), ("x" * 3001, "at most 3000 can be kept")],
)
def test_a_note_that_cannot_be_kept_is_refused(rosa: Recruiter, content: str, sentence: str) -> None:
    answer = rosa.posts(f"people/{ODILE}/notes", content=content, visibility="PRIVATE")

    assert answer.status_code == 422
    assert sentence in words_of(answer)


def test_what_is_written_is_shown_and_not_run(rosa: Recruiter) -> None:
    note_of(rosa, "<script>alert(1)</script>")

    assert "<script>alert" not in rosa.opens(f"people/{ODILE}/notes").html


def test_somebody_is_saved_to_a_new_project_and_removed_with_an_undo(rosa: Recruiter) -> None:
    rosa.posts(f"people/{ODILE}/projects/save", name="Plant engineers")
    [project] = [
        found["href"]
        for found in rosa.opens("projects").all()
        if re.search(r"/projects/\d+$", found.get("href", ""))
    ]
    path = project.removeprefix("/recruiter/")

    assert rosa.opens(path).all(href=f"/recruiter/people/{ODILE}")
    rosa.posts(f"{path}/{ODILE}/remove")
    emptied = rosa.opens(path)
    assert "Nobody in it yet" in emptied.text
    [undo] = [found["action"] for found in emptied.all() if found.get("action", "").endswith("/return")]
    rosa.posts(undo.removeprefix("/recruiter/"))
    assert rosa.opens(path).all(href=f"/recruiter/people/{ODILE}")


def test_projects_are_the_contracts(address: str, rosa: Recruiter, hans: Recruiter) -> None:
    made = rosa.posts("projects", name="Plant engineers").headers["Location"].removeprefix("/recruiter/")

    assert "Plant engineers" in hans.opens("projects").text
    mei = Recruiter(address, MEI)
    assert "No project yet" in mei.opens("projects").text
    assert mei.http.get(made).status_code == 404
    assert mei.posts(f"{made}/{ODILE}/remove").status_code == 422


def test_a_project_is_renamed_and_not_to_nothing(rosa: Recruiter) -> None:
    made = rosa.posts("projects", name="Plant engineers").headers["Location"].removeprefix("/recruiter/")

    rosa.posts(made, name="Plant engineers in Linz")
    refused = rosa.posts(made, name=" ")

    assert "Plant engineers in Linz" in rosa.opens("projects").text
    assert refused.status_code == 422
    assert "The project has no name yet" in words_of(refused)
    assert "Plant engineers in Linz" in words_of(refused)


def test_saving_into_nothing_says_what_to_do(rosa: Recruiter) -> None:
    answer = rosa.posts(f"people/{ODILE}/projects/save")

    assert answer.status_code == 422
    assert "Choose a project, or type a name for a new one." in words_of(answer)
