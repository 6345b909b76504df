"""Which sets of persons do others keep that a list can be narrowed to? Each app above offers its own, by name.

Nothing here knows what a set is about: an app that lies above, such as the one of duplicates, says in SQL whose rows
they are, and the screen shows its label.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.utils.translation import gettext

#: In SQL: may the asking teammate see the person whose id stands in that column?
Sees = Callable[[str], str]


@dataclass(frozen=True)
class NamedSet:
    """``label``: marked for translation. ``rows``: a table with its WHERE, with a column ``person_id``, indexed by it,
    and ``%(company)s`` in it.

    The list looks after who may see the persons themselves; ``sees`` is for whoever else the rows tell of.
    """

    name: str
    label: str
    rows: Callable[[Sees], str]


_offered: dict[str, NamedSet] = {}


def offer_set(name: str, *, label: str, rows: Callable[[Sees], str]) -> None:
    """While apps are loaded. ``rows`` answers code, never anybody's input. The same name again replaces."""
    _offered[name] = NamedSet(name, label, rows)


def withdraw_set(name: str) -> None:
    _offered.pop(name, None)


def offered_sets() -> list[NamedSet]:
    """By label, in the reader's language."""
    named = (replace(each, label=gettext(each.label)) for each in _offered.values())
    return sorted(named, key=lambda each: each.label)


def is_offered(name: str) -> bool:
    return name in _offered


def named_set(name: str) -> NamedSet:
    return _offered[name]
