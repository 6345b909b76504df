"""How does whoever is erased in Recruit go at LinkedIn, and when is that done? By marks, and by a row until they are.

In the erasure's own transaction everything here that names them goes, and their records are marked: the drain finds
them gone and takes away what LinkedIn holds. They wait while the connection is paused or does not work, for no plan.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from linkedin_sync.connections.selectors import connection_of, outward
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import LinkKind, MarkKind
from linkedin_sync.mirror.members import PROVIDER
from linkedin_sync.mirror.purging import erase_person
from linkedin_sync.mirror.selectors import copy_counts
from linkedin_sync.models import Connection, Erasure, Export, Link, Mark, OnsiteApplication
from linkedin_sync.outbox.marks import defer_drain, mark_records
from recruit.hiring.selectors import process_ids_of_person
from recruit.people.events import PersonErased
from recruit.people.selectors import external_subjects
from recruit.privacy import services as privacy

#: What the receipt calls this side.
SIDE: Final = "LinkedIn"


@transaction.atomic
def forget_person(event: PersonErased) -> None:
    """While their rows still stand: afterwards nobody knows who they were at LinkedIn, nor their processes."""
    company_id, person_id = event.company_id, event.person_id
    subjects = external_subjects(company_id=company_id, provider=PROVIDER, person_id=person_id)
    processes = process_ids_of_person(company_id=company_id, person_id=person_id)
    erase_person(company_id=company_id, person_id=person_id, subjects=subjects)
    connection = connection_of(company_id=company_id)
    if connection is None:
        return
    keys = [str(process_id) for process_id in processes]
    held = _links(connection.pk, str(person_id), keys)
    counts = {
        gettext_noop("candidates"): held.filter(kind=LinkKind.PERSON).count(),
        gettext_noop("applications"): held.filter(kind=LinkKind.PROCESS).count(),
        gettext_noop("résumés"): sum(len(parts) for parts in _parts_of_resumes(held)),
    }
    privacy.open_side(company_id=company_id, receipt=event.receipt, name=SIDE, counts=counts)
    if not held.exists() and not _marks(connection.pk, str(person_id), keys).exists():
        privacy.finish_side(company_id=company_id, receipt=event.receipt, name=SIDE)
        return
    Erasure.objects.create(
        company_id=company_id,
        connection=connection,
        receipt=event.receipt,
        person_key=str(person_id),
        process_keys=keys,
    )
    of_processes = [(kind, processes) for kind in (MarkKind.PROCESS, MarkKind.RESUMES)]
    for kind, marked in ((MarkKind.PERSON, [person_id]), *of_processes):
        mark_records(
            company_id=company_id, connection_id=connection.pk, kind=kind, keys=marked, tombstone=True
        )
    defer_drain(company_id=company_id, connection_id=connection.pk)


def look_at_erasures(connection: Connection) -> None:
    """Which of them are done, and why are the others not? One query where there are none."""
    for erasure in Erasure.objects.filter(connection_id=connection.pk).order_by("id"):
        marks = _marks(connection.pk, erasure.person_key, erasure.process_keys)
        held = _links(connection.pk, erasure.person_key, erasure.process_keys)
        # A mark that is none of a deletion came later, with whatever still named them: it finds nobody here, nothing
        # there, and may wait as long as other changes do.
        if marks.filter(tombstone=True).exists() or held.exists():
            privacy.note_trouble(
                company_id=connection.company_id,
                receipt=erasure.receipt,
                name=SIDE,
                trouble=_trouble(connection, marks),
            )
            continue
        privacy.finish_side(company_id=connection.company_id, receipt=erasure.receipt, name=SIDE)
        erasure.delete()


def _trouble(connection: Connection, marks: QuerySet[Mark]) -> str:
    parked = marks.exclude(parked_reason="").values_list("parked_text", flat=True).first()
    if parked is not None:
        remedy = "Try it again under Settings, LinkedIn, stuck records."  # English
        return f"LinkedIn did not take the deletion: {parked} {remedy}"  # English
    if outward(connection) is Outward.NOTHING:
        return gettext_noop(
            "Nothing is sent to LinkedIn at the moment. The deletion follows as soon as the connection sends again."
        )
    return ""


def outward_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    """What is kept of LinkedIn's, and what LinkedIn holds that nobody has asked to delete yet."""
    subjects = external_subjects(company_id=company_id, provider=PROVIDER, person_id=person_id)
    processes = process_ids_of_person(company_id=company_id, person_id=person_id)
    keys = [str(process_id) for process_id in processes]
    connection = connection_of(company_id=company_id)
    exports = Export.objects.filter(company_id=company_id, person_id=person_id).exclude(first_name="")
    applications = OnsiteApplication.objects.filter(company_id=company_id, person_id=person_id)
    found = copy_counts(company_id=company_id, subjects=subjects) | {
        gettext_noop("LinkedIn exports"): exports.count()
    }
    if named := applications.exclude(first_name="", last_name="").count():
        found |= {gettext_noop("applications on LinkedIn"): named}
    if connection is None:
        return found
    asked = _marks(connection.pk, str(person_id), keys).filter(tombstone=True)
    leaving = {(mark.kind, mark.our_key) for mark in asked}
    held = _links(connection.pk, str(person_id), keys).values_list("kind", "our_key")
    return found | {gettext_noop("records on LinkedIn"): sum(link not in leaving for link in held)}


def _links(connection_id: int, person_key: str, process_keys: Collection[str]) -> QuerySet[Link]:
    of_person = Q(kind=LinkKind.PERSON, our_key=person_key)
    of_processes = Q(kind__in=(LinkKind.PROCESS, LinkKind.RESUMES), our_key__in=process_keys)
    return Link.objects.filter(of_person | of_processes, connection_id=connection_id)


def _parts_of_resumes(held: QuerySet[Link]) -> list[dict[str, str]]:
    return list(held.filter(kind=LinkKind.RESUMES).values_list("parts", flat=True))


def _marks(connection_id: int, person_key: str, process_keys: Collection[str]) -> QuerySet[Mark]:
    of_person = Q(kind=MarkKind.PERSON, our_key=person_key)
    of_processes = Q(kind__in=(MarkKind.PROCESS, MarkKind.RESUMES), our_key__in=process_keys)
    return Mark.objects.filter(of_person | of_processes, connection_id=connection_id)
