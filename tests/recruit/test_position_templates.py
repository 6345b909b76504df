"""Positions that are opened like a template or another position: texts, steps, scorecard and team come along."""

from __future__ import annotations

import pytest
from tests.people import a_position, a_teammate

from recruit.activity.models import Activity
from recruit.activity.rules import sentence
from recruit.company.enums import CompanyRole
from recruit.company.selectors import CompanyRoleTooSmall, actor_of
from recruit.company.services import deactivate_teammate
from recruit.evaluation.selectors import scorecard_of
from recruit.evaluation.services import change_scorecard
from recruit.position_templates.models import PositionTemplate
from recruit.position_templates.rules import (
    MOST_TEMPLATES,
    Picture,
    PictureStep,
    as_data,
    from_data,
    who_takes_part,
    without_those_asked_for,
)
from recruit.position_templates.selectors import picture_of, templates_of
from recruit.position_templates.services import (
    PositionTemplateRefused,
    open_position_like,
    remove_position_template,
    rename_position_template,
    require_keeper,
    save_position_template,
)
from recruit.positions.selectors import (
    PositionRoleTooSmall,
    hiring_team_of,
    openings_of,
    participants_of_definitions,
    steps_of,
)
from recruit.positions.services import WantedStep, change_workflow, update_position

OLGA, HANS, ROSA, INES, RUTH = range(1, 6)


def shape_of(position):
    steps = steps_of(position=position)
    participants = participants_of_definitions(
        company_id=position.company_id, definition_ids=[step.pk for step in steps]
    )
    return [
        (
            step.name,
            step.beside_previous,
            step.instructions,
            [each.first_name for each in participants.get(step.pk, [])],
        )
        for step in steps
    ]


def team_of(position):
    return {member.teammate.first_name: set(member.roles) for member in hiring_team_of(position=position)}


@pytest.fixture
def shaped(cast):
    """The Welding Robot Technician with steps, texts and a scorecard of its own."""
    change_workflow(
        position=cast.position,
        steps=[
            WantedStep(
                "Look at the weld", "test", instructions="Bring a lamp.", participants=(cast.rosa.pk,)
            ),
            WantedStep("Trial shift", "interview", participants=(cast.ines.pk,)),
            WantedStep("Talk", "go_no_go", beside_previous=True, participants=(cast.hans.pk, cast.ines.pk)),
        ],
        actor=cast.by_rosa,
    )
    change_scorecard(position=cast.position, traits=["Seams", "Calm"], actor=cast.by_rosa)
    update_position(position=cast.position, changes={"description": "Weld."}, actor=cast.by_rosa)
    cast.position.refresh_from_db()
    return cast


def open_like(cast, picture, **changes):
    given = {"name": "Second one", "hiring_manager": cast.hans, "recruiter": cast.rosa, **changes}
    return open_position_like(
        company_id=cast.company.pk, picture=picture, like="the first", actor=cast.by_rosa, **given
    )


def test_a_clone_has_the_steps_the_scorecard_and_the_team_of_the_other(shaped):
    opened = open_like(shaped, picture_of(position=shaped.position))

    assert (
        shape_of(opened.position)
        == shape_of(shaped.position)
        == [
            ("Look at the weld", False, "Bring a lamp.", ["Rosa"]),
            ("Trial shift", False, "", ["Ines"]),
            ("Talk", True, "", ["Ines", "Hans"]),
        ]
    )
    assert scorecard_of(position=opened.position) == ["Seams", "Calm"]
    assert team_of(opened.position) == team_of(shaped.position)
    assert opened.left_out == ()
    assert len(openings_of(position=opened.position)) == 1
    fact = Activity.objects.filter(verb="position_opened").latest("id")
    assert sentence(fact.verb, fact.data) == "opened the position Second one like the first"


def test_steps_of_the_hiring_manager_and_the_recruiter_go_to_those_of_the_new_position(shaped):
    opened = open_like(
        shaped, picture_of(position=shaped.position), hiring_manager=shaped.otto, recruiter=None
    )

    assert [who for *_, who in shape_of(opened.position)] == [["Otto"], ["Ines"], ["Ines", "Otto"]]
    assert team_of(opened.position) == {"Otto": {"hiring_manager"}, "Ines": {"interviewer"}}


def test_a_template_stays_as_it_was_made_and_leaves_out_who_has_gone(shaped):
    made = save_position_template(position=shaped.position, name=" Welders ", actor=shaped.by_rosa)
    change_scorecard(position=shaped.position, traits=["Other"], actor=shaped.by_rosa)
    deactivate_teammate(teammate=shaped.ines, actor=shaped.by_olga)

    (kept,) = templates_of(company_id=shaped.company.pk)
    opened = open_like(shaped, from_data(kept.picture))

    assert (kept.name, kept.made_from, kept.made_by) == (
        "Welders", "Welding Robot Technician", shaped.rosa.full_name,
    )  # fmt: skip
    assert made.pk == kept.pk
    assert scorecard_of(position=opened.position) == ["Seams", "Calm"]
    assert opened.left_out == (shaped.ines.full_name,)
    assert [who for *_, who in shape_of(opened.position)] == [["Rosa"], [], ["Hans"]]


