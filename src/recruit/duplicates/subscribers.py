"""What follows when a person comes or changes? Their keys, in the same transaction, and a check right after it.

Every door ends in these facts: an export and a contact detail shared later, a form, a teammate's hand, an import.
"""

from __future__ import annotations

from django.db import connection, transaction

from recruit.base import queue
from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.duplicates import selectors, services
from recruit.people.events import PersonAdded, PersonErased, PersonsAddedInBulk, PersonUpdated

_A_JOB = 500  # persons whom one job checks, some ten seconds


@subscribe(PersonAdded)
def follow_added(event: PersonAdded) -> None:
    """Of those who came in bulk the bulk's own fact tells."""
    if not event.in_bulk:
        _follow(event.company_id, event.person_id)


@subscribe(PersonUpdated)
def follow_updated(event: PersonUpdated) -> None:
    _follow(event.company_id, event.person_id)


@subscribe(PersonsAddedInBulk)
def follow_added_in_bulk(event: PersonsAddedInBulk) -> None:
    """Keys for all; a check of each only where others are told of each as well."""
    services.write_first_keys(company_id=event.company_id, person_ids=event.person_ids)
    if event.announced:
        for at in range(0, len(event.person_ids), _A_JOB):
            ids = list(event.person_ids[at : at + _A_JOB])
            queue.defer("duplicates.check_persons", company_id=event.company_id, person_ids=ids)


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    """Also what there was of them before a merge."""
    services.forget_person(company_id=event.company_id, person_id=event.person_id)
    services.forget_merges(company_id=event.company_id, person_id=event.person_id)


@counts
def count_merges(*, company_id: int, person_id: int) -> dict[str, int]:
    return {"merges": selectors.merge_count(company_id=company_id, person_id=person_id)}


@counts
def count_likeness(*, company_id: int, person_id: int) -> dict[str, int]:
    return services.likeness_counts(company_id=company_id, person_id=person_id)


def _follow(company_id: int, person_id: int) -> None:
    services.write_keys(company_id=company_id, person_ids=[person_id])
    if _is_first_in_transaction(company_id, person_id):
        queue.defer("duplicates.check_persons", company_id=company_id, person_ids=[person_id])


class _Deferred:
    """Marks in the present transaction that the check of a person waits; a rollback takes the mark away as well."""

    def __init__(self, company_id: int, person_id: int) -> None:
        self.key = (company_id, person_id)

    def __call__(self) -> None:
        """Nothing is left to do at commit: the job is a row of the same transaction."""


def _is_first_in_transaction(company_id: int, person_id: int) -> bool:
    """One check sees all that the transaction wrote: a form that adds a person and four details needs no five."""
    key = (company_id, person_id)
    if any(isinstance(each[1], _Deferred) and each[1].key == key for each in connection.run_on_commit):
        return False
    transaction.on_commit(_Deferred(company_id, person_id))
    return True
