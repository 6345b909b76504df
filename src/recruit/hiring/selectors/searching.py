"""What can one search candidates by? Words and filters, each of which becomes a condition that an index answers.

A condition names the rows of its persons: a table and its WHERE. Filters of one process (position, status, step,
source) are one condition, because they ask for one and the same process; it is asked of visible positions only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial
from typing import Any, Final

from django.utils import timezone

from recruit.base.errors import NotFound
from recruit.hiring.rules import ACTIVE
from recruit.hiring.selectors.sets import named_set
from recruit.people.rules import prefix_range, search_words
from recruit.people.selectors import tag_id_of
from recruit.positions.selectors import Sight, position_by_public_id
from recruit.sources.selectors import contact_by_public_id, source_ids

#: A status that stands for all in which somebody is under consideration.
ANY_ACTIVE: Final = "active"
#: A source that stands for having none.
NO_SOURCE: Final = "none"


class Order(StrEnum):
    """The first three are offered; a search by days is in the order of those days instead of the newest first."""

    NEWEST = "newest"
    NAME = "name"
    ACTIVITY = "activity"
    ADDED = "added"
    CHANGED = "changed"


@dataclass(frozen=True)
class PersonSearch:
    """What a teammate asks for, as an address says it; what is empty narrows nothing.

    ``position``, ``source`` and ``contact`` are public ids, ``source`` may be ``NO_SOURCE``; ``status`` may be
    ``ANY_ACTIVE``; ``reached`` is the name of a step that was entered, ever; days are whole days, the last included;
    ``sets`` are names of ``sets.offer_set``.
    """

    query: str = ""
    tag: str = ""
    position: str = ""
    status: str = ""
    step: str = ""
    source: str = ""
    source_type: str = ""
    contact: str = ""
    reached: str = ""
    prospect_status: str = ""
    profile: str = ""
    imported_via: str = ""
    added_from: date | None = None
    added_to: date | None = None
    changed_from: date | None = None
    changed_to: date | None = None
    started_from: date | None = None
    started_to: date | None = None
    sets: tuple[str, ...] = ()
    order: Order = Order.NEWEST


@dataclass(frozen=True)
class Condition:
    """``rows`` name the persons who fulfil it: a table and its WHERE, with a column ``person_id``.

    ``walk``: the order in which an index gives them, if they can be walked; ``repeats``: a person may have several
    such rows; ``sees``: it asked the sight already; ``gathers``: its persons may stand together in an order, far behind
    all others; ``size``: how many rows, up to the bound of whoever counted.
    """

    rows: str
    walk: Order | None = None
    repeats: bool = False
    sees: bool = False
    gathers: bool = False
    size: int = 0

    @property
    def holds(self) -> str:
        return f"(SELECT true FROM {self.rows} AND person_id = found.id LIMIT 1)"


class Nobody(Exception):  # noqa: N818 -- an answer, not an error
    """A filter names what is not there: a tag, a position or a source that nobody has."""


@dataclass
class Asked:
    """The conditions of a search, with the values that their texts name."""

    conditions: list[Condition] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    def add(self, condition: Condition, **values: Any) -> None:
        self.conditions.append(condition)
        self.values |= values

    @property
    def sees(self) -> bool:
        """Whom these conditions name, the teammate may see."""
        return any(each.sees for each in self.conditions)


# ruff: noqa: S608 -- the conditions are put together from this module's own constants; every value is a parameter

_WORD = "people_persontoken WHERE company_id = %(company)s AND token >= %(low{n})s AND token < %(high{n})s"
_WORDS = "SELECT company_id, person_id FROM people_persontoken WHERE company_id = %(company)s AND token >= %(low{n})s AND token < %(high{n})s"  # noqa: E501 -- one piece of SQL
_TAG = "people_persontag WHERE company_id = %(company)s AND tag_id = %(tag)s"
_SEEN = "hiring_hiringprocess WHERE company_id = %(company)s AND position_id = ANY(%(seen)s::bigint[])"
_PROCESS = "hiring_hiringprocess WHERE company_id = %(company)s"
_PROFILE = "people_externalidentity WHERE company_id = %(company)s AND provider = %(profile)s AND verified"
_PERSON = (
    "(SELECT company_id, id AS person_id, prospect_status, imported_via, created_at, updated_at FROM people_person) "
    "AS persons WHERE company_id = %(company)s"
)


def conditions_of(search: PersonSearch, *, company_id: int, sight: Sight) -> Asked:
    """Raises ``Nobody``. At most a query for each of tag, position and source."""
    asked = Asked()
    _ask_words(asked, [[word] for word in search_words(search.query)])
    if search.tag:
        tag_id = tag_id_of(company_id=company_id, name=search.tag)
        if tag_id is None:
            raise Nobody
        asked.add(Condition(_TAG, walk=Order.NEWEST), tag=tag_id)
    _ask_process(asked, search, company_id=company_id, sight=sight)
    if search.profile:
        asked.add(Condition(_PROFILE, walk=Order.NEWEST, repeats=True), profile=search.profile)
    _ask_person(asked, search)
    for name in search.sets:
        asked.add(Condition(named_set(name).rows(partial(_sees, sight)), repeats=True))
    if sight.seen is not None and not asked.sees:
        asked.add(Condition(_SEEN, repeats=True, sees=True))
    return asked


def order_of(search: PersonSearch) -> Order:
    """The wanted order; whoever asks for days gets the latest of those days first."""
    if search.order != Order.NEWEST:
        return search.order
    if search.added_from or search.added_to:
        return Order.ADDED
    return Order.CHANGED if search.changed_from or search.changed_to else Order.NEWEST


def ask_similar(asked: Asked, alternatives: Sequence[Sequence[str]]) -> Asked:
    """The same search with other words: of each group of beginnings one must be there."""
    similar = Asked(values=dict(asked.values))
    _ask_words(similar, alternatives)
    similar.conditions += [each for each in asked.conditions if "people_persontoken" not in each.rows]
    return similar


def _ask_words(asked: Asked, groups: Sequence[Sequence[str]]) -> None:
    number = 0
    for group in groups:
        pieces = []
        for word in group:
            low, high = prefix_range(word)
            asked.values |= {f"low{number}": low, f"high{number}": high}
            pieces.append(number)
            number += 1
        if len(pieces) == 1:
            asked.add(Condition(_WORD.format(n=pieces[0]), repeats=True, gathers=True))
        else:
            union = " UNION ALL ".join(_WORDS.format(n=piece) for piece in pieces)
            rows = f"({union}) AS words WHERE company_id = %(company)s"
            asked.add(Condition(rows, repeats=True, gathers=True))


def _ask_process(asked: Asked, search: PersonSearch, *, company_id: int, sight: Sight) -> None:
    found: list[str] = []
    values: dict[str, Any] = {}
    if search.position:
        position = position_by_public_id(company_id=company_id, public_id=search.position)
        if position is None:
            raise Nobody
        found.append("position_id = %(position)s")
        values["position"] = position.pk
    if search.status == ANY_ACTIVE:
        found.append("status = ANY(%(statuses)s)")
        values["statuses"] = sorted(ACTIVE)
    elif search.status:
        found.append("status = %(status)s")
        values["status"] = search.status
    if search.step:
        found.append("current_step_name = %(step)s AND current_step_name <> ''")
        values["step"] = search.step
    _ask_history(found, values, search, company_id=company_id)
    _ask_source(found, values, search, company_id=company_id)
    if not found:
        return
    in_order = (
        len(found) == 1
        and values.keys() <= {"status", "step", "source"}
        and not isinstance(values.get("source"), list)
    )
    if sight.seen is not None:
        found.append("position_id = ANY(%(seen)s::bigint[])")
    elif sight.hidden:
        found.append("position_id <> ALL(%(hidden)s::bigint[])")
    walk = Order.NEWEST if in_order else None
    asked.add(Condition(" AND ".join([_PROCESS, *found]), walk=walk, repeats=True, sees=True), **values)


def _ask_source(found: list[str], values: dict[str, Any], search: PersonSearch, *, company_id: int) -> None:
    if search.source == NO_SOURCE:
        found.append("source_id IS NULL")
    elif search.source or search.source_type:
        sources = source_ids(company_id=company_id, public_id=search.source, type=search.source_type)
        if not sources:
            raise Nobody
        found.append(
            "source_id = %(source)s" if len(sources) == 1 else "source_id = ANY(%(source)s::bigint[])"
        )
        values["source"] = sources[0] if len(sources) == 1 else sources


def _ask_history(found: list[str], values: dict[str, Any], search: PersonSearch, *, company_id: int) -> None:
    """When the process began, who was behind its source, and a step that it has entered."""
    if search.started_from:
        found.append("started_at >= %(started_from)s")
        values["started_from"] = _start_of(search.started_from)
    if search.started_to:
        found.append("started_at < %(started_to)s")
        values["started_to"] = _start_of(search.started_to + timedelta(days=1))
    if search.contact:
        found.append("source_contact_id = %(contact)s")
        try:
            contact = contact_by_public_id(company_id=company_id, public_id=search.contact)
        except NotFound:
            raise Nobody from None
        values["contact"] = contact.pk
    if search.reached:
        # The positions that have such a step, so that a rare one is not looked for among all processes.
        found.append(
            "position_id IN (SELECT position_id FROM positions_stepdefinition WHERE company_id = %(company)s "
            "AND name = %(reached)s) AND (SELECT true FROM hiring_processstep AS entered "
            "WHERE entered.process_id = hiring_hiringprocess.id AND entered.name = %(reached)s "
            "AND entered.entered_at IS NOT NULL LIMIT 1)"
        )
        values["reached"] = search.reached


def _ask_person(asked: Asked, search: PersonSearch) -> None:
    """Each its own condition, so that each is counted by its own index."""
    if search.prospect_status:
        rows = f"{_PERSON} AND prospect_status = %(prospect)s"
        asked.add(Condition(rows, walk=Order.NEWEST), prospect=search.prospect_status)
    if search.imported_via:
        rows = f"{_PERSON} AND imported_via = %(label)s AND imported_via <> ''"
        asked.add(Condition(rows, walk=Order.NEWEST), label=search.imported_via)
    _ask_days(asked, "created_at", Order.ADDED, search.added_from, search.added_to)
    _ask_days(asked, "updated_at", Order.CHANGED, search.changed_from, search.changed_to)


def _ask_days(asked: Asked, column: str, walk: Order, first: date | None, last: date | None) -> None:
    bounds, values = [], {}
    if first is not None:
        bounds.append(f"{column} >= %({column}_from)s")
        values[f"{column}_from"] = _start_of(first)
    if last is not None:
        bounds.append(f"{column} < %({column}_to)s")
        values[f"{column}_to"] = _start_of(last + timedelta(days=1))
    if bounds:
        asked.add(Condition(" AND ".join([_PERSON, *bounds]), walk=walk, gathers=True), **values)


def _sees(sight: Sight, column: str) -> str:
    """Whether the teammate may see the person in that column: through a visible position, or by no position at all."""
    of_person = f"{_PROCESS} AND person_id = {column}"
    if sight.seen is not None:
        return f"(SELECT true FROM {of_person} AND position_id = ANY(%(seen)s::bigint[]) LIMIT 1)"
    if not sight.hidden:
        return "true"
    return f"COALESCE((SELECT bool_or(position_id <> ALL(%(hidden)s::bigint[])) FROM {of_person}), true)"


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())
