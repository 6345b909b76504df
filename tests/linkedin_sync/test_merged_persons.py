"""Does LinkedIn follow when two candidates become one, and two again? Seen at the real sandbox, in both generations."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from tests.linkedin_sync.at_sandbox import ODILE, ROSA_SEAT, There, sandbox, sandbox_process, there
from tests.linkedin_sync.test_states_outward import GENERATIONS, records, settle, speak
from tests.people import SETTING_UP, a_person, a_position, a_process

from linkedin_sync.connections.noting import choose_notes_outward, choose_resumes_outward
from linkedin_sync.enums import LinkKind, MatchState, NotesOutward, ResumesOutward
from linkedin_sync.explain.rules import State
from linkedin_sync.explain.selectors import explain_resumes
from linkedin_sync.models import Export, Link, Mark, Receipt
from linkedin_sync.reconcile.selectors import latest_reconcile
from linkedin_sync.reconcile.services import ask_for_reconcile
from linkedin_sync.viewing import indicator_of, sight_of_seat
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.duplicates.services import Choices, check_person, merge_persons, unmerge_persons
from recruit.people.enums import ContactKind, FileKind, Provenance
from recruit.people.models import Person
from recruit.people.services import add_contact_point, add_file, set_external_identity

__all__ = ["sandbox", "sandbox_process", "there"]


@pytest.fixture
def pair(there: There) -> tuple[Person, Person]:
    """Odile by hand, with an address; Odile as she came from LinkedIn. Each is considered for a position."""
    one, two = a_person(there.cast, "Odile", "Marchand"), a_person(there.cast, "Odile", "Marchand")
    for person in (one, two):
        for kind, value in (
            (ContactKind.PHONE, "+33 4 72 00 00 01"),
            (ContactKind.EMAIL, f"odile{person.pk}@mail.example"),
        ):
            add_contact_point(
                person=person, kind=kind, value=value, provenance=Provenance.MANUAL, actor=SETTING_UP
            )
    set_external_identity(
        person=two, provider="linkedin", subject=there.urn(ODILE), verified=True, actor=SETTING_UP
    )
    return one, two


def merged(there: There, survivor: Person, other: Person, **choices: Any):
    [case] = check_person(company_id=there.company_id, person_id=other.pk)
    return merge_persons(
        company_id=there.company_id,
        case_id=case.public_id,
        choices=Choices(survivor.public_id, **choices),
        actor=there.cast.by_olga,
    )


#: When LinkedIn was told last, and when it looks for the member: not what it holds.
_MOMENTS = {"changed_at", "match_due_at", "match_looks_left"}


def held(there: There) -> dict[str, list[dict[str, Any]]]:
    """What LinkedIn holds of all candidates, without the moments at which it learned of it."""
    found = {}
    for kind in (
        "candidates",
        "applications",
        "stages",
        "candidate_notes",
        "application_notes",
        "attachments",
    ):
        rows = [
            {name: value for name, value in row.items() if name not in _MOMENTS}
            for row in records(there, kind)
        ]
        for row in rows:
            record = row.get("record", {})
            row["record"] = {name: value for name, value in record.items() if "LastModified" not in name}
        found[kind] = sorted(rows, key=lambda row: str(row["key"]))
    return found


def nothing_differs(there: There) -> None:
    ask_for_reconcile(company_id=there.company_id, actor=there.cast.by_ada)
    settle()
    latest = latest_reconcile(company_id=there.company_id)
    assert latest is not None
    assert (latest.state, latest.drift) == ("done", 0)


def rosa_sees(there: There, person: Person) -> set[int]:
    """The person's processes that LinkedIn shows to Rosa's seat: those that Recruit says, on as many positions."""
    sight = sight_of_seat(company_id=there.company_id, seat_id=there.seat().pk)
    assert (sight.too_much, sight.too_little, sight.lag) == (frozenset(), frozenset(), timedelta(0))
    shown = indicator_of(company_id=there.company_id, sight=sight, person_id=person.pk)
    assert [each for each in shown if each.recruit != each.linkedin] == []
    return {each.process_id for each in shown if each.linkedin}


@pytest.mark.parametrize("generation", GENERATIONS)
def test_linkedin_shows_one_then_two_again_exactly(there: There, pair, generation: str):
    speak(there, generation)
    choose_notes_outward(company_id=there.company_id, wanted=NotesOutward.YES, actor=there.cast.by_ada)
    choose_resumes_outward(company_id=there.company_id, wanted=ResumesOutward.YES, actor=there.cast.by_ada)
    one, two = pair
    add_file(
        person=two,
        kind=FileKind.RESUME,
        name="odile.pdf",
        content=b"%PDF-1.7 Odile Marchand, invented",
        provenance=Provenance.MANUAL,
        actor=SETTING_UP,
    )
    ours = a_process(there.cast, one)
    theirs = a_process(there.cast, two, a_position(there.cast, "Lighting Designer"))
    for process in (None, theirs):
        add_note(
            company_id=there.company_id,
            person_id=two.pk,
            process_id=process.pk if process else None,
            position_id=process.position_id if process else None,
            text="Speaks four languages",
            actor=there.cast.by_rosa,
        )
    settle()
    before = held(there)
    seen = rosa_sees(there, one), rosa_sees(there, two)
    assert seen == ({ours.pk}, {theirs.pk})
    assert {kind: len(rows) for kind, rows in before.items()} == {
        "candidates": 2, "applications": 2, "stages": 2, "candidate_notes": 1, "application_notes": 1,
        "attachments": 1,
    }  # fmt: skip

    merge = merged(there, one, two)
    settle()

    [candidate] = held(there)["candidates"]
    assert candidate["id"] == one.public_id
    assert candidate["manual_member_id"] == ODILE
    assert {row["candidate_key"] for row in records(there, "applications")} == {candidate["key"]}
    assert [row["record"] for row in records(there, "candidate_notes")] != []
    assert len(records(there, "attachments")) == 2
    assert there.sandbox.get("indicator", seat=ROSA_SEAT, member=ODILE)["in_ats"]
    assert not Link.objects.filter(kind=LinkKind.PERSON, our_key=str(two.pk)).exists()
    assert rosa_sees(there, one) == {ours.pk, theirs.pk}
    nothing_differs(there)

    unmerge_persons(company_id=there.company_id, merge_id=merge.public_id, actor=there.cast.by_ada)
    settle()

    after = held(there)
    if generation == "v2":  # which takes no file off an application: the candidate's page says that it stays
        attached, of_two = after.pop("attachments"), before.pop("attachments")
        assert [row for row in attached if ours.public_id not in row["key"]] == of_two
        why = explain_resumes(company_id=there.company_id, ids=[ours.pk])[ours.pk]
        assert why.state is State.STAYS
    assert after == before
    assert (rosa_sees(there, one), rosa_sees(there, two)) == seen
    assert not Mark.objects.exists()
    assert ours.public_id in {row["id"] for row in records(there, "applications")}
    nothing_differs(there)


def test_a_choice_among_members_goes_with_the_candidate_and_comes_back(there: There, pair):
    one, two = pair
    a_process(there.cast, one)
    a_process(there.cast, two, a_position(there.cast, "Lighting Designer"))
    settle()
    link = Link.objects.filter(kind=LinkKind.PERSON, our_key=str(two.pk))
    link.update(match_state=MatchState.CHOSEN, match={"members": [there.urn(ODILE)]})

    merge = merged(there, one, two)
    settle()
    assert Link.objects.get(kind=LinkKind.PERSON, our_key=str(one.pk)).match_state == MatchState.CHOSEN

    unmerge_persons(company_id=there.company_id, merge_id=merge.public_id, actor=there.cast.by_ada)
    settle()
    assert link.get().match_state == MatchState.CHOSEN
    assert Link.objects.get(kind=LinkKind.PERSON, our_key=str(one.pk)).match_state == MatchState.UNREAD


def test_the_export_of_whoever_went_leads_to_the_survivor_and_back(there: There, pair):
    one, two = pair
    process = a_process(there.cast, two)
    receipt = Receipt.objects.create(
        company_id=there.company_id, connection=there.connection, event_id="e", signature_state="valid",
        expires_at=clock.now(), state="done",
    )  # fmt: skip
    export = Export.objects.create(
        company_id=there.company_id,
        receipt=receipt,
        outcome="created",
        person_id=two.pk,
        process_id=process.pk,
    )

    merge = merged(there, one, two)
    assert Export.objects.get(pk=export.pk).person_id == one.pk
    unmerge_persons(company_id=there.company_id, merge_id=merge.public_id, actor=there.cast.by_ada)

    assert Export.objects.get(pk=export.pk).person_id == two.pk
