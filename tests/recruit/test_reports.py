"""Do the tallies always say what counting would say, and who reads which numbers?"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress
from datetime import UTC, date, timedelta

import pytest
from django.db import connection
from tests.people import SETTING_UP, Cast, a_person, a_position, a_process

from recruit.base.errors import NotAllowed, Refusal
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.hiring.selectors import latest_change_of
from recruit.hiring.services import (
    advance_process,
    change_source,
    hire_process,
    hold_process,
    reinstate_process,
    reject_process,
    undo_change,
    withdraw_process,
)
from recruit.positions.enums import HiringRole
from recruit.positions.models import Position
from recruit.positions.services import add_to_hiring_team, set_discretion
from recruit.reports.models import ProcessTally, StepTally
from recruit.reports.rules import (
    ALL_SOURCES,
    BOUNDS,
    NOT_COMPLETED,
    Duration,
    Months,
    last_months,
    months_of,
    quantile,
    share_text,
)
from recruit.reports.selectors import Wanted, sources_report
from recruit.reports.services import count_again, fold
from recruit.sources.services import shared_source

pytestmark = pytest.mark.django_db


def counted_by_hand() -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    processes: Counter[tuple[object, ...]] = Counter()
    steps: Counter[tuple[object, ...]] = Counter()
    for process in HiringProcess.objects.select_related("position"):
        month = process.started_at.astimezone(UTC).date().replace(day=1)
        cell = (process.position.is_discreet, month, process.source_id or 0)
        processes[*cell, process.source_contact_id or 0, process.status] += 1
        for step in ProcessStep.objects.filter(process=process, entered_at__isnull=False):
            steps[*cell, step.name, step.order, class_of(step)] += 1
    return processes, steps


def class_of(step: ProcessStep) -> int:
    if step.state != "completed" or step.completed_at is None or step.entered_at is None:
        return NOT_COMPLETED
    hours = (step.completed_at - step.entered_at) / timedelta(hours=1)
    return sum(1 for bound in BOUNDS if hours >= bound)


def tallied() -> tuple[Counter[tuple[object, ...]], Counter[tuple[object, ...]]]:
    processes: Counter[tuple[object, ...]] = Counter()
    steps: Counter[tuple[object, ...]] = Counter()
    for row in ProcessTally.objects.all():
        processes[row.is_discreet, row.month, row.source_id, row.contact_id, row.status] += row.number
    for row in StepTally.objects.exclude(source_id=ALL_SOURCES):
        steps[row.is_discreet, row.month, row.source_id, row.step, row.place, row.duration] += row.number
    return +processes, +steps


def a_random_act(dice: random.Random, cast: Cast, sources: list[int]) -> None:  # noqa: C901 -- one case an act
    processes = list(HiringProcess.objects.order_by("id"))
    process = dice.choice(processes)
    active = process.status in ("in_progress", "on_hold", "awaiting_decision")
    match dice.randrange(9):
        case 0:
            a_process(cast, a_person(cast), source_id=dice.choice(sources))
        case 1 if process.status == "in_progress":
            advance_process(process=process, actor=cast.by_olga)
        case 2:
            source_id = dice.choice(sources)
            change_source(process=process, source_id=source_id, source_contact_id=None, actor=cast.by_olga)
        case 3:
            flipped = not process.position.is_discreet
            set_discretion(position=process.position, is_discreet=flipped, actor=cast.by_olga)
        case 4 if active:
            reject_process(process=process, reason="", actor=cast.by_olga)
        case 5 if active:
            withdraw_process(process=process, reason="", actor=cast.by_olga)
        case 6 if process.status == "in_progress":
            hold_process(process=process, actor=cast.by_olga)
        case 7 if not active:
            reinstate_process(process=process, actor=cast.by_olga)
        case 8:
            change = latest_change_of(process=process)
            if change is not None:
                undo_change(change_public_id=change.public_id, company_id=cast.company.pk, actor=cast.by_olga)


@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_story_the_tallies_are_what_one_counts(cast: Cast, seed: int) -> None:
    dice = random.Random(seed)
    sources = [
        shared_source(company_id=cast.company.pk, name=name, type="agency", actor=SETTING_UP).pk
        for name in ("Bridge", "Tower")
    ]
    second = a_position(cast, "Night Welder", is_discreet=True)
    for position in (cast.position, second):
        a_process(cast, a_person(cast), position, source_id=sources[0])
    for number in range(60):
        with suppress(Refusal):
            a_random_act(dice, cast, sources)
        if number % 20 == 10:
            fold(company_id=cast.company.pk)

    assert tallied() == counted_by_hand()
    assert [found.cells for found in count_again(company_id=cast.company.pk)] == [0, 0]
    assert tallied() == counted_by_hand()


def test_the_classes_of_time_are_those_of_the_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef('reports_count_step'::regproc)")
        (text,) = cursor.fetchone()

    assert f"ARRAY[{', '.join(str(bound) for bound in BOUNDS)}]" in text


@pytest.mark.parametrize(
    ("classes", "share", "expected"),
    [
        ({}, 0.5, None),  # nobody was there
        ({NOT_COMPLETED: 9}, 0.5, None),  # nobody has left it
        ({5: 10}, 0.5, Duration(0.75)),  # 12 to 24 hours: in the middle of them
        ({5: 10, 6: 10}, 0.5, Duration(1.0)),  # the end of the first class
        ({0: 9, 11: 1}, 0.9, Duration(1 / 24)),  # nine of ten within the hour
        ({NOT_COMPLETED: 99, 0: 1, 20: 9}, 0.5, Duration(180.0, is_open=True)),  # so long at least
    ],
)
def test_a_quantile_is_read_within_its_class(
    classes: dict[int, int], share: float, expected: Duration | None
) -> None:
    assert quantile(classes, share) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-02", "2026-11", Months(date(2026, 2, 1), date(2026, 11, 1))),
        ("2026-11", "2026-02", Months(date(2026, 2, 1), date(2026, 11, 1))),  # the wrong way round
        ("", "2026-11", Months(None, date(2026, 11, 1))),
        ("2026-13", "soon", Months()),  # not understood: no end
    ],
)
def test_months_are_read_from_an_address(first: str, last: str, expected: Months) -> None:
    assert months_of(first, last) == expected


def test_the_last_twelve_months_cross_a_year() -> None:
    months = last_months(date(2026, 3, 31), 12)

    assert (months.first, months.last, months.after) == (date(2025, 4, 1), date(2026, 3, 1), date(2026, 4, 1))


def test_shares_have_two_digits() -> None:
    assert [share_text(*pair) for pair in ((1, 3), (1, 30), (0, 3), (1, 0))] == ["33 %", "3.3 %", "0 %", ""]


def a_story(cast: Cast) -> dict[str, int]:
    """Six come by the fair, one of them by the discreet position; two of the first are rejected, one is hired."""
    fair = shared_source(company_id=cast.company.pk, name="Fair", type="job_fair", actor=SETTING_UP).pk
    bridge = shared_source(company_id=cast.company.pk, name="Bridge", type="agency", actor=SETTING_UP).pk
    processes = [a_process(cast, a_person(cast), source_id=fair) for _ in range(5)]
    for process in processes[:2]:
        reject_process(process=process, reason="", actor=cast.by_olga)
    hire_process(process=processes[2], actor=cast.by_olga)
    a_process(cast, a_person(cast), a_position(cast, "Night Welder", is_discreet=True), source_id=fair)
    a_process(cast, a_person(cast), source_id=bridge)
    a_process(cast, a_person(cast))
    return {"fair": fair, "bridge": bridge}


def test_everybody_counts_what_they_may_see(cast: Cast) -> None:
    a_story(cast)

    totals = {
        name: vars(sources_report(teammate=teammate, wanted=Wanted()).total)
        for name, teammate in (("olga", cast.olga), ("rosa", cast.rosa))
    }

    assert totals["olga"] == {"applied": 8, "active": 5, "hired": 1, "rejected": 2, "withdrawn": 0}
    assert totals["rosa"] == {"applied": 7, "active": 4, "hired": 1, "rejected": 2, "withdrawn": 0}
    with pytest.raises(NotAllowed):
        sources_report(teammate=cast.hans, wanted=Wanted())


def test_a_place_on_the_team_of_a_discreet_position_counts(cast: Cast) -> None:
    a_story(cast)
    night = Position.objects.get(name="Night Welder")
    add_to_hiring_team(position=night, teammate=cast.rosa, role=HiringRole.VIEWER, actor=SETTING_UP)

    assert sources_report(teammate=cast.rosa, wanted=Wanted()).total.applied == 8
    assert sources_report(teammate=cast.rosa, wanted=Wanted(position=night.public_id)).total.applied == 1


def test_ones_own_hidden_profile_is_not_counted(cast: Cast) -> None:
    ids = a_story(cast)
    own = HiringProcess.objects.filter(source_id=ids["bridge"]).get()
    cast.rosa.hidden_person_id = own.person_id

    for wanted in (
        Wanted(source_type="agency"),
        Wanted(position=cast.position.public_id, source_type="agency"),
    ):
        assert sources_report(teammate=cast.rosa, wanted=wanted).total.applied == 0
        assert sources_report(teammate=cast.olga, wanted=wanted).total.applied == 1


def test_a_report_tells_types_sources_steps_and_months(cast: Cast) -> None:
    a_story(cast)
    for process in HiringProcess.objects.filter(status="in_progress", position=cast.position)[:2]:
        advance_process(process=process, actor=cast.by_olga)

    report = sources_report(teammate=cast.olga, wanted=Wanted())

    assert [
        (line.label, line.outcomes.applied, [each.name for each in line.sources]) for line in report.types
    ] == [
        ("Job fair", 6, ["Fair"]),
        ("Agency", 1, ["Bridge"]),
        ("No source", 1, ["No source"]),
    ]
    assert [(step.reached, step.completed) for step in report.steps[:2]] == [
        (8, 3),
        (2, 0),
    ]  # a hire completes a step, too
    assert [(line.outcomes.applied, line.outcomes.hired) for line in report.months] == [(8, 1)]


@pytest.mark.parametrize(
    ("wanted", "applied"),
    [
        (Wanted(source_type="job_fair"), 6),
        (Wanted(source_type="campus"), 0),
        (Wanted(source="none"), 1),
        (Wanted(months=months_of("2020-01", "2020-12")), 0),
        (Wanted(months=months_of("2020-01", "")), 8),
    ],
)
def test_a_report_is_narrowed_down(cast: Cast, wanted: Wanted, applied: int) -> None:
    a_story(cast)

    assert sources_report(teammate=cast.olga, wanted=wanted).total.applied == applied
