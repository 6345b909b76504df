"""The workflow's editor, the board's moves, decisions and hires, by a browser with scripts and without."""

from __future__ import annotations

import re

import pytest
from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of, whole

from recruit.base.tenancy import company_context
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.positions.models import Opening
from recruit.positions.selectors import participants_of_definitions, step_templates, steps_of


@pytest.fixture
def process(cast):
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def steps(cast):
    with company_context(cast.company.pk):
        return steps_of(position=cast.position)


def now(cast, process):
    with company_context(cast.company.pk):
        return HiringProcess.objects.get(pk=process.pk)


def present(cast, process):
    with company_context(cast.company.pk):
        return ProcessStep.objects.get(process=process, state="current")


def form_of(cast, **changes) -> dict[str, object]:
    """What the editor posts when nothing is changed; ``changes`` by field."""
    posted: dict[str, object] = {"version": "1", "row": [step.public_id for step in steps(cast)]}
    for step in steps(cast):
        posted |= {
            f"name-{step.public_id}": step.name,
            f"type-{step.public_id}": step.type,
            f"place-{step.public_id}": str(step.order),
        }
    return posted | changes


def address(cast, *parts):
    return "/".join(["/positions", cast.position.public_id, "workflow", *parts])


def test_rosa_reorders_groups_adds_and_removes_steps_and_everybody_under_way_follows(cast, browser, process):
    rosa = browser(cast.rosa)
    first, second, third, *_ = steps(cast)

    page = text_of(rosa.get(address(cast)))
    row = text_of(rosa.get(address(cast, "row"), {"template": ready(cast, "References")}, headers=HTMX))
    key = re.search(r'name="row" value="(new\w+)"', row)
    assert key is not None
    new = key[1]
    posted = form_of(
        cast,
        row=[first.public_id, *[step.public_id for step in steps(cast)][1:], new],
        **{
            f"place-{third.public_id}": "2",
            f"place-{second.public_id}": "3",
            f"beside-{second.public_id}": "on",
            f"remove-{steps(cast)[3].public_id}": "on",
            f"name-{new}": "References",
            f"type-{new}": "administrative",
            f"place-{new}": "7",
            f"who-{new}": [cast.rosa.public_id, cast.hans.public_id],
            f"instructions-{new}": "Two former colleagues",
        },
    )
    answer = rosa.post(address(cast), posted, headers=HTMX)

    assert "1 candidate under way follows this workflow." in page
    assert 'value="References"' in row
    assert f'value="{cast.rosa.public_id}" checked' in row
    assert "The workflow of Welding Robot Technician is saved. 1 candidate under way follow it." in text_of(
        answer
    )
    assert 'name="version" value="2"' in text_of(answer)
    assert [(step.name, step.beside_previous) for step in steps(cast)] == [
        ("CV review", False), ("Hiring manager review", False), ("Phone interview", True), ("Offer", False),
        ("Hire paperwork", False), ("References", False),
    ]  # fmt: skip
    with company_context(cast.company.pk):
        last = steps(cast)[-1]
        found = participants_of_definitions(company_id=cast.company.pk, definition_ids=[last.pk])
        assert {one.first_name for one in found[last.pk]} == {"Rosa", "Hans"}
        assert [step.name for step in process.steps.order_by("order")][1:3] == [
            "Hiring manager review", "Phone interview",
        ]  # fmt: skip


def ready(cast, name):
    with company_context(cast.company.pk):
        return next(one for one in step_templates(company_id=cast.company.pk) if one.name == name).public_id


def test_a_form_that_is_wrong_keeps_what_was_typed_and_a_colleague_is_noticed(cast, browser):
    rosa = browser(cast.rosa)
    first, second, *_ = steps(cast)

    twice = rosa.post(address(cast), form_of(cast, **{f"name-{second.public_id}": "cv REVIEW"}), headers=HTMX)
    none = rosa.post(address(cast), {"version": "1"}, headers=HTMX)
    outsider = form_of(cast, **{f"who-{first.public_id}": cast.otto.public_id})
    refused = rosa.post(address(cast), outsider)
    saved = rosa.post(address(cast), form_of(cast, **{f"name-{first.public_id}": "Sifting"}))
    late = rosa.post(address(cast), form_of(cast, **{f"name-{first.public_id}": "Screening"}), headers=HTMX)

    assert twice.status_code == none.status_code == refused.status_code == late.status_code == 422
    assert "Steps 1 and 2 are both called “cv REVIEW”." in text_of(twice)
    assert 'value="cv REVIEW"' in text_of(twice)
    assert "at least one step" in text_of(none)
    assert "is not on the hiring team" in text_of(refused)
    assert saved.url == address(cast)
    assert "Somebody has changed the workflow" in text_of(late)
    assert steps(cast)[0].name == "Sifting"


