"""No list reads a whole table: SQLite's own plans of every statement behind the console, control and the wire."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ALLOWED = (
    # The words' table is entered by MATCH (M), and by number where a page follows.
    re.compile(r"SCAN s VIRTUAL TABLE INDEX \d+:M\d+>?"),
    # The values of one statement, handed over as a list.
    re.compile(r"SCAN json_each VIRTUAL TABLE INDEX 1:"),
    # Counting ends at ten thousand and one, or at three thousand: the inner query has a LIMIT.
    re.compile(r"SCAN (\(subquery-\d+\)|subquery)"),
    re.compile(r"SCAN m( USING COVERING INDEX \w+)?"),
    # The newest first, as the index has them, and no more than were asked for.
    re.compile(r"SCAN world_pushevent USING INDEX pushes_made"),
    # An index of the few who do not allow exports, and of nobody else.
    re.compile(r"SCAN world_member USING (COVERING )?INDEX members_not_exportable"),
)


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    printed = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("plans.py")), str(tmp_path_factory.mktemp("plans"))],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True, text=True, check=True, timeout=100,
    ).stdout  # fmt: skip
    return json.loads(printed)


def test_no_page_and_no_call_reads_a_whole_table(plans: dict[str, list[str]]) -> None:
    scans = {
        (address, step)
        for address, steps in plans.items()
        for step in steps
        if step.startswith("SCAN") and not any(allowed.fullmatch(step) for allowed in ALLOWED)
    }

    assert scans == set()


def test_every_address_was_answered_from_the_database(plans: dict[str, list[str]]) -> None:
    assert len(plans) > 45
    assert [address for address, steps in plans.items() if not steps] == []


def test_a_search_is_led_by_the_words_and_not_by_the_members(plans: dict[str, list[str]]) -> None:
    steps = plans["/_sandbox/members?q=a"]

    assert any(step.startswith("SCAN s VIRTUAL TABLE") for step in steps)
    assert not any(step.startswith("SCAN m") for step in steps)


@pytest.mark.parametrize(
    "address", ["/_sandbox/push", "/recruiter/exports", "/recruiter/inmail", "/_sandbox/members"]
)
def test_the_newest_come_from_the_index_and_are_not_sorted(plans: dict[str, list[str]], address: str) -> None:
    assert not any("TEMP B-TREE" in step for step in plans[address])


def test_a_batch_of_candidates_finds_everything_by_index(plans: dict[str, list[str]]) -> None:
    steps = "\n".join(plans["a batch of candidates"])

    assert "SEARCH world_atscandidate USING INDEX sqlite_autoindex_world_atscandidate_1 (key=?)" in steps
    assert "SEARCH world_candidatetrace USING INDEX" in steps
    assert "SEARCH world_member USING COVERING INDEX" in steps


def test_the_journal_asks_for_the_names_of_all_its_rows_at_once(plans: dict[str, list[str]]) -> None:
    """Its rows are in memory; what is looked up are the applications' names, whichever number of rows there is."""
    of_one, of_many = plans["/recruiter/operator/journal/1"], plans["/recruiter/operator/journal"]

    assert len(of_many) == len(of_one)
    assert sum("application" in step for step in of_many) == 2
