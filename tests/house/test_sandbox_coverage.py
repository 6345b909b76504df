"""Is docs/sandbox-coverage.md true? Every call of the contract offered and tried, every rule and every switch tested.

Calls, rules and switches are those that the sandbox declares; what was asked of it is in docs/sandbox-coverage.json.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from tests.linkedin_sandbox.coverage_page import (
    MEASURED,
    PAGE,
    declared,
    numbers_in,
    page,
    rules_tested,
    without_tests,
)

ANEW = "make coverage-sandbox writes it; python -m tests.linkedin_sandbox.coverage_page does so without running a test"


@lru_cache(maxsize=1)
def said() -> dict[str, Any]:
    return declared()


def measured() -> dict[str, Any]:
    return dict(json.loads(MEASURED.read_text()))


def test_every_call_of_the_contract_is_offered():
    missing = [(one["generation"], one["name"]) for one in said()["methods"] if not one["implemented"]]

    assert missing == []


def test_every_rule_has_tests_and_every_number_is_a_rule():
    assert sorted(rules_tested()) == [one["number"] for one in said()["rules"]] == list(range(1, 45))


def test_the_page_tells_what_the_sandbox_declares():
    anew = page(said(), measured(), rules_tested())

    # Which tests a rule has changes with every day's work: the page is written anew for that when there is time.
    assert without_tests(PAGE.read_text()) == without_tests(anew), ANEW


def test_numbers_are_read_from_names():
    assert numbers_in("test_rule_07_unknown_resources") == [7]
    assert numbers_in("test_rules_18_to_22_candidates") == [18, 19, 20, 21, 22]
    assert numbers_in("test_rules_19_20_21_and_33_applications") == [19, 20, 21, 33]
    assert numbers_in("test_rule_6_versioned_notes_are_there_since_202512") == [6]
    assert numbers_in("test_rule_10_a_hundred_and_one_keys") == [10]
    assert numbers_in("test_the_page_of_rule_7") == []
