"""What does this sandbox offer of LinkedIn's contract, and what of that has been asked for since it started?

The page ``docs/sandbox-coverage.md`` and the console tell the same from the same lists.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from linkedin_sandbox.faults.store import KINDS
from linkedin_sandbox.journal import tally
from linkedin_sandbox.world.steering.switches import all_switches
from linkedin_sandbox.world.steering.throttles import throttle_of

_CONTRACT = Path(__file__).resolve().parents[4] / "contract"
_KEY_IN_PATH = re.compile(r"/\{[^}]*\}")
_FINDER = re.compile(r"q=(\w+)")
_FIRST_REFUSAL = 400


def coverage() -> dict[str, Any]:
    """Methods of the contract, resources of the registry, rules, switches and faults."""
    return {
        "methods": [_method(row) for row in _listed("methods.json", "methods")],
        "resources": offered_resources(),
        "rules": [_rule(row) for row in _listed("rules.json", "rules")],
        "switches": _switches(),
        "faults": KINDS,
    }


def offered_resources() -> list[dict[str, Any]]:
    """Every resource of the registry, with how often each of its methods was answered how."""
    asked = tally.asked()
    return [
        {
            "generation": one.generation,
            "address": one.address,
            "audience": one.audience,
            "since": one.since or None,
            "methods": {
                method: _by_status(asked, one.generation, one.address, method) for method in one.methods
            },
        }
        for one in tally.offered()
    ]


def _by_status(
    asked: dict[tuple[str, str, str], dict[int, int]], generation: str, address: str, method: str
) -> dict[str, int]:
    return {str(status): times for status, times in asked.get((generation, address, method), {}).items()}


def _method(row: dict[str, Any]) -> dict[str, Any]:
    """One row of the contract, by the words that the registry has for it."""
    generation, address, called = named_in_registry(row)
    offered = {(one.generation, one.address): one.methods for one in tally.offered()}
    good, bad = _examples().get((row["name"], row["generation"]), (0, 0))
    allowed = throttle_of(address)
    return {
        "name": row["name"],
        "generation": row["generation"],
        "verb": row["verb"],
        "path": row["path"],
        "address": address,
        "called": called,
        "implemented": called in offered.get((generation, address), ()),
        "answered": _by_status(tally.asked(), generation, address, called),
        "certainty": row["certainty"],
        "page": next(iter(row["source"]), ""),
        "good_examples": good,
        "bad_examples": bad,
        "day_calls": allowed.day_calls if row["throttle"] else None,
        "minute_records": allowed.minute_records if row["throttle"] else None,
        "batch_limit": row["batch_limit"],
    }


def named_in_registry(row: dict[str, Any]) -> tuple[str, str, str]:
    """(generation, address, method) under which the wire offers a method of the contract."""
    path = _KEY_IN_PATH.sub("", row["path"]).strip("/")
    if not path.startswith(("v2/", "rest/")):
        return row["generation"], path.rpartition("/")[2], "create"
    method = str(row["restli_method"])
    finder = _FINDER.search(row["query"] or "") if method == "finder" else None
    return row["generation"], path.partition("/")[2], f"finder:{finder[1]}" if finder else method


def _rule(row: dict[str, Any]) -> dict[str, Any]:
    switches = [one.name for one in all_switches().values() if str(row["number"]) in one.rules]
    return row | {"switches": switches}


def _switches() -> list[dict[str, Any]]:
    acted_upon = tally.consulted()
    return [
        {
            "name": one.name,
            "values": list(one.values),
            "default": one.default,
            "rule": one.rule,
            "why": one.why,
            "acted_upon": [json.loads(value) for value in acted_upon.get(one.name, ())],
        }
        for one in all_switches().values()
    ]


def tested() -> dict[str, dict[str, list[Any]]]:
    """What tests have had answered (generation and call to statuses) and which values of switches they acted upon.

    As ``make coverage-sandbox`` has written it down; empty where the sandbox stands without its docs.
    """
    file = _CONTRACT.parent / "docs" / "sandbox-coverage.json"
    if not file.exists():
        return {"answered": {}, "switches": {}}
    found: dict[str, dict[str, list[Any]]] = json.loads(file.read_text())
    return found


@lru_cache(maxsize=1)
def _examples() -> dict[tuple[str, str], tuple[int, int]]:
    """How many examples of each method and generation are answered well, and how many are refused."""
    good: Counter[tuple[str, str]] = Counter()
    bad: Counter[tuple[str, str]] = Counter()
    for path in _CONTRACT.glob("examples/*/*.json"):
        example = json.loads(path.read_text())
        response = example["response"]
        body = response["body"] if isinstance(response["body"], dict) else {}
        refused = response["status"] >= _FIRST_REFUSAL or bool(body.get("errors")) or _has_refused(body)
        (bad if refused else good)[example["method"], example["generation"]] += 1
    return {key: (good[key], bad[key]) for key in {*good, *bad}}


def _has_refused(body: dict[str, Any]) -> bool:
    """A batch_create tells of each element in its place."""
    elements = body.get("elements")
    return isinstance(elements, list) and any("error" in one for one in elements if isinstance(one, dict))


def _listed(file: str, name: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads((_CONTRACT / file).read_text())[name]
    return listed
