"""What of LinkedIn's contract does the sandbox keep, and which tests prove it? Writes ``docs/sandbox-coverage.md``.

Three things come together: what the sandbox declares (``linkedin-sandbox coverage``), the rules in the names of the
tests (``test_rule_16_…``, ``test_rules_18_to_22_…``, ``test_rules_19_and_24_…``), and what the sandbox was asked over
plain HTTP while they ran, which ``make coverage-sandbox`` keeps in ``docs/sandbox-coverage.json``.

``python -m tests.linkedin_sandbox.coverage_page`` writes the page anew without running a test.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGE, MEASURED = ROOT / "docs" / "sandbox-coverage.md", ROOT / "docs" / "sandbox-coverage.json"
TESTS = ("tests/linkedin_sandbox", "tests/contract")
_NAME = re.compile(r"test_rules?_(?P<numbers>\d+(?:_(?:and_|to_)?\d+)*)_")

_HEAD = """# The sandbox: what it keeps to, and how that is known

Written by `make coverage-sandbox`; do not edit. The same, as it stands in a running sandbox: `GET /_sandbox/coverage`.
"""
_METHODS = """
## Calls of LinkedIn's contract

*good* and *bad*: a test has had it answered, or refused (the call or a key), over plain HTTP. *examples*: of the contract, good and bad.
*limit*: a test has used it up (429); the numbers are calls a day, records a minute. *fault*: a test has made it fail after
the data was stored.

| call | v2 or REST | offered | good | bad | examples | limit | fault |
|---|---|---|---|---|---|---|---|
"""
_BEYOND = """
Offered beyond the list, named by LinkedIn's pages in passing:

"""
_RULES = """
## The 44 rules

Numbered as in the tests' names; each test speaks plain HTTP to the real process.

| rule | says | switch | tests |
|---|---|---|---|
"""
_SWITCHES = """
## Switches

Where LinkedIn's pages are silent. *tested at*: the values that the sandbox acted upon while the tests ran; the default first.

| switch | values | tested at | rule |
|---|---|---|---|
"""


def declared() -> dict[str, Any]:
    """What the sandbox says of itself, without being started."""
    said = subprocess.run(
        [sys.executable, "-m", "linkedin_sandbox", "coverage"],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return dict(json.loads(said.stdout))


def keep_measured(coverage: dict[str, Any], path: Path) -> None:
    """Which calls were answered how, and which switches counted: added to what other processes have kept."""
    kept = json.loads(path.read_text()) if path.exists() else {"answered": {}, "switches": {}}
    for one in coverage["methods"]:
        _add(kept["answered"], f"{one['generation']} {one['name']}", list(map(int, one["answered"])))
    for one in coverage["switches"]:
        _add(kept["switches"], one["name"], one["acted_upon"])
    path.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n")


def _add(kept: dict[str, list[Any]], name: str, values: list[Any]) -> None:
    known = kept.get(name, [])
    if added := known + [value for value in values if value not in known]:
        kept[name] = sorted(added, key=json.dumps)


def rules_tested() -> dict[int, list[str]]:
    """Rule to the tests whose names begin with its number."""
    found: dict[int, list[str]] = {}
    for folder in TESTS:
        for path in sorted((ROOT / folder).glob("test_*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.FunctionDef):
                    for number in numbers_in(node.name):
                        found.setdefault(number, []).append(f"{path.stem}: {node.name}")
    return found


def numbers_in(name: str) -> list[int]:
    """``test_rules_18_to_22_…`` is of five rules, ``test_rules_19_and_24_…`` of two."""
    found = _NAME.match(name)
    if not found:
        return []
    numbers: list[int] = []
    for joint, text in re.findall(r"(to_|and_)?(\d+)_?", found["numbers"]):
        last = int(text)
        numbers.extend(range(numbers[-1] + 1, last + 1) if joint == "to_" else [last])
    return numbers


def page(said: dict[str, Any], measured: dict[str, Any], tests: dict[int, list[str]]) -> str:
    return "".join(
        [
            _HEAD,
            _METHODS,
            *(_method(one, measured["answered"]) for one in said["methods"]),
            _BEYOND,
            *_beyond(said),
            _RULES,
            *(_rule(one, tests.get(one["number"], [])) for one in said["rules"]),
            _SWITCHES,
            *(_switch(one, measured["switches"]) for one in said["switches"]),
        ]
    )


def without_tests(text: str) -> str:
    """The page without the names of the tests."""
    return re.sub(r"^(\| \d+ \|.*\|) [^|]* \|$", r"\1", text, flags=re.MULTILINE)


def _method(one: dict[str, Any], answered: dict[str, list[int]]) -> str:
    statuses = set(answered.get(f"{one['generation']} {one['name']}", ()))
    limits = [_number(one["day_calls"]), _number(one["minute_records"])]
    cells = [
        f"`{one['name']}`",
        one["generation"],
        _mark(one["implemented"]),
        _mark(any(status < 300 for status in statuses)),
        _mark(any(400 <= status < 500 and status != 429 for status in statuses)),
        f"{one['good_examples']} + {one['bad_examples']}",
        f"{_mark(429 in statuses)} {' / '.join(limits)}" if one["day_calls"] is not None else "none known",
        _mark(any(status >= 500 for status in statuses)),
    ]
    return _row(cells)


def _beyond(said: dict[str, Any]) -> list[str]:
    listed = {(one["generation"], one["address"], one["called"]) for one in said["methods"]}
    return [
        f"- `{one['generation']}/{one['address']}` {method}\n"
        for one in said["resources"]
        for method in one["methods"]
        if (one["generation"], one["address"], method) not in listed
    ]


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _rule(one: dict[str, Any], tests: list[str]) -> str:
    by_file: dict[str, list[str]] = {}
    for test in tests:
        file, _colon, name = test.partition(": ")
        by_file.setdefault(file, []).append(f"`{name.removeprefix('test_')}`")
    listed = "; ".join(f"{file}: {', '.join(names)}" for file, names in by_file.items())
    switches = ", ".join(f"`{name}`" for name in one["switches"])
    return _row([str(one["number"]), one["says"], switches, listed])


def _switch(one: dict[str, Any], acted_upon: dict[str, list[Any]]) -> str:
    tested = [one["default"], *acted_upon.get(one["name"], ())]
    return _row([f"`{one['name']}`", _values(one["values"]), _values(tested), one["rule"]])


def _values(values: list[Any]) -> str:
    return ", ".join(f"`{json.dumps(value)}`" for value in values)


def _mark(holds: object) -> str:
    return "yes" if holds else "no"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def main() -> None:
    PAGE.write_text(page(declared(), json.loads(MEASURED.read_text()), rules_tested()))


if __name__ == "__main__":
    main()
