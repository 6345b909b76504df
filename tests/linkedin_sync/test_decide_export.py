"""The table of exports, row by row: what is decided, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkedin_sync.enums import ExportReason
from linkedin_sync.inbox.exports import (
    RECEIPT_SENTENCES,
    Accept,
    ExporterFacts,
    ExportFacts,
    PersonFacts,
    PositionFacts,
    Refuse,
    decide_export,
)

OURS = "urn:li:organization:2000117"
ROSA = ExporterFacts(full_name="Rosa Recruiter", is_active=True, may_export=True)
OPEN = PositionFacts(status="open", shown_name="Welding Robot Technician")
MIA = PersonFacts(full_name="Mia Brand", statuses_here=(), has_active_elsewhere=False, do_not_contact=False)
PLAIN = ExportFacts(
    own_context=OURS,
    context=OURS,
    member_urn="urn:li:person:pQ7z_41",
    first_name="Mia",
    last_name="Brand",
    position=OPEN,
    exporter=ROSA,
    person=None,
    allows_several_positions=True,
)


def with_person(*statuses: str, elsewhere: bool = False, do_not_contact: bool = False) -> ExportFacts:
    person = replace(
        MIA, statuses_here=statuses, has_active_elsewhere=elsewhere, do_not_contact=do_not_contact
    )
    return replace(PLAIN, person=person)


ACCEPTED = [
    # nobody came with this member URN before: a new person
    (PLAIN, True, ""),
    # known, never considered here: a new process of the known person (M-25)
    (with_person(), False, ""),
    # known, an earlier process here ended: considered again
    (with_person("rejected"), False, ""),
    (with_person("withdrawn"), False, ""),
    (with_person("rejected", "withdrawn", "rejected"), False, ""),
    # known and considered elsewhere, which this company allows (M-23)
    (with_person(elsewhere=True), False, ""),
    # marked as not to be contacted: accepted, with a warning
    (with_person(do_not_contact=True), False, "person_do_not_contact"),
    # nobody of ours sits on the seat: accepted, credited to the shared source
    (replace(PLAIN, exporter=None), True, "seat_not_mapped"),
    # one name is enough: LinkedIn's members may have one
    (replace(PLAIN, last_name=""), True, ""),
]

CLOSED, HELD = replace(OPEN, status="closed"), replace(OPEN, status="on_hold")

REFUSED = [
    # the answer's context is another company's (M-36), whatever else is right about it
    (replace(PLAIN, context="urn:li:organization:666"), "other_company"),
    (replace(PLAIN, context=""), "other_company"),
    # nobody is named
    (replace(PLAIN, member_urn=""), "malformed"),
    (replace(PLAIN, first_name="", last_name=""), "malformed"),
    # the position is not there, or not in this company
    (replace(PLAIN, position=None), "unknown_position"),
    # the exporter was deactivated in Recruit
    (replace(PLAIN, exporter=replace(ROSA, is_active=False, may_export=False)), "teammate_inactive"),
    # the exporter may not view the position (M-13), or not do what the company demands
    (replace(PLAIN, exporter=replace(ROSA, may_export=False)), "position_not_visible"),
    # who may not view a position does not learn that it is closed
    (replace(PLAIN, position=CLOSED, exporter=replace(ROSA, may_export=False)), "position_not_visible"),
    # the position is not open
    (replace(PLAIN, position=CLOSED), "position_closed"),
    (replace(PLAIN, position=HELD), "position_on_hold"),
    # under consideration for this very position (M-26): each of the three active statuses
    (with_person("in_progress"), "already_under_consideration"),
    (with_person("on_hold"), "already_under_consideration"),
    (with_person("awaiting_decision"), "already_under_consideration"),
    # an older ended process does not hide an active one
    (with_person("rejected", "in_progress"), "already_under_consideration"),
    # hired for it
    (with_person("hired"), "already_hired"),
    # considered elsewhere, which this company does not allow
    (replace(with_person(elsewhere=True), allows_several_positions=False), "several_positions_not_allowed"),
]


@pytest.mark.parametrize(("facts", "is_new", "note"), ACCEPTED)
def test_it_is_accepted(facts, is_new, note):
    decision = decide_export(facts)

    assert isinstance(decision, Accept)
    assert (decision.is_new_person, decision.note) == (is_new, note)
    assert bool(decision.sentence) == bool(note)


@pytest.mark.parametrize(("facts", "reason"), REFUSED)
def test_it_is_refused_with_a_code_and_a_sentence(facts, reason):
    decision = decide_export(facts)

    assert isinstance(decision, Refuse)
    assert decision.reason == reason
    assert decision.sentence.endswith(".")
    assert "{" not in decision.sentence


def test_an_invisible_position_is_not_named_to_the_one_who_may_not_see_it():
    decision = decide_export(replace(PLAIN, exporter=replace(ROSA, may_export=False)))

    assert OPEN.shown_name not in decision.sentence


def test_every_reason_has_a_place_in_a_table():
    decided = {reason for _, reason in REFUSED} | {note for _, _, note in ACCEPTED}
    named = decided | {reason.value for reason in RECEIPT_SENTENCES}

    assert named == set(ExportReason.values)
