"""How is a long list shown piece by piece? By what stands last on the page, never by counting from the start.

A row that comes in meanwhile then neither hides another nor shows one twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

from linkedin_sandbox.world.refusals import SandboxRefusal

Shown = TypeVar("Shown")
Found = TypeVar("Found", bound=Model)
_CURSOR = re.compile(r"(\d{1,16})-(\d{1,18})")


@dataclass(frozen=True)
class Page(Generic[Shown]):
    """``next`` is the ``cursor`` of the page that follows; empty on the last."""

    rows: list[Shown]
    next: str = ""


def page_of(
    found: QuerySet[Found], *, by: str, cursor: str = "", limit: int = 25, newest_first: bool = True
) -> Page[Found]:
    """Rows by the moment in the field ``by``, and by number where moments are alike."""
    if cursor:
        found = _beyond(found, by, cursor, "lt" if newest_first else "gt")
    order = (f"-{by}", "-pk") if newest_first else (by, "pk")
    rows = list(found.order_by(*order)[: limit + 1])
    more = len(rows) > limit
    rows = rows[:limit]
    return Page(rows, f"{getattr(rows[-1], by)}-{rows[-1].pk}" if more else "")


def _beyond(found: QuerySet[Found], by: str, cursor: str, side: str) -> QuerySet[Found]:
    place = _CURSOR.fullmatch(cursor)
    if place is None:
        raise SandboxRefusal("The address of this page is not whole. Begin at the first page.")
    at, number = int(place[1]), int(place[2])
    # The first condition alone lets the index be entered at the right place.
    within = Q(**{f"{by}__{side}e": at})
    return found.filter(within & (Q(**{f"{by}__{side}": at}) | Q(**{f"pk__{side}": number})))
