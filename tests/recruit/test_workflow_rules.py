"""How a process follows a workflow that changes under way, and what a no-go leads to: tables, without a database."""

from __future__ import annotations

import pytest

from recruit.company.enums import CompanyRole
from recruit.hiring.enums import Decision
from recruit.hiring.rules import Outcome, PlannedStep, StandingStep, decide_outcome, follow, next_group
from recruit.positions.enums import HiringRole, StepType
from recruit.positions.rules import told_changes, workflow_hindrance

KEYS = {name: number for number, name in enumerate("abcdefghij", start=1)}
STATES = {"x": "completed", "!": "current", ".": "future", "-": "skipped"}


def standing(text: str) -> list[StandingStep]:
    """``"ax b! &c. ?!"``: a is completed; b is current; c, beside it, is future; ? was asked for besides the workflow."""
    steps = []
    for number, word in enumerate(text.split(), start=1):
        name, state = word.lstrip("&")
        steps.append(
            StandingStep(number, KEYS.get(name), name, "go_no_go", STATES[state], word.startswith("&"))
        )
    return steps


def planned(text: str) -> list[PlannedStep]:
    return [
        PlannedStep(KEYS[word.lstrip("&")], word.lstrip("&"), "go_no_go", word.startswith("&"))
        for word in text.split()
    ]


def told(steps: list[StandingStep]) -> str:
    marks = {state: mark for mark, state in STATES.items()}
    return " ".join(f"{'&' if step.beside_previous else ''}{step.name}{marks[step.state]}" for step in steps)


FOLLOWING = [
    # the process now, the workflow from now on, the process then
    ("ax b! c.", "a b c", "ax b! c."),  # nothing differs
    ("ax b! c.", "a b c d", "ax b! c. d."),  # a step is added at the end,
    ("ax b! c.", "a d b c", "ax d- b! c."),  # or before where they are: they have passed it by
    ("ax b! c.", "a b d c", "ax b! d. c."),  # or right after
    ("ax b! c.", "a c", "ax c!"),  # the present step leaves: the next one is present
    ("ax b!", "a", "ax"),  # and there is none: a decision is due
    ("ax b! c.", "b c", "ax b! c."),  # what was completed stays, although it left the workflow
    ("ax b! c.", "c b a", "ax c- b!"),  # reordered: c lies behind them now
    ("ax b! c- d.", "a b c d", "ax b! c. d."),  # passed by once, but now it lies before them again
    ("ax b! c.", "a b &c", "ax b! &c!"),  # grouped: both are present
    ("ax b! &c! d.", "a b c d", "ax b! c. d."),  # ungrouped: the first stays present
    ("ax bx &c! d.", "a b &c d", "ax bx &c! d."),  # half of a group is done
    ("ax bx cx", "a b c d", "ax bx cx d!"),  # all was done, and there is something to do again
    (
        "ax bx c- d-",
        "a b c d",
        "ax bx c- d-",
    ),  # what was skipped at the end stays skipped when somebody renames
    ("ax ?! b.", "a b c", "ax ?! b. c."),  # a question that was asked for stays, and holds the rest up
    ("ax ?! b.", "a d b", "ax ?! d. b."),
    ("ax ?! &b! c.", "a b c d", "ax ?! b! c. d."),  # beside a present step, too
    ("a! b.", "c d", "c!  d.".replace("  ", " ")),  # an altogether other workflow
    ("ax b! c.", "a c &d", "ax c! &d!"),  # the group after the one that left begins as a whole
    ("a! b.", "&b a", "b- a!"),  # nothing runs beside a step that is not there
]


@pytest.mark.parametrize(("before", "workflow", "after"), FOLLOWING)
def test_how_a_process_follows_its_workflow(before, workflow, after):
    steps = follow(standing(before), planned(workflow))

    assert told(steps) == after
    # And once it has followed, there is nothing more to do.
    assert follow(steps, planned(workflow)) == steps


