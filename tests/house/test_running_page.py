"""Does docs/running.md tell of every environment variable, with its true default?"""

from __future__ import annotations

import re
from pathlib import Path

from config.environment import Environment

PAGE = Path(__file__).resolve().parents[2] / "docs" / "running.md"


def _variable(name: str) -> str:
    return "DATABASE_URL" if name == "database_url" else f"RECRUIT_{name.upper()}"


def test_every_variable_is_in_the_table_and_no_other():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", PAGE.read_text("utf-8"), re.MULTILINE))

    assert set(rows) == {_variable(name) for name in Environment.model_fields}


def test_plain_defaults_are_told_as_they_are():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]*) \|", PAGE.read_text("utf-8"), re.MULTILINE))
    plain = {
        _variable(name): f"`{field.default}`"
        for name, field in Environment.model_fields.items()
        if isinstance(field.default, (int, str))
        and not isinstance(field.default, bool)
        and field.default != ""
    }

    assert {name: rows[name].strip() for name in plain} == plain
