"""No page of a company's admin asks the database once for each row."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Each seat that is looked at asks as its own pages do; nothing else costs so much.
_MOST_OF_A_SEAT, _SEATS = 45, 3


@pytest.fixture(scope="module")
def queries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[int]]:
    program = Path(__file__).with_name("admin_queries.py")
    printed = subprocess.run(
        [sys.executable, str(program), str(tmp_path_factory.mktemp("queries"))],
        env=os.environ | {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        capture_output=True, text=True, check=True, timeout=100,
    ).stdout  # fmt: skip
    return json.loads(printed)


def test_ten_times_as_much_costs_no_statement_more(queries: dict[str, list[int]]) -> None:
    grown = {page: counts for page, counts in queries.items() if counts[1] > counts[0]}

    assert len(queries) == 8
    assert grown == {}


def test_no_page_costs_more_than_its_seats_explain(queries: dict[str, list[int]]) -> None:
    assert {page: most for page, (_few, most) in queries.items() if most > _MOST_OF_A_SEAT * _SEATS} == {}
