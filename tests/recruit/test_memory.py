"""While a page is only read, a question is asked once; whoever may write asks each time."""

import pytest

from recruit.base.memory import only_reading, remembered


def test_an_answer_holds_until_the_reading_ends():
    answers = iter(range(10))

    def ask():
        return remembered("question", lambda: next(answers))

    assert (ask(), ask()) == (0, 1), "no memory outside of a reading"
    with only_reading():
        assert (ask(), ask()) == (2, 2)
        assert remembered("another", lambda: next(answers)) == 3
    assert ask() == 4


def test_nothing_is_remembered_of_a_question_that_failed():
    answers = iter([ValueError("no"), 7])

    def ask():
        found = next(answers)
        if isinstance(found, ValueError):
            raise found
        return found

    with only_reading():
        with pytest.raises(ValueError, match="no"):
            remembered("question", ask)
        assert remembered("question", ask) == 7
