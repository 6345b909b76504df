"""What is to be certified? Addresses, customers and rules, as whoever runs it says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rsc_certification.ats.protocol import Customer, Teammate
from rsc_certification.rulebook import rulebook

GENERATIONS = ("v2", "rest")
_ROLES = ("admin", "recruiter", "manager", "colleague", "outsider")


class PlanNotUnderstood(Exception):  # noqa: N818 -- it says what is the matter
    """What was said on the command line or in the customers' file cannot be run; the sentence says why."""


@dataclass(frozen=True)
class Plan:
    """``customers`` are two, each with the generation that it speaks from the beginning.

    ``generations``: those that are certified. ``switch`` is a command with ``{generation}`` and ``{company}``.
    """

    ats_url: str
    sandbox_url: str
    customers: tuple[tuple[Customer, str], ...]
    generations: tuple[str, ...]
    rules: tuple[str, ...]
    out: Path
    driver: str = "rsc_certification.ats.recruit:RecruitAts"
    switch: str = ""
    documentation: str = ""


def chosen_rules(only: list[str]) -> tuple[str, ...]:
    """All, or those named. Raises ``PlanNotUnderstood``."""
    unknown = sorted(set(only) - set(rulebook()))
    if unknown:
        raise PlanNotUnderstood(
            f"There is no rule {', '.join(unknown)}; docs/certification.md lists them all."
        )
    return tuple(each for each in rulebook() if not only or each in only)


def chosen_generations(word: str) -> tuple[str, ...]:
    return GENERATIONS if word == "both" else (word,)


def read_customers(text: str) -> tuple[tuple[Customer, str], ...]:
    """A JSON list of customers as ``docs/certification.md`` describes them. Raises ``PlanNotUnderstood``."""
    try:
        return tuple(_customer(each) for each in json.loads(text))
    except (ValueError, KeyError, TypeError) as error:
        raise PlanNotUnderstood(f"The customers' file cannot be read: {error!r}.") from error


def _customer(told: dict[str, Any]) -> tuple[Customer, str]:
    people = {role: Teammate(**told[role]) for role in _ROLES}
    return Customer(name=told["name"], token=told.get("token", ""), **people), str(told["generation"])
