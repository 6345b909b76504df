"""The first page of whoever runs the sandbox: what is not as usual, what was refused, what waits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.linkedin_sandbox.console_cast import Page, Somebody, leave
from tests.linkedin_sandbox.server import Prepared, Server

OVERVIEW = "operator/overview"


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def links(page: Page) -> set[str]:
    return {found.get("href", "") for tag, found in page.elements if tag == "a"}


def test_it_is_the_personas_first_page(operator: Somebody) -> None:
    page = operator.opens("operator/journal")

    assert f"/recruiter/{OVERVIEW}" in links(page)


def test_an_untouched_sandbox_has_nothing_to_tell(operator: Somebody) -> None:
    page = operator.opens(OVERVIEW)

    assert "Nothing: clock, limits, transitions and switches are as LinkedIn has them" in page.text
    assert "No ATS has called yet." in page.text
    assert "Notifications waiting 0" in page.text


def test_everything_that_was_set_is_named_with_the_way_to_it(prepared: Prepared, operator: Somebody) -> None:
    set_ = prepared.server.post
    set_("clock", advance=7200)
    set_("faults", kind="cut", resource="atsNothing")
    set_("faults", kind="latency", resource="atsNothing")
    set_("switches", validation="whole_batch")
    set_("limits/throttles", resource="atsCandidates", day_calls=7)
    set_("limits", token_seconds=900)
    set_("transitions", matching={})

    page = operator.opens(OVERVIEW)

    for sentence in (
        "The clock is 2 hours ahead of the machine's.",
        "2 faults wait: cut, latency.",
        "1 switch is changed: validation.",
        "Limits are changed: atsCandidates, life of an application's token.",
        "LinkedIn's own work is not done when it usually is.",
    ):
        assert sentence in page.text
    places = ("clock", "faults", "switches?changed=1", "limits", "transitions")
    assert {f"/recruiter/operator/{place}" for place in places} <= links(page)


def test_what_was_refused_and_what_is_nearly_used_up(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate("c1")
    prepared.server.post("limits/throttles", resource="atsCandidates", day_calls=5)
    for turn in range(4):
        prepared.ats.add_candidate(f"c{turn}")
    prepared.ats.add_candidate("c9", firstName="")
    prepared.ats.get("/v2/atsNothing")

    page = operator.opens(OVERVIEW)

    assert "5 of 5 calls today used up" in page.text
    rows = [found["data-entry"] for tag, found in page.elements if tag == "tr" and "data-entry" in found]
    assert len(rows) == 2
    assert "has 2 refused or unanswered." in page.text
    assert "rule 21" in page.text


def test_it_counts_the_world(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_job()
    prepared.ats.add_candidate()

    counts = prepared.get("state")["counts"]
    page = operator.opens(OVERVIEW)

    assert f"Members {counts['Member']}" in page.text
    assert "Candidates of ATSs 1" in page.text
    assert "Nothing was refused." in page.text