def test_a_position_of_the_usual_kind_is_pictured_and_opened_the_same(cast):
    opened = open_like(cast, picture_of(position=cast.position))

    assert shape_of(opened.position) == shape_of(cast.position)
    assert scorecard_of(position=opened.position) == scorecard_of(position=cast.position)


def test_names_of_templates_are_there_once_and_those_who_configure_rename_and_remove(cast):
    first = save_position_template(position=cast.position, name="Welders", actor=cast.by_rosa)

    with pytest.raises(PositionTemplateRefused, match="already"):
        save_position_template(position=cast.position, name="Welders", actor=cast.by_rosa)
    with pytest.raises(PositionTemplateRefused, match="needs a name"):
        save_position_template(position=cast.position, name="  ", actor=cast.by_rosa)
    with pytest.raises(CompanyRoleTooSmall):
        rename_position_template(
            company_id=cast.company.pk, public_id=first.public_id, name="x", actor=cast.by_rosa
        )
    rename_position_template(
        company_id=cast.company.pk, public_id=first.public_id, name="Fitters", actor=cast.by_ada
    )
    assert [each.name for each in templates_of(company_id=cast.company.pk)] == ["Fitters"]
    remove_position_template(company_id=cast.company.pk, public_id=first.public_id, actor=cast.by_ada)
    assert templates_of(company_id=cast.company.pk) == []


def test_there_are_as_many_templates_as_one_chooses_among(cast):
    first = save_position_template(position=cast.position, name="Welders", actor=cast.by_rosa)
    PositionTemplate.objects.bulk_create(
        PositionTemplate(company_id=cast.company.pk, name=f"T{number}", picture=first.picture)
        for number in range(1, MOST_TEMPLATES)
    )

    with pytest.raises(PositionTemplateRefused, match="100 templates.*remove one"):
        save_position_template(position=cast.position, name="One more", actor=cast.by_rosa)
    remove_position_template(company_id=cast.company.pk, public_id=first.public_id, actor=cast.by_ada)
    save_position_template(position=cast.position, name="One more", actor=cast.by_rosa)

    assert len(templates_of(company_id=cast.company.pk)) == MOST_TEMPLATES


def test_whoever_opens_no_positions_or_may_not_edit_this_one_makes_no_template(cast):
    with pytest.raises(CompanyRoleTooSmall):
        save_position_template(position=cast.position, name="Mine", actor=cast.by_hans)
    other = a_position(cast, "Planner")
    with pytest.raises(PositionRoleTooSmall):
        save_position_template(position=other, name="Mine", actor=cast.by_rosa)
    machines = a_teammate(cast.company, "Ivo", "Machines", CompanyRole.IT_MANAGER)
    with pytest.raises(CompanyRoleTooSmall):
        require_keeper(company_id=cast.company.pk, actor=actor_of(machines))


@pytest.mark.parametrize(
    ("team", "asked", "rest"),
    [
        # The hiring manager and the first recruiter are asked for; a second recruiter comes along.
        (
            [(HANS, "hiring_manager"), (ROSA, "recruiter"), (RUTH, "recruiter")],
            {HANS: "hiring_manager", ROSA: "recruiter"},
            [(RUTH, "recruiter")],
        ),
        # Nobody recruits.
        ([(HANS, "hiring_manager"), (INES, "viewer")], {HANS: "hiring_manager"}, [(INES, "viewer")]),
        # One who is both is asked for as the hiring manager.
        ([(HANS, "hiring_manager"), (HANS, "recruiter")], {HANS: "hiring_manager"}, []),
        # The recruiter interviews as well: that role comes along.
        (
            [(HANS, "hiring_manager"), (ROSA, "recruiter"), (ROSA, "interviewer")],
            {HANS: "hiring_manager", ROSA: "recruiter"},
            [(ROSA, "interviewer")],
        ),
    ],
)
def test_who_is_asked_for_anew(team, asked, rest):
    assert without_those_asked_for(team) == (asked, rest)


@pytest.mark.parametrize(
    ("participants", "said"),
    [
        ([], ((), ())),
        ([HANS, INES], (("hiring_manager",), (INES,))),
        ([ROSA, HANS], (("hiring_manager", "recruiter"), ())),
        ([RUTH, INES], ((), (INES, RUTH))),
    ],
)
def test_who_takes_part_in_a_step(participants, said):
    assert who_takes_part(participants, {HANS: "hiring_manager", ROSA: "recruiter"}) == said


def test_a_picture_comes_back_from_its_data_whole():
    data = as_data(
        Picture(
            words={"name": "Welder"},
            flags={"is_discreet": True},
            steps=(PictureStep("Talk", "interview", True, "Be kind.", ("recruiter",), (INES,)),),
            traits=("Calm",),
            team=((INES, "viewer"),),
        )
    )

    picture = from_data(data)

    assert as_data(picture) == data | {
        "words": {**dict.fromkeys(picture.words, ""), "name": "Welder"},
        "flags": {"is_discreet": True, "is_talent_pool": False},
    }
