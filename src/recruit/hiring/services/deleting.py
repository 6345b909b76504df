"""How does a process, or a person with everything about them, go for good? There is no way back from here.

Whoever may move a process may delete it; a person goes only where the actor may edit every position that considers
them. Other apps' rows about them go with them by the database; what lies elsewhere follows the facts that are told.
"""

from __future__ import annotations

from django.db import transaction

from recruit.activity.enums import Verb
from recruit.activity.services import forget_person, forget_process, record
from recruit.base import events, files, live
from recruit.base.actors import Actor
from recruit.base.errors import NotAllowed
from recruit.company.selectors import reader_behind
from recruit.hiring.events import PersonDeleted, ProcessDeleted
from recruit.hiring.models import HiringProcess
from recruit.hiring.services.ground import locked_process, record_on_process, require_right, topics_of
from recruit.people.events import PersonErased
from recruit.people.models import Person, PersonFile
from recruit.positions.enums import PositionCapability
from recruit.positions.selectors import position_ids_allowing
from recruit.positions.services import settle_opening


@transaction.atomic
def delete_process(*, process: HiringProcess, actor: Actor) -> None:
    """With its steps, notes and evaluations; that there was one stays in the person's history."""
    fresh = locked_process(process)
    require_right(fresh.position, actor=actor)
    record_on_process(fresh, verb=Verb.PROCESS_DELETED, actor=actor)
    told, topics = (
        ProcessDeleted(fresh.company_id, fresh.pk, fresh.person_id, fresh.position_id),
        topics_of(fresh),
    )
    forget_process(company_id=fresh.company_id, process_id=fresh.pk)
    settle_opening(company_id=fresh.company_id, released=fresh.opening_id, filled=None)
    fresh.delete()
    events.publish(told)
    live.touch(told.company_id, topics)


class PersonNotYoursToDelete(NotAllowed):
    """Some position that considers the person is not the actor's to edit candidates of."""

    code = "person_not_yours_to_delete"


@transaction.atomic
def delete_person(*, person: Person, actor: Actor) -> None:
    """With processes, contact data, files, notes and history; history keeps that somebody was deleted, not who."""
    fresh = Person.objects.select_for_update().get(pk=person.pk)
    processes = list(
        HiringProcess.objects.select_for_update().filter(company_id=fresh.company_id, person=fresh)
    )
    _require_all(fresh, processes, actor)
    subjects = tuple(fresh.identities.values_list("provider", "subject"))
    digests = set(fresh.files.values_list("sha256", flat=True))
    events.publish(PersonErased(fresh.company_id, fresh.pk))
    process_ids = tuple(process.pk for process in processes)
    for process in processes:
        settle_opening(company_id=fresh.company_id, released=process.opening_id, filled=None)
        process.delete()
    forget_person(company_id=fresh.company_id, person_id=fresh.pk)
    told = PersonDeleted(fresh.company_id, fresh.pk, process_ids, subjects)
    topics = ["persons", f"person:{fresh.public_id}"]
    company_id = fresh.company_id
    fresh.delete()
    record(company_id=company_id, verb=Verb.PERSON_DELETED, actor=actor)
    events.publish(told)
    live.touch(company_id, topics)
    transaction.on_commit(lambda: _discard(company_id, digests))


def _require_all(person: Person, processes: list[HiringProcess], actor: Actor) -> None:
    reader = reader_behind(company_id=person.company_id, actor=actor)
    wanted = {process.position_id for process in processes}
    if reader is None:
        return
    allowed = position_ids_allowing(
        teammate=reader, position_ids=wanted, capability=PositionCapability.EDIT_PERSONS
    )
    if wanted - allowed:
        raise PersonNotYoursToDelete(
            f"{person.full_name} is considered for positions whose candidates you may not change. "
            "Ask an owner or admin to delete them."
        )


def _discard(company_id: int, digests: set[str]) -> None:
    """The bytes of files that nobody else has."""
    still = set(
        PersonFile.objects.filter(company_id=company_id, sha256__in=digests).values_list("sha256", flat=True)
    )
    for digest in digests - still:
        files.discard(company_id=company_id, digest=digest)
