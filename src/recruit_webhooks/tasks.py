"""What do webhooks have the worker do? Send, tell, look every minute what waits, and forget every night."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit_webhooks import delivering, forgetting, noticing
from recruit_webhooks.recording import SEND

_FEW: Final = queue.RetryWithJitter(attempts=3, cap=timedelta(seconds=30))


@queue.task(name=SEND, queue="webhooks", retry=_FEW)
def send(*, company_id: int, webhook_id: int) -> None:
    delivering.deliver_due(company_id=company_id, webhook_id=webhook_id)


@queue.task(name=delivering.TELL)
def tell_switched_off(*, company_id: int, webhook_id: int) -> None:
    noticing.tell_switched_off(company_id=company_id, webhook_id=webhook_id)


@queue.periodic(name="webhooks.sweep", cron="* * * * *")
def sweep() -> None:
    for company in all_companies():
        with company_context(company.pk):
            delivering.defer_what_waits(company_id=company.pk)


@queue.periodic(name="webhooks.forget_old", cron="7 4 * * *")
def forget_old_of_all() -> None:
    for company in all_companies():
        with company_context(company.pk):
            forgetting.forget_old(company_id=company.pk)
