"""Which sets of persons do others keep that a list can be narrowed to? Each app above offers its own, by name.

Nothing here knows what a set is about: an app that lies above, such as the one of duplicates, says in SQL whose rows
they are, and the screen shows its label.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NamedSet:
    """``rows``: a table with its WHERE, with a column ``person_id``, indexed by it, and ``%(company)s`` in it."""

    name: str
    label: str
    rows: str


_offered: dict[str, NamedSet] = {}


def offer_set(name: str, *, label: str, rows: str) -> None:
    """While apps are loaded. ``rows`` is code, never anybody's input; the same name again replaces the earlier one."""
    _offered[name] = NamedSet(name, label, rows)


def withdraw_set(name: str) -> None:
    _offered.pop(name, None)


def offered_sets() -> list[NamedSet]:
    """By label."""
    return sorted(_offered.values(), key=lambda each: each.label)


def is_offered(name: str) -> bool:
    return name in _offered


def named_set(name: str) -> NamedSet:
    return _offered[name]
