"""What does privacy do in the background? One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.privacy import services
from recruit.privacy.services.listing import LIST_RECEIPTS


@queue.task(name=LIST_RECEIPTS)
def list_receipts(*, company_id: int) -> None:
    services.list_receipts(company_id=company_id)


@queue.periodic(name="privacy.list_left_receipts", cron="41 * * * *")
def list_left_receipts() -> None:
    """Receipts whose line could not be written: a full or a missing disk."""
    for company in all_companies():
        with company_context(company.pk):
            services.list_receipts(company_id=company.pk)
