"""What goes out besides the records: notes, evaluations and résumés if chosen, whom LinkedIn takes somebody for, closed positions, do not contact."""

from __future__ import annotations

import os

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.stack import until
from tests.journeys.test_careers import RESUME, fill_in_from_linkedin, opened, send

from config.demo import cast

pytestmark = pytest.mark.generations

SOON = 15_000
SPEAKS_V2 = os.environ.get("RECRUIT_LINKEDIN_GENERATIONS") == "v2"


def choose_notes(admin, label: str) -> None:
    choose(admin, "Notes on LinkedIn", label)


def choose(admin, what: str, label: str) -> None:
    admin.page.goto(f"{admin.url}/settings/linkedin")
    choice = admin.page.get_by_role("region", name=what)
    choice.get_by_label(label).check()
    choice.get_by_role("button", name="Save").click()
    expect(admin.page.locator("#toasts")).to_contain_text("LinkedIn")


def test_a_note_goes_to_linkedin_changes_there_and_leaves(console, recruit, newcomer):
    """M-01."""
    ada = recruit(cast.ADA)
    choose_notes(ada, "Notes are shown on LinkedIn, also those written before")
    assert wrong_with(ada.page) == []
    rosa_at_linkedin = console("Rosa Calderón")
    rosa_at_linkedin.export_person(newcomer.name, letters="lig", position="Hamburg")
    rosa = recruit(cast.ROSA)
    until(
        lambda: (
            rosa.page.goto(f"{rosa.url}/candidates?q={newcomer.last_name}")
            and rosa.page.get_by_role("main").get_by_role("link", name=newcomer.name).count() > 0
        ),
        every=0.5,
    )
    rosa.open_person(newcomer.name)
    page = rosa.page
    form = page.locator("#note-form")
    expect(form).to_contain_text("shown in LinkedIn Recruiter too")

    # The second is written and saved while the answer to the first is still awaited: neither is lost.
    waiting = []
    page.route("**/notes", lambda route, _request: waiting.append(route), times=1)
    with page.expect_request("**/notes"):
        form.get_by_label("Note").fill("Restored a church organ.")
        form.get_by_role("button", name="Save note").click()
    form.get_by_label("Note").fill("Only I need to know this.")
    form.get_by_label("Only for me").check()
    waiting.pop().continue_()
    expect(page.locator("#person-timeline")).to_contain_text("Restored a church organ.")
    expect(form.get_by_label("Note")).to_have_value("Only I need to know this.")
    form.get_by_role("button", name="Save note").click()
    expect(page.locator("#person-timeline")).to_contain_text("only for you")
    expect(form.get_by_label("Note")).to_have_value("")
    expect(form.get_by_label("Only for me")).not_to_be_checked()
    assert wrong_with(page) == []

    expect(rosa_at_linkedin.page.get_by_role("button", name="In ATS").first).to_be_visible(timeout=SOON)
    panel = rosa_at_linkedin.open_indicator()
    expect(panel).to_contain_text("Restored a church organ.", timeout=SOON)
    expect(panel).not_to_contain_text("Only I need to know this.")

    page.locator("#person-timeline").get_by_role("listitem").filter(has_text="church organ").get_by_role(
        "button", name="Change"
    ).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Note").fill("Restored two church organs.")
    assert wrong_with(page) == []
    dialog.get_by_role("button", name="Save note").click()
    expect(page.locator("#person-timeline")).to_contain_text("Restored two church organs.")
    expect(panel).to_contain_text("Restored two church organs.", timeout=SOON)

    page.locator("#person-timeline").get_by_role("listitem").filter(has_text="two church").get_by_role(
        "button", name="Change"
    ).click()
    dialog.get_by_role("button", name="Delete note").click()
    expect(page.locator("#person-timeline")).to_contain_text("deleted a note")
    expect(panel).not_to_contain_text("church organs", timeout=SOON)

    # They ask to be left alone: recruiters on LinkedIn read it.
    page.goto(f"{page.url}/edit")
    page.get_by_label("Do not contact").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#person-timeline")).to_contain_text("changed do not contact")
    expect(panel).to_contain_text("Do not contact", timeout=SOON, ignore_case=True)

    choose_notes(ada, "Notes stay in Recruit; what LinkedIn has of them is taken away")


