"""Is a seeded company one that the services could have made, and how long does the bar say that it takes?"""

from __future__ import annotations

import io

import pytest
from django.db.models import Count
from tests.people import a_process, hiring_company

from config.seed.company import found_seeded_company
from config.seed.filling import fill_candidates
from config.seed.progress import Progress
from config.seed.shape import shape_of
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.selectors import teammate_with_email
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.rules import ACTIVE, board_column
from recruit.hiring.selectors import board_of, persons_page
from recruit.hiring.services import advance_process
from recruit.people.models import Person
from recruit.people.rules import sort_name
from recruit.positions.models import Position
from recruit.reports.services import count_again, fold

ACTOR = system_actor("Seed")
PERSONS = 400


@pytest.mark.parametrize(
    ("persons", "positions", "teammates", "largest"),
    [
        (1_000_000, 20_000, 500, 5_000),  # what is wanted of a million
        (50_000, 1_000, 500, 5_000),  # to develop with
        (100, 8, 8, 10),  # never so small that nobody works there
    ],
)
def test_the_shape_follows_from_the_number_of_candidates(
    persons: int, positions: int, teammates: int, largest: int
) -> None:
    shape = shape_of(persons)

    assert (shape.positions, shape.teammates, shape.largest) == (positions, teammates, largest)


def test_the_time_left_follows_from_the_share_that_is_done() -> None:
    progress = Progress(100, output=io.StringIO())
    assert progress.seconds_left is None

    progress.began -= 30
    progress.advance(25, "a quarter")

    assert progress.left == "about 2 min left"
    assert progress.share == 0.25


@pytest.mark.django_db
def test_a_seeded_company_is_as_if_the_services_had_made_it() -> None:
    a_process(hiring_company())
    shape = shape_of(PERSONS)
    company = found_seeded_company(
        name="Meridian Works", domain="meridian.example", password="secret", shape=shape, actor=ACTOR
    )
    with company_context(company.pk):
        fill_candidates(
            company_id=company.pk, shape=shape, actor=ACTOR, progress=Progress(1, output=io.StringIO())
        )

        assert Person.objects.count() == PERSONS
        assert PERSONS * 1.2 < HiringProcess.objects.count() < PERSONS * 1.4
        assert Position.objects.count() == shape.positions
        _each_process_stands_where_its_steps_say()
        _nobody_is_active_twice_for_one_position()
        _everybody_is_found()
        assert [found.cells for found in count_again(company_id=company.pk)] == [0, 0]
        _triggers_are_on_again(company.pk)


def _triggers_are_on_again(company_id: int) -> None:
    process = HiringProcess.objects.filter(status="in_progress").first()
    assert process is not None
    advance_process(process=process, actor=ACTOR)

    assert fold(company_id=company_id) > 0
    assert [found.cells for found in count_again(company_id=company_id)] == [0, 0]


def _each_process_stands_where_its_steps_say() -> None:
    current = dict(ProcessStep.objects.filter(state="current").values_list("process_id", "order"))
    for process in HiringProcess.objects.all():
        at_step = process.status in ("in_progress", "on_hold")
        if at_step:
            assert process.current_step_order == current[process.pk]
        assert process.board_column == board_column(
            status=process.status, current_step_order=process.current_step_order
        )
        assert (process.ended_at is None) == (process.status in ACTIVE)


def _nobody_is_active_twice_for_one_position() -> None:
    active = HiringProcess.objects.filter(status__in=ACTIVE).values("person", "position")
    assert not active.annotate(number=Count("id")).filter(number__gt=1).exists()


def _everybody_is_found() -> None:
    person = Person.objects.order_by("id")[PERSONS // 2]
    assert person.sort_name == sort_name(
        first_name=person.first_name, middle_name="", last_name=person.last_name
    )
    olga = teammate_with_email(company_id=person.company_id, email="olga@meridian.example")
    assert olga is not None

    page = persons_page(teammate=olga, query=person.full_name)

    assert person.pk in {row.id for row in page.rows}
    largest = Position.objects.order_by("id")[0]
    assert board_of(teammate=olga, position=largest).total >= PERSONS // 10
