"""The pages of the clock and of transitions: time stands, passes and travels, and every page says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Page, Somebody, leave, words_of
from tests.linkedin_sandbox.server import Prepared, Server, until
from tests.linkedin_sandbox.test_push import customer, export, shown

CLOCK, TRANSITIONS = "operator/clock", "operator/transitions"
NOON_MS = 1_777_896_000_000


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def test_it_is_the_machines_at_first_and_no_page_speaks_of_it(operator: Somebody) -> None:
    page = operator.opens(CLOCK)

    assert "It runs." in page.text
    assert "clock-banner" not in page.html
    assert "Nothing is waiting for a moment of its own." in page.text


def test_it_travels_stops_and_goes_on(sandbox: Server, operator: Somebody) -> None:
    travelled = operator.posts(f"{CLOCK}/travel", at="2026-05-04T12:00:00Z")
    assert travelled.status_code == 302
    assert 0 <= sandbox.get("clock")["now"] - NOON_MS < 20_000
    operator.posts(f"{CLOCK}/freeze")
    frozen = sandbox.get("clock")
    operator.posts(f"{CLOCK}/advance", seconds="1800")
    advanced = sandbox.get("clock")["now"]
    operator.posts(f"{CLOCK}/advance", amount="1.5", unit="hours")
    operator.posts(f"{CLOCK}/travel", at=str(NOON_MS))

    assert (frozen["frozen"], advanced) == (True, frozen["now"] + 1_800_000)
    assert sandbox.get("clock") == frozen | {"now": NOON_MS, "offset_seconds": frozen["offset_seconds"]}
    assert "stands still" in operator.opens(CLOCK).text
    operator.posts(f"{CLOCK}/thaw")
    assert sandbox.get("clock")["frozen"] is False
    operator.posts(f"{CLOCK}/machine")
    assert sandbox.get("clock")["offset_seconds"] == 0


@pytest.mark.parametrize("path", [CLOCK, "operator/journal", "operator/seats", "sign-in", "member/choose"])
def test_every_page_says_that_the_clock_is_not_the_machines(
    sandbox: Server, operator: Somebody, path: str
) -> None:
    sandbox.post("clock", advance=86_400 * 3 + 7200)
    ahead = operator.opens(path).text
    sandbox.post("clock", freeze="2026-05-04T12:00:00Z")
    still = operator.opens(path).text

    assert "clock is 3 days 2 hours ahead of the machine's" in ahead
    assert "clock stands still: it is 4 May 2026, 12:00 UTC here" in still


def test_what_becomes_due_on_the_way_is_done_and_told(prepared: Prepared, operator: Somebody) -> None:
    prepared.server.post("transitions", job_task={"after_seconds": 600})
    prepared.ats.add_job("REQ-1")
    prepared.ats.add_job("REQ-2")
    soonest = operator.opens(CLOCK)
    assert "A job task is finished." in soonest.text

    early = operator.posts(f"{CLOCK}/advance", seconds="60")
    told_early = operator.opens(CLOCK).text
    operator.posts(f"{CLOCK}/advance", seconds="1800")
    told = operator.opens(CLOCK).text

    assert early.status_code == 302
    assert "The clock is set." in told_early
    assert "were finished" not in told_early
    assert "2 job tasks were finished" in told
    assert "token has run out" in told or "tokens have run out" in told
    assert prepared.get("state")["counts"]["JobPosting"] == 2


def test_one_travels_to_what_is_due_next(sandbox: Server, callback: Callback, operator: Somebody) -> None:
    customer(sandbox, callback)
    callback.status = 500
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["attempts"] == 1)

    page = operator.opens(CLOCK).html
    at = re.findall(r'A notification is tried once more\..*?name="at" value="(\d+)"', page, re.DOTALL)[0]
    came = len(callback.came)
    operator.posts(f"{CLOCK}/travel", at=at)

    until(lambda: len(callback.came) > came)


def test_going_back_makes_nothing_due(prepared: Prepared, operator: Somebody) -> None:
    prepared.server.post("transitions", job_task={"after_seconds": 600})
    prepared.ats.add_job()

    operator.posts(f"{CLOCK}/travel", at="2001-01-01T00:00")

    assert "finished" not in operator.opens("operator/journal").text


@pytest.mark.parametrize(
    ("path", "form", "field", "sentence"),
    [
        ("travel", {"at": "tomorrow"}, "at", "Give a date and a time between 1970 and 2200"),
        ("travel", {"at": ""}, "at", "Give a date and a time between 1970 and 2200"),
        ("travel", {"at": "2300-01-01T00:00"}, "at", "Give a date and a time between 1970 and 2200"),
        ("travel", {"at": "9" * 30}, "at", "Give a date and a time between 1970 and 2200"),
        ("advance", {"amount": "a while", "unit": "hours"}, "amount", "“a while” is not a number of seconds"),
        ("advance", {"amount": "inf", "unit": "hours"}, "amount", "is not a number"),
        (
            "advance",
            {"amount": "90000", "unit": "days"},
            "amount",
            "The sandbox's clock goes from 1970 to 2200.",
        ),
        ("advance", {}, "amount", "is not a number"),
    ],
)
def test_what_is_no_moment_is_said_beside_its_field(
    sandbox: Server, operator: Somebody, path: str, form: dict[str, str], field: str, sentence: str
) -> None:
    answer = operator.posts(f"{CLOCK}/{path}", **form)

    assert (answer.status_code, sentence in words_of(answer)) == (422, True)
    [wrong] = Page(answer.text).all(**{"aria-invalid": "true"})
    assert (wrong["id"], wrong["aria-describedby"]) == (field, f"{field}-wrong")
    assert sandbox.get("clock")["offset_seconds"] == 0


class TestTransitions:
    def test_it_chooses_when_work_is_done(self, prepared: Prepared, operator: Somebody) -> None:
        looks = operator.posts(f"{TRANSITIONS}/job_task", how="after_looks", looks="2", seconds="9")
        told = operator.opens(TRANSITIONS)
        operator.posts(f"{TRANSITIONS}/matching", how="after_seconds", looks="2", seconds="0.5")

        assert looks.status_code == 302
        assert "Job postings: after 2 looks, from now on." in told.text
        assert prepared.get("transitions")["transitions"] == {
            "job_task": {"after_looks": 2},
            "matching": {"after_seconds": 0.5},
        }
        operator.posts(f"{TRANSITIONS}/matching", how="at_once")
        assert prepared.get("transitions")["transitions"]["matching"] == {}
        operator.posts(f"{TRANSITIONS}/job_task/reset")
        assert prepared.get("transitions")["transitions"]["job_task"] == {"after_seconds": 1.0}

    @pytest.mark.parametrize(
        ("form", "sentence"),
        [
            ({"how": "after_looks", "looks": "0"}, "Give a whole number from 1 to"),
            ({"how": "after_looks", "looks": "often"}, "“often” is not a whole number."),
            ({"how": "after_seconds", "seconds": ""}, "is not a number of seconds."),
            ({"how": "when it likes"}, "Choose one of the three."),
            ({}, "Choose one of the three."),
        ],
    )
    def test_odd_choices_are_refused_in_a_sentence(
        self, sandbox: Server, operator: Somebody, form: dict[str, str], sentence: str
    ) -> None:
        answer = operator.posts(f"{TRANSITIONS}/matching", **form)

        assert (answer.status_code, sentence in words_of(answer)) == (422, True)
        assert sandbox.get("transitions")["transitions"]["matching"] == {"after_seconds": 2.0}

    def test_there_are_no_others(self, operator: Somebody) -> None:
        assert operator.posts(f"{TRANSITIONS}/weather", how="at_once").status_code == 404
        assert operator.posts(f"{TRANSITIONS}/weather/reset").status_code == 404


@pytest.mark.parametrize(
    "path",
    [f"{CLOCK}/freeze", f"{CLOCK}/thaw", f"{CLOCK}/machine", f"{CLOCK}/travel", f"{TRANSITIONS}/matching"],
)
def test_only_the_console_itself_sets_time(operator: Somebody, path: str) -> None:
    assert operator.http.post(path).status_code == 403
    assert operator.http.get(path).status_code == 405