def test_an_evaluation_is_shown_there_where_all_who_see_it_may_read_it(console, recruit, truth, newcomer):
    """M-01, M-31: Ines, who has a seat, interviews in Hamburg and reads others' after her own; in Lisboa nobody has to wait."""
    ada = recruit(cast.ADA)
    choose(ada, "Evaluations on LinkedIn", "Evaluations are shown on LinkedIn, also those submitted before")
    assert wrong_with(ada.page) == []
    at_linkedin = console("Rosa Calderón")
    for letters, place in (("lig", "Hamburg"), ("lig", "Lisboa")):
        at_linkedin.export_person(newcomer.name, letters=letters, position=place)
    until(lambda: len(truth.processes(*newcomer.names)) == 2, seconds=30)
    rosa = recruit(cast.ROSA)
    said = {cast.DESIGNER_HAMBURG: "Quiet in the dark.", cast.DESIGNER_LISBOA: "Knows every street lamp."}
    told = {
        cast.DESIGNER_HAMBURG: "Not shown on LinkedIn: somebody with a seat",
        cast.DESIGNER_LISBOA: "It is shown in LinkedIn Recruiter too",
    }
    for number, process, step in first_steps(truth, newcomer):
        rosa.page.goto(f"{rosa.url}/processes/{process}/steps/{step}/evaluation")
        expect(rosa.page.get_by_role("main")).to_contain_text(told[number])
        assert wrong_with(rosa.page) == []
        rosa.page.get_by_label("Hire", exact=True).check()
        rosa.page.locator("textarea").fill(said[number])
        rosa.page.get_by_role("button", name="Submit evaluation").click()
        expect(rosa.page.get_by_role("heading", level=1)).to_contain_text(newcomer.name)

    at_linkedin.open_profile(newcomer.name)
    panel = at_linkedin.open_indicator()
    expect(panel).to_contain_text("Knows every street lamp.", timeout=SOON)
    expect(panel).not_to_contain_text("Quiet in the dark.")

    choose(
        ada, "Evaluations on LinkedIn", "Evaluations stay in Recruit; what LinkedIn has of them is taken away"
    )
    expect(panel).not_to_contain_text("Knows every street lamp.", timeout=SOON)


def test_a_resume_is_shown_with_the_application_and_leaves_when_it_is_removed(
    recruit_stack, console, recruit, new_page, truth, newcomer
):
    """M-01, M-39: a member applies with LinkedIn and a résumé; v2, where it is spoken, takes none away, and the page says so."""
    ada = recruit(cast.ADA)
    choose(ada, "Résumés on LinkedIn", "Résumés are shown on LinkedIn, also those added before")
    assert wrong_with(ada.page) == []
    member = new_page()
    opened(member, recruit_stack, "Lighting Designer", "museum")
    fill_in_from_linkedin(member, newcomer)
    send(member)
    until(lambda: len(truth.processes(*newcomer.names)) == 1)

    rosa, at_linkedin = recruit(cast.ROSA), console("Rosa Calderón")
    rosa.open_person(newcomer.name)
    told = rosa.page.locator("#linkedin-panel")
    expect(told).to_contain_text("LinkedIn has 1 résumé with the application.", timeout=SOON)
    at_linkedin.open_profile(newcomer.name)
    panel = at_linkedin.open_indicator()
    expect(panel.get_by_role("link", name=RESUME["name"])).to_be_visible(timeout=SOON)
    assert wrong_with(rosa.page) == []

    rosa.page.once("dialog", lambda dialog: dialog.accept())
    rosa.page.get_by_role("region", name="Files").get_by_role("button", name="Remove").click()
    expect(rosa.page.locator("#person-timeline")).to_contain_text("removed the résumé")
    if SPEAKS_V2:
        expect(told).to_contain_text("LinkedIn still has 1 résumé", timeout=SOON)
    else:
        expect(panel.get_by_role("link", name=RESUME["name"])).to_have_count(0, timeout=SOON)
        expect(told).not_to_contain_text("Résumés for", timeout=SOON)

    choose(ada, "Résumés on LinkedIn", "Résumés stay in Recruit")


