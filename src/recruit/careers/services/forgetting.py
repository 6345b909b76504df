"""What becomes of what somebody sent who is erased? It goes."""

from __future__ import annotations

from recruit.careers.models import Submission


def forget_submissions(*, company_id: int, person_id: int) -> None:
    Submission.objects.filter(company_id=company_id, person_id=person_id).delete()
