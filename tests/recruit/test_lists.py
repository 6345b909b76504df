"""Lists of persons, positions and processes: who sees which rows, how they are paged, what they cost."""

from __future__ import annotations

import pytest
from tests.people import SETTING_UP, a_person, a_position, a_process, a_teammate

from recruit.base.errors import NotFound
from recruit.base.paging import CursorNotUnderstood, cursor_of, id_of, key_of, page_of
from recruit.company.enums import CompanyRole
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.selectors import (
    board_of,
    column_page,
    editable_person,
    may_edit_person,
    persons_page,
    position_counts,
    position_ids_of_persons,
    process_for,
    process_ids_of_person,
    process_ids_of_position,
    processes_by_ids,
    visible_person,
    visible_processes_of_person,
)
from recruit.hiring.selectors.persons import PersonNotEditable
from recruit.hiring.services import (
    advance_process,
    change_source,
    hire_process,
    hold_process,
    reject_process,
    withdraw_process,
)
from recruit.people.services import add_contact_point, tag_person
from recruit.positions.enums import HiringRole, PositionCapability
from recruit.positions.selectors import positions_by_ids, positions_page, status_counts
from recruit.positions.services import add_to_hiring_team
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source


def names(page):
    return [row.full_name for row in page.rows]


def all_pages(ask):
    rows, after = [], None
    while True:
        page = ask(after)
        rows.extend(page.rows)
        after = page.next_cursor
        if after is None:
            return rows


def test_a_cursor_gives_back_what_it_was_made_of():
    assert key_of(cursor_of(42, "brand mia")) == [42, "brand mia"]
    assert id_of(cursor_of(42)) == 42


@pytest.mark.parametrize("cursor", ["", "nonsense", "äöü", cursor_of("x"), cursor_of(1, 2), "W10", "NDI"])
def test_a_broken_cursor_is_refused(cursor):
    with pytest.raises(CursorNotUnderstood):
        id_of(cursor)


def test_a_count_stops_at_ten_thousand():
    exact = page_of([1, 2, 3], limit=2, key=lambda row: (row,), count=10_000)
    beyond = page_of([1, 2], limit=2, key=lambda row: (row,), count=10_001)

    assert (exact.rows, exact.next_cursor, exact.total_text) == ([1, 2], cursor_of(2), "10,000")
    assert (beyond.next_cursor, beyond.total_text) == (None, "10,000+")


@pytest.fixture
def crowd(cast):
    """Mia on the common position, Tom on a discreet one of Hans's, Kim on both, Lea on none."""
    secret = a_position(cast, "Secret Project Lead", is_discreet=True)
    people = {name: a_person(cast, name, "Test") for name in ("Mia", "Tom", "Kim", "Lea")}
    a_process(cast, people["Mia"])
    a_process(cast, people["Tom"], secret)
    a_process(cast, people["Kim"])
    a_process(cast, people["Kim"], secret)
    return people


VISIBLE = [
    # who -> persons, newest first
    ("olga", ["Lea", "Kim", "Tom", "Mia"]),  # everybody
    ("ada", ["Lea", "Kim", "Mia"]),  # all but those known only to a discreet position
    ("rosa", ["Lea", "Kim", "Mia"]),
    ("hans", ["Kim", "Tom", "Mia"]),  # those of his positions; nobody without one
    ("ines", ["Kim", "Mia"]),  # those of her position
    ("otto", []),
]


@pytest.mark.parametrize(("who", "expected"), VISIBLE)
def test_who_sees_whom(cast, crowd, who, expected):
    teammate = getattr(cast, who)

    page = persons_page(teammate=teammate)

    assert names(page) == [f"{name} Test" for name in expected]
    assert page.total == len(expected)
    assert page.is_total_exact
    for name, person in crowd.items():
        if name in expected:
            assert visible_person(teammate=teammate, public_id=person.public_id) == person
        else:
            with pytest.raises(NotFound):
                visible_person(teammate=teammate, public_id=person.public_id)


def test_management_reads_like_ada_and_an_it_manager_sees_nobody(cast, crowd):
    manager = a_teammate(cast.company, "Mona", "M", CompanyRole.MANAGEMENT)
    it_manager = a_teammate(cast.company, "Ivan", "T", CompanyRole.IT_MANAGER)

    assert persons_page(teammate=manager).total == 3
    assert persons_page(teammate=it_manager).total == 0


