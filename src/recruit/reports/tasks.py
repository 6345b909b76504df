"""What do reports do in the background? They fold what triggers have added, and count anew every night."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.reports.services import count_again, fold


@queue.periodic(name="reports.fold", cron="*/5 * * * *")
def fold_all() -> None:
    for company in all_companies():
        with company_context(company.pk):
            fold(company_id=company.pk)


@queue.periodic(name="reports.count_again", cron="41 2 * * *")
def count_all_again() -> None:
    """The tallies are right by themselves; whoever repaired rows by hand past the triggers finds them right again."""
    for company in all_companies():
        with company_context(company.pk):
            count_again(company_id=company.pk)
