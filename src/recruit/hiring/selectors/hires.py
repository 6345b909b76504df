"""Who was hired into which opening?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from recruit.company.selectors import Reader
from recruit.hiring.models import HiringProcess
from recruit.positions.selectors import sight_on_visible_position


@dataclass(frozen=True)
class Hire:
    person_public_id: str
    person_name: str
    process_public_id: str
    first_day_date: date | None


def hires_into(*, teammate: Reader, opening_ids: Collection[int]) -> dict[int, Hire]:
    """By opening id, of openings of positions that the teammate sees; one query.

    Who was erased since, or is hidden from the teammate, is not among them: the opening stays filled.
    """
    sight = sight_on_visible_position(teammate=teammate)
    rows = HiringProcess.objects.filter(
        sight.leaves_out("person_id"),
        company_id=teammate.company_id,
        opening_id__in=opening_ids,
        person__pseudonymised_at=None,
    )
    return {
        process.opening_id: Hire(
            person_public_id=process.person.public_id,
            person_name=process.person.full_name,
            process_public_id=process.public_id,
            first_day_date=process.first_day_date,
        )
        for process in rows.select_related("person")
        if process.opening_id is not None
    }
