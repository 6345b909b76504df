"""When is which span of time read? A table of moments, without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from linkedin_sync.pulls.rules import (
    LONGEST_SPAN,
    LOOK_BACK,
    OVERLAP,
    Aim,
    Reach,
    half_day_of,
    next_span,
)

NOW = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def walk(reach: Reach, longest: timedelta = LONGEST_SPAN) -> list[tuple[Aim, datetime, datetime]]:
    """All spans that are read, one after the other, until nothing is left."""
    spans = []
    while (span := next_span(reach, now=NOW, longest=longest)) is not None:
        assert timedelta(0) < span.until - span.since <= longest
        spans.append((span.aim, span.since, span.until))
        is_forward = span.aim is Aim.FORWARD
        reach = Reach(reach.read_since, span.until) if is_forward else Reach(span.since, reach.read_until)
        assert len(spans) < 500
    return spans


@pytest.mark.parametrize("longest", [LONGEST_SPAN, timedelta(days=30)])
@pytest.mark.parametrize(
    ("since", "until"),
    [
        (NOW - MINUTE, NOW - MINUTE),  # a seat just mapped
        (NOW - LOOK_BACK, NOW - 3 * DAY),  # Recruit stood still for days
        (NOW - 2 * DAY, NOW - 40 * MINUTE),  # history half read
        (half_day_of(NOW), NOW - MINUTE),  # on the very bound of a half day
        (NOW - LOOK_BACK - DAY, NOW - LOOK_BACK - DAY),  # switched off for longer than we look back
    ],
)
def test_every_moment_of_the_last_ninety_days_is_read_without_a_gap(
    since: datetime, until: datetime, longest: timedelta
):
    spans = walk(Reach(since, until), longest)

    covered = sorted([(a, b) for _, a, b in spans] + [(since, until)])
    reached = NOW - LOOK_BACK
    for begin, end in covered:
        assert begin <= reached or end <= reached, f"nothing reads {reached} to {begin}"
        reached = max(reached, end)
    assert reached >= NOW


def test_spans_forward_overlap():
    aim, since, until = walk(Reach(NOW - LOOK_BACK, NOW - HOUR))[0]

    assert (aim, since, until) == (Aim.FORWARD, NOW - HOUR - OVERLAP, NOW)


def test_who_has_just_come_goes_before_everything_else():
    trace = half_day_of(NOW - 20 * DAY)
    span = next_span(Reach(NOW - DAY, NOW - HOUR, (NOW - DAY, trace)), now=NOW)

    assert span is not None
    assert (span.aim, span.since, span.until) == (Aim.TRACED, trace, trace + LONGEST_SPAN)


def test_seats_mapped_at_different_times_are_soon_read_back_together():
    first = {span for span in walk(Reach(NOW - MINUTE, NOW)) if span[0] is Aim.BACKWARD}
    second = {span for span in walk(Reach(NOW - 31 * HOUR, NOW)) if span[0] is Aim.BACKWARD}

    assert len(second - first) == 1, "the first half day of the second, up to where it began"
