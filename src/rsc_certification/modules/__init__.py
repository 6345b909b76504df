"""How is each rule run? One file for each of LinkedIn's modules; each rule is a function that can fail."""

from __future__ import annotations

from rsc_certification.modules import (
    access,
    conversing,
    deleting,
    onboarding,
    receiving,
    sending,
    tokens,
    writing,
)
from rsc_certification.registry import RunRule, registered

#: The connection first; the rules that break or move it last.
ORDER = (
    "RSC-101", "RSC-104", "RSC-105", "TC1.3",
    "RSC-201", "RSC-202", "RSC-203", "TC2.3", "TC2.5", "RSC-102", "RSC-106",
    "TC3", "TC4", "TC5", "OUR-M2-a", "OUR-M2-b", "OUR-M2-c",
    "RSC-301", "RSC-302", "RSC-303", "RSC-304", "RSC-305", "TC10",
    "OUR-M3-a", "OUR-M3-b", "OUR-M3-c", "OUR-M3-d", "OUR-M3-e",
    "RSC-401", "RSC-402", "RSC-403", "RSC-404",
    "RSC-501", "RSC-502", "RSC-503", "RSC-504", "RSC-505",
    "RSC-103", "TC1.4", "OUR-M1-d", "OUR-M1-a", "OUR-M1-b", "OUR-M1-c",
)  # fmt: skip


def rules_in_order() -> dict[str, RunRule]:
    """Each rule's function by the rule's id, in the order in which they are run."""
    functions = registered()
    return {each: functions[each] for each in ORDER}


__all__ = [
    "ORDER", "access", "conversing", "deleting", "onboarding", "receiving", "rules_in_order", "sending", "tokens",
    "writing",
]  # fmt: skip
