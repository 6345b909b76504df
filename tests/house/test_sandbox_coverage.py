"""Does the sandbox offer every call of the contract, and has each rule a test with its number in the name?"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from tests.linkedin_sandbox.coverage_page import declared, numbers_in, rules_tested


@lru_cache(maxsize=1)
def said() -> dict[str, Any]:
    return declared()


def test_every_call_of_the_contract_is_offered():
    missing = [(one["generation"], one["name"]) for one in said()["methods"] if not one["implemented"]]

    assert missing == []


def test_every_rule_has_tests_and_every_number_is_a_rule():
    assert sorted(rules_tested()) == [one["number"] for one in said()["rules"]] == list(range(1, 45))


def test_numbers_are_read_from_names():
    assert numbers_in("test_rule_07_unknown_resources") == [7]
    assert numbers_in("test_rules_18_to_22_candidates") == [18, 19, 20, 21, 22]
    assert numbers_in("test_rules_19_20_21_and_33_applications") == [19, 20, 21, 33]
    assert numbers_in("test_rule_6_versioned_notes_are_there_since_202512") == [6]
    assert numbers_in("test_rule_10_a_hundred_and_one_keys") == [10]
    assert numbers_in("test_the_page_of_rule_7") == []
