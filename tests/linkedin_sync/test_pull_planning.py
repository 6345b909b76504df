"""Which seat is asked when? Tables of moments and days, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from linkedin_sync.enums import Feed
from linkedin_sync.pulls.planning import (
    LEVELS,
    MANNERS,
    Activity,
    Asked,
    Left,
    Manner,
    Pace,
    Past,
    hints,
    left_of,
    next_look,
    pace_of,
    rest_after,
    viewer_opens_at,
    wait_after_failure,
    wanted_wait,
)
from linkedin_sync.pulls.rules import Aim

NOW = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 28, tzinfo=UTC)
SECOND, MINUTE, HOUR, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
#: On most days something happens from eight to seventeen o'clock.
OFFICE = tuple(60 if 8 <= hour < 17 else 0 for hour in range(24))
INMAIL, NOTES = MANNERS[Feed.INMAIL], MANNERS[Feed.NOTES]
PLENTY = Pace(LEVELS[0], 1.0, SECOND, MIDNIGHT)


def seats(busy: int, quiet: int, at: datetime) -> list[Asked]:
    each = [Activity(at - 5 * MINUTE, OFFICE)] * busy + [Activity()] * quiet
    return [Asked(INMAIL, each), Asked(NOTES, each)]


def pace(busy: int, quiet: int, *, calls_today: int = 0, at: datetime = NOW) -> Pace:
    return pace_of(
        seats(busy, quiet, at), now=at, day_ends_at=MIDNIGHT, day_calls=100_000, calls_today=calls_today
    )


@pytest.mark.parametrize(
    ("idle", "wait"),
    [
        (None, 30 * MINUTE),  # nothing has ever happened
        (5 * SECOND, MINUTE),  # a conversation at this moment
        (HOUR, MINUTE),
        (2.5 * HOUR, 4 * MINUTE),  # twice as quiet, four times as long
        (DAY, 30 * MINUTE),
    ],
)
def test_the_quieter_a_seat_the_later_it_is_asked(idle: timedelta | None, wait: timedelta):
    activity = Activity(None if idle is None else NOW - idle)

    assert wanted_wait(LEVELS[0], activity, now=NOW) == wait


def test_in_its_usual_hours_a_quiet_seat_is_asked_like_a_busy_one():
    activity = Activity(NOW - 16 * HOUR, OFFICE)
    early, usual = NOW.replace(hour=6), NOW.replace(hour=7, minute=55)

    assert wanted_wait(LEVELS[3], activity, now=early) > 10 * MINUTE
    assert wanted_wait(LEVELS[3], activity, now=usual) < 5 * MINUTE


def test_usual_hours_are_learned_within_days_and_forgotten_too():
    activity = Activity()
    for day in range(4):
        for minute in (0, 20, 40):
            activity = activity.happened(datetime(2026, 11, 2 + day, 9, minute, tzinfo=UTC))
    nine = activity.hours[9]
    for day in range(4):
        activity = activity.happened(datetime(2026, 11, 9 + day, 14, 0, tzinfo=UTC))

    assert (nine, activity.hours[9], activity.hours[14]) == (69, 22, 69)
    assert activity.happened(NOW - 300 * DAY) is activity, "what is told late changes nothing"


def test_on_every_level_a_seat_in_conversation_is_asked_within_five_minutes():
    for level in LEVELS:
        wait = wanted_wait(level, Activity(NOW - HOUR / 2), now=NOW)

        assert wait < 5 * MINUTE


def test_each_level_asks_no_seat_more_often_than_the_one_before():
    for idle in (MINUTE, HOUR, 3 * HOUR, 9 * HOUR, 2 * DAY):
        waits = [wanted_wait(level, Activity(NOW - idle), now=NOW) for level in LEVELS]

        assert all(after >= before for before, after in pairwise(waits)), idle


@pytest.mark.parametrize(
    ("busy", "quiet", "calls_today", "level", "is_stretched"),
    [
        (20, 30, 0, 0, False),  # a small team: every minute
        (300, 700, 20_000, 3, False),  # as it is wanted of us
        (2000, 1000, 12_000, len(LEVELS) - 1, True),  # more than LinkedIn lets us ask
        (300, 700, 95_000, len(LEVELS) - 1, True),  # the day is nearly used up
    ],
)
def test_the_first_level_is_taken_for_which_the_rest_of_the_day_suffices(
    busy: int, quiet: int, calls_today: int, level: int, is_stretched: bool
):
    found = pace(busy, quiet, calls_today=calls_today, at=NOW.replace(hour=8))

    assert LEVELS.index(found.level) == level
    assert (found.factor > 1) is is_stretched


def test_where_the_calls_are_too_few_all_wait_longer_by_the_same_factor():
    scarce = pace(2000, 1000, calls_today=80_000)
    rests = [
        rest_after(now=NOW, activity=Activity(at), pace=scarce, left=Left.NOTHING, manner=INMAIL, seats=3000)
        for at in (NOW - MINUTE, NOW - 3 * HOUR, None)
    ]

    assert scarce.factor > 1
    assert {round((rest.next_at - NOW) / rest.wait, 6) for rest in rests} == {round(scarce.factor, 6)}


def test_whoever_would_wait_past_linkedins_midnight_comes_early_on_the_next_day():
    used_up = pace(300, 700, calls_today=100_000)

    rest = rest_after(
        now=NOW, activity=Activity(NOW), pace=used_up, left=Left.NOTHING, manner=INMAIL, seats=1000
    )

    assert MIDNIGHT < rest.next_at < MIDNIGHT + 5 * MINUTE


@pytest.mark.parametrize(
    ("left", "manner", "wait"),
    [
        (Left.NOTHING, INMAIL, MINUTE),
        (Left.MORE, INMAIL, MINUTE),  # LinkedIn takes twelve calls a minute for one viewer
        (Left.MORE, NOTES, 2 * SECOND),
        (Left.PAST, NOTES, 20 * SECOND),  # one turn of twenty spans, a second each
    ],
)
def test_while_there_is_more_to_read_the_turn_comes_soon(left: Left, manner: Manner, wait: timedelta):
    rest = rest_after(now=NOW, activity=Activity(NOW), pace=PLENTY, left=left, manner=manner, seats=10)

    assert rest.next_at - NOW == wait


@pytest.mark.parametrize(
    ("aims", "left"),
    [
        (set(), Left.NOTHING),
        ({Aim.BACKWARD}, Left.PAST),
        ({Aim.BACKWARD, Aim.FORWARD}, Left.MORE),
        ({Aim.TRACED}, Left.MORE),
    ],
)
def test_what_is_left(aims: set[Aim], left: Left):
    assert left_of(aims) is left


def test_the_past_is_read_with_what_new_messages_do_not_need():
    gate = Past()

    assert gate.takes(PLENTY, now=NOW)
    assert not gate.takes(PLENTY, now=NOW + SECOND / 2)
    assert gate.takes(PLENTY, now=NOW + SECOND)
    assert not Past().takes(pace(2000, 1000, calls_today=80_000), now=NOW)


@pytest.mark.parametrize(
    ("next_due", "look"),
    [
        (NOW - MINUTE, NOW + 10 * SECOND),
        (NOW + 30 * SECOND, NOW + 30 * SECOND),
        (NOW + 3 * MINUTE, None),  # the sweeps are soon enough
        (None, None),
    ],
)
def test_a_pull_comes_again_when_the_next_turn_comes(next_due: datetime | None, look: datetime | None):
    assert next_look(now=NOW, next_due=next_due) == look


@pytest.mark.parametrize(
    ("feed", "ago", "is_hint"),
    [
        (Feed.CONTACTS, MINUTE, True),  # shared with an answer that has not been read yet
        (Feed.CONTACTS, HOUR, False),  # its InMail has been read since
        (Feed.NOTES, MINUTE, True),
        (Feed.INMAIL, MINUTE, False),  # that is what was read
    ],
)
def test_notes_and_shared_contacts_tell_that_there_is_inmail(feed: Feed, ago: timedelta, is_hint: bool):
    assert hints(feed, NOW - ago, read_until=NOW - 10 * MINUTE) is is_hint


def test_failures_wait_longer_and_never_longer_than_an_hour():
    assert [wait_after_failure(n) / MINUTE for n in (0, 1, 2, 3, 6, 7, 99)] == [1, 1, 2, 4, 32, 60, 60]


@pytest.mark.parametrize(
    ("manner", "seconds_ago", "opens_in"),
    [
        (INMAIL, [], None),
        (INMAIL, [50] * 11, None),
        (INMAIL, [50] * 12, 11 * SECOND),
        (INMAIL, [70, 50, *[5] * 11], 11 * SECOND),
        (INMAIL, [61, *[5] * 11], None),  # the first one is not counted any more
        (INMAIL, [50, 40, 30, *[5] * 11], 31 * SECOND),  # more than LinkedIn takes: second pages
        (NOTES, [5] * 100, None),
    ],
)
def test_a_viewer_is_left_alone_while_linkedins_minute_is_full(
    manner: Manner, seconds_ago: list[int], opens_in: timedelta | None
):
    called_at = [NOW - seconds * SECOND for seconds in seconds_ago]

    opens_at = viewer_opens_at(called_at, manner, now=NOW)

    assert opens_at == (None if opens_in is None else NOW + opens_in)
