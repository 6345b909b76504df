"""What does privacy do in the background? One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.privacy import services
from recruit.privacy.services.acting import CARRY_OUT
from recruit.privacy.services.asking import SEND_REQUEST
from recruit.privacy.services.listing import LIST_RECEIPTS
from recruit.privacy.services.notices import SEND_NOTICE
from recruit.privacy.services.reckoning import RECKON


@queue.task(name=LIST_RECEIPTS)
def list_receipts(*, company_id: int) -> None:
    services.list_receipts(company_id=company_id)


@queue.periodic(name="privacy.list_left_receipts", cron="41 * * * *")
def list_left_receipts() -> None:
    """Receipts whose line could not be written: a full or a missing disk."""
    for company in all_companies():
        with company_context(company.pk):
            services.list_receipts(company_id=company.pk)


@queue.task(name=RECKON)
def reckon(*, company_id: int, is_night: bool = False) -> None:
    services.reckon(company_id=company_id, is_night=is_night)


@queue.task(name=CARRY_OUT)
def carry_out(*, company_id: int) -> None:
    services.carry_out(company_id=company_id)


@queue.task(name=SEND_REQUEST, retry=queue.RetryWithJitter(attempts=8))
def send_request(*, company_id: int, request_id: int, language: str = "en") -> None:
    services.send_request(company_id=company_id, request_id=request_id, language=language)


@queue.task(name=SEND_NOTICE, retry=queue.RetryWithJitter(attempts=8))
def send_notice(*, company_id: int, notice_id: int) -> None:
    services.send_notice(company_id=company_id, notice_id=notice_id)


@queue.periodic(name="privacy.reckon_at_night", cron="17 1 * * *")
def reckon_at_night() -> None:
    for company in all_companies():
        with company_context(company.pk):
            queue.defer(RECKON, company_id=company.pk, lock=f"{RECKON}:{company.pk}", is_night=True)
