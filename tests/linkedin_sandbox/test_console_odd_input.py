"""Nothing that somebody types, or writes into an address, makes the console stumble."""

from __future__ import annotations

import pytest
from tests.linkedin_sandbox.console_cast import ROSA, AsMember, Recruiter

ODILE = 10010
HUGE = "9" * 25
MANY_WORDS = "+".join(f"w{number}" for number in range(1500))


@pytest.fixture
def rosa(address: str) -> Recruiter:
    return Recruiter(address, ROSA)


@pytest.mark.parametrize(
    "path",
    [
        f"people/{HUGE}",
        "people/9223372036854775808",
        f"people/{HUGE}/export",
        f"inmail/{HUGE}",
        f"notes/{HUGE}",
        f"projects/{HUGE}",
        f"operator/journal/{HUGE}",
    ],
)
def test_a_number_that_no_row_can_have_is_no_address(rosa: Recruiter, path: str) -> None:
    assert rosa.http.get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "people?q=%00",
        'people?q="',
        "people?q=*+OR+(",
        'people?employer=a"b&title=)&location=NEAR(',
        f"people?q={MANY_WORDS}",
        f"people?after={HUGE}",
        f"people/badges?ids={HUGE},,x",
        "inmail?q=%00",
        "inmail?q=%25_",
        f"inmail?q={MANY_WORDS}",
        f"exports?before={HUGE}",
        f"operator/journal?before={HUGE}",
        f"people/{ODILE}/export/jobs?q=%00&ats={HUGE}",
        f"people/{ODILE}/export/jobs?q={MANY_WORDS}",
        f"member/choose?q={MANY_WORDS}&after={HUGE}",
        f"operator/seats?q={MANY_WORDS}&contract={HUGE}",
        f"operator/applications?after={HUGE}",
        f"operator/companies?after={HUGE}",
        f"operator/integrations?after={HUGE}",
        f"operator/jobs?ats={HUGE}&after=x",
        f"operator/view-as?find_seat={MANY_WORDS}&find_person=%00&find_job={MANY_WORDS}",
    ],
)
def test_odd_questions_are_answered(rosa: Recruiter, path: str) -> None:
    assert rosa.http.get(path).status_code == 200


def test_of_a_per_cent_sign_only_itself_is_found(address: str, rosa: Recruiter) -> None:
    rosa.writes(ODILE, subject="A rise of 5% for all", body="Hello")
    rosa.writes(ODILE, subject="Nothing of the kind", body="Hello")

    found = rosa.opens("inmail?q=%25").all(**{"class": "thread-name"})

    assert len(found) == 1


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("projects", {"name": "x" * 5000}),
        (f"people/{ODILE}/projects/save", {"project": HUGE}),
        (f"people/{ODILE}/inmail", {"subject": "x" * 500, "body": "Hello", "visibility": "PUBLIC"}),
        (f"people/{ODILE}/notes", {"content": "Hello", "visibility": "NOBODY"}),
        (f"people/{ODILE}/export", {"ats": HUGE, "job": "x"}),
    ],
)
def test_odd_forms_are_refused_in_a_sentence(rosa: Recruiter, path: str, form: dict[str, str]) -> None:
    answer = rosa.posts(path, **form)

    assert answer.status_code == 422
    assert "notice-bad" in answer.text or "That is not possible" in answer.text


@pytest.mark.parametrize("chosen", [HUGE, "²", "", "0", "rosa"])
def test_who_chooses_nobody_chooses_again(address: str, rosa: Recruiter, chosen: str) -> None:
    assert rosa.posts("sign-in", seat=chosen).headers["Location"] == "/recruiter/sign-in"
    odile = AsMember(address, ODILE)
    assert odile.posts("member/choose", member=chosen).headers["Location"] == "/recruiter/member/choose"
