"""The page of limits: meters as they stand, and every number changed in place."""

from __future__ import annotations

from collections.abc import Iterator

import httpx2
import pytest
from tests.linkedin_sandbox.console_cast import (
    BLUEBIRD,
    ROSA,
    Ats,
    Page,
    Recruiter,
    Somebody,
    leave,
    words_of,
)
from tests.linkedin_sandbox.records import candidate, candidate_key
from tests.linkedin_sandbox.server import Prepared, Server

LIMITS = "operator/limits"


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def meters(page: Page) -> dict[str, dict[str, str]]:
    return {found["aria-label"]: found for tag, found in page.elements if tag == "meter"}


def fields(page: Page) -> dict[str, str]:
    return {found["id"]: found["value"] for tag, found in page.elements if tag == "input" and "id" in found}


def test_the_meters_stand_where_control_says(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.upsert(
        "v2/atsCandidates", [(candidate_key(f"c{number}"), candidate()) for number in range(3)]
    )

    page = operator.opens(LIMITS)

    calls = meters(page)["atsCandidates: calls today"]
    records = meters(page)["atsCandidates: records this minute"]
    assert (calls["value"], calls["max"]) == ("1", "100000")
    assert (records["value"], records["max"]) == ("3", "10000")
    assert "1 of 100,000 calls today" in page.text
    assert "3 of 10,000 records this minute" in page.text
    assert "the next begins" in page.text


def test_the_most_used_stands_first_and_says_so(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    prepared.ats.add_job()
    operator.posts(f"{LIMITS}/resource", resource="simpleJobPostings", day_calls="1")
    prepared.ats.add_job("REQ-2")
    page = operator.opens(LIMITS)

    names = [found["href"] for _tag, found in page.elements if found.get("class") == "gauge-name"]
    assert names[0] == "#limit-simpleJobPostings"
    assert "2 of 1 calls today used up" in page.text


def test_a_limit_that_is_set_here_is_kept_on_the_wire(prepared: Prepared, operator: Somebody) -> None:
    answer = operator.posts(
        f"{LIMITS}/resource", resource="atsCandidates", minute_records="2", day_calls="1,000"
    )
    page = operator.opens(LIMITS)

    assert answer.status_code == 302
    assert "The limits of atsCandidates are set." in page.text
    assert fields(page)["atsCandidates-day_calls"] == "1000"
    statuses = [prepared.ats.add_candidate(f"c{number}").status for number in range(3)]
    assert statuses == [200, 200, 429]
    assert prepared.ats.add_application().status == 200

    operator.posts(f"{LIMITS}/resource", resource="atsCandidates")

    assert "LinkedIn's own limits hold for atsCandidates." in operator.opens(LIMITS).text
    assert prepared.ats.add_candidate("c4").status == 200


def test_every_resource_at_once(prepared: Prepared, operator: Somebody) -> None:
    operator.posts(f"{LIMITS}/resource", resource="all", day_calls="1")

    assert prepared.ats.get("/v2/atsNothing").status == 404
    prepared.ats.add_candidate()
    assert prepared.ats.add_candidate().status == 429
    assert prepared.get("limits")["day_calls"] == 1
    assert "1, as for all" in operator.opens(LIMITS).text


@pytest.mark.parametrize("typed", ["many", "-1", "1.5", "9" * 30, "²", "1e9", "\x00", "<b>"])
def test_what_is_no_number_is_said_beside_its_field_and_nothing_is_set(
    prepared: Prepared, operator: Somebody, typed: str
) -> None:
    before = prepared.get("limits")

    answer = operator.posts(
        f"{LIMITS}/resource", resource="atsCandidates", day_calls="7", minute_records=typed
    )

    page = Page(answer.text)
    assert answer.status_code == 422
    [wrong] = page.all(**{"aria-invalid": "true"})
    assert (wrong["id"], wrong["value"].replace("\x00", "")) == (
        "atsCandidates-minute_records",
        typed.replace("\x00", ""),
    )
    assert page.all(id="atsCandidates-minute_records-wrong", role="alert") != []
    assert fields(page)["atsCandidates-day_calls"] == "7"
    assert prepared.get("limits") == before


def test_lives_and_waits_are_set_together(prepared: Prepared, operator: Somebody) -> None:
    answer = operator.posts(
        f"{LIMITS}/numbers",
        token_seconds="60",
        push_schedule="0.5, 2 10",
        exports_per_seat_and_month="",
        member_token_seconds="5184000",
    )

    assert answer.status_code == 302
    held = prepared.get("limits")
    assert (held["token_seconds"], held["push_schedule"]) == (60, [0.5, 2, 10])
    assert "member_token_seconds" not in held
    assert "changed" in operator.opens(LIMITS).text


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("token_seconds", "soon", "“soon” is not a number of seconds."),
        ("token_seconds", "nan", "“nan” is not a number of seconds."),
        ("code_seconds", "-5", "Give a number of seconds from 0"),
        ("push_schedule", ",", "Give at least one number of seconds"),
        ("push_schedule", "1 " * 51, "50 at most"),
        ("exports_per_seat_and_month", "0.5", "“0.5” is not a whole number."),
    ],
)
def test_one_wrong_number_keeps_all_others_from_being_set(
    prepared: Prepared, operator: Somebody, name: str, typed: str, sentence: str
) -> None:
    others = {"push_expiry_seconds": "77"} | {name: typed}

    answer = operator.posts(f"{LIMITS}/numbers", **others)

    assert (answer.status_code, sentence in words_of(answer)) == (422, True)
    assert "push_expiry_seconds" not in prepared.get("limits")


def test_everything_goes_back_to_linkedins(prepared: Prepared, operator: Somebody) -> None:
    usual = prepared.get("limits")
    operator.posts(f"{LIMITS}/resource", resource="all", day_calls="5")
    operator.posts(f"{LIMITS}/resource", resource="atsCandidates", minute_records="5")
    operator.posts(f"{LIMITS}/numbers", token_seconds="9")

    operator.posts(f"{LIMITS}/reset")

    assert prepared.get("limits") == usual
    assert "pill-warn" not in operator.opens(LIMITS).html


def test_counts_begin_anew_only_when_asked(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    operator.posts(f"{LIMITS}/resource", resource="atsCandidates", day_calls="9")
    kept = operator.opens(LIMITS)
    operator.posts(f"{LIMITS}/forget")

    assert "1 of 9 calls today" in kept.text
    assert "Nothing has been counted today." in operator.opens(LIMITS).text


def test_what_each_seat_has_exported(address: str) -> None:
    ats = Ats(address)
    ats.posts_job("JOB-1", "Plant Engineer", code="4711")
    rosa = Recruiter(address, ROSA)
    assert "No seat has exported" in rosa.opens(LIMITS).text
    for member in (10010, 10012):
        rosa.exports(member, job="JOB-1")

    page = rosa.opens(LIMITS)

    assert "2 of 300 exports in thirty days" in page.text
    assert any(name.endswith("exports in thirty days") for name in meters(page))
    assert BLUEBIRD not in page.text


def test_only_the_console_itself_sets_limits(operator: Somebody) -> None:
    for path in ("resource", "numbers", "reset", "forget"):
        assert operator.http.post(f"{LIMITS}/{path}", data={"resource": "all"}).status_code == 403
        assert operator.http.get(f"{LIMITS}/{path}").status_code == 405


def test_a_resource_that_nobody_counts_is_not_there(operator: Somebody) -> None:
    answer: httpx2.Response = operator.posts(f"{LIMITS}/resource", resource="atsNothing", day_calls="1")

    assert answer.status_code == 404
