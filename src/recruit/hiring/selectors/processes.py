"""Which processes may this teammate see, and how does one of them stand?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.translation import gettext, gettext_noop

from recruit.base.asking import asked_once
from recruit.base.errors import NotFound
from recruit.base.paging import Page, id_of, page_of
from recruit.company.selectors import Reader
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep
from recruit.hiring.rules import is_active
from recruit.people.models import Person
from recruit.people.selectors import person_id_of
from recruit.positions.selectors import Sight, position_by_public_id, sight_of

_NOT_FOUND = gettext_noop("There is no such hiring process, or you may not view its position.")


def visible_processes(*, teammate: Reader) -> QuerySet[HiringProcess]:
    """Those on positions that the teammate can view, in no order yet. One query to learn which."""
    return processes_in_sight(company_id=teammate.company_id, sight=sight_of(teammate=teammate))


def processes_in_sight(*, company_id: int, sight: Sight) -> QuerySet[HiringProcess]:
    """The same for a caller who knows the teammate's sight already."""
    processes = HiringProcess.objects.filter(sight.leaves_out("person_id"), company_id=company_id)
    if sight.seen is not None:
        return processes.filter(position_id__among=sight.seen)
    return processes.exclude(position_id__among=sight.hidden) if sight.hidden else processes


def visible_processes_of_person(*, teammate: Reader, person: Person) -> list[HiringProcess]:
    """Newest first, with position and source; once a page."""

    def ask() -> list[HiringProcess]:
        rows = visible_processes(teammate=teammate).filter(person=person)
        return list(rows.select_related("position", "source", "source_contact").order_by("-id"))

    return list(asked_once(("processes of", person.pk, type(teammate), teammate.pk), ask))


def bring_steps(processes: Sequence[HiringProcess]) -> None:
    """Each process knows its steps from then on, and they what the workflow says of them. One query."""
    steps = ProcessStep.objects.select_related("definition")
    prefetch_related_objects(processes, Prefetch("steps", queryset=steps))


def processes_page(
    *,
    teammate: Reader,
    position_public_id: str = "",
    person_public_id: str = "",
    status: str = "",
    after: str | None = None,
    limit: int = 50,
) -> Page[HiringProcess]:
    """Newest first, with person, position and source. Nobody counts them: ``total`` is of this page."""
    rows = visible_processes(teammate=teammate)
    if position_public_id:
        position = position_by_public_id(company_id=teammate.company_id, public_id=position_public_id)
        rows = rows.filter(position=position) if position else rows.none()
    if person_public_id:
        person_id = person_id_of(company_id=teammate.company_id, public_id=person_public_id)
        rows = rows.filter(person_id=person_id) if person_id else rows.none()
    if status:
        rows = rows.filter(status=status)
    if after:
        rows = rows.filter(id__lt=id_of(after))
    found = list(rows.select_related("person", "position", "source").order_by("-id")[: limit + 1])
    return page_of(found, limit=limit, key=lambda row: (row.pk,), count=len(found))


def process_for(*, teammate: Reader, public_id: str) -> HiringProcess:
    """With person, position and source. Refuses with ``NotFound`` whether it is not there or not theirs to see."""
    rows = visible_processes(teammate=teammate).filter(public_id=public_id)
    process = rows.select_related("person", "position", "source", "source_contact").first()
    if process is None:
        raise NotFound(gettext(_NOT_FOUND))
    return process


def process_by_id(*, company_id: int, process_id: int) -> HiringProcess:
    """With person and position, for callers without an asking teammate. Refuses with ``NotFound``."""
    rows = HiringProcess.objects.filter(company_id=company_id, pk=process_id)
    process = rows.select_related("person", "position").first()
    if process is None:
        raise NotFound(gettext(_NOT_FOUND))
    return process


def steps_of_process(*, process: HiringProcess) -> list[ProcessStep]:
    """In order."""
    return list(ProcessStep.objects.filter(company_id=process.company_id, process=process).order_by("order"))


def changes_of(*, process: HiringProcess) -> list[ProcessChange]:
    """Newest first."""
    return list(ProcessChange.objects.filter(company_id=process.company_id, process=process).order_by("-id"))


def latest_change_of(*, process: HiringProcess) -> ProcessChange | None:
    """The newest change that was not undone: the only one that may be undone now."""
    changes = ProcessChange.objects.filter(
        company_id=process.company_id, process=process, undone_at__isnull=True
    )
    return changes.order_by("-id").first()


@dataclass(frozen=True)
class PersonStanding:
    """What ``rules.decide_start`` asks: the person's processes here, and whether one elsewhere is active."""

    statuses_here: tuple[str, ...]
    is_active_elsewhere: bool


def standing_of_person(*, company_id: int, person_id: int, position_id: int) -> PersonStanding:
    """One query."""
    rows = HiringProcess.objects.filter(company_id=company_id, person_id=person_id)
    pairs = list(rows.values_list("position_id", "status"))
    return PersonStanding(
        statuses_here=tuple(status for where, status in pairs if where == position_id),
        is_active_elsewhere=any(is_active(status) for where, status in pairs if where != position_id),
    )
