"""How is a process told to an outside system? As one value with its steps; no asking teammate, no query per row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q

from recruit.base.asking import asked_once
from recruit.hiring.enums import ProcessStatus, StepState
from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.people.enums import ContactKind
from recruit.people.models import ContactPoint
from recruit.positions.selectors import PositionsWanted


@dataclass(frozen=True)
class StepRecord:
    id: int
    name: str
    order: int
    state: str
    entered_at: datetime | None


_STEP_FIELDS = tuple(StepRecord.__dataclass_fields__)


@dataclass(frozen=True)
class ProcessRecord:
    """A process with what surrounds it; ``steps`` in order."""

    id: int
    public_id: str
    status: str
    reason: str
    imported_via: str
    started_at: datetime
    updated_at: datetime
    status_changed_at: datetime
    ended_at: datetime | None
    current_step_name: str
    person_id: int
    person_public_id: str
    person_first_name: str
    person_last_name: str
    person_primary_email: str
    position_id: int
    position_public_id: str
    position_shown_name: str
    position_is_discreet: bool
    source_id: int | None
    source_name: str
    steps: tuple[StepRecord, ...]


# What a ``ProcessRecord`` is made of, but for its steps and the person's address.
_PROCESS_FIELDS = (
    "id", "public_id", "status", "reason", "imported_via", "started_at", "updated_at", "status_changed_at",
    "ended_at", "current_step_name", "person_id", "person__public_id", "person__first_name", "person__last_name",
    "position_id", "position__public_id", "position__public_name", "position__name", "position__is_discreet",
    "source_id", "source__name",
)  # fmt: skip


@dataclass(frozen=True)
class ProcessPlace:
    """Who is considered for what."""

    id: int
    person_id: int
    position_id: int


def process_places(*, company_id: int, ids: Collection[int]) -> list[ProcessPlace]:
    """One query, once a page; ids that are not there, or of the pseudonymised, are left out."""
    asked = frozenset(ids)

    def ask() -> list[ProcessPlace]:
        rows = HiringProcess.objects.filter(
            company_id=company_id, pk__among=asked, person__pseudonymised_at=None
        ).order_by("id")
        return [ProcessPlace(*row) for row in rows.values_list("id", "person_id", "position_id")]

    return list(asked_once(("process places", company_id, asked), ask)) if asked else []


def processes_by_ids(*, company_id: int, ids: Collection[int]) -> list[ProcessRecord]:
    """Three queries however many they are; ids that are not there, or of the pseudonymised, are left out.

    Values, not rows: an engine reads thousands of these, and making model instances of them would cost the most.
    """
    ids = frozenset(ids)  # of a list Django would look into every value
    rows = HiringProcess.objects.filter(
        company_id=company_id, pk__among=ids, person__pseudonymised_at=None
    ).order_by("id")
    processes = [dict(zip(_PROCESS_FIELDS, row, strict=True)) for row in rows.values_list(*_PROCESS_FIELDS)]
    steps: dict[int, list[StepRecord]] = defaultdict(list)
    step_rows = ProcessStep.objects.filter(company_id=company_id, process_id__among=ids).order_by("order")
    for process_id, *step in step_rows.values_list("process_id", *_STEP_FIELDS):
        steps[process_id].append(StepRecord(*step))
    emails = dict(
        ContactPoint.objects.filter(
            company_id=company_id,
            person_id__among={process["person_id"] for process in processes},
            kind=ContactKind.EMAIL,
            is_primary=True,
        ).values_list("person_id", "value")
    )
    return [
        _process(process, emails.get(process["person_id"], ""), tuple(steps[process["id"]]))
        for process in processes
    ]


def _process(values: dict[str, Any], email: str, steps: tuple[StepRecord, ...]) -> ProcessRecord:
    return ProcessRecord(
        id=values["id"],
        public_id=values["public_id"],
        status=values["status"],
        reason=values["reason"],
        imported_via=values["imported_via"],
        started_at=values["started_at"],
        updated_at=values["updated_at"],
        status_changed_at=values["status_changed_at"],
        ended_at=values["ended_at"],
        current_step_name=values["current_step_name"],
        person_id=values["person_id"],
        person_public_id=values["person__public_id"],
        person_first_name=values["person__first_name"],
        person_last_name=values["person__last_name"],
        person_primary_email=email,
        position_id=values["position_id"],
        position_public_id=values["position__public_id"],
        position_shown_name=values["position__public_name"] or values["position__name"],
        position_is_discreet=values["position__is_discreet"],
        source_id=values["source_id"],
        source_name=values["source__name"] or "",
        steps=steps,
    )


def all_process_ids(*, company_id: int, after_id: int = 0, limit: int = 1000) -> list[int]:
    """In ascending order, so that a walk over all of them can be interrupted and continued."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def process_ids_of_person(*, company_id: int, person_id: int) -> list[int]:
    rows = HiringProcess.objects.filter(company_id=company_id, person_id=person_id)
    return list(rows.order_by("id").values_list("id", flat=True))


