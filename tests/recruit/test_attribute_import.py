"""Which source does an import get? The table of ``docs/domain.md``, row by row, then with a database."""

from __future__ import annotations

import pytest
from tests.people import SETTING_UP

from recruit.company.services import deactivate_teammate
from recruit.sources.enums import SourceType
from recruit.sources.models import Source, SourceContact
from recruit.sources.rules import Decision, KnownSource, decide_source
from recruit.sources.services import add_source_contact, attribute_import, shared_source

NAME = "Rosa Recruiter (Outside Tool)"
OWN = KnownSource(1, "Rosa's finds", SourceType.ACTIVE_SEARCH, frozenset({10}))
AGENCY = KnownSource(2, "Heads & Co", SourceType.AGENCY, frozenset({10}))
FREE = KnownSource(3, NAME, SourceType.ACTIVE_SEARCH)
MINE = KnownSource(4, NAME, SourceType.ACTIVE_SEARCH, frozenset({10}))
TAKEN = KnownSource(5, NAME, SourceType.ACTIVE_SEARCH, frozenset({99}))
FREE_BOARD = KnownSource(6, NAME, SourceType.JOB_BOARD)

ROWS = [
    # label, contact, its source, teammate?, source of that name -> decision
    ("1: contact and source are known", 10, OWN, True, None, Decision(1, use_source_id=1)),
    ("1: whether or not they are a teammate", 10, OWN, False, TAKEN, Decision(1, use_source_id=1)),
    ("2+5: contact without source", 10, None, False, None, Decision(2, create_source_name=NAME)),
    ("2: a teammate's contact is not created again", 10, None, True, None, Decision(2, create_source_name=NAME)),
    ("2+6: source of that name is theirs", 10, None, True, MINE, Decision(2, use_source_id=4, namesake=True)),
    ("2+6: source of that name has nobody", 10, None, True, FREE, Decision(2, use_source_id=3, namesake=True)),
    (
        "2+6: source of that name is a namesake's",
        10, None, True, TAKEN,
        Decision(2, create_source_name=f"{NAME} rosa@robots.example", namesake=True),
    ),
    (
        "3: a teammate, first time",
        None, None, True, None,
        Decision(3, create_source_name=NAME, create_contact=True, link_teammate=True),
    ),
    (
        "3+6: source of that name has nobody",
        None, None, True, FREE,
        Decision(3, use_source_id=3, create_contact=True, link_teammate=True, namesake=True),
    ),
    (
        "3+6: source of that name is a namesake's",
        None, None, True, TAKEN,
        Decision(
            3, create_source_name=f"{NAME} rosa@robots.example",
            create_contact=True, link_teammate=True, namesake=True,
        ),
    ),
    (
        "4: nobody of ours, first time",
        None, None, False, None,
        Decision(4, create_source_name=NAME, create_contact=True),
    ),
    (
        "4+6: source of that name is a namesake's",
        None, None, False, TAKEN,
        Decision(4, create_source_name=f"{NAME} rosa@robots.example", create_contact=True, namesake=True),
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("contact_id", "source", "teammate", "taken", "decision"),
    [row[1:] for row in ROWS],
    ids=[row[0] for row in ROWS],
)
def test_the_table_of_attribution(contact_id, source, teammate, taken, decision):
    assert (
        decide_source(
            contact_id=contact_id,
            contact_source=source,
            teammate_exists=teammate,
            wanted_name=NAME,
            email="rosa@robots.example",
            name_taken_by=taken,
        )
        == decision
    )


@pytest.mark.parametrize(("contact_id", "source", "taken"), [(10, AGENCY, None), (None, None, FREE_BOARD)])
def test_row_7_a_source_of_another_type_is_used_with_a_warning(contact_id, source, taken):
    decision = decide_source(
        contact_id=contact_id,
        contact_source=source,
        teammate_exists=True,
        wanted_name=NAME,
        email="rosa@robots.example",
        name_taken_by=taken,
    )

    assert decision.use_source_id == (source or taken).source_id
    assert decision.warning is not None
    assert "of type" in decision.warning


def rosas_import(cast, **changes):
    exporter = {"first_name": "Rosa", "last_name": "Recruiter", "email": cast.rosa.email, **changes}
    return attribute_import(company_id=cast.company.pk, label="Outside Tool", actor=SETTING_UP, **exporter)


def test_rosas_first_import_creates_her_contact_linked_to_her_and_a_source(cast):
    attribution = rosas_import(cast)

    contact = SourceContact.objects.get(pk=attribution.contact_id)
    assert (attribution.case, attribution.source_name, attribution.warning) == (3, NAME, None)
    assert Source.objects.get(pk=attribution.source_id).type == SourceType.ACTIVE_SEARCH
    assert (contact.teammate, contact.source_id, contact.email) == (
        cast.rosa,
        attribution.source_id,
        cast.rosa.email,
    )


def test_rosas_second_import_finds_both_again(cast):
    first = rosas_import(cast)
    second = rosas_import(cast, email=" ROSA@robots.example")

    assert (second.case, second.source_id, second.contact_id) == (1, first.source_id, first.contact_id)
    assert (Source.objects.count(), SourceContact.objects.count()) == (1, 1)


def test_a_contact_without_a_source_gets_one(cast):
    contact = add_source_contact(
        company_id=cast.company.pk,
        first_name="Rosa",
        last_name="R.",
        email=cast.rosa.email,
        source=None,
        actor=SETTING_UP,
    )

    attribution = rosas_import(cast)

    contact.refresh_from_db()
    assert (attribution.case, attribution.contact_id) == (2, contact.pk)
    assert contact.source_id == attribution.source_id
    assert contact.last_name == "R."


def test_an_agencys_contact_keeps_the_agency_and_the_warning_says_so(cast):
    agency = shared_source(
        company_id=cast.company.pk, name="Heads & Co", type=SourceType.AGENCY, actor=SETTING_UP
    )
    add_source_contact(
        company_id=cast.company.pk,
        first_name="Hugo",
        last_name="Head",
        email="hugo@heads.example",
        source=agency,
        actor=SETTING_UP,
    )

    attribution = rosas_import(cast, first_name="Hugo", last_name="Head", email="hugo@heads.example")

    assert (attribution.case, attribution.source_id) == (1, agency.pk)
    assert "Heads & Co" in (attribution.warning or "")


def test_somebody_from_outside_gets_a_contact_without_a_teammate(cast):
    attribution = rosas_import(cast, first_name="Gast", last_name="Gustav", email="gustav@elsewhere.example")

    assert attribution.case == 4
    assert SourceContact.objects.get(pk=attribution.contact_id).teammate is None


def test_two_rosas_with_one_name_get_two_sources(cast):
    first = rosas_import(cast)
    second = rosas_import(cast, email="rosa.recruiter@elsewhere.example")

    assert first.source_id != second.source_id
    assert second.source_name == f"{NAME} rosa.recruiter@elsewhere.example"
    assert rosas_import(cast, email="rosa.recruiter@elsewhere.example").source_id == second.source_id


def test_a_later_deactivation_changes_no_source(cast):
    before = rosas_import(cast)

    deactivate_teammate(teammate=cast.rosa, actor=cast.by_olga)

    assert rosas_import(cast).source_id == before.source_id
