"""What does the API answer when somebody is erased? Answers about them that it kept for a day say so from now on.

They are not forgotten as a whole: the same call under the same key would then be made once more, and bring the person
back.
"""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from recruit.base.errors import NotFound
from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.hiring.selectors import process_ids_of_person, processes_by_ids
from recruit.people.events import PersonErased
from recruit.people.selectors import person_by_id
from recruit_api.calls import GONE, erase_answers
from recruit_api.models import KeptAnswer


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    erase_answers(_about(event.company_id, event.person_id))


@counts
def count_answers(*, company_id: int, person_id: int) -> dict[str, int]:
    return {"kept answers of the API": _about(company_id, person_id).count()}


def _about(company_id: int, person_id: int) -> QuerySet[KeptAnswer]:
    """They or their address name the person, or a process of theirs, by public id."""
    rows = KeptAnswer.objects.filter(company_id=company_id)
    processes = process_ids_of_person(company_id=company_id, person_id=person_id)
    names = [each.public_id for each in processes_by_ids(company_id=company_id, ids=processes)]
    try:
        names.append(person_by_id(company_id=company_id, person_id=person_id).public_id)
    except NotFound:
        return rows.none()
    return rows.filter(
        reduce(or_, (Q(body__contains=name) | Q(address__contains=name) for name in names))
    ).exclude(status=GONE)
