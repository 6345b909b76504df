"""What is kept here of somebody who is erased? Keys, a sketch of the résumé and cases: all of it goes."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from recruit.base.locks import lock_in_transaction
from recruit.duplicates.models import BlockingKey, DuplicateCase, ResumeSketch


@transaction.atomic
def forget_person(*, company_id: int, person_id: int) -> None:
    lock_in_transaction("duplicate cases", company_id)
    mine = {"company_id": company_id, "person_id": person_id}
    BlockingKey.objects.filter(**mine).delete()
    ResumeSketch.objects.filter(**mine).delete()
    _cases(company_id, person_id).delete()


def likeness_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    mine = {"company_id": company_id, "person_id": person_id}
    return {
        gettext_noop("possible duplicates"): _cases(company_id, person_id).count(),
        gettext_noop("keys for finding duplicates"): BlockingKey.objects.filter(**mine).count()
        + ResumeSketch.objects.filter(**mine).count(),
    }


def _cases(company_id: int, person_id: int) -> QuerySet[DuplicateCase]:
    of_person = Q(first_id=person_id) | Q(second_id=person_id)
    return DuplicateCase.objects.filter(of_person, company_id=company_id)
