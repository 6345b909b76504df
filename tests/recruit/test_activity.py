"""History: a sentence for everything, nothing rewritten, nothing shown that belongs to positions one may not view."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.people import a_position, a_process

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.activity.rules import in_short, sentence, verbs_with_a_sentence
from recruit.activity.selectors import timeline_of_person, timeline_of_position
from recruit.activity.services import NoteIsEmpty, NoteNotYours, add_note, change_note, delete_note
from recruit.company.enums import CompanyRole
from recruit.company.services import change_company_role
from recruit.hiring.selectors import timeline_of_visible_person
from recruit.hiring.services import reject_process
from recruit.positions.services import set_discretion


def test_every_verb_has_a_sentence():
    assert verbs_with_a_sentence() == set(Verb)


@pytest.mark.parametrize("verb", list(Verb))
def test_a_sentence_stands_even_without_its_names(verb):
    text = sentence(verb, {})

    assert text
    assert "{" not in text


SENTENCES = [
    (
        Verb.PROCESS_REJECTED,
        {"person": "Mia Brand", "position": "Welder", "reason": "No licence"},
        "rejected Mia Brand for Welder. Reason: No licence",
    ),
    (Verb.PROCESS_REJECTED, {"person": "Mia Brand", "position": "Welder"}, "rejected Mia Brand for Welder"),
    (
        Verb.PROCESS_ADVANCED,
        {"person": "Mia", "position": "Welder", "step": "Offer", "next_step": ""},
        "completed “Offer” of Mia for Welder",
    ),
    (
        Verb.PROCESS_STARTED,
        {"person": "Mia", "position": "Welder", "imported_via": "Outside Tool", "source": "Rosa"},
        "started considering Mia for Welder, source: Rosa",
    ),
    (
        Verb.EXTERNAL_IDENTITY_SET,
        {"person": "Mia", "known_as": "a member of a network"},
        "confirmed Mia as a member of a network",
    ),
    (
        Verb.EXTERNAL_IDENTITY_SET,
        {"person": "Mia", "known_as": ""},
        "confirmed Mia as the owner of an outside profile",
    ),
    (Verb.PERSON_ADDED, {"person": "{mean} 100%"}, "added {mean} 100%"),  # what people type is not a pattern
]


@pytest.mark.parametrize(("verb", "data", "expected"), SENTENCES)
def test_how_history_reads(verb, data, expected):
    assert sentence(verb, data) == expected


@pytest.mark.parametrize("verb", list(Verb))
def test_in_short_stands_even_without_its_names(verb):
    text = in_short(verb, {})

    assert text
    assert "{" not in text


def test_in_short_leaves_out_who_and_whom():
    told = {"person": "Mia Brand", "position": "Welder", "reason": "No licence"}

    assert in_short(Verb.PROCESS_REJECTED, told) == "Rejected for Welder"


def test_a_rejection_is_told_on_the_person_and_on_the_position(cast):
    process = a_process(cast)
    reject_process(process=process, reason="No licence", actor=cast.by_rosa)
    company_id = cast.company.pk

    of_person = timeline_of_person(
        company_id=company_id, person_id=process.person_id, visible_position_ids=None
    )
    of_position = timeline_of_position(company_id=company_id, position_id=cast.position.pk)

    assert [entry.verb for entry in of_person] == [
        Verb.PROCESS_REJECTED,
        Verb.PROCESS_STARTED,
        Verb.PERSON_ADDED,
    ]
    assert of_person[0].actor_name == "Rosa Recruiter"
    assert of_person[0].sentence.endswith("Reason: No licence")
    assert of_position[0].verb == Verb.PROCESS_REJECTED


def test_history_reads_the_same_after_a_rename(cast):
    process = a_process(cast)
    type(cast.position).objects.filter(pk=cast.position.pk).update(name="Renamed")

    (entry, *_) = timeline_of_person(
        company_id=cast.company.pk, person_id=process.person_id, visible_position_ids=None
    )

    assert "Welding Robot Technician" in entry.sentence


def test_what_belongs_to_a_discreet_position_is_left_out(cast):
    secret = a_position(cast, "Secret Project Lead")
    process = a_process(cast)
    hidden = a_process(cast, process.person, secret)
    set_discretion(position=secret, is_discreet=True, actor=cast.by_olga)
    note = {"company_id": cast.company.pk, "person_id": process.person_id, "actor": cast.by_hans}
    add_note(**note, process_id=hidden.pk, position_id=secret.pk, text="For the secret project only.")
    add_note(**note, text="Very friendly.")

    told_ada = timeline_of_visible_person(teammate=cast.ada, person=process.person)
    told_hans = timeline_of_visible_person(teammate=cast.hans, person=process.person)
    told_olga = timeline_of_visible_person(teammate=cast.olga, person=process.person)

    assert not any("secret" in (entry.sentence + entry.text).lower() for entry in told_ada)
    assert [entry.text for entry in told_ada if entry.text] == ["Very friendly."]
    assert [entry.text for entry in told_hans if entry.text] == [
        "Very friendly.",
        "For the secret project only.",
    ]
    assert len(told_olga) == len(told_hans) == len(told_ada) + 2


def test_a_long_history_is_read_piece_by_piece(cast):
    process = a_process(cast)
    for number in range(5):
        add_note(
            company_id=cast.company.pk, person_id=process.person_id, text=f"Note {number}", actor=cast.by_rosa
        )

    first = timeline_of_visible_person(teammate=cast.rosa, person=process.person, limit=4)
    rest = timeline_of_visible_person(
        teammate=cast.rosa, person=process.person, before=first[-1].cursor, limit=4
    )

    assert [entry.text for entry in first] == ["Note 4", "Note 3", "Note 2", "Note 1"]
    assert [entry.text for entry in rest] == ["Note 0", "", ""]


def test_a_timeline_costs_three_queries(cast, django_assert_num_queries):
    process = a_process(cast)
    for _ in range(6):
        add_note(company_id=cast.company.pk, person_id=process.person_id, text="x", actor=cast.by_rosa)

    with django_assert_num_queries(3):  # entries, their notes, whom these mention
        timeline_of_person(company_id=cast.company.pk, person_id=process.person_id, visible_position_ids=None)


def test_a_note_without_text_is_refused(cast):
    with pytest.raises(NoteIsEmpty):
        add_note(company_id=cast.company.pk, person_id=1, text=" \n", actor=cast.by_rosa)


def test_a_note_is_changed_and_deleted_by_its_author_and_history_says_so(cast):
    process = a_process(cast)
    company_id = cast.company.pk
    note = add_note(company_id=company_id, person_id=process.person_id, text="Friendly.", actor=cast.by_rosa)
    words = {"company_id": company_id, "public_id": note.public_id, "is_private": False}
    [first, *_] = timeline_of_visible_person(teammate=cast.ada, person=process.person)
    assert first.note is not None
    assert not first.note.is_changed

    with pytest.raises(NoteNotYours):
        change_note(**words, text="Unfriendly.", actor=cast.by_ada)
    change_note(**words, text=" Very friendly. ", actor=cast.by_rosa)
    change_note(**words, text="Very friendly.", actor=cast.by_rosa)
    told = timeline_of_visible_person(teammate=cast.ada, person=process.person)
    assert [entry.verb for entry in told[:2]] == [Verb.NOTE_CHANGED, Verb.NOTE_ADDED]
    assert told[1].note is not None
    assert (told[1].text, told[1].note.is_changed, told[1].note.is_own) == ("Very friendly.", True, False)

    with pytest.raises(NoteNotYours):
        delete_note(company_id=company_id, public_id=note.public_id, actor=cast.by_olga)
    delete_note(company_id=company_id, public_id=note.public_id, actor=cast.by_rosa)
    told = timeline_of_visible_person(teammate=cast.ada, person=process.person)
    assert [entry.verb for entry in told[:3]] == [Verb.NOTE_DELETED, Verb.NOTE_CHANGED, Verb.NOTE_ADDED]
    assert not any(entry.text for entry in told)


def test_a_private_note_is_read_by_its_author_alone(cast):
    process = a_process(cast)
    add_note(
        company_id=cast.company.pk,
        person_id=process.person_id,
        text="Reminds me of somebody.",
        is_private=True,
        actor=cast.by_rosa,
    )

    told = {
        teammate.first_name: timeline_of_visible_person(teammate=teammate, person=process.person)[0].text
        for teammate in (cast.rosa, cast.olga, cast.hans)
    }

    assert told == {"Rosa": "Reminds me of somebody.", "Olga": "", "Hans": ""}


def test_what_happened_in_the_company_is_told_too(cast):
    change_company_role(teammate=cast.otto, company_role=CompanyRole.MANAGEMENT, actor=cast.by_olga)

    newest = Activity.objects.latest("id")
    verbs = list(
        Activity.objects.filter(person_id=None, position_id=None)
        .order_by("id")
        .values_list("verb", flat=True)
    )

    assert sentence(newest.verb, newest.data) == "made Otto Outsider Management, before: Teammate"
    assert newest.actor_name == "Olga Owner"
    assert verbs == [Verb.COMPANY_FOUNDED] + [Verb.TEAMMATE_ADDED] * 6 + [Verb.COMPANY_ROLE_CHANGED]


def test_history_is_neither_rewritten_nor_deleted(cast):
    for work in (
        lambda: Activity.objects.update(actor_name="Nobody"),
        lambda: Activity.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            work()


def test_erasing_a_person_may_delete_history_and_still_not_rewrite_it(cast):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL recruit.erasing = 'on'")

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Activity.objects.update(actor_name="Nobody")
    Activity.objects.all().delete()

    assert not Activity.objects.exists()
