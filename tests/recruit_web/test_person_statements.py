"""How many statements does the page of a candidate take of whom there is much to tell?"""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_web import scenes
from tests.people import SETTING_UP, Cast, a_case, a_merge, a_person, a_position, a_process
from tests.recruit.test_files import PDF
from tests.recruit_web.conftest import queries_of, text_of

from linkedin_sync.enums import ExportOutcome
from recruit.activity.rules import Mentionable
from recruit.activity.services import add_note
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.evaluation.services import schedule_interview, submit_evaluation
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import steps_of_process
from recruit.hiring.services import unlock_process
from recruit.people.models import Person
from recruit.people.services import add_file, tag_person
from recruit.positions.services import WantedStep, change_workflow

MOST = 15


@pytest.fixture
def mia(cast: Cast) -> Person:
    """At an interview with Ines for two positions, on steps of her own for one; evaluated, noted, a member of LinkedIn,
    perhaps somebody's double, and certainly one of somebody's.
    """
    mia = a_person(cast, "Mia", "Brand", headline="Welder")
    crane = a_position(cast, "Crane Driver", recruiter=cast.rosa)
    steps = [
        WantedStep("Interview", "interview", participants=(cast.ines.pk, cast.rosa.pk)),
        WantedStep("Second interview", "interview", participants=(cast.hans.pk,)),
        WantedStep("Offer", "offer"),
    ]
    with company_context(cast.company.pk):
        change_workflow(position=cast.position, steps=steps, actor=cast.by_rosa)
    welding, driving = a_process(cast, mia), a_process(cast, mia, crane)
    with company_context(cast.company.pk):
        unlock_process(process=driving, actor=cast.by_hans)
        _meet(cast, welding)
        first = steps_of_process(process=welding)[0]
        submit_evaluation(
            process=welding,
            step_public_id=first.public_id,
            ratings={},
            recommendation="hire",
            actor=cast.by_rosa,
        )
        _meet(cast, welding)
        tag_person(person=mia, name="Speaks German", actor=SETTING_UP)
        add_file(
            person=mia, kind="resume", name="mia.pdf", content=PDF, provenance="manual", actor=SETTING_UP
        )
        add_note(
            company_id=cast.company.pk, person_id=mia.pk, text="@Hans Manager calls her.",
            mentionable=[Mentionable(cast.hans.pk, "Hans Manager")], actor=cast.by_rosa,
        )  # fmt: skip
    scenes.a_member(cast, mia)
    connection = scenes.a_connection(cast)
    scenes.an_export(cast, connection, outcome=ExportOutcome.REFUSED)
    for name in ("Mía", "Maja"):
        other = a_person(cast, name, "Brandt")
        a_process(cast, other, a_position(cast, f"Fitter {name}", recruiter=cast.rosa))
        a_merge(cast, mia, other) if name == "Maja" else a_case(cast, mia, other)
    return mia


def _meet(cast: Cast, process: HiringProcess) -> None:
    step = next(each for each in steps_of_process(process=process) if each.state == "current")
    schedule_interview(
        process=process, step_public_id=step.public_id, starts_at=clock.now() + timedelta(days=2), minutes=60,
        meeting_type="video", participants=[cast.ines.pk, cast.hans.pk], actor=cast.by_rosa,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["rosa", "ada", "hans"])
def test_the_page_takes_fifteen_statements_and_the_rest_of_it_fifteen(cast, browser, mia, name):
    reader, address = browser(getattr(cast, name)), f"/candidates/{mia.public_id}"

    page, rest = text_of(reader.get(address)), text_of(reader.get(f"{address}/rest"))
    for told in (
        "Crane Driver",
        "Second interview",
        "60 minutes",
        "Speaks German",
        "LinkedIn profile",
        "Hire",
    ):
        assert told in page
    if name == "rosa":
        for told in ("Possible duplicate of", "Resolve", "Merged with"):
            assert told in page
    for told in ("Privacy", "mia.pdf", "calls her."):
        assert told in rest
    assert queries_of(reader, address) <= MOST
    assert queries_of(reader, f"{address}/rest") <= MOST
