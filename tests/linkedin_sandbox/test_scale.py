"""Twelve thousand members, invented at the start: pages follow each other, counting ends, and the process stays small.

How quick it is, with a hundred thousand, ``make bench-sandbox`` measures.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from tests.linkedin_sandbox.console_cast import ROSA, Recruiter
from tests.linkedin_sandbox.records import candidate, candidate_key
from tests.linkedin_sandbox.server import Ats, Server, start_sandbox

MEMBERS = 12_000
PARENT = ("86sandboxparent", "sandbox-parent-secret")


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("crowded")
    server = start_sandbox(folder, "--members", str(MEMBERS))
    yield server
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(timeout=20) == 0


def test_everybody_is_there(crowded: Server) -> None:
    counts = crowded.get("state")["counts"]

    assert (counts["Member"], counts["SeatHolder"]) == (MEMBERS, 11)


def test_the_pages_of_a_common_beginning_follow_each_other_without_a_gap(crowded: Server) -> None:
    whole = [member["id"] for member in crowded.get("members", q="a", limit=1000)["members"]]
    paged: list[int] = []
    after = 0
    while len(paged) < len(whole):
        page = crowded.get("members", q="a", limit=90, after=after)
        paged += [member["id"] for member in page["members"]]
        after = page["next_after"]

    assert paged[:1000] == whole
    assert whole == sorted(set(whole))


def test_counting_ends_at_ten_thousand(crowded: Server) -> None:
    rosa = Recruiter(f"http://127.0.0.1:{crowded.port}", ROSA)

    assert "More than 10,000 people" in rosa.opens("people?exportable=1").text
    assert "More than" not in rosa.opens("people?q=brand+manager").text


def test_a_hundred_candidates_come_beside_twelve_thousand_members(crowded: Server) -> None:
    parent = Ats(crowded, client_id=PARENT[0], token=crowded.token(*PARENT).body["access_token"])
    made = parent.post(
        "/v2/provisionedApplications", {"uniqueForeignId": "b", "name": "Acorn", "description": "RSC"}
    )
    pair = made.body["credentials"]
    crowded.post("plugin/authorize", client_id=pair["client_id"], organization=70001, contract=90001)
    crowded.post("integrations/enable", client_id=pair["client_id"])
    token = crowded.token(pair["client_id"], pair["client_secret"]).body["access_token"]
    ats = Ats(crowded, client_id=pair["client_id"], token=token)
    context = "urn:li:organization:70001"
    people = [(candidate_key(f"c{n}", context=context), candidate()) for n in range(100)]

    # Twenty at a time: the keys stand in the address, and that has a longest length. Twice: the second changes nothing.
    for start in (*range(0, 100, 20), *range(0, 100, 20)):
        assert ats.upsert("v2/atsCandidates", people[start : start + 20]).status == 200

    assert crowded.get("records/candidates", limit=1)["count"] == 100


def test_the_process_stays_small(crowded: Server) -> None:
    """Last in this file: after the searches, with everything that was kept for them."""
    parent = psutil.Process(crowded.process.pid)
    resident = sum(one.memory_info().rss for one in (parent, *parent.children(recursive=True)))

    assert resident < 300e6