def first_steps(truth, person):
    """(number of the position, process, current step) of each process of the person."""
    return truth.rows(
        "SELECT p.custom_id, h.public_id, s.public_id FROM hiring_hiringprocess h "
        "JOIN people_person n ON n.id = h.person_id JOIN positions_position p ON p.id = h.position_id "
        "JOIN hiring_processstep s ON s.process_id = h.id AND s.state = 'current' "
        "WHERE n.first_name = %s AND n.last_name = %s",
        *person.names,
    )


def test_of_two_members_a_human_chooses_one_and_the_indicator_appears_there(
    console, recruit, sandbox, newcomers
):
    """M-29."""
    first, second = newcomers(2)
    members = {one["id"]: one for one in (_member(sandbox, each) for each in (first, second))}
    sandbox.post(
        "seed",
        members=[{"id": 77001, "slug": "nora-unclear", "first_name": "Nora", "last_name": "Unclear",
                  "email": "nora.unclear@example.org"}],
    )  # fmt: skip
    rosa = recruit(cast.ROSA)
    page = rosa.page
    rosa.open_position("Lighting Designer (museum lighting)")
    page.get_by_role("link", name="Add a candidate").first.click()
    page.get_by_label("First name").fill("Nora")
    page.get_by_label("Last name").fill("Unclear")
    page.get_by_label("E-mail").fill("nora.unclear@example.org")
    page.get_by_label("Link").fill(f"https://www.linkedin.com/in/{members[first.id]['slug']}")
    page.get_by_role("button", name="Add candidate").click()
    rosa.open_person("Nora Unclear")

    panel = page.locator("#linkedin-panel")
    expect(panel).to_contain_text("several members", timeout=120_000)
    assert wrong_with(page) == []
    page.goto(f"{rosa.url}/linkedin/matches")
    expect(page.get_by_role("main")).to_contain_text("2 members proposed")
    assert wrong_with(page) == []
    page.get_by_role("link", name="Choose who Nora Unclear is").click()
    urn = sandbox.get("persons", client_id=sandbox.application_of(cast.LUMEN)["client_id"])["persons"][
        "77001"
    ]
    panel.locator(f'input[value="{urn}"]').check()
    panel.get_by_role("button", name="Keep my choice").click()

    expect(panel).not_to_contain_text("several members")
    rosa_at_linkedin = console("Rosa Calderón")
    rosa_at_linkedin.open_profile_number(77001)
    expect(rosa_at_linkedin.page.get_by_role("button", name="In ATS").first).to_be_visible(timeout=SOON)
    rosa_at_linkedin.open_profile_number(first.id)
    expect(rosa_at_linkedin.page.get_by_role("heading", level=1)).to_contain_text(first.name)
    expect(rosa_at_linkedin.page.get_by_role("button", name="In ATS")).to_have_count(0)


def _member(sandbox, person):
    [found] = [one for one in sandbox.get("members", q=person.last_name)["members"] if one["id"] == person.id]
    return found


def test_a_closed_position_is_not_offered_and_a_reopened_one_is_again(recruit, sandbox, rosas_seat):
    """M-12."""
    hans = recruit(cast.HANS)
    olga = recruit(cast.OLGA)
    olga.page.goto(f"{olga.url}/positions/new")
    olga.page.get_by_label("Name", exact=True).fill("Archive Keeper")
    olga.page.get_by_label("Hiring manager").select_option(label="Hans Brückner")
    olga.page.get_by_label("Recruiter").select_option(label="Rosa Calderón")
    olga.page.get_by_label("Requisition number").fill("LW-OUT-1")
    olga.page.get_by_role("button", name="Open position").click()
    sandbox.job(seat=rosas_seat, code="LW-OUT-1")

    def offered() -> bool:
        jobs = sandbox.get("jobs", seat=rosas_seat, q="LW-OUT-1")["jobs"]
        return any(job["code"] == "LW-OUT-1" for job in jobs)

    hans.open_position("Archive Keeper")
    hans.change_status("Close", confirm="Close position")
    until(lambda: not offered(), "the closed position is not offered", seconds=30)
    hans.change_status("Reopen")
    until(offered, "the reopened position is offered again", seconds=30)
