"""What is done about persons in the background? One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.people import services


@queue.periodic(name="people.forget_removed_files", cron="27 * * * *")
def forget_removed_files() -> None:
    for company in all_companies():
        with company_context(company.pk):
            services.forget_removed_files(company_id=company.pk)
