"""Whose is what came while two persons were one? Somebody says it, part by part, after the merge was taken back."""

from __future__ import annotations

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from recruit.activity.enums import Verb
from recruit.activity.services import record
from recruit.base import clock, events, live
from recruit.base.actors import Actor
from recruit.base.errors import NotFound, Refusal
from recruit.company.enums import Capability
from recruit.company.selectors import require_capability
from recruit.duplicates.events import PartAssigned
from recruit.duplicates.models import LaterRow
from recruit.duplicates.services.following import Follower, follower_of, followers
from recruit.duplicates.services.images import named
from recruit.hiring.models import HiringProcess
from recruit.people.events import PersonUpdated
from recruit.people.models import ContactPoint, ExternalIdentity, Person
from recruit.people.services import rewrite_tokens

_NOTE = "activity_note"
_PROCESS = "hiring_hiringprocess"
_POINT = "people_contactpoint"
_IDENTITY = "people_externalidentity"


class PartDoesNotFit(Refusal):
    code = "part_does_not_fit"


@transaction.atomic
def assign_part(*, company_id: int, part_id: int, person_public_id: str, actor: Actor) -> LaterRow:
    """The part is that person's. Idempotent. Refuses ``NotFound``, ``NotAllowed``, ``PartDoesNotFit``."""
    require_capability(company_id=company_id, actor=actor, capability=Capability.UNMERGE_PERSONS)
    part = (
        LaterRow.objects.select_for_update(of=("self",)).select_related("merge")
        .filter(company_id=company_id, pk=part_id).first()
    )  # fmt: skip
    if part is None:
        raise NotFound(_("There is no such part any more."))
    pair = (part.merge.survivor_id, part.merge.lost_id)
    persons = {
        person.pk: person for person in Person.objects.select_for_update().filter(pk__in=pair).order_by("id")
    }
    target = next((each for each in persons.values() if each.public_id == person_public_id), None)
    follower = follower_of(part.table)
    if target is None or len(persons) != len(pair) or follower is None:
        raise NotFound(_("One of the two candidates is not there any more."))
    other = persons[next(each for each in pair if each != target.pk)]
    _hand_over(part, follower, other, target)
    part.assigned_id, part.assigned_by_name, part.assigned_at = target.pk, actor.name, clock.now()
    part.save(update_fields=["assigned_id", "assigned_by_name", "assigned_at"])
    record(
        company_id=company_id,
        verb=Verb.PART_ASSIGNED,
        actor=actor,
        person_id=other.pk,
        part=part.kind,
        other=target.full_name,
    )
    live.touch(company_id, [f"person:{person.public_id}" for person in persons.values()])
    return part


def _hand_over(part: LaterRow, follower: Follower, holder: Person, target: Person) -> None:
    """Nothing where the target has it already."""
    _require_room(part, target)
    table, column = named(part.table), named(follower.column)
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if part.table == _POINT:
                ContactPoint.objects.filter(pk=part.row_id, person=holder).update(is_primary=False)
            cursor.execute(
                f"UPDATE {table} SET {column} = %s WHERE company_id = %s AND id = %s AND {column} = %s",  # noqa: S608 -- names of ours
                [target.pk, part.company_id, part.row_id, holder.pk],
            )
            if cursor.rowcount == 0:
                return
            if part.table == _NOTE:
                _bring_history_along(part, holder, target)
            if part.table == _PROCESS:
                _bring_along(part, holder, target)
    except IntegrityError as error:
        raise PartDoesNotFit(
            _("{name} has that already, so it stays where it is.").format(name=target.full_name)
        ) from error
    for person in (holder, target):
        _choose_primary(person)
        rewrite_tokens(person)
        Person.objects.filter(pk=person.pk).update(updated_at=clock.now())
        events.publish(PersonUpdated(part.company_id, person.pk))
    process_id = part.row_id if part.table == _PROCESS else None
    if process_id is not None:
        HiringProcess.objects.filter(pk=process_id).update(updated_at=clock.now())
    events.publish(PartAssigned(part.company_id, holder.pk, target.pk, process_id))


def _require_room(part: LaterRow, target: Person) -> None:
    """A person is at most one member of each outside network."""
    if part.table != _IDENTITY:
        return
    mine = ExternalIdentity.objects.filter(pk=part.row_id).first()
    theirs = ExternalIdentity.objects.filter(person=target).exclude(pk=part.row_id)
    if mine is not None and theirs.filter(provider=mine.provider).exists():
        raise PartDoesNotFit(
            _("{name} is somebody else at {network} already.").format(
                name=target.full_name, network=mine.provider.title()
            )
        )


_HISTORY_OF_NOTE = """
UPDATE activity_activity SET person_id = %(to)s
WHERE company_id = %(company)s AND person_id = %(from)s
    AND data->>'note' = (SELECT public_id FROM activity_note WHERE id = %(note)s)
"""


def _bring_history_along(part: LaterRow, holder: Person, target: Person) -> None:
    """A note is read where history tells of it."""
    values = {"to": target.pk, "from": holder.pk, "company": part.company_id, "note": part.row_id}
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('recruit.merging', 'on', true)")
        cursor.execute(_HISTORY_OF_NOTE, values)
        cursor.execute("SELECT set_config('recruit.merging', '', true)")


def _bring_along(part: LaterRow, holder: Person, target: Person) -> None:
    """What hangs on a hiring process goes where that goes."""
    with connection.cursor() as along:
        along.execute("SELECT set_config('recruit.merging', 'on', true)")
        for follower in followers():
            if follower.process:
                column = named(follower.column)
                along.execute(
                    f"UPDATE {named(follower.table)} SET {column} = %s WHERE company_id = %s AND {column} = %s "  # noqa: S608 -- names of ours
                    f"AND {named(follower.process)} = %s",
                    [target.pk, part.company_id, holder.pk, part.row_id],
                )
        along.execute("SELECT set_config('recruit.merging', '', true)")


def _choose_primary(person: Person) -> None:
    """Of each kind one is primary: the first, where none is."""
    points = ContactPoint.objects.filter(person=person).order_by("id")
    with_primary = {point.kind for point in points if point.is_primary}
    for point in points:
        if point.kind not in with_primary:
            with_primary.add(point.kind)
            ContactPoint.objects.filter(pk=point.pk).update(is_primary=True)
