"""What is the verdict on a rule? Plain rules over what was looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not applicable"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at. ``seen`` is what was seen, or why it does not apply."""

    sentence: str
    outcome: Outcome
    seen: str = ""


@dataclass(frozen=True)
class Verdict:
    outcome: Outcome
    reason: str = ""


def verdict_of(checks: Sequence[Check], *, trouble: str = "") -> Verdict:
    """Whatever broke off or failed fails the rule; nothing looked at is no pass."""
    failed = [check for check in checks if check.outcome is Outcome.FAILED]
    if trouble:
        return Verdict(Outcome.FAILED, trouble)
    if failed:
        return Verdict(Outcome.FAILED, "; ".join(_told(check) for check in failed))
    if any(check.outcome is Outcome.PASSED for check in checks):
        return Verdict(Outcome.PASSED)
    if checks:
        return Verdict(Outcome.NOT_APPLICABLE, "; ".join(_told(check) for check in checks))
    return Verdict(Outcome.FAILED, "Nothing was looked at.")


def _told(check: Check) -> str:
    return f"{check.sentence} ({check.seen})" if check.seen else check.sentence
