"""One record spoils a batch: with how few calls is it found, and do all others go through, in their order?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pytest

from linkedin_client import RecordError, errors
from linkedin_sync.enums import ParkedReason
from linkedin_sync.outbox.calls import Answer, Call, Cargo, at_once, send
from linkedin_sync.outbox.halving import MOST_REFUSALS, pieces
from linkedin_sync.outbox.outcomes import Again, Delivered, Hopeless, Later

PIECES = [
    # records that were refused together, refusals so far; records of each next call
    (100, 1, [50, 50]),
    (25, 3, [13, 12]),  # the first half is the larger one
    (5, 1, [3, 2]),
    (4, 1, [1, 1, 1, 1]),  # in halves it would take as many calls
    (2, 1, [1, 1]),
    (50, MOST_REFUSALS - 1, [25, 25]),
    (6, MOST_REFUSALS, [1] * 6),  # too many are refused: halves do not pay
]


@pytest.mark.parametrize(("size", "refusals", "expected"), PIECES)
def test_in_which_pieces_it_goes_again(size: int, refusals: int, expected: list[int]):
    assert pieces(size, refusals=refusals) == expected


class StrictLinkedIn:
    """Refuses every batch that holds a bad record, and keeps the others."""

    def __init__(self, bad: Collection[int], trouble: dict[int, Exception] | None = None) -> None:
        self.bad = bad
        self.trouble = trouble or {}
        self.batches: list[list[int]] = []
        self.kept: list[int] = []

    def post(self, _linkedin: Any, records: Sequence[int]) -> list[Answer]:
        self.batches.append(list(records))
        if error := self.trouble.get(len(self.batches)):
            raise error
        if not set(records).isdisjoint(self.bad):
            raise errors.Invalid("ERROR :: /emailAddresses :: not an address", status=422)
        self.kept += records
        return [Answer() for _ in records]

    def sent(self, count: int) -> dict[int, Any]:
        """Each record's outcome."""
        cargo = tuple(Cargo(number, "", "f", number) for number in range(count))
        report = send(None, [Call("candidates", cargo, at_once(self.post))])
        assert [made.cargo for made, _ in report.made] == [
            tuple(cargo[number] for number in batch) for batch in self.batches
        ]
        assert [result.cargo for result in report.results] == list(cargo), "each once, in their order"
        return {result.cargo.record: result.outcome for result in report.results}


@pytest.mark.parametrize(
    ("count", "bad", "most_calls"),
    [
        # nobody: one call
        (100, [], 1),
        # one, wherever it stands: instead of 101
        (100, [0], 15),
        (100, [42], 15),
        (100, [99], 15),
        # two, side by side and far apart
        (100, [10, 11], 18),
        (100, [10, 90], 28),
        # all of them: some more than the 101 of one by one
        (100, range(100), 125),
        # every second one
        (100, range(0, 100, 2), 125),
        # a few records
        (3, [1], 4),
        (1, [0], 1),
    ],
)
def test_only_the_bad_ones_are_parked(count: int, bad: Collection[int], most_calls: int):
    linkedin = StrictLinkedIn(bad)

    outcomes = linkedin.sent(count)

    parked = [record for record, outcome in outcomes.items() if isinstance(outcome, Hopeless)]
    assert parked == list(bad)
    assert all(outcomes[record].reason == ParkedReason.PERMANENT for record in parked)
    assert linkedin.kept == [record for record in range(count) if record not in set(bad)]
    assert len(linkedin.batches) <= most_calls


def test_a_throttle_in_the_midst_leaves_the_rest_for_later():
    linkedin = StrictLinkedIn([42], {4: errors.Throttled("minute")})

    outcomes = linkedin.sent(100)

    # 100 refused, 0..49 refused, 0..24 kept, then 429: nothing more is asked
    assert [len(batch) for batch in linkedin.batches] == [100, 50, 25, 25]
    assert [record for record, outcome in outcomes.items() if isinstance(outcome, Delivered)] == list(
        range(25)
    )
    assert all(isinstance(outcomes[record], Later) for record in range(25, 100))


