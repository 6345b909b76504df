"""What will happen if an integration is switched? Said in sentences before it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkedin_sandbox.world.access.switching import ENABLED
from linkedin_sandbox.world.steering.switches import switch

if TYPE_CHECKING:
    from collections.abc import Collection

    from linkedin_sandbox.world.models import Integration

LABELS = {
    "ONE_CLICK_EXPORT": "One-Click Export",
    "IN_ATS_INDICATOR": "In-ATS indicator",
    "PROFILE_PLUGIN": "Profile widget in the ATS",
    "CSA_API": "Recruiter data",
    "APPLY_WITH_LINKEDIN": "Apply with LinkedIn",
    "APPLY_CONNECT": "Apply Connect",
}
_ON = {
    "ONE_CLICK_EXPORT": "Recruiters of all contracts can export people to this ATS.",
    "IN_ATS_INDICATOR": "Recruiters of all contracts see who is in this ATS and how they stand there.",
    "PROFILE_PLUGIN": "The ATS's pages can show the LinkedIn profile beside its candidate.",
    "CSA_API": "The ATS may read this contract's seats, InMail, shared contact data and notes.",
}
_OFF = {
    "ONE_CLICK_EXPORT": "Recruiters of all contracts can no longer export people to this ATS.",
    "IN_ATS_INDICATOR": "Recruiters of all contracts no longer see who is in this ATS.",
    "PROFILE_PLUGIN": "The ATS's pages can no longer show a LinkedIn profile.",
    "CSA_API": "The ATS is refused this contract's seats, InMail, shared contact data and notes.",
}


def label_of(type_: str) -> str:
    return LABELS.get(type_, type_)


def sentences(
    changing: list[Integration], status: str, *, enabled: Collection[int], callback: str
) -> list[str]:
    """In the order in which one asks; ``enabled`` are the numbers of all that the application has on now."""
    said = [_effect(one.type, status) for one in changing]
    return [*said, *_on_data(changing, status, enabled), _notification(len(changing), callback)]


def _effect(type_: str, status: str) -> str:
    if type_ == "APPLY_WITH_LINKEDIN":
        return _of_the_button(status)
    found = (_ON if status == ENABLED else _OFF).get(type_)
    return found or f"In the sandbox nothing depends on {label_of(type_)}; only its state changes."


def _of_the_button(status: str) -> str:
    if not switch("apply_button_needs_integration"):
        return "The button works either way, as the switch apply_button_needs_integration says."
    return "The button appears on the ATS's job pages." if status == ENABLED else "The button disappears."


def _on_data(changing: list[Integration], status: str, enabled: Collection[int]) -> list[str]:
    if not switch("enabled_integration_required"):
        return []
    if status == ENABLED:
        return [] if enabled else ["From then on the ATS may send its jobs, candidates and applications."]
    if set(enabled) - {one.id for one in changing}:
        return []
    return ["Nothing of it is on then, so that all data it sends is refused (403). What it has sent stays."]


def _notification(count: int, callback: str) -> str:
    told = "one notification" if count == 1 else f"{count} notifications"
    if callback:
        return f"The ATS gets {told} (INTEGRATION_STATUS_CHANGE) at {callback}."
    return f"The ATS has named no callback address yet: {told} will wait for one until the request expires."
