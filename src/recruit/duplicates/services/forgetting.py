"""How long is it kept what there was before a merge? Thirty days; and not at all of somebody who is erased."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Q

from recruit.base import clock, files
from recruit.duplicates.models import Merge, MergedRow
from recruit.duplicates.services.following import followers
from recruit.duplicates.services.images import named
from recruit.duplicates.services.unmerging import KEPT_FOR

_AT_ONCE = 100


@transaction.atomic
def forget_merges(*, company_id: int, person_id: int) -> int:
    """For the erasure of a person: nothing is left of merges in which they were one of the two. Returns how many."""
    merges = Merge.objects.filter(Q(survivor_id=person_id) | Q(lost_id=person_id), company_id=company_id)
    ids = list(merges.values_list("pk", flat=True))
    _forget_rows(company_id, ids)
    merges.delete()
    return len(ids)


def forget_old_images(*, company_id: int) -> int:
    """Before-images older than thirty days go; that there was a merge stays. Returns how many went."""
    gone = 0
    while True:
        with transaction.atomic():
            old = Merge.objects.select_for_update(skip_locked=True).filter(
                company_id=company_id, forgotten_at=None, merged_at__lt=clock.now() - KEPT_FOR
            )
            ids = [merge.pk for merge in old[:_AT_ONCE]]
            _forget_rows(company_id, ids)
            Merge.objects.filter(pk__in=ids).update(forgotten_at=clock.now())
        gone += len(ids)
        if len(ids) < _AT_ONCE:
            return gone


def _forget_rows(company_id: int, merge_ids: Collection[int]) -> None:
    """With the contents of files that only they have named."""
    rows = MergedRow.objects.filter(company_id=company_id, merge_id__in=merge_ids)
    contents = rows.exclude(before__sha256=None).values_list("before__sha256", flat=True)
    files.discard_unnamed(company_id=company_id, digests=set(contents))
    rows.delete()


@transaction.atomic
def gather_stragglers(*, company_id: int) -> None:
    """What was written about somebody at the very moment of the merge, past its locks (a note), comes along."""
    merges = Merge.objects.filter(company_id=company_id, unmerged_at=None, forgotten_at=None).order_by("id")
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('recruit.merging', 'on', true)")
        for merge in merges.iterator():
            for follower in followers():
                if follower.column != "person_id" or follower.unique:
                    continue
                column = named(follower.column)
                cursor.execute(
                    f"UPDATE {named(follower.table)} SET {column} = %s WHERE company_id = %s AND {column} = %s",  # noqa: S608 -- names of ours
                    [merge.survivor_id, company_id, merge.lost_id],
                )
        cursor.execute("SELECT set_config('recruit.merging', '', true)")
