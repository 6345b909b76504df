"""Is every point of what Recruit promises shown by a journey, and does every journey say which points it shows?"""

from __future__ import annotations

import re

import pytest
from tests.journeys.points import FOLDER, journeys, points, points_of


@pytest.mark.parametrize(
    ("docstring", "named"),
    [
        ("M-38.", ("M-38",)),
        ("M-25, M-23: two processes.", ("M-25", "M-23")),
        # a range, alone and among others
        ("M-11 to M-13, M-29: by keyboard.", ("M-11", "M-12", "M-13", "M-29")),
        # only what it begins with, and only if a full stop or a colon closes it
        ("The way of M-11.", ()),
        ("M-13 again, from the other side.", ()),
        ("", ()),
    ],
)
def test_points_are_read_from_the_beginning_of_a_docstring(docstring: str, named: tuple[str, ...]):
    assert points_of(docstring) == named


def test_the_points_are_numbered_without_a_gap():
    assert list(points()) == [f"M-{number:02}" for number in range(1, 45)]


def test_every_journey_begins_with_its_points():
    assert [journey.name for journey in journeys() if not journey.points] == []


def test_every_point_is_shown_by_a_journey():
    named = {point for journey in journeys() for point in journey.points}

    assert named == set(points())


def test_points_are_named_in_no_other_way():
    elsewhere = [
        f"{file.name}:{number}"
        for file in sorted(FOLDER.glob("*.py"))
        if file.name != "points.py"
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if re.search(r"M-\d\d", line) and not re.match(r'\s+"""M-\d\d', line)
    ]

    assert elsewhere == []
