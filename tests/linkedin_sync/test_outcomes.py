"""What does LinkedIn's answer mean? Two tables, and an unknown answer is a failure that a human sees."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from linkedin_client import RecordError, errors
from linkedin_sync.enums import ParkedReason
from linkedin_sync.outbox.outcomes import (
    Again,
    Delivered,
    Hopeless,
    InHalves,
    Later,
    Orphaned,
    outcome_of_record,
    trouble_of_batch,
)
from linkedin_sync.outbox.retry import LONGEST_WAIT, MOST_ATTEMPTS, Park, RetryAt, next_look, retry_or_park

NOON = datetime(2026, 3, 1, 12, 0, 40, tzinfo=UTC)

RECORDS = [
    # nothing in errors: it is there
    (None, False, Delivered),
    # the answer left the key out: not known, so again
    (0, False, Again),
    # what it hangs on is not there: a passing trouble, for that is sent again
    (404, False, Orphaned),
    # throttled or broken in one record
    (429, False, Again),
    (500, False, Again),
    (503, False, Again),
    # the record itself
    (400, False, Hopeless),
    (422, False, Hopeless),
    (409, False, Hopeless),
    # the application
    (401, False, Hopeless),
    (402, False, Hopeless),
    (403, False, Hopeless),
    # what nobody has heard of
    (418, False, Hopeless),
    # deleting what is gone, closing what is closed
    (404, True, Delivered),
    (409, True, Delivered),
    (410, True, Delivered),
    # a deletion that fails is not a deletion
    (500, True, Again),
    (422, True, Hopeless),
]


@pytest.mark.parametrize(("status", "is_deletion", "meaning"), RECORDS)
def test_a_record(status, is_deletion, meaning):
    error = None if status is None else RecordError(status=status, message="said so")

    assert isinstance(outcome_of_record(error, is_deletion=is_deletion), meaning)


def test_a_refused_record_carries_linkedins_words():
    outcome = outcome_of_record(RecordError(status=422, message="ERROR :: /title :: is required"))

    assert outcome == Hopeless(ParkedReason.PERMANENT, "LinkedIn: ERROR :: /title :: is required (422).")


BATCHES = [
    # no answer, or LinkedIn's own fault: the whole batch again
    (errors.TransportFailed(), Again),
    (errors.TimedOut(), Again),
    (errors.ServerFailed("busy", status=503), Again),
    (errors.AnswerNotUnderstood(), Again),
    # quota
    (errors.Throttled("slow", day=False), Later),
    (errors.Throttled("slow", day=True), Later),
    # one bad record took the others with it
    (errors.Invalid("ERROR", status=422), InHalves),
    # the application is not let in
    (errors.Unauthorized("no", status=401), Hopeless),
    (errors.Forbidden("no", status=403), Hopeless),
    (errors.VersionRefused("old", status=426), Hopeless),
    # no job slot left
    (errors.ApiError("pay", status=402), Hopeless),
    # as a whole too large, or refused for a reason that may be one record's
    (errors.ApiError("large", status=413), InHalves),
    (errors.Conflict("there", status=409), InHalves),
    # a gateway spoke, not LinkedIn's API
    (errors.ApiError("elsewhere", status=302), Again),
    (errors.ApiError("slow", status=408), Again),
]


@pytest.mark.parametrize(("error", "meaning"), BATCHES)
def test_a_batch(error, meaning):
    assert isinstance(trouble_of_batch(error, now=NOON, size=5), meaning)


def test_a_refused_batch_of_one_is_that_record():
    trouble = trouble_of_batch(errors.Invalid("ERROR", status=422), now=NOON, size=1)

    assert isinstance(trouble, Hopeless)
    assert not trouble.stops


def test_a_refusal_of_the_application_stops_everything():
    assert trouble_of_batch(errors.Forbidden("no", status=403), now=NOON, size=5).stops


def test_quotas_open_again_at_the_minute_and_at_midnight_utc():
    minute = trouble_of_batch(errors.Throttled("x"), now=NOON, size=5)
    day = trouble_of_batch(errors.Throttled("x", day=True), now=NOON, size=5)

    assert minute.at == datetime(2026, 3, 1, 12, 1, tzinfo=UTC)
    assert day.at == datetime(2026, 3, 2, tzinfo=UTC)


def test_a_day_that_linkedin_has_not_begun_yet_is_asked_for_again_soon():
    """Its midnight may come a little after ours; a whole day would be lost otherwise."""
    just_after = datetime(2026, 3, 2, 0, 0, 40, tzinfo=UTC)

    trouble = trouble_of_batch(errors.Throttled("x", day=True), now=just_after, size=5)

    assert trouble.at == just_after + timedelta(minutes=1)


@pytest.mark.parametrize("day", [True, False])
def test_what_linkedin_says_of_the_wait_is_believed(day):
    trouble = trouble_of_batch(errors.Throttled("x", day=day, retry_after=90), now=NOON, size=5)

    assert trouble.at == NOON + timedelta(seconds=90)


class TestRetry:
    @pytest.mark.parametrize(
        ("attempts", "shortest", "longest"),
        [
            # the first failure: about two seconds
            (1, 1, 2),
            # doubling
            (2, 2, 4),
            (5, 16, 32),
            # never longer than an hour
            (15, 1800, 3600),
            (MOST_ATTEMPTS - 1, 1800, 3600),
        ],
    )
    def test_it_waits_longer_each_time_within_half_and_whole(self, attempts, shortest, longest):
        waits = [
            retry_or_park(attempts=attempts, now=NOON, text="x", spread=spread).at - NOON
            for spread in (0.0, 1.0)
        ]

        assert waits == [timedelta(seconds=shortest), timedelta(seconds=longest)]
        assert waits[1] <= LONGEST_WAIT

    def test_after_the_last_attempt_a_human_is_asked(self):
        decided = retry_or_park(attempts=MOST_ATTEMPTS, now=NOON, text="LinkedIn: busy (503).", spread=0.5)

        assert decided == Park(ParkedReason.EXHAUSTED, "LinkedIn: busy (503). Tried 30 times.")
        assert isinstance(retry_or_park(attempts=MOST_ATTEMPTS - 1, now=NOON, text="x", spread=0.5), RetryAt)

    def test_a_job_task_is_asked_soon_and_then_less_often(self):
        looks = [(next_look(asked=asked, now=NOON) - NOON).total_seconds() for asked in range(6)]

        assert looks == [1, 5, 30, 300, 300, 300]
