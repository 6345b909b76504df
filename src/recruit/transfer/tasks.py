"""What is done about files in the background? One call each."""

from __future__ import annotations

from recruit.base import queue
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.transfer import services
from recruit.transfer.services.drafting import WORK
from recruit.transfer.services.keeping import MAKE
from recruit.transfer.services.undoing import UNDO


@queue.task(name=WORK)
def work_import(*, company_id: int, import_id: int) -> None:
    services.work_import(company_id=company_id, import_id=import_id)


@queue.task(name=UNDO)
def undo_import(*, company_id: int, import_id: int, teammate_id: int | None = None) -> None:
    services.work_undo(company_id=company_id, import_id=import_id, teammate_id=teammate_id)


@queue.task(name=MAKE)
def make_archive(*, company_id: int, archive_id: int) -> None:
    services.make_archive(company_id=company_id, archive_id=archive_id)


@queue.periodic(name="transfer.forget_old_imports", cron="17 * * * *")
def forget_old_imports() -> None:
    for company in all_companies():
        with company_context(company.pk):
            services.forget_old_imports(company_id=company.pk)


@queue.periodic(name="transfer.forget_old_archives", cron="47 * * * *")
def forget_old_archives() -> None:
    for company in all_companies():
        with company_context(company.pk):
            services.forget_old_archives(company_id=company.pk)
