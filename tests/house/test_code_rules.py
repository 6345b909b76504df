"""Are the rules of the house kept that no linter knows? Each is one small pattern over the files."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = [
    path
    for folder in ("src", "tests", "bench", "scripts")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
]
SOURCE = [path for path in CODE if path.is_relative_to(ROOT / "src")]
LONGEST_FILE = 400
LONGEST_FUNCTION = 80
# What they say is all in their first lines.
WIRING = {"__init__.py", "apps.py", "urls.py"}
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}


def _named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_no_file_is_longer_than_a_person_reads_in_one_go():
    lengths = {_named(path): len(path.read_text("utf-8").splitlines()) for path in CODE}

    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_function_is_longer_than_a_screen_or_two():
    too_long = [
        f"{_named(path)}:{node.lineno} {node.name}"
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert too_long == []


def test_every_module_opens_with_what_it_answers():
    silent = [
        _named(path)
        for path in SOURCE
        if path.name not in WIRING and not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]

    assert silent == []


def test_no_module_is_a_drawer_for_everything():
    names = {part.removesuffix(".py") for path in CODE for part in path.relative_to(ROOT).parts}

    assert names & BANNED_NAMES == set()


@pytest.mark.parametrize("package", ["recruit", "recruit_web"])
def test_the_ats_does_not_know_the_vendors_name(package: str):
    kinds = {".py", ".html", ".js", ".css", ".txt"}
    knowing = [
        _named(path)
        for path in sorted((ROOT / "src" / package).rglob("*"))
        if path.suffix in kinds and "linkedin" in path.read_text("utf-8").lower()
    ]

    assert knowing == []


def test_every_exception_from_a_rule_gives_its_reason():
    bare = re.compile(r"#\s*(noqa(?!:\s*[\w, ]+(--|\s+#))|type: ignore(?!\[[^\]]*\]\s+#))")
    unexplained = [
        f"{_named(path)}:{number}"
        for path in SOURCE
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if bare.search(line)
    ]

    assert unexplained == []


def test_only_one_module_reads_the_systems_clock():
    asking = re.compile(r"datetime\.(now|utcnow|today)\(|timezone\.now\(|date\.today\(|\btime\.time\(")
    # Client, sandbox and certification stand alone and have clocks of their own; config runs processes and measures their time.
    exempt = (
        "src/recruit/base/clock.py", "src/linkedin_client/", "src/linkedin_sandbox/", "src/config/",
        "src/rsc_certification/",
    )  # fmt: skip
    found = [
        _named(path)
        for path in SOURCE
        if asking.search(path.read_text("utf-8")) and not _named(path).startswith(exempt)
    ]

    assert found == []


def test_what_commits_in_a_test_is_taken_away_by_the_fixture_that_knows_how():
    """Django's flush leaves the queue as it is and makes every permission anew: ``committed`` stands in its place."""
    flushing = re.compile(r"django_db\([^)]*transaction=True|\btransactional_(db)\b")
    found = [
        _named(path) for path in CODE if "tests" in path.parts and flushing.search(path.read_text("utf-8"))
    ]

    assert found == []
