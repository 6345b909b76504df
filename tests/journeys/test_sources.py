"""Where did they come from? The four source cases of an export, and two recruiters of one name."""

from __future__ import annotations

import pytest
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


def export(console, truth, recruiter, newcomer, *, position="LW-101"):
    at_linkedin = console(recruiter)
    at_linkedin.export_person(newcomer.name, letters="lig", position=position)
    until(lambda: truth.processes(*newcomer.names))
    [(_, _, source, contact)] = truth.processes(*newcomer.names)
    return source, contact


def test_case_1_the_exporters_contact_has_a_source(console, truth, newcomer):
    """M-19: Bruno is the agency's contact, so the agency is the source, and he the contact."""
    before = truth.count("sources_source")

    source, contact = export(console, truth, "Bruno Keller", newcomer)

    assert (source, contact) == (cast.AGENCY, cast.BRUNO)
    assert truth.count("sources_source") == before


def test_case_2_the_exporters_contact_has_no_source_yet(console, truth, newcomer):
    """M-20: Celia is a contact of nothing; a source is made, linked to her, and both are used.

    LinkedIn knows her by another address: what counts is her address in Recruit.
    """
    source, contact = export(console, truth, "Celia Duarte", newcomer)

    assert (source, contact) == ("Celia Duarte (LinkedIn Recruiter)", cast.CELIA)
    assert truth.rows(
        "SELECT s.name, s.type FROM sources_sourcecontact c JOIN sources_source s ON s.id = c.source_id WHERE c.email = %s",
        cast.CELIA,
    ) == [("Celia Duarte (LinkedIn Recruiter)", "active_search")]


def test_case_3_there_is_no_contact_and_a_teammate_has_the_address(console, truth, newcomer):
    """M-21: contact from first name, last name and Recruit e-mail, linked to the teammate; source of type Active search."""
    source, contact = export(console, truth, "Olga Lindholm", newcomer)

    assert (source, contact) == ("Olga Lindholm (LinkedIn Recruiter)", cast.OLGA)
    assert truth.rows(
        "SELECT c.first_name, c.last_name, t.email, s.type FROM sources_sourcecontact c "
        "JOIN company_teammate t ON t.id = c.teammate_id JOIN sources_source s ON s.id = c.source_id "
        "WHERE c.email = %s",
        cast.OLGA,
    ) == [("Olga", "Lindholm", cast.OLGA, "active_search")]


def test_a_seat_that_is_nobodys_still_brings_the_candidate(console, truth, newcomer, open_to_all):
    """M-16: row 8: Quentin holds a seat and is no teammate. LinkedIn is made to show him the positions all the same."""
    quentin = console("Quentin Underhill")

    quentin.export_person(newcomer.name, letters="lig", position="LW-101")

    until(lambda: truth.processes(*newcomer.names))
    assert truth.processes(*newcomer.names)[0][2] == "LinkedIn Recruiter (unmapped seat)"
    assert truth.exports(*newcomer.names)[-1][1] == "seat_not_mapped"


def test_two_recruiters_of_one_name_keep_their_own_sources(console, truth, newcomers, sandbox):
    """M-21: row 6: both are called Maria Santos; each process has the source of the one who exported."""
    first, second = newcomers(2)
    numbers = [seat["id"] for seat in sandbox.get("seats")["seats"] if seat["name"] == "Maria Santos"]
    found = []
    for number, member in zip(sorted(numbers), (first, second), strict=True):
        maria = console(number)
        maria.export_person(member.name, letters="lig", position="LW-101")
        until(lambda names=member.names: truth.processes(*names))
        found.append(truth.processes(*member.names)[0][2:])

    assert found == [
        ("Maria Santos (LinkedIn Recruiter)", cast.MARIA),
        (f"Maria Santos (LinkedIn Recruiter) {cast.NAMESAKE}", cast.NAMESAKE),
    ]