def test_of_kim_ada_sees_only_the_process_that_she_may(cast, crowd):
    seen_by_ada = visible_processes_of_person(teammate=cast.ada, person=crowd["Kim"])
    seen_by_hans = visible_processes_of_person(teammate=cast.hans, person=crowd["Kim"])
    row = persons_page(teammate=cast.ada, query="kim").rows[0]

    assert [process.position.name for process in seen_by_ada] == ["Welding Robot Technician"]
    assert [process.position.name for process in seen_by_hans] == [
        "Secret Project Lead",
        "Welding Robot Technician",
    ]
    assert [line.position_name for line in row.processes] == ["Welding Robot Technician"]
    with pytest.raises(NotFound):
        process_for(teammate=cast.ada, public_id=seen_by_hans[0].public_id)


EDITABLE = [
    # who, Mia (common position)?, Lea (no position)?
    ("olga", True, True),
    ("ada", True, True),
    ("rosa", True, True),
    ("hans", True, False),
    ("ines", False, False),
    ("otto", False, False),
]


@pytest.mark.parametrize(("who", "mia", "lea"), EDITABLE)
def test_who_may_edit_whom(cast, crowd, who, mia, lea):
    teammate = getattr(cast, who)

    assert may_edit_person(teammate=teammate, person=crowd["Mia"]) is mia
    assert may_edit_person(teammate=teammate, person=crowd["Lea"]) is lea


def test_the_door_to_editing_says_whether_one_sees_the_person_at_all(cast, crowd):
    mia = crowd["Mia"]

    assert editable_person(teammate=cast.rosa, public_id=mia.public_id) == mia
    with pytest.raises(PersonNotEditable):
        editable_person(teammate=cast.ines, public_id=mia.public_id)
    with pytest.raises(NotFound):
        editable_person(teammate=cast.otto, public_id=mia.public_id)


def test_an_assistant_edits_contact_data_only(cast, crowd):
    add_to_hiring_team(
        position=cast.position, teammate=cast.otto, role=HiringRole.RECRUITING_ASSISTANT, actor=cast.by_hans
    )

    assert not may_edit_person(teammate=cast.otto, person=crowd["Mia"])
    assert may_edit_person(
        teammate=cast.otto, person=crowd["Mia"], capability=PositionCapability.EDIT_CONTACT_POINTS
    )


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(
    ("ask", "queries"),
    [
        (("olga", ""), 3),  # persons as found, tags, processes
        (("rosa", ""), 4),  # and which positions are hidden
        (("ines", "mia te"), 5),  # and how many rows the words and her positions have
    ],
)
def test_a_page_of_persons_costs_the_same_for_one_row_and_for_many(
    cast, number, ask, queries, django_assert_num_queries
):
    for _ in range(number):
        process = a_process(cast, a_person(cast, "Mia", "Test"))
        tag_person(person=process.person, name="Welder", actor=SETTING_UP)

    with django_assert_num_queries(queries):
        page = persons_page(teammate=getattr(cast, ask[0]), query=ask[1])

    assert len(page.rows) == number
    assert page.rows[0].processes[0].current_step_name == "CV review"


def test_the_source_of_a_row_is_that_of_the_newest_process_with_one(cast):
    source = shared_source(
        company_id=cast.company.pk, name="Job fair", type=SourceType.JOB_FAIR, actor=SETTING_UP
    )
    process = a_process(cast)

    change_source(process=process, source_id=source.pk, source_contact_id=None, actor=cast.by_rosa)

    assert persons_page(teammate=cast.rosa).rows[0].source_name == "Job fair"


def test_the_board_counts_exactly_and_shows_the_first_cards(cast):
    processes = [a_process(cast) for _ in range(8)]
    going, moved, held, rejected, withdrawn, hired, due, last = processes
    advance_process(process=moved, actor=cast.by_rosa)
    advance_process(process=held, actor=cast.by_rosa)
    hold_process(process=held, actor=cast.by_rosa)
    reject_process(process=rejected, reason="Too far away", actor=cast.by_rosa)
    withdraw_process(process=withdrawn, reason="", actor=cast.by_rosa)
    hire_process(process=hired, actor=cast.by_rosa)
    for _ in range(6):
        advance_process(process=due, actor=cast.by_rosa)

    board = board_of(teammate=cast.ines, position=cast.position, per_column=1)

    columns = {column.title: column for column in board.columns}
    assert [column.title for column in board.columns][:2] == ["CV review", "Phone interview"]
    assert {title: column.count for title, column in columns.items() if column.count} == {
        "CV review": 2, "Phone interview": 2, "Rejected": 1, "Withdrawn": 1, "Hired": 1, "Awaiting decision": 1,
    }  # fmt: skip
    assert [card.process_id for card in columns["CV review"].cards] == [last.pk]
    assert columns["CV review"].next_cursor is not None
    assert columns["Rejected"].cards[0].reason == "Too far away"
    assert columns["Rejected"].next_cursor is None
    assert columns["Phone interview"].cards[0].status == ProcessStatus.ON_HOLD
    rest = column_page(
        teammate=cast.ines, position=cast.position, column="step-001", after=columns["CV review"].next_cursor
    )
    assert [card.process_id for card in rest.rows] == [going.pk]
    assert rest.total == 2
    counts = position_counts(teammate=cast.olga, position_ids=[cast.position.pk])[cast.position.pk]
    assert (counts.active, counts.hired, counts.rejected, counts.withdrawn, counts.total) == (5, 1, 1, 1, 8)
    assert board.total == 8


