"""Meeting and evaluating by the screens: the form, what others read of it, what waits, and the scorecard."""

from __future__ import annotations

import re

import pytest
from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.evaluation.models import Evaluation, Interview
from recruit.hiring.models import ProcessStep
from recruit.positions.services import WantedStep, change_workflow


@pytest.fixture
def process(cast):
    """At an interview with Ines."""
    steps = [
        WantedStep(
            "Interview", "interview", participants=(cast.ines.pk,), instructions="Ask about night shifts."
        ),
        WantedStep("Sign-off", "go_no_go", participants=(cast.hans.pk,)),
        WantedStep("Offer", "offer"),
    ]
    with company_context(cast.company.pk):
        change_workflow(position=cast.position, steps=steps, actor=cast.by_rosa)
    return a_process(cast, a_person(cast, "Mia", "Brand"))


def step_address(cast, process, name, what):
    with company_context(cast.company.pk):
        step = ProcessStep.objects.get(process=process, name=name)
    return f"/processes/{process.public_id}/steps/{step.public_id}/{what}"


def person(process):
    return f"/candidates/{process.person.public_id}"


def test_ines_drafts_and_submits_and_rosa_reads_it_beside_the_name(cast, browser, process):
    ines, rosa = browser(cast.ines), browser(cast.rosa)
    form = step_address(cast, process, "Interview", "evaluation")
    assert f'href="{form}"' in text_of(ines.get(person(process)))
    assert "Ask about night shifts." in text_of(ines.get(person(process)))
    page = text_of(ines.get(form))
    assert page.count("<fieldset") == 7
    assert "4 of 5 stars" in page

    drafted = ines.post(form, {"trait-0": "4", "text": "Calm", "draft": "1", "back": "/tasks"})
    without = ines.post(form, {"trait-0": "4", "trait-1": "9", "text": "Calm"})
    draft_read = text_of(rosa.get(person(process)))
    again = text_of(ines.get(form))
    answer = ines.post(form, {"trait-0": "4", "trait-1": "5", "text": "Calm", "recommendation": "hire"})

    assert drafted.url == "/tasks"
    assert (without.status_code, "Say what you recommend" in text_of(without)) == (422, True)
    assert "Calm" not in draft_read
    assert re.search(r'name="trait-0" value="4" checked', again)
    assert answer.url == person(process)
    read = text_of(rosa.get(person(process)))
    assert "Calm" in read
    assert '4.5<span class="visually-hidden"> of 5 stars' in read
    board = text_of(rosa.get(f"/positions/{cast.position.public_id}"))
    assert "4.5<span" in board
    assert "4.5<span" not in text_of(ines.get(f"/positions/{cast.position.public_id}"))
    with company_context(cast.company.pk):
        assert Evaluation.objects.get().submitted_at is not None
        assert ProcessStep.objects.get(process=process, state="current").name == "Sign-off"


def test_an_interviewer_reads_others_after_giving_her_own(cast, browser, process):
    form = step_address(cast, process, "Interview", "evaluation")
    browser(cast.hans).post(form, {"text": "Quiet but quick", "recommendation": "hire"})
    ines = browser(cast.ines)

    before = text_of(ines.get(person(process)))
    ines.post(form, {"text": "Fine", "recommendation": "hire"})
    after = text_of(ines.get(person(process)))

    assert "Quiet but quick" not in before
    assert "1 more evaluation: you read it once you have given your own" in before
    assert "Quiet but quick" in after
    assert browser(cast.otto).get(form).status_code == 404


def test_rosa_fixes_a_meeting_in_her_own_zone_moves_it_and_calls_it_off(cast, browser, process):
    rosa = browser(cast.rosa)
    address = step_address(cast, process, "Interview", "interview")
    dialog = text_of(rosa.get(address, headers=HTMX))
    said = {
        "day": "2027-01-04", "time": "09:00", "offset": "-60", "minutes": "45", "meeting_type": "video",
        "place": "https://meet.example/1", "who": [cast.ines.public_id],
    }  # fmt: skip

    nobody = rosa.post(address, said | {"who": []}, headers=HTMX)
    outsider = rosa.post(address, said | {"who": [cast.otto.public_id]}, headers=HTMX)
    fixed = rosa.post(address, said, headers=HTMX)

    assert f'value="{cast.ines.public_id}" checked' in dialog
    assert nobody.status_code == outsider.status_code == 422
    assert "Interview with Mia Brand is scheduled." in text_of(fixed)
    with company_context(cast.company.pk):
        assert f"{Interview.objects.get().starts_at:%d %H:%M}" == "04 08:00"
    assert "https://meet.example/1" in text_of(browser(cast.ines).get(person(process)))
    tasks = text_of(browser(cast.ines).get("/tasks"))
    assert "1 meeting<" in tasks
    assert "Move the meeting" in text_of(rosa.get(address))
    rosa.post(f"{address}/cancel", headers=HTMX)
    assert "Nothing to evaluate" in text_of(browser(cast.ines).get("/tasks"))


def test_what_waits_is_done_from_the_list_of_tasks(cast, browser, process):
    ines, hans = browser(cast.ines), browser(cast.hans)
    waiting = text_of(ines.get("/tasks"))
    ines.post(step_address(cast, process, "Interview", "evaluation"), {"recommendation": "hire"})

    decide = step_address(cast, process, "Sign-off", "").rstrip("/")
    asked = text_of(hans.get("/tasks"))
    answer = hans.post(decide, {"decision": "go"}, headers={"Referer": "http://testserver/tasks"})

    assert "Mia Brand" in waiting
    assert step_address(cast, process, "Interview", "evaluation") in waiting
    assert f'action="{decide}"' in asked
    assert answer.url == "http://testserver/tasks"
    assert "No step waits for you" in text_of(hans.get("/tasks"))
    assert "No step waits for you" in text_of(browser(cast.otto).get("/tasks"))


def test_tasks_take_the_same_number_of_queries_however_many_they_are(cast, browser, process):
    ines = browser(cast.ines)
    few = queries_of(ines, "/tasks")
    for _ in range(5):
        a_process(cast)

    assert queries_of(ines, "/tasks") == few <= 15


def test_hans_writes_the_scorecard_and_ines_reads_it(cast, browser):
    hans, ines = browser(cast.hans), browser(cast.ines)
    address = f"/positions/{cast.position.public_id}/scorecard"

    wrong = hans.post(address, {"traits": "Welding\nwelding"})
    saved = hans.post(address, {"traits": "Welding\n\nCalm hands"})

    assert (wrong.status_code, "Two traits have the same name" in text_of(wrong)) == (422, True)
    assert saved.status_code == 302
    assert "<li>Calm hands</li>" in text_of(ines.get(address))
    assert ines.post(address, {"traits": "Mine"}).status_code == 403


def test_ada_opens_evaluations_to_interviewers(cast, browser, process):
    form = step_address(cast, process, "Interview", "evaluation")
    browser(cast.hans).post(form, {"text": "Quiet but quick", "recommendation": "hire"})

    settings = {"name": "Robots Ltd", "export_requires": "view", "opens_evaluations": "on"}
    browser(cast.ada).post("/settings/company", settings)

    assert "Quiet but quick" in text_of(browser(cast.ines).get(person(process)))
