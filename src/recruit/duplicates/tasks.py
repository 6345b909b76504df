"""What looks for doubles in the background? A check right after each change, and the walk over the whole company."""

from __future__ import annotations

from recruit.base.queue import periodic, task
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies
from recruit.duplicates import services
from recruit.duplicates.services import scanning


@task(name="duplicates.check_persons")
def check_persons(*, company_id: int, person_ids: list[int]) -> None:
    """Each in a transaction of its own: who has been checked stays so, whatever becomes of the job."""
    for person_id in person_ids:
        services.check_person(company_id=company_id, person_id=person_id)


@task(name="duplicates.begin_scan")
def begin_scan(*, company_id: int, scan_id: int) -> None:
    scanning.begin_scan(company_id=company_id, scan_id=scan_id)


@task(name="duplicates.walk_part")
def walk_part(*, company_id: int, part_id: int) -> None:
    services.walk_part(company_id=company_id, part_id=part_id)


@periodic(name="duplicates.write_missing_keys", cron="23 * * * *")
def write_missing_keys() -> None:
    """Of persons who came by set (an import past the services, a seeded company, an update of Recruit)."""
    for company in all_companies():
        with company_context(company.pk):
            services.write_missing_keys(company_id=company.pk)


@periodic(name="duplicates.forget_old_images", cron="41 2 * * *")
def forget_old_images() -> None:
    """Thirty days after a merge what there was before is not kept any longer."""
    for company in all_companies():
        with company_context(company.pk):
            services.gather_stragglers(company_id=company.pk)
            services.forget_old_images(company_id=company.pk)