@pytest.mark.parametrize(
    ("steps", "begins"),
    [
        ("ax b. c.", [1]),
        ("ax b. &c. &d. e.", [1, 2, 3]),  # with those beside it
        ("ax b- &c. d.", [2]),  # a group whose first step was passed by
        ("ax b. &cx d.", [1]),  # what is done already does not begin again
        ("ax b-", []),
    ],
)
def test_which_steps_begin_together(steps, begins):
    assert next_group([(step.state, step.beside_previous) for step in standing(steps)]) == begins


GO, NO_GO = Decision.GO, Decision.NO_GO
OUTCOMES = [
    # decision, company role, position roles, asked already -> outcome
    (GO, "teammate", ["interviewer"], False, Outcome.COMPLETE),
    (NO_GO, "teammate", ["interviewer"], False, Outcome.ASK_HIRING_MANAGER),
    (NO_GO, "recruiting_coordinator", ["recruiting_coordinator"], False, Outcome.ASK_HIRING_MANAGER),
    (NO_GO, "teammate", ["interviewer"], True, Outcome.COMPLETE),  # one question is enough
    (NO_GO, "teammate", ["hiring_manager"], False, Outcome.OPEN_REJECTION),
    (NO_GO, "recruiter", ["recruiter"], False, Outcome.OPEN_REJECTION),
    (
        NO_GO,
        "teammate",
        ["interviewer", "hiring_manager"],
        False,
        Outcome.OPEN_REJECTION,
    ),  # the strongest counts
    (NO_GO, "recruiter", ["interviewer"], False, Outcome.ASK_HIRING_MANAGER),  # not this position's recruiter
    (NO_GO, "admin", [], False, Outcome.OPEN_REJECTION),
    (NO_GO, "", [], False, Outcome.ASK_HIRING_MANAGER),  # an app or an outside system
    ("", "admin", [], False, Outcome.COMPLETE),  # no decision is asked of an administrative step
]


@pytest.mark.parametrize(("decision", "company_role", "position_roles", "asked", "outcome"), OUTCOMES)
def test_what_a_decision_leads_to(decision, company_role, position_roles, asked, outcome):
    assert (
        decide_outcome(
            decision=decision,
            company_role=company_role,
            position_roles=position_roles,
            is_asked_already=asked,
        )
        == outcome
    )


def test_the_table_of_decisions_names_roles_that_there_are():
    for _, company_role, position_roles, *_ in OUTCOMES:
        assert company_role in {"", *CompanyRole.values}
        assert set(position_roles) <= set(HiringRole.values)


@pytest.mark.parametrize(
    ("steps", "place", "words"),
    [
        ([], None, "at least one step"),
        ([("", "go_no_go")], 1, "Step 1 needs a name"),
        ([("A", "go_no_go"), ("a", "test")], 2, "Steps 1 and 2 are both called"),
        ([("A", "dance")], 1, "what kind of step"),
        ([("A" * 201, "test")], 1, "longer than 200"),
        ([(f"Step {number}", "test") for number in range(41)], None, "at most 40"),
    ],
)
def test_what_is_no_workflow(steps, place, words):
    hindrance = workflow_hindrance(steps)

    assert hindrance is not None
    assert hindrance.place == place
    assert words in hindrance.sentence


def test_every_kind_of_step_makes_a_workflow():
    assert workflow_hindrance([(kind.label, kind.value) for kind in StepType]) is None


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ([("1", "A")], [("1", "A"), ("", "B")], "“B” added"),
        ([("1", "A"), ("2", "B")], [("2", "B")], "“A” removed"),
        ([("1", "A"), ("2", "B")], [("2", "C"), ("1", "A")], "“B” renamed to “C”, order changed"),
        ([("1", "A")], [("1", "A")], "details of steps"),
    ],
)
def test_what_history_says_of_a_changed_workflow(before, after, words):
    assert told_changes(before, after) == words
