"""Who sees what at LinkedIn? What they may see in Recruit: in the export window, in the indicator, and soon after a change."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations


def test_a_position_that_one_may_not_view_is_not_offered(console):
    """M-13: the discreet position is offered to its hiring manager, and not to Rosa."""
    hans = console("Hans Brückner")
    hans.open_profile("Noor Veenstra")
    hans.open_export_window()
    expect(hans.type_position("opt").filter(has_text="Head of Optics")).to_have_count(1)
    rosa = console("Rosa Calderón")
    rosa.open_profile("Noor Veenstra")
    rosa.open_export_window()

    rosa.type_position("opt")

    expect(rosa.page.get_by_text("No position matches that you may view").first).to_be_visible()


def test_positions_on_hold_and_closed_are_not_offered(console):
    """M-12: the export list holds open positions only, also for the owner, who sees all."""
    olga = console("Olga Lindholm")
    olga.open_profile("Noor Veenstra")
    olga.open_export_window()

    for letters in ("payroll", "production planner"):
        olga.type_position(letters)
        expect(olga.page.get_by_text("No position matches that you may view").first).to_be_visible()


def test_a_change_of_the_hiring_team_moves_a_position_in_and_out(console, recruit):
    """M-14: within five seconds, by itself; and the lag is shown."""
    ines = console("Ines Varga")
    ines.open_profile("Noor Veenstra")
    ines.open_export_window()
    ines.type_position("opt")
    expect(ines.page.get_by_text("No position matches that you may view").first).to_be_visible()
    hans = recruit(cast.OLGA)
    hans.open_position("Head of Optics (replacement)")

    hans.add_to_team("Ines Varga", role="Viewer")
    changed = time.monotonic()

    until(
        lambda: ines.type_position("opt").filter(has_text="Head of Optics").count() == 1, seconds=5, every=0.3
    )
    assert time.monotonic() - changed < 5
    hans.remove_from_team("Ines Varga")
    until(
        lambda: ines.type_position("opt").filter(has_text="Head of Optics").count() == 0, seconds=5, every=0.3
    )


def test_the_indicator_shows_only_processes_that_this_teammate_may_see(console, recruit, truth, newcomer):
    """M-31, M-23: two processes, one of them on the discreet position."""
    hans = console("Hans Brückner")
    hans.export_person(newcomer.name, letters="opt", position="Head of Optics")
    hans.export_person(newcomer.name, letters="lig", position="Hamburg")
    until(lambda: len(truth.processes(*newcomer.names)) == 2)
    hans.open_profile(newcomer.name)
    expect(hans.page.get_by_role("button", name="In ATS").first).to_be_visible(timeout=15_000)
    seen_by_hans = hans.open_indicator()
    expect(seen_by_hans).to_contain_text("Head of Optics", timeout=15_000)
    expect(seen_by_hans).to_contain_text("Lighting Designer", timeout=15_000)
    rosa = console("Rosa Calderón")
    rosa.open_profile(newcomer.name)

    seen_by_rosa = rosa.open_indicator()

    expect(seen_by_rosa).to_contain_text("Lighting Designer", timeout=15_000)
    expect(seen_by_rosa).not_to_contain_text("Head of Optics")
    in_recruit = recruit(cast.ROSA)
    in_recruit.open_person(newcomer.name)
    expect(in_recruit.page.get_by_role("main")).not_to_contain_text("Head of Optics")


def test_what_linkedin_would_show_too_much_is_refused_by_recruit(console, truth, newcomer, open_to_all):
    """M-13: from the other side: the window offers all, Ines may not view, so the export fails and says why."""
    ines = console("Ines Varga")

    ines.export_person(newcomer.name, letters="opt", position="Head of Optics")

    until(lambda: truth.exports(*newcomer.names))
    outcome, reason, sentence = truth.exports(*newcomer.names)[-1]
    assert (outcome, reason) == ("refused", "position_not_visible")
    assert "hiring team" in sentence
    assert truth.persons(*newcomer.names) == 0


def test_one_company_never_sees_the_others(console, recruit, truth, truth_of_petrel, newcomer, sandbox):
    """M-36: the same member, the same public position name, two companies, here and at LinkedIn."""
    paul = console("Paul Okello")
    paul.open_profile(newcomer.name)
    paul.open_export_window()
    offered = paul.type_position("lig")
    expect(offered).to_have_count(1)
    expect(offered.first).to_contain_text("Kiel")
    offered.first.click()
    paul.export()
    until(lambda: truth_of_petrel.processes(*newcomer.names))
    assert truth.persons(*newcomer.names) == 0
    rosa = console("Rosa Calderón")
    rosa.open_profile(newcomer.name)
    expect(rosa.page.get_by_role("button", name="In ATS")).to_have_count(0)
    [(person,)] = truth_of_petrel.rows(
        "SELECT public_id FROM people_person WHERE first_name = %s AND last_name = %s", *newcomer.names
    )
    in_recruit = recruit(cast.OLGA)

    answer = in_recruit.page.goto(f"{in_recruit.url}/candidates/{person}")

    assert answer is not None
    assert answer.status == 404