def test_ines_reads_the_workflow_and_may_not_change_it(cast, browser):
    ines = browser(cast.ines)

    assert "CV review" in text_of(ines.get(address(cast)))
    assert "Save workflow" not in text_of(ines.get(address(cast)))
    assert ines.post(address(cast), form_of(cast)).status_code == 403
    assert ines.get(address(cast, "row"), headers=HTMX).status_code == 403
    assert browser(cast.otto).get(address(cast)).status_code == 404


def test_the_workflow_takes_the_same_number_of_queries_however_many_follow_it(cast, browser):
    rosa = browser(cast.rosa)
    few = queries_of(rosa, address(cast))
    for _ in range(5):
        a_process(cast)

    assert queries_of(rosa, address(cast)) == few <= 15


def test_a_card_is_moved_to_any_column_and_back(cast, browser, process):
    rosa = browser(cast.rosa)
    board = text_of(rosa.get(f"/positions/{cast.position.public_id}"))
    fourth = steps(cast)[3]

    asked = text_of(rosa.get(f"/processes/{process.public_id}/move", headers=HTMX))
    moved = rosa.post(f"/processes/{process.public_id}/move", {"to": fourth.public_id}, headers=HTMX)

    assert f'data-moves-to="{fourth.public_id}"' in board
    assert f'data-move="/processes/{process.public_id}/move"' in board
    assert "is there now" in asked
    assert "Mia Brand is now at Interview." in text_of(moved)
    assert now(cast, process).board_column == "step-004"
    way_back = re.search(r'hx-post="(/changes/[^"]+)"', text_of(moved))
    assert way_back is not None
    rosa.post(way_back[1], headers=HTMX)
    assert now(cast, process).board_column == "step-001"
    assert browser(cast.ines).get(f"/processes/{process.public_id}/move", headers=HTMX).status_code == 403


def test_a_browser_without_scripts_advances_moves_rejects_and_hires(cast, browser, process):
    rosa = browser(cast.rosa)
    board = f"/positions/{cast.position.public_id}"
    back = {"Referer": f"http://testserver{board}"}
    here = f"/processes/{process.public_id}"

    advanced = rosa.post(f"{here}/advance", {"step": "CV review"}, headers=back)
    told = text_of(rosa.get(board))
    page = text_of(rosa.get(f"{here}/move"))
    rosa.post(f"{here}/move", {"to": steps(cast)[4].public_id}, headers=back)
    reasons = text_of(rosa.get(f"{here}/reject"))
    without = rosa.post(f"{here}/reject", {"reason": ""})
    rosa.post(f"{here}/reject", {"reason": "Skills do not fit"}, headers=back)

    assert advanced.url == f"http://testserver{board}"
    assert "Mia Brand is now at Phone interview." in told
    assert "<title>Move Mia Brand" in page
    assert 'method="post"' in reasons
    assert (without.status_code, "Choose a reason" in text_of(without)) == (422, True)
    assert (now(cast, process).status, now(cast, process).reason) == ("rejected", "Skills do not fit")


