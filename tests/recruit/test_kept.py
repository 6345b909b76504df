"""The company of most tests is laid down and not founded: is it the same one, and another for every test?"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, transaction
from tests.committed import committing
from tests.people import Cast, a_process, hiring_company

from recruit.base.tenancy import company_context
from recruit.company.models import Company
from recruit.company.services import change_company_settings

TWICE = {"name": "Twice Ltd", "domain": "twice.example"}
MODELS = [model for model in apps.get_models() if model.__module__.startswith(("recruit", "linkedin_sync"))]


def all_of(cast: Cast) -> dict[str, list[str]]:
    with company_context(cast.company.pk), connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args::text, queue_name, lock, status::text FROM procrastinate_jobs")
        rows = {"jobs": sorted(map(str, cursor.fetchall()))}
        return rows | {each._meta.label: sorted(map(str, each.objects.values_list())) for each in MODELS}


def hired_and_forgotten() -> tuple[Cast, dict[str, list[str]]]:
    with transaction.atomic():
        cast = hiring_company(**TWICE)
        rows = all_of(cast)
        transaction.set_rollback(True)
    assert all_of(cast)["company.Company"] == []
    return cast, rows


def test_the_second_time_every_row_is_the_same_and_no_object_is_shared(db):
    (founded, rows), (laid_down, same) = hired_and_forgotten(), hired_and_forgotten()

    assert same == rows
    assert len(rows["company.Teammate"]) == 6
    assert laid_down == founded
    assert laid_down.rosa is not founded.rosa


def test_who_asks_twice_gets_two_companies_and_a_change_of_one_is_not_there_for_the_next(db):
    one, other = hiring_company(**TWICE), hiring_company(**TWICE)
    with company_context(one.company.pk):
        change_company_settings(company_id=one.company.pk, actor=one.by_olga, name="Changed")
        assert Company.objects.get().name == "Changed"

    assert other.company.pk != one.company.pk
    with company_context(other.company.pk):
        assert Company.objects.get().name == "Twice Ltd"


@pytest.mark.database
def test_what_was_committed_is_gone_afterwards_and_comes_again(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        for _ in range(2):
            with committing():
                cast = hiring_company(**TWICE)
                a_process(cast)
                held = {label for label, rows in all_of(cast).items() if rows}
            assert {"company.Company", "hiring.HiringProcess", "activity.Activity", "jobs"} <= held
            assert not any(all_of(cast).values())
