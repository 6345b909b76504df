"""When is what LinkedIn does in its own time done? At once, after so many seconds, or after so many looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from linkedin_sandbox.world.steering.settings_table import forget_setting, read_setting, write_setting

#: What holds where nobody has set anything.
USUAL: dict[str, dict[str, Any]] = {"job_task": {"after_seconds": 1.0}, "matching": {"after_seconds": 2.0}}


class UnknownTransition(ValueError):  # noqa: N818 -- the word of the house
    """No transition of that name, or none of the three ways."""


@dataclass(frozen=True)
class Wait:
    milliseconds: int
    looks: int


def job_task() -> Wait:
    return _wait("job_task")


def matching() -> Wait:
    return _wait("matching")


def _wait(name: str) -> Wait:
    chosen = read_setting(f"transition:{name}", default=USUAL[name])
    return Wait(
        milliseconds=int(float(chosen.get("after_seconds", 0)) * 1000),
        looks=int(chosen.get("after_looks", 0)),
    )


def set_transition(name: str, chosen: dict[str, Any]) -> None:
    """``{}`` is at once; ``{"after_seconds": t}`` and ``{"after_looks": n}`` wait for the one or the other."""
    if name not in USUAL:
        raise UnknownTransition(f"There is no transition '{name}'; there are {', '.join(USUAL)}.")
    if set(chosen) - {"after_seconds", "after_looks"}:
        raise UnknownTransition("A transition has 'after_seconds' or 'after_looks', or nothing.")
    write_setting(f"transition:{name}", chosen)


def reset_transition(name: str) -> None:
    """What is usual holds again."""
    if name not in USUAL:
        raise UnknownTransition(f"There is no transition '{name}'; there are {', '.join(USUAL)}.")
    forget_setting(f"transition:{name}")


def present_transitions() -> dict[str, Any]:
    return {name: read_setting(f"transition:{name}", default=usual) for name, usual in USUAL.items()}


def count_looks(rows: QuerySet[Any], field: str) -> None:
    """One look less for every row that still waits for some."""
    rows.filter(**{f"{field}__gt": 0}).update(**{field: F(field) - 1})