def test_all_columns_are_paged_together_newest_first(cast):
    processes = [a_process(cast) for _ in range(3)]
    reject_process(process=processes[1], reason="", actor=cast.by_rosa)

    cards = all_pages(
        lambda after: column_page(teammate=cast.ines, position=cast.position, column="", after=after, limit=2)
    )

    assert [card.process_id for card in cards] == [process.pk for process in reversed(processes)]


@pytest.mark.parametrize("number", [1, 12])
def test_a_board_costs_the_same_for_one_card_and_for_many(cast, number, django_assert_num_queries):
    for _ in range(number):
        a_process(cast)

    with django_assert_num_queries(6):  # her roles twice, steps, counts, cards with what comes next, tags
        board = board_of(teammate=cast.rosa, position=cast.position)

    assert board.total == len(board.columns[0].cards) == number


def test_otto_sees_no_board(cast):
    with pytest.raises(NotFound):
        board_of(teammate=cast.otto, position=cast.position)
    with pytest.raises(NotFound):
        column_page(teammate=cast.otto, position=cast.position, column="step-001")


def test_positions_are_found_by_both_names_and_by_number_and_paged(cast):
    a_position(cast, "Internal name", public_name="Robot Whisperer", custom_id="R-200")
    for index in range(5):
        a_position(cast, f"Line Planner {index}")

    def found(query):
        return [position.name for position in positions_page(teammate=cast.rosa, query=query).rows]

    assert found("whisper ROBOT") == ["Internal name"]
    assert found("r-200") == ["Internal name"]
    assert len(found("line")) == 5
    assert [
        row.name
        for row in all_pages(
            lambda after: positions_page(teammate=cast.rosa, query="planner", after=after, limit=2)
        )
    ] == [f"Line Planner {index}" for index in (4, 3, 2, 1, 0)]
    assert positions_page(teammate=cast.rosa, status="closed").total == 0
    assert status_counts(teammate=cast.rosa) == {"open": 7}
    assert status_counts(teammate=cast.rosa, query="line") == {"open": 5}
    assert status_counts(teammate=cast.ines) == {"open": 1}
    assert status_counts(teammate=cast.otto) == {}


@pytest.mark.parametrize("number", [1, 9])
def test_processes_for_outside_systems_cost_three_queries(cast, number, django_assert_num_queries):
    processes = [a_process(cast) for _ in range(number)]
    add_contact_point(
        person=processes[0].person,
        kind="email",
        value="mia@example.com",
        provenance="manual",
        actor=SETTING_UP,
    )
    advance_process(process=processes[0], actor=cast.by_rosa)
    ids = process_ids_of_position(company_id=cast.company.pk, position_id=cast.position.pk)

    with django_assert_num_queries(3):
        records = processes_by_ids(company_id=cast.company.pk, ids=ids)

    first = records[0]
    assert [record.id for record in records] == ids == [process.pk for process in processes]
    assert (first.person_primary_email, first.position_shown_name) == (
        "mia@example.com",
        "Welding Robot Technician",
    )
    assert [step.state for step in first.steps][:3] == ["completed", "current", "future"]
    assert first.position_public_id == cast.position.public_id


def test_small_questions_of_outside_systems(cast, crowd):
    company_id = cast.company.pk
    kim, lea = crowd["Kim"].pk, crowd["Lea"].pk

    positions = position_ids_of_persons(company_id=company_id, person_ids=[kim, lea])

    assert len(positions[kim]) == 2
    assert positions[lea] == frozenset()
    assert len(process_ids_of_person(company_id=company_id, person_id=kim)) == 2
    (record,) = positions_by_ids(company_id=company_id, ids=[cast.position.pk])
    assert (record.name, record.country, record.shown_name) == (cast.position.name, "DE", cast.position.name)
