"""Is every rule that is known run? The list here is written by hand from LinkedIn's pages; the table must hold it."""

from __future__ import annotations

import pytest

from rsc_certification.evidence import Evidence
from rsc_certification.modules import ORDER, rules_in_order
from rsc_certification.outcomes import Check, Outcome, verdict_of
from rsc_certification.plan import PlanNotUnderstood, chosen_generations, chosen_rules, read_customers
from rsc_certification.rulebook import rulebook, unread

KNOWN = [
    "RSC-101", "RSC-102", "RSC-103", "RSC-104", "RSC-105", "RSC-106", "RSC-201", "RSC-202",
    "RSC-203", "RSC-301", "RSC-302", "RSC-303", "RSC-304", "RSC-305", "RSC-401", "RSC-402",
    "RSC-403", "RSC-404", "RSC-501", "RSC-502", "RSC-503", "RSC-504", "RSC-505", "TC1.3",
    "TC1.4", "TC2.3", "TC2.5", "TC3", "TC4", "TC5", "TC10", "OUR-M1-a",
    "OUR-M1-b", "OUR-M1-c", "OUR-M1-d", "OUR-M2-a", "OUR-M2-b", "OUR-M2-c", "OUR-M3-a", "OUR-M3-b",
    "OUR-M3-c", "OUR-M3-d", "OUR-M3-e",
]  # fmt: skip

PASSED = Check("it is there", Outcome.PASSED)
FAILED = Check("it is gone", Outcome.FAILED, "still there")
NOT = Check("it has feedback", Outcome.NOT_APPLICABLE, "none is sent")


def test_every_known_rule_stands_in_the_table_and_is_run_once():
    assert sorted(rulebook()) == sorted(KNOWN)
    assert sorted(ORDER) == sorted(KNOWN)
    assert list(rules_in_order()) == list(ORDER)


@pytest.mark.parametrize("rule", rulebook().values(), ids=lambda rule: rule.id)
def test_each_rule_says_what_it_asks_where_it_was_read_and_what_is_done(rule):
    assert rule.certainty in {"FULL", "PART", "OLD", "OURS"}
    assert rule.page.startswith("https://") or rule.certainty == "OURS"
    assert rule.module in range(1, 6)
    assert rule.asks.endswith((".", ".)"))
    assert rule.steps


def test_what_could_not_be_read_is_no_rule():
    for sentence, rule_id in zip(unread(), ("RSC-107", "RSC-204", "RSC-306"), strict=False):
        assert rule_id in sentence
        assert rule_id not in rulebook()


@pytest.mark.parametrize(
    ("checks", "trouble", "outcome", "reason"),
    [
        ([PASSED], "", Outcome.PASSED, ""),
        ([PASSED, NOT], "", Outcome.PASSED, ""),  # what does not apply takes nothing from what does
        ([PASSED, FAILED], "", Outcome.FAILED, "it is gone (still there)"),
        ([FAILED, NOT], "", Outcome.FAILED, "it is gone (still there)"),
        ([NOT], "", Outcome.NOT_APPLICABLE, "it has feedback (none is sent)"),
        ([], "", Outcome.FAILED, "Nothing was looked at."),  # never passed by default
        ([PASSED], "It broke off", Outcome.FAILED, "It broke off"),  # what was not reached is not known
    ],
)
def test_a_verdict_follows_from_what_was_looked_at(checks, trouble, outcome, reason):
    verdict = verdict_of(checks, trouble=trouble)

    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_looking_goes_on_after_something_was_not_so():
    evidence = Evidence()

    assert not evidence.check("first", [], "nothing")
    assert evidence.check("second", {"something"})

    assert [check.outcome for check in evidence.checks] == [Outcome.FAILED, Outcome.PASSED]


def test_rules_are_chosen_by_name_and_unknown_ones_refused():
    assert chosen_rules(["RSC-301", "TC3"]) == ("TC3", "RSC-301")
    assert len(chosen_rules([])) == len(KNOWN)
    assert chosen_generations("both") == ("v2", "rest")
    with pytest.raises(PlanNotUnderstood, match="RSC-999"):
        chosen_rules(["RSC-999"])


@pytest.mark.parametrize("text", ["", "{", '[{"name": "Alder"}]', '[{"admin": {}}]'])
def test_a_customers_file_that_cannot_be_read_is_refused(text):
    with pytest.raises(PlanNotUnderstood):
        read_customers(text)