def test_ines_decides_on_the_candidates_page_and_her_no_go_asks_hans(cast, browser, process):
    first = steps(cast)[0]
    rosa, ines, hans = browser(cast.rosa), browser(cast.ines), browser(cast.hans)
    rosa.post(address(cast), form_of(cast, **{f"who-{first.public_id}": cast.ines.public_id}))
    person = f"/candidates/{process.person.public_id}"
    step = f"/processes/{process.public_id}/steps/{present(cast, process).public_id}"
    page = text_of(ines.get(person))

    answer = ines.post(step, {"decision": "no_go"}, headers=HTMX)

    assert f'action="{step}"' in page
    assert "/advance" not in page
    assert "Mia Brand is now at Hiring manager's decision." in text_of(answer)
    question = f"/processes/{process.public_id}/steps/{present(cast, process).public_id}"
    asked = text_of(hans.post(question, {"decision": "no_go"}, headers=HTMX))
    assert "Reject Mia Brand" in asked
    step_id = present(cast, process).public_id
    rejected = {"reason": "Skills do not fit", "last_step": step_id, "no_go": step_id}
    hans.post(f"/processes/{process.public_id}/reject", rejected, headers=HTMX)
    with company_context(cast.company.pk):
        said = ProcessStep.objects.get(public_id=step_id)
    assert (said.decision, said.completed_by_name) == ("no_go", "Hans Manager")
    assert now(cast, process).status == "rejected"


def test_hans_hires_mia_into_an_opening(cast, browser, process):
    hans = browser(cast.hans)
    here = f"/processes/{process.public_id}/hire"
    dialog = text_of(hans.get(here, headers=HTMX))
    with company_context(cast.company.pk):
        opening = Opening.objects.get(position=cast.position)

    wrong = hans.post(here, {"opening": opening.public_id, "first_day_date": "soon"}, headers=HTMX)
    answer = hans.post(here, {"opening": opening.public_id, "first_day_date": "2027-01-04"}, headers=HTMX)

    assert f'value="{opening.public_id}" selected' in dialog
    assert (wrong.status_code, "Enter a valid date" in text_of(wrong)) == (422, True)
    assert "Mia Brand is hired." in text_of(answer)
    with company_context(cast.company.pk):
        assert not Opening.objects.get(position=cast.position).is_open
    page = text_of(hans.get(whole(f"/candidates/{process.person.public_id}")))
    assert "first day 4 January 2027" in page


def test_mia_gets_steps_of_her_own_and_follows_again(cast, browser, process):
    hans = browser(cast.hans)
    here = f"/processes/{process.public_id}/steps"
    person = f"/candidates/{process.person.public_id}"
    assert "Give them steps of their own" in text_of(hans.get(person))

    assert hans.post(f"{here}/unlock").url == here
    page = text_of(hans.get(here))
    seen = re.findall(r'name="seen" value="(\w+)"', page)
    kept = {
        "row": [seen[0], "new1"],
        "seen": seen,
        f"name-{seen[0]}": "CV review",
        f"type-{seen[0]}": "go_no_go",
    }
    wrong = hans.post(here, kept | {"name-new1": "CV review", "type-new1": "test"})
    saved = hans.post(here, kept | {"name-new1": "Trial day", "type-new1": "test"})

    assert (wrong.status_code, "both called" in text_of(wrong)) == (422, True)
    assert saved.url == person
    assert "Own steps" in text_of(hans.get(person))
    assert "Trial day</li>" in text_of(hans.get(person))
    hans.post(f"{here}/follow", headers=HTMX)
    assert "Trial day</li>" not in text_of(hans.get(person))
    assert browser(cast.ines).get(here).status_code == 403


def test_ada_keeps_steps_ready_and_rosa_reads_them(cast, browser):
    ada, rosa = browser(cast.ada), browser(cast.rosa)

    ada.post("/settings/steps/add", {"name": "Trial day", "type": "test", "usual_role": "hiring_manager"})
    twice = ada.post("/settings/steps/add", {"name": "Trial day", "type": "test"}, headers=HTMX)

    assert (twice.status_code, "There is a template “Trial day” already" in text_of(twice)) == (422, True)
    assert "Trial day" in text_of(rosa.get("/settings/steps"))
    assert "Add a step" not in text_of(rosa.get("/settings/steps"))
    assert rosa.get("/settings/steps/add").status_code == 403
    made = ready(cast, "Trial day")
    ada.post(f"/settings/steps/{made}", {"name": "Day of trial", "type": "test"})
    assert "Day of trial" in text_of(rosa.get("/settings/steps"))
    ada.post(f"/settings/steps/{made}/remove")
    assert "Day of trial" not in text_of(rosa.get("/settings/steps"))
