"""How do rows become hiring processes? The candidate and the position are looked up, then many start at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.company.selectors import teammate_behind
from recruit.hiring.enums import ProcessStatus
from recruit.hiring.selectors import visible_persons
from recruit.hiring.services import NewProcess, start_processes_in_bulk
from recruit.people.enums import ContactKind
from recruit.people.models import ContactPoint, Person
from recruit.people.rules import normalise
from recruit.positions.models import Position, StepDefinition
from recruit.positions.selectors import visible_positions
from recruit.sources.enums import SourceType
from recruit.sources.services import shared_source
from recruit.transfer.enums import FROM_FILE, ImportKind
from recruit.transfer.models import FileId
from recruit.transfer.services.making import Wanted
from recruit.transfer.services.persons import persons_by_file_id

_COMPLETED: Final = frozenset({ProcessStatus.HIRED, ProcessStatus.AWAITING_DECISION})


@dataclass(frozen=True)
class _Sayings:
    """How one says that several are called so, and that none is."""

    several: str
    none: str


_CANDIDATES: Final = _Sayings(
    gettext_noop("{n} candidates are called “{said}”. Name the one by its own id, or make them distinct."),
    gettext_noop("There is no candidate “{said}” that you may see. Import it first, or correct the cell."),
)
_POSITIONS: Final = _Sayings(
    gettext_noop("{n} positions are called “{said}”. Name the one by its own id, or make them distinct."),
    gettext_noop("There is no position “{said}” that you may see. Import it first, or correct the cell."),
)


@dataclass(frozen=True)
class _Known:
    """What the rows of a slice may name, as far as the actor sees it. By lower-case text the ids."""

    persons_by_id: Mapping[str, list[int]]
    persons_by_email: Mapping[str, list[int]]
    positions_by_id: Mapping[str, list[int]]
    positions_by_number: Mapping[str, list[int]]
    positions_by_name: Mapping[str, list[int]]
    steps: Mapping[int, list[StepDefinition]]


def make_processes(
    *, company_id: int, wanted: Sequence[Wanted], mapping: Mapping[str, str], actor: Actor, now: datetime
) -> None:
    """A row that the domain refuses says so; the others are started."""
    columns = {name: column for column, name in mapping.items() if name}
    _recognise(company_id, wanted)
    known = _look_up(company_id, wanted, actor)
    ready = []
    for each in [each for each in wanted if each.is_open]:
        new = _process(company_id, each, known, columns, actor=actor, now=now)
        if new is not None:
            ready.append((each, new))
    _start(company_id, ready, actor)
    FileId.objects.bulk_create(
        FileId(
            company_id=company_id,
            kind=ImportKind.PROCESSES,
            external_id=each.wish.external_id,
            process_id=each.became["process_id"],
        )
        for each, _ in ready
        if each.wish.external_id and each.became
    )


def _recognise(company_id: int, wanted: Sequence[Wanted]) -> None:
    """Who has an id that came before. The second of one id in this slice is refused: nobody knows which is meant."""
    ids = sorted({each.wish.external_id for each in wanted} - {""})
    rows = FileId.objects.filter(company_id=company_id, kind=ImportKind.PROCESSES, external_id__among=ids)
    known = {
        external_id: (process_id, person_id)
        for external_id, process_id, person_id in rows.values_list(
            "external_id", "process_id", "process__person_id"
        )
    }
    seen: set[str] = set()
    for each in wanted:
        external_id = each.wish.external_id
        if external_id in known:
            each.became = dict(zip(("process_id", "person_id"), known[external_id], strict=True))
            each.was_there = _("A hiring process with the id {id} is there already.").format(id=external_id)
        elif external_id in seen:
            each.wish.refuse(
                _("Another row of this file has the id {id}. Give each an id of its own.").format(
                    id=external_id
                )
            )
        seen |= {external_id} - {""}


def _look_up(company_id: int, wanted: Sequence[Wanted], actor: Actor) -> _Known:
    """Some five queries for the whole slice. Who does not see a candidate or a position cannot name it either."""
    reader = teammate_behind(company_id=company_id, actor=actor)
    persons: QuerySet[Person] = (
        visible_persons(teammate=reader) if reader else Person.objects.filter(company_id=company_id)
    )
    positions: QuerySet[Position] = (
        visible_positions(teammate=reader) if reader else Position.objects.filter(company_id=company_id)
    )
    by_id = persons_by_file_id(company_id=company_id, external_ids=_said(wanted, "person_external_id"))
    emails = [normalise(ContactKind.EMAIL, text) for text in _said(wanted, "person_email")]
    points = ContactPoint.objects.filter(
        company_id=company_id, kind=ContactKind.EMAIL, normalized__among=emails
    ).values_list("normalized", "person_id")
    named = {*by_id.values(), *(person_id for _, person_id in points)}
    seen = set(persons.filter(pk__among=named).values_list("pk", flat=True))
    file_ids = FileId.objects.filter(
        company_id=company_id,
        kind=ImportKind.POSITIONS,
        external_id__among=_said(wanted, "position_external_id"),
    ).values_list("external_id", "position_id")
    words = list(positions.values_list("pk", "custom_id", "name"))
    visible = {position_id for position_id, _, _ in words}
    said = {
        text.casefold() for name in ("position_custom_id", "position_name") for text in _said(wanted, name)
    }
    numbers = _gathered((number, one) for one, number, _ in words if number.casefold() in said - {""})
    names = _gathered((name, one) for one, _, name in words if name.casefold() in said)
    ids = _gathered((key, one) for key, one in file_ids if one in visible)
    meant = {one for found in (numbers, names, ids) for several in found.values() for one in several}
    return _Known(
        persons_by_id=_gathered((key, one) for key, one in by_id.items() if one in seen),
        persons_by_email=_gathered((key, one) for key, one in points if one in seen),
        positions_by_id=ids,
        positions_by_number=numbers,
        positions_by_name=names,
        steps=_steps_of(company_id, meant),
    )


def _steps_of(company_id: int, position_ids: set[int]) -> dict[int, list[StepDefinition]]:
    found: dict[int, list[StepDefinition]] = defaultdict(list)
    rows = StepDefinition.objects.filter(
        company_id=company_id, position_id__among=position_ids, retired_at=None
    )
    for step in rows.order_by("position_id", "order"):
        found[step.position_id].append(step)
    return found


def _said(wanted: Sequence[Wanted], name: str) -> list[str]:
    return sorted({each.values[name] for each in wanted if each.values.get(name)})


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for key, one in pairs:
        found[key.casefold()].append(one)
    return dict(found)


def _process(
    company_id: int, each: Wanted, known: _Known, columns: Mapping[str, str], *, actor: Actor, now: datetime
) -> NewProcess | None:
    values = each.values
    person_id = _named(
        each, _CANDIDATES, columns,
        ("person_external_id", known.persons_by_id), ("person_email", known.persons_by_email),
    )  # fmt: skip
    position_id = _named(
        each, _POSITIONS, columns,
        ("position_external_id", known.positions_by_id), ("position_custom_id", known.positions_by_number),
        ("position_name", known.positions_by_name),
    )  # fmt: skip
    if person_id is None or position_id is None:
        return None
    status = values.get("status", ProcessStatus.IN_PROGRESS)
    completed = _completed(each, known.steps.get(position_id, []), status, columns)
    if completed is None:
        return None
    source = values.get("source", "")
    started = values.get("started_at") or min(now, values.get("moved_at", now))
    return NewProcess(
        person_id=person_id,
        position_id=position_id,
        source_id=shared_source(company_id=company_id, name=source, type=SourceType.OTHER, actor=actor).pk
        if source
        else None,
        status=status,
        completed_steps=completed,
        reason=values.get("reason", ""),
        imported_via=FROM_FILE,
        started_at=started,
        moved_at=values.get("moved_at"),
    )


def _named(
    each: Wanted, said_of: _Sayings, columns: Mapping[str, str], *ways: tuple[str, Mapping[str, list[int]]]
) -> int | None:
    """By the first way that the row says; refused if that leads to nobody or to several. ``said_of`` says it then."""
    for name, known in ways:
        said = each.values.get(name, "")
        if not said:
            continue
        key = normalise(ContactKind.EMAIL, said) if name == "person_email" else said
        found = known.get(key.casefold(), [])
        if len(found) == 1:
            return found[0]
        sentence = _(said_of.several if found else said_of.none).format(n=len(found), said=said)
        each.wish.refuse(sentence, columns.get(name, ""))
        return None
    return None


def _completed(
    each: Wanted, steps: Sequence[StepDefinition], status: str, columns: Mapping[str, str]
) -> int | None:
    """How many steps are behind: those before the named one; without a name none, or all at the end of the way."""
    named = str(each.values.get("step", ""))
    if not named:
        return len(steps) if status in _COMPLETED else 0
    names = [step.name.casefold() for step in steps]
    if named.casefold() not in names:
        each.wish.refuse(
            _("The position has no step “{step}”. It has: {steps}.").format(
                step=named, steps=", ".join(step.name for step in steps)
            ),
            columns.get("step", ""),
        )
        return None
    place = names.index(named.casefold())
    # Steps side by side begin together.
    while place and steps[place].beside_previous:
        place -= 1
    return place


def _start(company_id: int, ready: Sequence[tuple[Wanted, NewProcess]], actor: Actor) -> None:
    """All at once; where one is refused, in halves, until each that cannot be is found."""
    if not ready:
        return
    try:
        with transaction.atomic():
            rows = start_processes_in_bulk(
                company_id=company_id, processes=[new for _, new in ready], actor=actor
            )
    except Refusal as refusal:
        if len(ready) == 1:
            ready[0][0].wish.refuse(refusal.sentence)
            return
        half = len(ready) // 2
        _start(company_id, ready[:half], actor)
        _start(company_id, ready[half:], actor)
        return
    for (each, _new), row in zip(ready, rows, strict=True):
        each.became = {"process_id": row.pk, "person_id": row.person_id}
