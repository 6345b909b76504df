"""Who reads whose evaluation, what belongs on a scorecard, and what a calendar is told: tables, without a database."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from recruit.evaluation.enums import Recommendation
from recruit.evaluation.rules import (
    DEFAULT_TRAITS,
    Meeting,
    asks_to_proceed,
    average_of,
    calendar_of,
    clean_ratings,
    is_read_by_whoever_sees,
    may_read,
    scorecard_hindrance,
)

READING = [
    # own, submitted, reads all, reads after own, has given own, setting opens -> reads
    (True, False, False, False, False, False, True),  # one's own draft
    (False, False, True, True, True, True, False),  # a draft is nobody else's, whatever their role
    (False, True, True, False, False, False, True),  # recruiter, hiring manager, viewer
    (False, True, False, False, True, True, False),  # an assistant, even after giving their own
    (False, True, False, True, False, False, False),  # an interviewer who has not given theirs
    (False, True, False, True, True, False, True),  # and once they have
    (False, True, False, True, False, True, True),  # or where the company opens them
]


@pytest.mark.parametrize(("own", "submitted", "all_", "after", "given", "is_open", "reads"), READING)
def test_who_reads_whose_evaluation(own, submitted, all_, after, given, is_open, reads):
    assert (
        may_read(
            is_own=own,
            is_submitted=submitted,
            reads_all=all_,
            reads_after_own=after,
            has_given_own=given,
            is_open=is_open,
        )
        is reads
    )


SEEING = [
    # company role, roles on the position, discreet, setting opens -> nothing is shown to whom it is not open
    ("admin", [], False, False, True),  # sees the position and reads all
    ("management", [], False, False, True),
    ("teammate", [], False, False, True),  # does not see the position at all
    ("it_manager", [], False, True, True),
    ("admin", [], True, False, True),  # discreet: not seen either
    ("teammate", ["hiring_manager"], True, False, True),
    ("teammate", ["interviewer"], False, False, False),  # would read before having said their own
    ("teammate", ["interviewer"], False, True, True),  # the company lets them
    ("teammate", ["recruiting_assistant"], False, True, False),
    ("teammate", ["interviewer", "viewer"], False, False, True),  # another role opens them
    ("admin", ["interviewer"], False, False, True),  # and so does the company role
]


@pytest.mark.parametrize(("role", "on_team", "discreet", "is_open", "may"), SEEING)
def test_whoever_sees_a_position_reads_its_evaluations(role, on_team, discreet, is_open, may):
    assert (
        is_read_by_whoever_sees(
            is_active=True, company_role=role, position_roles=on_team, is_discreet=discreet, is_open=is_open
        )
        is may
    )


@pytest.mark.parametrize(
    ("recommendation", "setting", "asks"),
    [
        (Recommendation.HIRE, True, False),
        (Recommendation.NOT_SURE, True, True),
        (Recommendation.NOT_SURE, False, False),
        (Recommendation.NO_HIRE, False, True),  # the setting is about "not sure" alone
    ],
)
def test_what_asks_whether_to_proceed(recommendation, setting, asks):
    assert asks_to_proceed(recommendation, not_sure_asks=setting) is asks


def test_stars_count_only_for_traits_of_the_scorecard_and_only_one_to_five():
    given = {"Welding": 5, "Talking": 4, "Charm": 3, "Waiting": 0, "Jumping": 6}

    kept = clean_ratings(given, ["Talking", "Welding", "Waiting", "Jumping", "Missing"])

    assert list(kept.items()) == [("Talking", 4), ("Welding", 5)]
    assert average_of(kept) == Decimal("4.5")
    assert average_of({"A": 5, "B": 5, "C": 4}) == Decimal("4.7")
    assert average_of({}) is None


@pytest.mark.parametrize(
    ("traits", "words"),
    [
        (DEFAULT_TRAITS, None),
        ([], "at least one"),
        (["A", "a"], "same name"),
        (["A" * 101], "longer than 100"),
        ([str(number) for number in range(21)], "at most 20"),
    ],
)
def test_what_is_a_scorecard(traits, words):
    hindrance = scorecard_hindrance(traits)

    assert (hindrance is None) if words is None else (words in hindrance)


def test_what_a_calendar_is_told():
    meeting = Meeting(
        uid="itv_1@recruit",
        sequence=2,
        starts_at=datetime(2027, 1, 4, 9, tzinfo=UTC),
        minutes=45,
        summary="Interview: Mia Brand, Welder; night shift",
        description="https://recruit.example/candidates/per_1",
        place="Room 3, second floor\nRing twice " + "ä" * 60,
        organizer="recruit@robots.example",
        attendees=("ines@robots.example",),
    )

    told = calendar_of(meeting, now=datetime(2026, 12, 1, tzinfo=UTC))
    cancelled = calendar_of(Meeting(**{**meeting.__dict__, "is_cancelled": True}), now=meeting.starts_at)

    lines = told.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"METHOD:REQUEST", "DTSTART:20270104T090000Z", "DTEND:20270104T094500Z", "SEQUENCE:2"} <= set(
        lines
    )
    assert "SUMMARY:Interview: Mia Brand\\, Welder\\; night shift" in lines
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = told.replace("\r\n ", "")
    assert "LOCATION:Room 3\\, second floor\\nRing twice " + "ä" * 60 in unfolded
    assert "METHOD:CANCEL" in cancelled
    assert "STATUS:CANCELLED" in cancelled
