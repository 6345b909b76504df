"""What a program may do beyond hiring: put people on teams, write and delete its notes, delete for good."""

from __future__ import annotations

from datetime import timedelta

from tests.people import a_position, a_process

from recruit.activity.models import Note
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.enums import AppReach, AppScope
from recruit.evaluation.services import schedule_interview
from recruit.hiring.selectors import steps_of_process
from recruit.privacy.models import ErasureReceipt
from recruit.privacy.services import list_receipts


def test_a_teammate_is_put_on_a_hiring_team_and_taken_off(cast, program):
    script = program()
    team = f"/positions/{cast.position.public_id}/hiring-team"
    member = {"teammate": cast.otto.public_id, "role": "viewer"}

    added = script.post(team, member)
    again = script.post(team, member)
    taken = script.call("DELETE", f"{team}/{cast.otto.public_id}/viewer")

    assert (added.status_code, again.status_code, taken.status_code) == (201, 201, 200)
    names = [[each["name"] for each in answer.json()["hiring_team"]] for answer in (added, again, taken)]
    assert ["Otto Outsider" in each for each in names] == [True, True, False]


def test_the_hiring_manager_stays_until_another_one_is_named(cast, program):
    team = f"/positions/{cast.position.public_id}/hiring-team"

    refused = program().call("DELETE", f"{team}/{cast.hans.public_id}/hiring_manager")

    assert (refused.status_code, refused.json()["code"]) == (409, "hiring_manager_needed")


def test_without_its_scope_a_program_changes_no_team(cast, program):
    script = program(scopes=[AppScope.READ_POSITIONS, AppScope.READ_TEAMS])

    refused = script.post(
        f"/positions/{cast.position.public_id}/hiring-team",
        {"teammate": cast.otto.public_id, "role": "viewer"},
    )

    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")


def test_a_program_notes_something_on_a_process_and_deletes_only_what_is_its_own(cast, program):
    script, other = program(), program()
    process = a_process(cast)
    person = f"/persons/{process.person.public_id}"
    with company_context(cast.company.pk):
        rosas = add_note(
            company_id=cast.company.pk, person_id=process.person_id, text="Hers.", actor=cast.by_rosa
        )

    written = script.post(f"/processes/{process.public_id}/notes", {"text": "Of the test."})
    strange = [
        other.call("DELETE", f"{person}/notes/{written.json()['id']}").status_code,
        script.call("DELETE", f"{person}/notes/{rosas.public_id}").status_code,
    ]
    deleted = script.call("DELETE", f"{person}/notes/{written.json()['id']}")

    assert written.status_code == 201
    assert strange == [404, 404]
    assert deleted.status_code == 204
    with company_context(cast.company.pk):
        assert Note.objects.get().public_id == rosas.public_id


def test_a_process_and_a_candidate_are_deleted_for_good(cast, program, settings, tmp_path):
    settings.ERASED_LIST = tmp_path / "erased.jsonl"
    script = program()
    process = a_process(cast)

    first = script.call("DELETE", f"/processes/{process.public_id}")
    still = script.get(f"/persons/{process.person.public_id}")
    second = script.call("DELETE", f"/persons/{process.person.public_id}?ground=request")
    gone = script.get(f"/persons/{process.person.public_id}")

    answers = [answer.status_code for answer in (first, still, second, gone)]
    assert answers == [204, 200, 204, 404]
    with company_context(cast.company.pk):
        [receipt] = ErasureReceipt.objects.all()
        assert (receipt.kind, receipt.ground, receipt.by_name, receipt.by) == (
            "erased",
            "request",
            "Script",
            None,
        )
        assert list_receipts(company_id=cast.company.pk) == 1, (
            "to be erased again after a backup was restored"
        )


def test_a_candidate_is_erased_only_where_the_program_reaches_all_that_considers_them(cast, program):
    process = a_process(cast)
    with company_context(cast.company.pk):
        a_process(cast, process.person, a_position(cast, "Secret", is_discreet=True))

    refused = program(reach=AppReach.NOT_DISCREET).call("DELETE", f"/persons/{process.person.public_id}")

    assert (refused.status_code, refused.json()["code"]) == (403, "person_not_yours_to_erase")
    assert "Secret" not in refused.content.decode()
    assert program().call("DELETE", f"/persons/{process.person.public_id}?ground=why").status_code == 422


def test_nobody_is_erased_while_they_are_waited_for(cast, program):
    process = a_process(cast)
    with company_context(cast.company.pk):
        schedule_interview(
            process=process, step_public_id=steps_of_process(process=process)[0].public_id,
            starts_at=clock.now() + timedelta(days=1), minutes=30, meeting_type="phone",
            participants=[cast.ines.pk], actor=cast.by_rosa,
        )  # fmt: skip

    refused = program().call("DELETE", f"/persons/{process.person.public_id}")

    assert (refused.status_code, refused.json()["code"]) == (409, "meeting_is_to_come")


def test_to_delete_takes_a_scope_of_its_own(cast, program):
    script = program(scopes=set(AppScope) - {AppScope.DELETE_PERSONS, AppScope.DELETE_PROCESSES})
    process = a_process(cast)

    refused = [
        script.call("DELETE", f"/processes/{process.public_id}"),
        script.call("DELETE", f"/persons/{process.person.public_id}"),
    ]

    assert [answer.json()["code"] for answer in refused] == ["scope_missing", "scope_missing"]
