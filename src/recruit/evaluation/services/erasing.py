"""What becomes of meetings and evaluations of somebody who is pseudonymised? Dates and stars stay, words go.

With whoever is erased their processes go, and these with them. Only ``privacy`` calls this.
"""

from __future__ import annotations

from django.db import transaction

from recruit.evaluation.models import Evaluation, Interview
from recruit.people.models import Person


@transaction.atomic
def strip_evaluations(*, person: Person) -> None:
    mine = {"company_id": person.company_id, "process__person": person}
    Evaluation.objects.filter(**mine, submitted_at=None).delete()
    Evaluation.objects.filter(**mine).update(text="")
    Interview.objects.filter(**mine).update(place="")
