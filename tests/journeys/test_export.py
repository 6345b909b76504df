"""The export, from LinkedIn Recruiter's three dots to a candidate in Recruit, as two people at two tabs see it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

pytestmark = pytest.mark.generations

HAMBURG = "Hamburg"
TAG = "Imported: LinkedIn Recruiter"


def test_an_export_stands_in_recruit_without_reloading(console, recruit, truth):
    """M-11, M-12, M-16, M-18, M-21, M-22, M-24, M-29, M-30."""
    name = "Noor Veenstra"
    rosa_in_recruit = recruit(cast.ROSA)
    rosa_in_recruit.open_position("Lighting Designer (museum lighting)")
    expect(rosa_in_recruit.card(name)).to_have_count(0)
    rosa_at_linkedin = console("Rosa Calderón")

    rosa_at_linkedin.open_profile(name)
    window = rosa_at_linkedin.open_export_window()
    expect(window.get_by_label("ATS")).to_contain_text("Recruit")
    rosa_at_linkedin.choose_position("lig", containing=HAMBURG)
    rosa_at_linkedin.export()

    expect(rosa_in_recruit.card(name)).to_be_visible(timeout=20_000)
    rosa_in_recruit.card(name).get_by_role("link", name=name).click()
    page = rosa_in_recruit.page
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.get_by_role("main")).to_contain_text(TAG)
    expect(page.get_by_role("main")).to_contain_text("Rosa Calderón (LinkedIn Recruiter)")
    expect(page.get_by_role("main")).to_contain_text("linkedin.com/in/noor-veenstra")
    assert truth.persons("Noor", "Veenstra") == 1
    assert truth.processes("Noor", "Veenstra") == [
        (cast.DESIGNER_HAMBURG, "in_progress", "Rosa Calderón (LinkedIn Recruiter)", cast.ROSA)
    ]
    assert kinds_of_contact_points(truth, "Noor", "Veenstra") == {"link"}, "neither e-mail nor phone"
    files = "person_id IN (SELECT id FROM people_person WHERE first_name = 'Noor' AND last_name = 'Veenstra')"
    assert truth.count("people_personfile", files) == 0, "no résumé comes along"

    # The indicator comes by itself, and opens onto status, position, current and completed steps.
    badge = rosa_at_linkedin.page.get_by_role("button", name="In ATS")
    expect(badge.first).to_be_visible(timeout=15_000)
    panel = rosa_at_linkedin.open_indicator()
    expect(panel).to_contain_text("Lighting Designer")
    expect(panel).to_contain_text("CV review")
    page.get_by_role("button", name="Advance to Phone interview").click()
    expect(panel.get_by_role("listitem").filter(has_text="(current)")).to_contain_text(
        "Phone interview", timeout=15_000
    )
    expect(panel.get_by_role("listitem").filter(has_text="(completed)")).to_contain_text("CV review")


def test_the_tag_finds_who_was_exported(console, recruit, newcomer):
    """M-22: a search by the tag finds them."""
    rosa_at_linkedin = console("Rosa Calderón")
    rosa_at_linkedin.export_person(newcomer.name, letters="lig", position=HAMBURG)
    rosa_in_recruit = recruit(cast.ROSA)

    def found() -> bool:
        rosa_in_recruit.page.goto(f"{rosa_in_recruit.url}/candidates?tag={TAG}&q={newcomer.last_name}")
        return rosa_in_recruit.page.get_by_role("main").get_by_role("link", name=newcomer.name).count() > 0

    until(found, seconds=10, every=0.5)


def test_a_name_in_another_script_comes_as_it_is_written(console, truth, newcomer_in_another_script):
    """M-16, M-18: names keep their letters."""
    person = newcomer_in_another_script
    rosa = console("Rosa Calderón")
    rosa.open_profile_number(person.id)
    rosa.open_export_window()
    rosa.choose_position("lig", containing=HAMBURG)

    rosa.export()

    until(lambda: truth.persons(*person.names) == 1)


def test_the_same_person_again_for_another_position_is_a_second_process_on_the_same_candidate(
    console, truth, newcomer
):
    """M-25, M-23: a separate hiring process for each position, and one candidate."""
    rosa = console("Rosa Calderón")
    rosa.export_person(newcomer.name, letters="lig", position=HAMBURG)
    until(lambda: len(truth.processes(*newcomer.names)) == 1)

    rosa.export_person(newcomer.name, letters="bac", position="LW-103")

    until(lambda: len(truth.processes(*newcomer.names)) == 2)
    assert truth.persons(*newcomer.names) == 1
    assert [row[0] for row in truth.processes(*newcomer.names)] == [
        cast.DESIGNER_HAMBURG,
        cast.BACKEND_REMOTE,
    ]
    assert [row[0] for row in truth.exports(*newcomer.names)] == ["created", "attached"]


def test_somebody_recruit_knew_from_an_earlier_export_gets_a_new_process(console, truth):
    """M-25, M-02, M-01: Yuki was rejected long ago; now she is exported for another position, and both are seen there."""
    rosa = console("Rosa Calderón")

    rosa.export_person("Yuki Aoyama", letters="lig", position=HAMBURG)

    until(lambda: len(truth.processes("Yuki", "Aoyama")) == 2)
    assert truth.persons("Yuki", "Aoyama") == 1
    assert truth.exports("Yuki", "Aoyama")[-1][0] == "attached"
    rosa.open_profile("Yuki Aoyama")
    panel = rosa.open_indicator()
    expect(panel).to_contain_text("Rejected", timeout=15_000)
    expect(panel).to_contain_text("CV review", timeout=15_000)


def test_the_same_person_for_the_same_position_fails_and_the_recruiter_learns_why(console, recruit, truth):
    """M-26: no new process, nothing else changes."""
    name = "Elif Karagöz"
    before = (
        truth.processes("Elif", "Karagöz"),
        truth.count("sources_source"),
        truth.count("people_persontag"),
    )
    rosa = console("Rosa Calderón")
    rosa.open_profile(name)
    rosa.open_export_window()

    option = rosa.type_position("lig").filter(has_text=HAMBURG).first
    expect(option).to_contain_text("already in process", timeout=10_000)
    option.click()
    expect(rosa.page.get_by_role("alert").filter(has_text="already in process")).to_be_visible()
    rosa.export()

    until(lambda: truth.exports("Elif", "Karagöz"))
    outcome, reason, sentence = truth.exports("Elif", "Karagöz")[-1]
    assert (outcome, reason) == ("refused", "already_under_consideration")
    assert "already under consideration" in sentence
    after = (
        truth.processes("Elif", "Karagöz"),
        truth.count("sources_source"),
        truth.count("people_persontag"),
    )
    assert after == before
    failed = recruit(cast.ROSA)
    failed.page.goto(f"{failed.url}/linkedin/exports?show=refused")
    expect(failed.page.get_by_role("main")).to_contain_text(sentence)


def test_someone_hired_for_the_position_is_not_taken_up_again(console, truth):
    """M-26: the decision table's row “was hired for this position”."""
    rosa = console("Bruno Keller")

    rosa.export_person("Jonas Eklöf", letters="bac", position="LW-108")

    until(lambda: truth.exports("Jonas", "Eklöf"))
    assert truth.exports("Jonas", "Eklöf")[-1][:2] == ("refused", "already_hired")
    assert len(truth.processes("Jonas", "Eklöf")) == 1


