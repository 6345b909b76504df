"""How do two become two again? Exactly as they were, in one transaction; what came since stays, and is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby
from typing import Final

from django.db import IntegrityError, connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed, NotFound, Refusal
from recruit.base.locks import lock_in_transaction
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability, teammate_behind
from recruit.duplicates.events import PersonsUnmerged
from recruit.duplicates.models import LaterRow, Merge, MergedRow
from recruit.duplicates.services.following import follower_of, followers
from recruit.duplicates.services.images import named, put_back
from recruit.duplicates.services.merging import stopped_by
from recruit.hiring.models import HiringProcess
from recruit.hiring.selectors import visible_persons
from recruit.hiring.services import undo_change
from recruit.people.events import PersonUpdated
from recruit.people.models import Person
from recruit.people.selectors import known_person_ids
from recruit.people.services import rewrite_tokens

#: How long a merge can be taken back; then its before-image goes.
KEPT_FOR: Final = timedelta(days=30)
#: Of a process source and contact belong together; of everything else each column is by itself.
_PROCESSES: Final = "hiring_hiringprocess"
_CASES: Final = "duplicates_duplicatecase"
_CHANGES: Final = "hiring_processchange"


class MergeIsFinal(Refusal):
    code = "merge_is_final"


@transaction.atomic
def unmerge_persons(*, company_id: int, merge_id: str, actor: Actor) -> Merge:
    """Both persons as they were, under their old ids. What has been changed since stays changed. Idempotent.

    Refuses ``NotFound``, ``NotAllowed`` and ``MergeIsFinal``.
    """
    require_capability(company_id=company_id, actor=actor, capability=Capability.UNMERGE_PERSONS)
    lock_in_transaction("duplicate cases", company_id)
    merge = Merge.objects.select_for_update().filter(company_id=company_id, public_id=merge_id).first()
    if merge is None:
        raise NotFound(_("There is no such merge, or one of the two candidates was deleted since."))
    _require_sight(merge, actor)
    if merge.unmerged_at is not None:
        return merge
    _require_undoable(merge)
    _lock(merge)
    survivor = Person.objects.select_for_update().get(pk=merge.survivor_id)
    lost = _restore(merge)
    _tell_of_later_rows(merge)
    merge.unmerged_at, merge.unmerged_by_name = clock.now(), actor.name
    merge.save(update_fields=["unmerged_at", "unmerged_by_name"])
    survivor.refresh_from_db()
    _let_processes_go_on(merge, actor)
    _tell(merge, survivor, lost, actor)
    return merge


def _require_sight(merge: Merge, actor: Actor) -> None:
    teammate = teammate_behind(company_id=merge.company_id, actor=actor)
    if teammate is None:
        raise NotAllowed(_("Only a teammate can take a merge back."))
    if not visible_persons(teammate=teammate).filter(pk=merge.survivor_id).exists():
        raise NotFound(_("There is no such merge, or you may not view the candidate."))


def _require_undoable(merge: Merge) -> None:
    if merge.forgotten_at is not None or merge.merged_at < clock.now() - KEPT_FOR:
        raise MergeIsFinal(
            _("This merge is older than thirty days. What there was before is not kept any longer.")
        )
    later = Merge.objects.filter(survivor_id=merge.survivor_id, unmerged_at=None, pk__gt=merge.pk).first()
    if later is not None:
        raise MergeIsFinal(
            _("The candidate was merged with {name} after that. Take the later merge back first.").format(
                name=later.lost_name
            )
        )


def _lock(merge: Merge) -> None:
    rows = HiringProcess.objects.filter(company_id=merge.company_id, person_id=merge.survivor_id)
    list(rows.order_by("id").select_for_update(no_key=True).values_list("pk", flat=True))


def _restore(merge: Merge) -> Person:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('recruit.merging', 'on', true)")
        for rows in _in_reverse(merge):
            _put_back(rows)
        for follower in followers():
            if follower.process:
                # What hangs on a hiring process goes where that goes, also what came later.
                cursor.execute(
                    f"UPDATE {named(follower.table)} SET {named(follower.column)} = %(lost)s WHERE company_id = %(company)s "  # noqa: S608, E501 -- names of ours
                    f"AND {named(follower.column)} = %(survivor)s AND {named(follower.process)} IN ("
                    "SELECT id FROM hiring_hiringprocess WHERE company_id = %(company)s AND person_id = %(lost)s)",
                    {"lost": merge.lost_id, "survivor": merge.survivor_id, "company": merge.company_id},
                )
        cursor.execute("SELECT set_config('recruit.merging', '', true)")
    now = clock.now()
    pair = (merge.survivor_id, merge.lost_id)
    HiringProcess.objects.filter(company_id=merge.company_id, person_id__in=pair).update(updated_at=now)
    Person.objects.filter(company_id=merge.company_id, pk__in=pair).update(updated_at=now)
    return Person.objects.get(pk=merge.lost_id)


def _in_reverse(merge: Merge) -> Iterator[list[MergedRow]]:
    """The changes backwards; those that only moved rows of one table are taken together."""
    rows = merge.rows.exclude(table=_CHANGES).order_by("-id")
    for (_table, is_move), found in groupby(rows, key=lambda row: (row.table, _is_move(row))):
        if is_move:
            yield list(found)
        else:
            for row in found:
                yield [row]


def _is_move(row: MergedRow) -> bool:
    follower = follower_of(row.table)
    return follower is not None and row.before is not None and row.after is not None and (
        set(row.before) == {follower.column}
    )  # fmt: skip


def _put_back(rows: Sequence[MergedRow]) -> None:
    first = rows[0]
    follower = follower_of(first.table)
    if _is_move(first) and follower is not None:
        column = named(follower.column)
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {named(first.table)} SET {column} = %s WHERE company_id = %s AND id = ANY(%s) AND {column} = %s",  # noqa: S608, E501 -- names of ours
                [
                    (first.before or {})[follower.column],
                    first.company_id,
                    [row.row_id for row in rows],
                    (first.after or {})[follower.column],
                ],
            )
        return
    if first.table == _CASES and first.after is None and not _are_both_there(first):
        return
    pointers = {"updated_at", *([follower.column] if follower else [])}
    try:
        with transaction.atomic():
            put_back(first, by_column=first.table != _PROCESSES, pointers=pointers)
    except IntegrityError:
        # Somebody has put something else in that place since, such as another primary value: that stays.
        if first.after is None:
            raise


def _are_both_there(row: MergedRow) -> bool:
    """Of a case: the other person may be gone meanwhile."""
    case = row.before or {}
    pair = {case["first_id"], case["second_id"]}
    return known_person_ids(company_id=row.company_id, ids=pair) == pair


def _tell_of_later_rows(merge: Merge) -> None:
    for follower in followers():
        if not follower.kind:
            continue
        statement = (
            f"SELECT id, {follower.title}, {named(follower.came_at)} FROM {named(follower.table)} AS one "  # noqa: S608 -- SQL of ours
            f"WHERE company_id = %s AND {named(follower.column)} = %s AND id > %s ORDER BY id"
        )
        last = merge.last_ids.get(follower.table, 0)
        with connection.cursor() as cursor:
            cursor.execute(statement, [merge.company_id, merge.survivor_id, last])
            found = cursor.fetchall()
        LaterRow.objects.bulk_create(
            LaterRow(
                company_id=merge.company_id,
                merge=merge,
                table=follower.table,
                row_id=row_id,
                kind=follower.kind,
                title=title or "",
                came_at=came_at,
            )
            for row_id, title, came_at in found
        )


def _let_processes_go_on(merge: Merge, actor: Actor) -> None:
    """What the merge stopped goes on where it stood, unless it has been changed since or its position is on hold."""
    for change_id in stopped_by(merge):
        try:
            # In English, for the refusal goes into the history.
            with translation.override("en"), transaction.atomic():
                undo_change(change_public_id=change_id, company_id=merge.company_id, actor=actor)
        except Refusal as refusal:
            record(
                company_id=merge.company_id,
                verb=Verb.WARNING,
                actor=actor,
                person_id=merge.survivor_id,
                warning="a hiring process that the merge had ended was not taken up again. "  # English
                f"{refusal.sentence}",
            )


def _tell(merge: Merge, survivor: Person, lost: Person, actor: Actor) -> None:
    company_id = merge.company_id
    for person, other in ((survivor, lost), (lost, survivor)):
        rewrite_tokens(person)
        record(
            company_id=company_id,
            verb=Verb.PERSONS_UNMERGED,
            actor=actor,
            person_id=person.pk,
            person=person.full_name,
            other=other.full_name,
        )
        events.publish(PersonUpdated(company_id, person.pk))
    processes = HiringProcess.objects.filter(company_id=company_id, person__in=(survivor, lost))
    found = list(processes.order_by("id").values_list("pk", "position__public_id"))
    ids = tuple(process_id for process_id, _ in found)
    events.publish(PersonsUnmerged(company_id, merge.pk, survivor.pk, lost.pk, ids))
    positions = {f"position:{public_id}" for _, public_id in found}
    pages = [f"person:{survivor.public_id}", f"person:{lost.public_id}"]
    live.touch(company_id, ["duplicates", "persons", *pages, *sorted(positions)])
