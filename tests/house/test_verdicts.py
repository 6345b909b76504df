"""When is a point of the evidence green, when red, when missing? And does the page say so?"""

from __future__ import annotations

import pytest
from tests.journeys.evidence_page import page_of
from tests.journeys.points import Journey
from tests.journeys.verdicts import State, evidence_of

JOURNEYS = [
    Journey("tests/journeys/test_a.py::test_olga_opens", ("M-01", "M-02"), "And <closes>."),
    Journey("tests/journeys/test_b.py::test_rosa_exports", ("M-02",), ""),
]
POINTS = {"M-01": "One.", "M-02": "Two.", "M-03": "Three."}


def row(name, outcome="passed", **more):
    return {"name": name, "outcome": outcome, "seconds": 1.5, "why": "", "picture": "", **more}


def evidence(*rows, points=POINTS):
    kept = {"begun_at": "2026-11-28T02:00:00+00:00", "seconds": 61.0, "journeys": list(rows)}
    return evidence_of(kept, points=points, journeys=JOURNEYS)


A, B = (journey.name for journey in JOURNEYS)


@pytest.mark.parametrize(
    ("rows", "states"),
    [
        # all that name a point passed
        ([row(A), row(B)], "green green missing"),
        # one of two failed; the other point is not touched by it
        ([row(A), row(B, "failed")], "green red missing"),
        # of one with parameters, one set failed
        ([row(f"{A}[x]"), row(f"{A}[y]", "failed"), row(B)], "red red missing"),
        # skipped is not shown
        ([row(A, "skipped")], "red red missing"),
        # some were not asked for: the point is what the others are; or nothing is known
        ([row(B)], "not_run green missing"),
        ([], "not_run not_run missing"),
    ],
)
def test_a_point_is_what_its_journeys_are(rows, states):
    assert " ".join(point.state for point in evidence(*rows).points) == states


def test_a_point_without_a_journey_fails_the_whole():
    shown = {name: says for name, says in POINTS.items() if name != "M-03"}

    assert not evidence(row(A), row(B)).holds
    assert evidence(row(A), row(B), points=shown).holds
    assert not evidence(row(A), row(B, "failed"), points=shown).holds


def test_the_numbers_have_the_names_beside_them():
    told = evidence(row(A), row(B, "failed")).in_numbers()

    assert {state.value: told[state] for state in State} == {"green": 1, "red": 1, "missing": 1, "not_run": 0}
    assert told["points"] == {"green": ["M-01"], "red": ["M-02"], "missing": ["M-03"], "not_run": []}


def test_the_page_has_everything_inside_and_every_picture_once():
    page = page_of(evidence(row(A, picture="UklGRg=="), row(B, "failed", why="assert 1 == 2 <here>")))

    assert page.count("UklGRg==") == 1
    assert "assert 1 == 2 &lt;here&gt;" in page
    assert "And &lt;closes&gt;." in page
    assert "No journey shows it." in page
    assert "Not all that was promised is shown: M-02, M-03." in page
    assert "http://" not in page
    assert "https://" not in page