def test_a_refused_connection_in_the_midst_ends_it():
    linkedin = StrictLinkedIn([42], {3: errors.Forbidden("no", status=403)})

    outcomes = linkedin.sent(100)

    assert len(linkedin.batches) == 3
    assert all(outcome.reason == ParkedReason.MISCONFIGURED for outcome in outcomes.values())


class FalteringLinkedIn(StrictLinkedIn):
    """Fails at every batch that holds a bad record, and says nothing; or at everything."""

    def __init__(self, bad: Collection[int], *, is_ill: bool = False) -> None:
        super().__init__(bad)
        self.is_ill = is_ill

    def post(self, _linkedin: Any, records: Sequence[int]) -> list[Answer]:
        self.batches.append(list(records))
        if self.is_ill or not set(records).isdisjoint(self.bad):
            raise errors.ServerFailed("Internal Server Error", status=500)
        self.kept += records
        return [Answer() for _ in records]

    def sent(self, count: int, *, is_doubted: bool = True) -> dict[int, Any]:
        cargo = tuple(Cargo(number, "", "f", number) for number in range(count))
        call = Call("candidates", cargo, at_once(self.post), is_doubted=is_doubted)
        report = send(None, [call])
        assert sorted(result.cargo.record for result in report.results) == list(range(count)), "each once"
        return {result.cargo.record: result.outcome for result in report.results}


@pytest.mark.parametrize(
    ("count", "bad", "most_calls"),
    [
        (100, [], 1),
        (100, [0], 15),
        (100, [42], 15),
        (100, [99], 15),
        (2, [1], 3),
    ],
)
def test_the_record_that_linkedin_stumbles_over_waits_alone(count: int, bad: list[int], most_calls: int):
    linkedin = FalteringLinkedIn(bad)

    outcomes = linkedin.sent(count)

    assert [record for record, outcome in outcomes.items() if isinstance(outcome, Again)] == bad
    assert sorted(linkedin.kept) == [record for record in range(count) if record not in bad]
    assert len(linkedin.batches) <= most_calls


def test_two_in_the_same_half_are_both_found():
    linkedin = FalteringLinkedIn([10, 11])

    outcomes = linkedin.sent(100)

    assert [record for record, outcome in outcomes.items() if isinstance(outcome, Again)] == [10, 11]


@pytest.mark.parametrize(
    ("bad", "is_ill", "is_doubted", "calls"),
    [
        # nothing has failed before: LinkedIn's own trouble, nearly always
        ([42], False, False, 1),
        # it is ill: two calls more, and no third
        ([], True, True, 3),
        # two that stand far apart look like an illness; the next try, in other company, tells
        ([10, 90], False, True, 3),
    ],
)
def test_an_illness_is_not_searched(bad: list[int], is_ill: bool, is_doubted: bool, calls: int):
    linkedin = FalteringLinkedIn(bad, is_ill=is_ill)

    outcomes = linkedin.sent(100, is_doubted=is_doubted)

    assert len(linkedin.batches) == calls
    assert all(isinstance(outcome, Again) for outcome in outcomes.values())


def test_a_throttle_in_the_search_leaves_the_other_half_for_later():
    class Throttling(FalteringLinkedIn):
        def post(self, linkedin: Any, records: Sequence[int]) -> list[Answer]:
            if len(self.batches) == 1:
                self.batches.append(list(records))
                raise errors.Throttled("minute")
            return super().post(linkedin, records)

    linkedin = Throttling([42])

    outcomes = linkedin.sent(100)

    assert [len(batch) for batch in linkedin.batches] == [100, 50]
    assert all(isinstance(outcome, Later) for outcome in outcomes.values())


def test_what_linkedin_says_of_single_records_is_not_asked_again():
    class Saying(StrictLinkedIn):
        def post(self, _linkedin: Any, records: Sequence[int]) -> list[Answer]:
            self.batches.append(list(records))
            return [Answer(RecordError(422, "no") if record == 7 else None) for record in records]

    linkedin = Saying([])

    outcomes = linkedin.sent(100)

    assert len(linkedin.batches) == 1
    assert isinstance(outcomes[7], Hopeless)
