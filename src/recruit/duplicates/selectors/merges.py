"""Which candidates were merged, which merges can be taken back, and what waits for somebody's word after one was?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from recruit.base import clock
from recruit.base.beside import made_rows, rows_beside
from recruit.base.errors import NotFound
from recruit.base.paging import Page, id_of, page_of
from recruit.company.enums import Capability
from recruit.company.models import Teammate
from recruit.company.rules import company_role_allows
from recruit.duplicates.models import LaterRow, Merge, MergedRow
from recruit.duplicates.rules.sentences import told_again
from recruit.hiring.selectors import visible_persons
from recruit.people.models import Person

_KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class MergeLine:
    """A merge as screens show it."""

    public_id: str
    survivor_name: str
    survivor_public_id: str
    lost_name: str
    lost_public_id: str
    sentence: str
    merged_at: datetime
    merged_by: str
    unmerged_at: datetime | None
    unmerged_by: str
    until: datetime
    may_unmerge: bool
    #: After the undoing: how many parts nobody has assigned yet.
    waiting: int = 0


def merges_page(*, teammate: Teammate, after: str | None = None, limit: int = 50) -> Page[MergeLine]:
    """Newest first; of those whose survivor the teammate may see."""
    rows = Merge.objects.filter(company_id=teammate.company_id)
    rows = rows.filter(survivor__in=visible_persons(teammate=teammate).values("pk")).order_by("-id")
    found = list(
        (rows.filter(pk__lt=id_of(after)) if after else rows).select_related("survivor")[: limit + 1]
    )
    waiting = _waiting([merge.pk for merge in found])
    page = page_of(found, limit=limit, key=lambda merge: (merge.pk,), count=len(found))
    lines = [_line(merge, teammate, waiting.get(merge.pk, 0)) for merge in page.rows]
    return Page(lines, page.next_cursor, page.total, page.is_total_exact)


_NEWEST = Merge.objects.order_by("-id")
_SHOWN: Final = 5
_BESIDE = rows_beside(
    _NEWEST.filter(company_id=OuterRef("company_id"), survivor=OuterRef("pk"))[:_SHOWN],
)


def with_merges(persons: QuerySet[Person]) -> QuerySet[Person]:
    """``merges_of`` each of them takes no query then."""
    return persons.annotate(merges_beside=_BESIDE)


def merges_of(*, teammate: Teammate, person: Person) -> list[MergeLine]:
    """Of a person whom the teammate sees: who was merged into them, newest first, the latest five."""
    if "merges_beside" in vars(person):
        rows = made_rows(Merge, vars(person)["merges_beside"])
    else:
        rows = list(_NEWEST.filter(company_id=person.company_id, survivor=person)[:_SHOWN])
    for merge in rows:
        merge.survivor = person
    return [_line(merge, teammate, 0) for merge in rows if merge.unmerged_at is None]


def visible_merge(*, teammate: Teammate, public_id: str) -> MergeLine:
    """Refuses with ``NotFound``."""
    merge = _visible(teammate, public_id)
    return _line(merge, teammate, _waiting([merge.pk]).get(merge.pk, 0))


def later_parts_of(*, teammate: Teammate, public_id: str) -> list[LaterRow]:
    """What came between a merge and its undoing, oldest first. Refuses with ``NotFound``."""
    merge = _visible(teammate, public_id)
    return list(LaterRow.objects.filter(merge=merge).order_by("id"))


def merge_count(*, company_id: int, person_id: int) -> int:
    """In how many merges the person was one of the two."""
    pair = Q(survivor_id=person_id) | Q(lost_id=person_id)
    return Merge.objects.filter(pair, company_id=company_id).count()


def rows_before(*, company_id: int, merge_id: int, table: str) -> dict[int, dict[str, Any]]:
    """For engines: what a merge found in these rows, by their id, as far as it changed or deleted them."""
    rows = MergedRow.objects.filter(
        company_id=company_id, merge_id=merge_id, table=table, before__isnull=False
    )
    return {row_id: before or {} for row_id, before in rows.values_list("row_id", "before")}


def _visible(teammate: Teammate, public_id: str) -> Merge:
    merge = (
        Merge.objects.filter(company_id=teammate.company_id, public_id=public_id)
        .select_related("survivor")
        .first()
    )
    if merge is None or not visible_persons(teammate=teammate).filter(pk=merge.survivor_id).exists():
        raise NotFound(_("There is no such merge, or you may not view the candidate."))
    return merge


def _waiting(merge_ids: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for merge_id in LaterRow.objects.filter(merge_id__in=merge_ids, assigned_at=None).values_list(
        "merge_id", flat=True
    ):
        counts[merge_id] = counts.get(merge_id, 0) + 1
    return counts


def _why(merge: Merge) -> str:
    """By what was known of the two before, named in the order of their keys as in the case."""
    named = sorted([(merge.survivor_id, merge.survivor_name), (merge.lost_id, merge.lost_name)])
    return told_again(merge.signals, *(name for _key, name in named)) or merge.sentence


def _line(merge: Merge, teammate: Teammate, waiting: int) -> MergeLine:
    until = merge.merged_at + _KEPT_FOR
    may = company_role_allows(teammate.company_role, Capability.UNMERGE_PERSONS)
    is_kept = merge.forgotten_at is None and merge.unmerged_at is None and until > clock.now()
    return MergeLine(
        public_id=merge.public_id,
        survivor_name=merge.survivor.full_name,
        survivor_public_id=merge.survivor.public_id,
        lost_name=merge.lost_name,
        lost_public_id=merge.lost_public_id,
        sentence=_why(merge),
        merged_at=merge.merged_at,
        merged_by=merge.merged_by_name,
        unmerged_at=merge.unmerged_at,
        unmerged_by=merge.unmerged_by_name,
        until=until,
        may_unmerge=may and is_kept,
        waiting=waiting,
    )