def test_the_workplace_type_narrows_the_positions(console):
    """M-15: it travels with the position; no choice shows all."""
    rosa = console("Rosa Calderón")
    rosa.open_profile("Noor Veenstra")
    rosa.open_export_window()
    expect(rosa.type_position("lighting designer")).to_have_count(2)

    rosa.choose_workplace("Hybrid")

    options = rosa.type_position("lighting designer")
    expect(options).to_have_count(1)
    expect(options.first).to_contain_text("Hybrid")


def test_an_e_mail_typed_in_the_window_is_kept_with_its_origin(console, truth, newcomer):
    """M-18: only what the recruiter typed comes as an e-mail, and it says where it is from."""
    rosa = console("Rosa Calderón")
    rosa.open_profile(newcomer.name)
    rosa.open_export_window()
    rosa.choose_position("lig", containing=HAMBURG)
    rosa.page.get_by_label("E-mail").fill("typed.by.rosa@mail.example")
    rosa.export()

    until(lambda: truth.processes(*newcomer.names))
    assert truth.rows(
        "SELECT c.kind, c.value FROM people_contactpoint c JOIN people_person n ON n.id = c.person_id "
        "WHERE n.first_name = %s AND n.last_name = %s AND c.kind <> 'link'",
        *newcomer.names,
    ) == [("email", "typed.by.rosa@mail.example")]


def kinds_of_contact_points(truth, first_name, last_name):
    found = truth.rows(
        "SELECT c.kind FROM people_contactpoint c JOIN people_person n ON n.id = c.person_id "
        "WHERE n.first_name = %s AND n.last_name = %s",
        first_name,
        last_name,
    )
    return {kind for (kind,) in found}
