"""What becomes of the hiring processes of somebody who is erased? They go; of the pseudonymised only figures stay.

Only ``privacy`` calls this: it asks who may, tells everybody else, and keeps the receipt.
"""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import parse_qs

from django.db import transaction

from recruit.base import live
from recruit.hiring.models import HiringProcess, ProcessChange, ProcessStep, SavedSearch
from recruit.people.models import Person


@transaction.atomic
def remove_processes(*, person: Person) -> None:
    """With steps, changes, meetings and evaluations. Openings that they filled stay filled: the hire took place."""
    rows = HiringProcess.objects.filter(company_id=person.company_id, person=person)
    boards = set(rows.values_list("position__public_id", flat=True))
    rows.delete()
    live.touch(person.company_id, [f"position:{public_id}" for public_id in sorted(boards)])


@transaction.atomic
def strip_processes(*, person: Person) -> None:
    """Position, source, steps, status and dates stay; whatever somebody typed, and what could be undone, goes."""
    rows = HiringProcess.objects.filter(company_id=person.company_id, person=person)
    ProcessChange.objects.filter(process__in=rows).delete()
    ProcessStep.objects.filter(process__in=rows).update(instructions="")
    boards = set(rows.values_list("position__public_id", flat=True))
    rows.update(reason="")
    live.touch(person.company_id, [f"position:{public_id}" for public_id in sorted(boards)])


@transaction.atomic
def forget_searches_for(*, company_id: int, names: Collection[str], values: Collection[str]) -> int:
    """Saved searches that look for this very person: by all of their names, or by a way to reach them."""
    whole, exact = {name.casefold() for name in names}, {value.casefold() for value in values}
    looking = [
        search.pk
        for search in SavedSearch.objects.filter(company_id=company_id)
        if _looks_for(f"{search.name} {_words(search.query)}".casefold(), whole, exact)
    ]
    gone, _ = SavedSearch.objects.filter(company_id=company_id, pk__in=looking).delete()
    return gone


def _words(query: str) -> str:
    return " ".join(value for values in parse_qs(query).values() for value in values)


def _looks_for(text: str, names: Collection[str], values: Collection[str]) -> bool:
    by_name = len(names) > 1 and all(name in text for name in names)
    return by_name or any(value in text for value in values)
