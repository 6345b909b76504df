"""For one page a question is asked once; whoever may write asks each time."""

import contextvars

import pytest
from django.db import connection

from recruit.base.asking import asked_once, for_one_page


@pytest.fixture
def ask():
    """Each time it is really asked it answers the next number."""
    answers = iter(range(10))
    return lambda question="question": asked_once(question, lambda: next(answers))


def test_an_answer_holds_until_the_page_is_made(db, ask):
    assert (ask(), ask()) == (0, 1), "no memory outside of a page"
    with for_one_page():
        assert (ask(), ask()) == (2, 2)
        assert ask("another") == 3
    assert ask() == 4


def test_a_stream_that_the_page_began_does_not_keep_its_answers(db, ask):
    with for_one_page():
        assert (ask(), ask()) == (0, 0)
        stream = contextvars.copy_context()

    assert (stream.run(ask), stream.run(ask)) == (1, 2)


@pytest.mark.parametrize(
    ("statement", "is_kept"),
    [
        ("SELECT count(*) FROM company_company", True),
        ("WITH named AS (SELECT name FROM company_company) SELECT count(*) FROM named", True),
        ("UPDATE company_company SET name = name", False),
        ("WITH gone AS (DELETE FROM company_company RETURNING 1) SELECT count(*) FROM gone", False),
        ("SAVEPOINT before_something", False),  # a service has begun
    ],
)
def test_nothing_is_remembered_across_a_write(db, ask, statement, is_kept):
    with for_one_page():
        ask()
        with connection.cursor() as cursor:
            cursor.execute(statement)

        assert ask() == (0 if is_kept else 1)


def test_nothing_is_remembered_of_a_question_that_failed(db):
    answers = iter([ValueError("no"), 7])

    def ask():
        found = next(answers)
        if isinstance(found, ValueError):
            raise found
        return found

    with for_one_page():
        with pytest.raises(ValueError, match="no"):
            asked_once("question", ask)
        assert asked_once("question", ask) == 7
