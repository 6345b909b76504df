"""How is a process told to an outside system? As one value with its steps; no asking teammate, no query per row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from recruit.hiring.models import HiringProcess, ProcessStep
from recruit.people.enums import ContactKind
from recruit.people.models import ContactPoint


@dataclass(frozen=True)
class StepRecord:
    id: int
    public_id: str
    name: str
    type: str
    order: int
    state: str
    entered_at: datetime | None
    completed_at: datetime | None


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


def processes_by_ids(*, company_id: int, ids: Collection[int]) -> list[ProcessRecord]:
    """Three queries however many they are; ids that are not there are left out."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__in=ids).order_by("id")
    processes = list(rows.select_related("person", "position", "source"))
    steps: dict[int, list[StepRecord]] = defaultdict(list)
    # Values, not rows: a batch has hundreds of steps, and making model instances of them would cost the most of all.
    step_rows = ProcessStep.objects.filter(company_id=company_id, process_id__in=ids).order_by("order")
    for process_id, *step in step_rows.values_list("process_id", *_STEP_FIELDS):
        steps[process_id].append(StepRecord(*step))
    emails = dict(
        ContactPoint.objects.filter(
            company_id=company_id,
            person_id__in=[process.person_id for process in processes],
            kind=ContactKind.EMAIL,
            is_primary=True,
        ).values_list("person_id", "value")
    )
    return [
        _process(process, emails.get(process.person_id, ""), tuple(steps[process.pk]))
        for process in processes
    ]


def _process(process: HiringProcess, email: str, steps: tuple[StepRecord, ...]) -> ProcessRecord:
    return ProcessRecord(
        id=process.pk,
        public_id=process.public_id,
        status=process.status,
        reason=process.reason,
        imported_via=process.imported_via,
        started_at=process.started_at,
        updated_at=process.updated_at,
        status_changed_at=process.status_changed_at,
        ended_at=process.ended_at,
        current_step_name=process.current_step_name,
        person_id=process.person_id,
        person_public_id=process.person.public_id,
        person_first_name=process.person.first_name,
        person_last_name=process.person.last_name,
        person_primary_email=email,
        position_id=process.position_id,
        position_public_id=process.position.public_id,
        position_shown_name=process.position.shown_name,
        position_is_discreet=process.position.is_discreet,
        source_id=process.source_id,
        source_name=process.source.name if process.source else "",
        steps=steps,
    )


def all_process_ids(*, company_id: int, after_id: int = 0, limit: int = 1000) -> list[int]:
    """In ascending order, so that a walk over all of them can be interrupted and continued."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def process_ids_of_person(*, company_id: int, person_id: int) -> list[int]:
    rows = HiringProcess.objects.filter(company_id=company_id, person_id=person_id)
    return list(rows.order_by("id").values_list("id", flat=True))


def process_ids_of_position(
    *, company_id: int, position_id: int, after_id: int = 0, limit: int = 1000
) -> list[int]:
    """In ascending order, piece by piece: a position may have a hundred thousand."""
    rows = HiringProcess.objects.filter(company_id=company_id, position_id=position_id, pk__gt=after_id)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def position_ids_of_persons(*, company_id: int, person_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """The positions that considered each of the persons, ended processes included. One query."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = HiringProcess.objects.filter(company_id=company_id, person_id__in=person_ids)
    for person_id, position_id in rows.values_list("person_id", "position_id").distinct():
        found[person_id].add(position_id)
    return {person_id: frozenset(found[person_id]) for person_id in person_ids}
