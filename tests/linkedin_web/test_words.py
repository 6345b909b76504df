"""Is there a word for everything that can happen?"""

from __future__ import annotations

import pytest

from linkedin_sync.enums import ConnectionState, ExportReason, MarkKind
from linkedin_web.words import KIND_WORDS, NEXT_STEPS, STATE_SENTENCES, in_words


def test_every_state_of_the_connection_has_its_sentence() -> None:
    assert set(STATE_SENTENCES) == set(ConnectionState.values)


def test_every_reason_says_what_to_do_next() -> None:
    assert set(NEXT_STEPS) == set(ExportReason.values) - {""}


def test_every_kind_of_record_has_a_word_of_the_screens() -> None:
    assert set(KIND_WORDS) == set(MarkKind.values)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.2, "under a second"),
        (1, "1 second"),  # singular
        (59.9, "59 seconds"),  # rounded down: a lag is never made worse than it is
        (60, "1 minute"),
        (3599, "59 minutes"),
        (7200, "2 hours"),
        (86_400 * 3, "3 days"),
    ],
)
def test_a_span_is_said_as_people_say_it(seconds: float, said: str) -> None:
    assert in_words(seconds) == said
