"""What of a file's rows goes with somebody who is erased, and how much is there?"""

from __future__ import annotations

from recruit.base.events import subscribe
from recruit.base.holdings import counts
from recruit.people.events import PersonErased
from recruit.transfer import services


@subscribe(PersonErased)
def forget_erased(event: PersonErased) -> None:
    services.forget_person_rows(company_id=event.company_id, person_id=event.person_id)
    if event.receipt:
        services.forget_archives(company_id=event.company_id)


@counts
def count_rows(*, company_id: int, person_id: int) -> dict[str, int]:
    return services.row_counts(company_id=company_id, person_id=person_id)
