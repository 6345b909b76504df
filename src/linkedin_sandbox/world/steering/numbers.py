"""Which other numbers of LinkedIn's can be changed? How long tokens and notifications live, how much a seat exports.

Each has the value that LinkedIn states or, where it states none, one that was chosen; ``about`` says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linkedin_sandbox.world.steering.settings_table import forget_setting, read_setting, write_setting


@dataclass(frozen=True, kw_only=True)
class Number:
    """``usual`` is a list where several waits follow each other; ``page`` is where LinkedIn states it."""

    name: str
    label: str
    unit: str
    usual: Any
    about: str
    page: str = ""

    @property
    def is_list(self) -> bool:
        return isinstance(self.usual, list)

    @property
    def is_count(self) -> bool:
        """Not of seconds, and so always a whole number."""
        return self.unit != "seconds"


_CREDENTIALS = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow"
_CODE = "https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow"
_PUSHES = "https://learn.microsoft.com/en-us/linkedin/talent/receive-push-events"
NUMBERS = {
    one.name: one
    for one in (
        Number(
            name="exports_per_seat_and_month", label="Exports of a seat in thirty days", unit="exports", usual=300,
            about="What a recruiter may send to ATSs; beyond it the export window says so.",
        ),
        Number(
            name="token_seconds", label="Life of an application's token", unit="seconds", usual=1800,
            about="From the client credentials; then calls are answered 401 and a new one is to be fetched.",
            page=_CREDENTIALS,
        ),
        Number(
            name="member_token_seconds", label="Life of a member's token", unit="seconds", usual=60 * 24 * 3600,
            about="From signing in with LinkedIn.", page=_CODE,
        ),
        Number(
            name="code_seconds", label="Life of a sign-in code", unit="seconds", usual=1800,
            about="Between a member's consent and the ATS's exchange of the code for a token.", page=_CODE,
        ),
        Number(
            name="push_expiry_seconds", label="Life of a notification", unit="seconds", usual=86_400,
            about="How long it is tried, and how long the exported candidate can be fetched by its id.", page=_PUSHES,
        ),
        Number(
            name="push_schedule", label="Waits between tries of a notification", unit="seconds",
            usual=[2, 5, 15, 60, 300],
            about="After each try that failed; the last one is repeated. LinkedIn does not state its own.",
        ),
    )
}  # fmt: skip


def present_number(name: str) -> Any:
    return read_setting(name, default=NUMBERS[name].usual)


def changed_numbers() -> dict[str, Any]:
    """Those that somebody has set, even if to what is usual."""
    values = {name: read_setting(name, default=None) for name in NUMBERS}
    return {name: value for name, value in values.items() if value is not None}


def set_number(name: str, value: Any) -> None:
    write_setting(name, value)


def reset_numbers() -> None:
    """All of them."""
    for name in NUMBERS:
        reset_number(name)


def reset_number(name: str) -> None:
    forget_setting(name)
