"""What more can be said of a fault of each kind? Its details, the forms they take, and how long somebody may wait."""

from __future__ import annotations

from typing import Any

from linkedin_sandbox.faults.store import KINDS, UnknownFault

_REFUSAL = ("status", "message", "code")
#: Kind to the details that it looks at.
DETAILS: dict[str, tuple[str, ...]] = {
    "status": (*_REFUSAL, "after_storing", "match"),
    "token": ("form", "message", "code"),
    "throttled": ("limit", "message", "code"),
    "latency": ("seconds",),
    "silence": ("seconds", "after_storing", "match"),
    "cut": ("after_storing", "match"),
    "malformed": ("form", "match"),
    "per_key": ("status", "match", "message"),
    "whole_batch": ("status", "message", "match"),
    "foreign_context": ("context",),
    "push_late": ("seconds",),
    "push_malformed": ("form",),
}
FORMS = {
    "token": ("unknown", "expired"),
    "malformed": ("not_json", "truncated", "empty", "html"),
    "push_malformed": ("not_json", "truncated", "no_id", "unknown_type", "foreign_id"),
}
LIMITS = ("minute", "day")
#: Seconds; a notification is held back by the sandbox's clock instead, and keeps nobody waiting.
LONGEST_WAIT = 120


def details_of(kind: str) -> tuple[str, ...]:
    if kind not in KINDS:
        raise UnknownFault(f"There is no fault '{kind}'; there are {', '.join(KINDS)}.")
    return DETAILS.get(kind, ())


def refuse_wrong_details(kind: str, details: dict[str, Any]) -> None:
    """A form that the kind has not, and a wait that is too long for a caller."""
    form = details.get("form")
    if form is not None and form not in FORMS.get(kind, ()):
        words = ", ".join(FORMS.get(kind, ())) or "none"
        raise UnknownFault(f"A fault '{kind}' has no form '{form}'; there are {words}.")
    if details.get("seconds", 0) > LONGEST_WAIT and not kind.startswith("push_"):
        raise UnknownFault(f"A caller is not kept waiting for more than {LONGEST_WAIT} seconds.")
