"""What does the careers site answer when somebody is erased? What they sent goes."""

from __future__ import annotations

from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.careers.selectors import submission_counts
from recruit.careers.services import forget_submissions
from recruit.people.events import PersonErased


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    forget_submissions(company_id=event.company_id, person_id=event.person_id)


@counts
def count_submissions(*, company_id: int, person_id: int) -> dict[str, int]:
    return submission_counts(company_id=company_id, person_id=person_id)
