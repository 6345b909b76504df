"""Notes go to LinkedIn where an admin has chosen so: written, changed, deleted, taken away again. At the real sandbox."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.linkedin_sync.at_sandbox import ODILE, There, sandbox, sandbox_process, there
from tests.linkedin_sync.jobs import run_jobs
from tests.people import a_process

from linkedin_client import Generation
from linkedin_sync.connections.agreements import Choices, agree
from linkedin_sync.connections.noting import choose_notes_outward
from linkedin_sync.connections.services import choose_generations
from linkedin_sync.enums import NotesOutward, Shares
from linkedin_sync.mapping.outward import belongs_on_linkedin
from linkedin_sync.models import Link, Mark
from recruit.activity.models import Note
from recruit.activity.services import add_note, change_note, delete_note
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.hiring.models import HiringProcess
from recruit.positions.services import set_discretion

__all__ = ["sandbox", "sandbox_process", "there"]

YES, NO, KEPT = NotesOutward.YES, NotesOutward.NO, NotesOutward.KEPT

NOTES = [
    # setting, private, there as it is; LinkedIn is to have it
    (NO, False, False, False),  # nobody has chosen to send notes
    (NO, False, True, False),  # and what was sent once is taken away
    (NO, True, False, False),
    (NO, True, True, False),
    (YES, False, False, True),  # written or changed
    (YES, False, True, True),
    (YES, True, False, False),  # private from the beginning
    (YES, True, True, False),  # made private: taken away
    (KEPT, False, False, False),  # new, or changed since: no new words leave the house
    (KEPT, False, True, True),  # as it was when notes were switched off
    (KEPT, True, False, False),
    (KEPT, True, True, False),
    ("", False, True, False),  # a setting that nobody knows sends nothing
]


@pytest.mark.parametrize(("setting", "is_private", "is_there", "wanted"), NOTES)
def test_which_notes_belong_on_linkedin(setting: str, is_private: bool, is_there: bool, wanted: bool):
    assert belongs_on_linkedin(setting=setting, is_private=is_private, is_there_as_it_is=is_there) is wanted


class Desk:
    """Odile is considered for the cast's position; Rosa writes about her."""

    def __init__(self, there: There, generation: str) -> None:
        self.there = there
        choices = dict.fromkeys(("candidates", "candidate_notes", "application_notes"), generation)
        choose_generations(company_id=there.company_id, generations=choices, actor=there.cast.by_ada)
        self.process: HiringProcess = a_process(there.cast, there.came(ODILE))
        self.run()

    def choose(self, wanted: NotesOutward) -> None:
        choose_notes_outward(company_id=self.there.company_id, wanted=wanted, actor=self.there.cast.by_ada)
        self.run()

    def write(self, text: str, *, about_process: bool = False, **more: Any) -> Note:
        process = self.process if about_process else None
        note = add_note(
            company_id=self.there.company_id,
            person_id=self.process.person_id,
            process_id=process.pk if process else None,
            position_id=process.position_id if process else None,
            text=text,
            actor=self.there.cast.by_rosa,
            **more,
        )
        self.run()
        return note

    def change(self, note: Note, text: str, *, is_private: bool = False) -> None:
        change_note(
            company_id=self.there.company_id,
            public_id=note.public_id,
            text=text,
            is_private=is_private,
            actor=self.there.cast.by_rosa,
        )
        self.run()

    def delete(self, note: Note) -> None:
        delete_note(company_id=self.there.company_id, public_id=note.public_id, actor=self.there.cast.by_rosa)
        self.run()

    def run(self) -> None:
        run_jobs()
        assert not Mark.objects.exists(), list(Mark.objects.values_list("kind", "last_error", "parked_text"))

    def of_candidate(self) -> list[str]:
        return sorted(row["record"]["note"] for row in self.rows("candidate_notes"))

    def of_application(self) -> list[str]:
        return sorted(row["record"]["note"] for row in self.rows("application_notes"))

    def rows(self, kind: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.there.sandbox.get(f"records/{kind}")["records"]
        return rows


@pytest.fixture(params=[Generation.V2.value, Generation.REST.value])
def desk(there: There, request: pytest.FixtureRequest) -> Desk:
    return Desk(there, request.param)


def test_without_a_choice_no_note_is_sent_and_none_is_asked_for(desk: Desk):
    with CaptureQueriesContext(connection) as queries:
        desk.write("Speaks four languages.")
        desk.write("Ask for certificates.", about_process=True)

    assert (desk.of_candidate(), desk.of_application()) == ([], [])
    assert not [each["sql"] for each in queries if 'FROM "activity_note"' in each["sql"]]


def test_a_note_is_written_changed_and_deleted_there_too(desk: Desk):
    desk.choose(YES)
    about_her = desk.write("Speaks four languages.")
    about_process = desk.write("Ask for certificates.", about_process=True)

    assert desk.of_candidate() == ["Speaks four languages."]
    assert desk.of_application() == ["Ask for certificates."]
    [row] = desk.rows("candidate_notes")
    assert row["record"]["author"] == {"firstName": "Rosa", "lastName": "Recruiter"}

    desk.change(about_her, "Speaks five languages.")
    desk.change(about_process, "Has the certificates.")
    assert desk.of_candidate() == ["Speaks five languages."]
    assert desk.of_application() == ["Has the certificates."]

    desk.delete(about_her)
    desk.delete(about_process)
    assert (desk.of_candidate(), desk.of_application()) == ([], [])


def test_what_was_written_before_the_choice_follows_and_private_notes_never_do(desk: Desk):
    desk.write("From long ago.")
    desk.write("Between me and myself.", is_private=True)
    desk.write("Certificates.", about_process=True)

    desk.choose(YES)

    assert desk.of_candidate() == ["From long ago."]
    assert desk.of_application() == ["Certificates."]


def test_a_note_that_becomes_private_is_taken_away(desk: Desk):
    desk.choose(YES)
    note = desk.write("Perhaps too old.")

    desk.change(note, "Perhaps too old.", is_private=True)

    assert desk.of_candidate() == []


def test_switched_off_with_removal_leaves_nothing_there(desk: Desk):
    desk.choose(YES)
    desk.write("Speaks four languages.")
    desk.write("Certificates.", about_process=True)

    desk.choose(NO)

    assert (desk.of_candidate(), desk.of_application()) == ([], [])


def test_switched_off_without_removal_keeps_only_what_still_holds(desk: Desk):
    desk.choose(YES)
    changed, deleted = desk.write("Changed later."), desk.write("Deleted later.")
    desk.write("Stays.")
    desk.write("Stays too.", about_process=True)

    desk.choose(KEPT)
    desk.change(changed, "Other words.")
    desk.delete(deleted)
    desk.write("Too late.")

    assert desk.of_candidate() == ["Stays."]
    assert desk.of_application() == ["Stays too."]


def test_a_candidate_who_is_not_shared_any_more_leaves_with_their_notes(desk: Desk):
    """Of an application LinkedIn deletes the notes itself; those of the candidate are deleted before it."""
    desk.choose(YES)
    desk.write("Speaks four languages.")
    desk.write("Certificates.", about_process=True)
    there = desk.there

    set_discretion(position=there.cast.position, is_discreet=True, actor=there.cast.by_olga)
    agree(
        company_id=there.company_id,
        choices=Choices(shares=Shares.NON_DISCREET),
        counts={},
        actor=there.cast.by_ada,
    )
    desk.run()

    assert (desk.of_candidate(), desk.of_application()) == ([], [])
    assert desk.rows("candidates") == desk.rows("applications") == desk.rows("stages") == []
    assert not Link.objects.filter(kind__in=["person", "process"]).exists()

    agree(company_id=there.company_id, choices=Choices(shares=Shares.ALL), counts={}, actor=there.cast.by_ada)
    desk.run()
    assert desk.of_candidate() == ["Speaks four languages."]
    assert desk.of_application() == ["Certificates."]


def test_only_who_configures_the_integration_chooses(there: There):
    with pytest.raises(CompanyRoleTooSmall):
        choose_notes_outward(company_id=there.company_id, wanted=YES, actor=there.cast.by_rosa)
