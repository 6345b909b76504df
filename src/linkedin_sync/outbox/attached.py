"""What follows for résumés when applications come and go at LinkedIn, and the other way round?

An application's attachments go with it there, and can be sent only once it is there. Each runs in the transaction that
writes down what became of a batch.
"""

from __future__ import annotations

from linkedin_sync.enums import Lane, LinkKind, MarkKind, Priority, ResumesOutward
from linkedin_sync.models import Connection, Link
from linkedin_sync.outbox.marks import mark_records
from linkedin_sync.outbox.reserving import Batch
from linkedin_sync.outbox.settling import Settlement
from recruit.hiring.selectors import persons_of_processes
from recruit.people.selectors import resumes_of_persons


def lose_together(batch: Batch, settlement: Settlement) -> None:
    """Of an application that has gone nothing is believed of its résumés; and of one that LinkedIn does not know."""
    other = {Lane.PROCESS: LinkKind.RESUMES, Lane.RESUME: LinkKind.PROCESS}.get(batch.lane)
    if other is None:
        return
    lost = {key for _, key in settlement.lost_links}
    if batch.lane is Lane.PROCESS:
        lost |= {key for _, key in settlement.drop_links}
    settlement.lost_links += [(other, key) for key in sorted(lost)]


def mark_together(connection: Connection, batch: Batch, settlement: Settlement) -> None:
    """Résumés of applications that came or went are marked, and applications that turned out not to be there."""
    if batch.lane is Lane.PROCESS:
        _mark(connection, batch, MarkKind.RESUMES, _with_resumes(connection, settlement))
    elif batch.lane is Lane.RESUME:
        lost = {key for kind, key in settlement.lost_links if kind is LinkKind.PROCESS}
        _mark(connection, batch, MarkKind.PROCESS, lost)


def _with_resumes(connection: Connection, settlement: Settlement) -> set[str]:
    gone = {key for kind, key in settlement.lost_links if kind is LinkKind.RESUMES}
    rows = Link.objects.filter(connection=connection, kind=LinkKind.RESUMES, our_key__among=frozenset(gone))
    found = set(rows.values_list("our_key", flat=True)) if gone else set()
    if connection.resumes_outward != ResumesOutward.YES or not settlement.arrived:
        return found
    company_id = connection.company_id
    persons = persons_of_processes(
        company_id=company_id, process_ids=[int(key) for key in settlement.arrived]
    )
    have = resumes_of_persons(company_id=company_id, person_ids=set(persons.values()), most=1)
    return found | {str(process_id) for process_id, person_id in persons.items() if person_id in have}


def _mark(connection: Connection, batch: Batch, kind: MarkKind, keys: set[str]) -> None:
    mark_records(
        company_id=connection.company_id,
        connection_id=connection.pk,
        kind=kind,
        keys=keys,
        priority=Priority.FOLLOWING if batch.is_backfill else batch.priority,
    )
