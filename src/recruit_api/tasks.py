"""What does the API do when nobody calls? It forgets what it kept for a day."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit_api.calls import forget_old_answers


@queue.periodic(name="recruit_api.forget_old_answers", cron="17 * * * *")
def forget_old_answers_of_all() -> None:
    for company in all_companies():
        with company_context(company.pk):
            forget_old_answers(company_id=company.pk)