def process_ids_of_persons(*, company_id: int, person_ids: Collection[int]) -> list[int]:
    """Of all of them, ended processes included; one query."""
    rows = HiringProcess.objects.filter(company_id=company_id, person_id__among=frozenset(person_ids))
    return list(rows.order_by("id").values_list("id", flat=True))


def process_ids_of_position(
    *, company_id: int, position_id: int, after_id: int = 0, limit: int = 1000
) -> list[int]:
    """In ascending order, piece by piece: a position may have a hundred thousand."""
    rows = HiringProcess.objects.filter(company_id=company_id, position_id=position_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def person_ids_of_processes(*, company_id: int, process_ids: Collection[int]) -> list[int]:
    """Whom these processes are about, each once."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__among=process_ids)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct())


def persons_of_processes(*, company_id: int, process_ids: Collection[int]) -> dict[int, int]:
    """Whom each of these processes is about; one query."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__among=frozenset(process_ids))
    return dict(rows.values_list("pk", "person_id"))


def process_id_of(*, company_id: int, public_id: str) -> int | None:
    rows = HiringProcess.objects.filter(company_id=company_id, public_id=public_id)
    return rows.values_list("pk", flat=True).first()


def position_ids_of_persons(*, company_id: int, person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The positions that considered each of the persons, ended processes included. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = HiringProcess.objects.filter(company_id=company_id, person_id__among=frozenset(person_ids))
    for person_id, position_id in rows.values_list("person_id", "position_id").distinct():
        found[person_id].add(position_id)
    return {person_id: frozenset(found[person_id]) for person_id in person_ids}


def position_ids_beside(person: str) -> ArraySubquery:
    """The same in one column of a statement that reads what belongs to persons; ``person``: the way to the key."""
    rows = HiringProcess.objects.filter(person_id=OuterRef(person))
    return ArraySubquery(rows.order_by().values("position_id").distinct())


def newest_processes(
    *, company_id: int, positions: PositionsWanted, before_id: int | None = None, limit: int = 1000
) -> list[tuple[int, int]]:
    """Process and person, the newest process first, so that a walk over all can be interrupted and continued."""
    rows = HiringProcess.objects.filter(positions.as_query("position__"), company_id=company_id)
    if before_id is not None:
        rows = rows.filter(pk__lt=before_id)
    return list(rows.order_by("-id").values_list("id", "person_id")[:limit])


@dataclass(frozen=True)
class HistoryCounts:
    """How much there is to tell of the processes on some positions. ``entries``: steps entered, and ends."""

    persons: int
    processes: int
    entries: int


def history_counts(*, company_id: int, positions: PositionsWanted) -> HistoryCounts:
    """Exact; two queries that read every process and step once."""
    of_processes = HiringProcess.objects.filter(positions.as_query("position__"), company_id=company_id)
    processes = of_processes.aggregate(
        persons=Count("person_id", distinct=True),
        processes=Count("id"),
        standing=Count("id", filter=~Q(status=ProcessStatus.IN_PROGRESS)),
    )
    steps = ProcessStep.objects.filter(positions.as_query("process__position__"), company_id=company_id)
    entered = steps.aggregate(
        completed=Count("id", filter=Q(state=StepState.COMPLETED)),
        current=Count("process_id", filter=Q(state=StepState.CURRENT), distinct=True),
    )
    return HistoryCounts(
        persons=processes["persons"],
        processes=processes["processes"],
        entries=processes["standing"] + entered["completed"] + entered["current"],
    )


def known_process_ids(*, company_id: int, ids: Collection[int]) -> set[int]:
    """Those of the ids that are there."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__in=ids)
    return set(rows.values_list("id", flat=True))
