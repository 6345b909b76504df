"""No row of a company leaves it: proved for every table that the model registry knows, a new one included."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from tests.committed import committing
from tests.people import SETTING_UP, Cast, a_merge, a_person, a_process, hiring_company

from recruit.access.models import Passkey
from recruit.access.services import begin_authenticator, begin_session, invite_teammate, renew_recovery_codes
from recruit.activity.rules import Mentionable
from recruit.activity.services import add_note
from recruit.base.tenancy import Door, NoCompany, company_context, current_company_id, door
from recruit.careers.enums import Channel
from recruit.careers.rules import Arrival
from recruit.careers.services import (
    Applicant,
    add_tracked_link,
    apply_to_position,
    change_site,
    save_question,
)
from recruit.company.models import Company
from recruit.company.selectors import all_companies
from recruit.company.services import add_api_app
from recruit.duplicates.services import begin_scan, check_person, note_resume, start_scan, unmerge_persons
from recruit.evaluation.services import change_scorecard, save_draft, schedule_interview
from recruit.hiring.selectors import PersonSearch, steps_of_process
from recruit.hiring.services import (
    choose_columns,
    reject_process,
    save_search,
    set_default_search,
    start_many,
    unlock_process,
)
from recruit.people.enums import ContactKind, Provenance
from recruit.people.services import (
    add_contact_point,
    add_file,
    remove_file,
    set_external_identity,
    tag_person,
)
from recruit.position_templates.services import save_position_template
from recruit.positions.services import save_position_field
from recruit.privacy.models import Notice
from recruit.privacy.services import (
    Rule,
    ask_for_consent,
    erase_person,
    open_side,
    record_consent,
    set_consent,
    set_retention,
)
from recruit.sources.services import attribute_import
from recruit.transfer.models import Archive
from recruit.transfer.services import draft_import, start_import, work_import

OURS = ("recruit.", "linkedin_sync", "linkedin_web", "recruit_web")
MODELS = [model for model in apps.get_models() if model.__module__.startswith(OURS)]
DOMAIN = [model for model in MODELS if model.__module__.startswith("recruit.")]
TABLES = sorted(model._meta.db_table for model in DOMAIN)


def a_lived_in_company(name: str, domain: str) -> Cast:
    """A company with at least one row in every table of the domain."""
    cast = hiring_company(name, domain=domain)
    person = a_person(cast, "Mia", "Brand")
    process = a_process(cast, person)
    with company_context(cast.company.pk):
        company_id = cast.company.pk
        add_contact_point(
            person=person,
            kind=ContactKind.EMAIL,
            value="mia@example.com",
            provenance=Provenance.MANUAL,
            actor=SETTING_UP,
        )
        for kind in ("other", "resume"):
            kept_file = add_file(
                person=person, kind=kind, name="cv.pdf", content=b"%PDF-1.4\n%%EOF", provenance="manual",
                actor=SETTING_UP,
            )  # fmt: skip
        remove_file(person=person, public_id=kept_file.public_id, actor=SETTING_UP)
        tag_person(person=person, name="Welder", actor=SETTING_UP)
        set_external_identity(
            person=person, provider="elsewhere", subject="mia", verified=True, actor=SETTING_UP
        )
        attribute_import(
            company_id=company_id,
            first_name="Rosa",
            last_name="Recruiter",
            email=cast.rosa.email,
            label="Elsewhere",
            actor=SETTING_UP,
        )
        add_note(
            company_id=company_id, person_id=person.pk, text="Welds like an angel, @Ines.",
            mentionable=[Mentionable(cast.ines.pk, "Ines")], actor=cast.by_rosa,
        )  # fmt: skip
        kept = save_search(
            company_id=company_id, name="Welders", query="tag=welder", is_shared=True, actor=cast.by_rosa
        )
        set_default_search(
            company_id=company_id, public_id=kept.public_id, is_default=True, actor=cast.by_rosa
        )
        choose_columns(company_id=company_id, columns=["tags"], actor=cast.by_rosa)
        unlock_process(process=process, actor=cast.by_rosa)
        step = steps_of_process(process=process)[0].public_id
        change_scorecard(position=cast.position, traits=["Welding"], actor=cast.by_rosa)
        schedule_interview(
            process=process,
            step_public_id=step,
            starts_at=datetime(2027, 1, 4, 9, tzinfo=UTC),
            minutes=30,
            meeting_type="phone",
            participants=[cast.ines.pk],
            actor=cast.by_rosa,
        )
        save_draft(process=process, step_public_id=step, ratings={"Welding": 5}, actor=cast.by_rosa)
        reject_process(process=process, reason="Moved away", actor=cast.by_rosa)
        invite_teammate(company_id=company_id, email=f"nils@{domain}", actor=cast.by_ada)
        add_api_app(
            company_id=company_id, name="Script", purpose="", scopes=["persons:read"], actor=cast.by_ada
        )
        start_many(
            company_id=company_id, kind="tag", search=PersonSearch(), words="Welder", actor=cast.by_rosa
        )
        save_question(position=cast.position, name="May you work at night?", actor=cast.by_rosa)
        save_position_field(company_id=company_id, name="Cost centre", actor=cast.by_ada)
        save_position_template(position=cast.position, name="Welders", actor=cast.by_rosa)
        begin_authenticator(teammate=cast.rosa)
        renew_recovery_codes(teammate=cast.rosa)
        begin_session(teammate=cast.rosa, key="a-key", way="password", user_agent="", address="192.0.2.1")
        Passkey.objects.create(company_id=company_id, teammate=cast.rosa, name="Laptop", public_key=b"k")
        twin = a_person(cast, "Mia", person.last_name)
        note_resume(person=twin, text=" ".join(f"Welded robot {number}." for number in range(20)))
        check_person(company_id=company_id, person_id=twin.pk)
        a_merge(cast, a_person(cast, "Zora", "Ost"), a_person(cast, "Zora", "Ost"))
        merge = a_merge(cast, a_person(cast, "Jana", "West"), a_person(cast, "Jana", "West"))
        add_note(company_id=company_id, person_id=merge.survivor_id, text="Later", actor=cast.by_rosa)
        unmerge_persons(company_id=company_id, merge_id=merge.public_id, actor=cast.by_ada)
        add_tracked_link(
            company_id=company_id, name="Fair", source_name="Fair", source_type="job_fair", actor=cast.by_ada
        )
        set_consent(company_id=company_id, text="You may keep me.", months=12, actor=cast.by_ada)
        set_retention(company_id=company_id, rules={"sourced": Rule(months=12)}, actor=cast.by_ada)
        record_consent(person=person, basis="consent", origin="On the phone", actor=cast.by_rosa)
        Notice.objects.create(company_id=company_id, person=person)
        ask_for_consent(company_id=company_id, persons=[person], actor=cast.by_rosa)
        _somebody_applies(cast)
        _files_come_and_go(cast)
        gone = erase_person(
            person=a_person(cast, "Nora"), typed_name=None, ground="request", actor=cast.by_olga
        )
        open_side(company_id=company_id, receipt=gone.public_id, name="Elsewhere", counts={"profiles": 1})
        begin_scan(company_id=company_id, scan_id=start_scan(company_id=company_id, actor=cast.by_rosa).pk)
    return cast


def _files_come_and_go(cast: Cast) -> None:
    run = draft_import(
        company_id=cast.company.pk, kind="positions", file_name="p.csv", content=b"id,name\n1,Turner",
        actor=cast.by_rosa,
    )  # fmt: skip
    start_import(run=run, actor=cast.by_rosa)
    work_import(company_id=cast.company.pk, import_id=run.pk)
    Archive.objects.create(company_id=cast.company.pk, by_name="Olga Owner")


def _somebody_applies(cast: Cast) -> None:
    cast.position.is_published = True
    cast.position.save()
    site = change_site(
        company_id=cast.company.pk, slug=f"c{cast.company.pk}", is_on=True, intro="", privacy_url="",
        consent_scope="nowhere", website="", actor=cast.by_ada,
    )  # fmt: skip
    applicant = Applicant(first_name="Noor", last_name="Haddad", email="noor@example.com")
    apply_to_position(site=site, position=cast.position, applicant=applicant, arrival=Arrival(Channel.DIRECT))


@pytest.fixture(scope="module")
def lived_in(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Cast]]:
    """Committed once for all tests of this file: each only looks, or has its own transaction."""
    with django_db_blocker.unblock(), committing():
        yield (
            a_lived_in_company("Robots Ltd", "robots.example"),
            a_lived_in_company("Bakers", "bakers.example"),
        )


@pytest.fixture
def two_companies(lived_in: tuple[Cast, Cast], db: None) -> tuple[Cast, Cast]:
    return lived_in


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.db_table)
def test_every_table_of_the_product_has_its_wall(db, model):
    table = model._meta.db_table

    with connection.cursor() as cursor:
        cursor.execute("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = %s", [table])
        walls = cursor.fetchone()
        cursor.execute(
            "SELECT qual, with_check FROM pg_policies WHERE tablename = %s AND policyname = 'company_wall'",
            [table],
        )
        policy = cursor.fetchone()

    assert walls == (True, True), f"{table} needs CompanyWall in its migration"
    assert policy is not None
    assert policy[0] == policy[1]
    assert "recruit.company_id" in policy[0]


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model is not Company], ids=lambda model: model._meta.db_table
)
def test_every_table_of_the_product_names_the_company(model):
    assert model._meta.get_field("company").related_model is Company


def test_the_role_of_the_product_cannot_step_over_the_wall(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")

        assert cursor.fetchone() == (False, False)


def test_nothing_is_seen_outside_of_a_company(two_companies):
    assert {table: count(table) for table in TABLES} == dict.fromkeys(TABLES, 0)
    with pytest.raises(NoCompany):
        current_company_id()


def test_each_company_sees_its_own_rows_and_no_others(two_companies):
    robots, bakers = two_companies

    for cast in (robots, bakers):
        with company_context(cast.company.pk), connection.cursor() as cursor:
            for table in TABLES:
                column = "id" if table == "company_company" else "company_id"
                cursor.execute(f"SELECT array_agg(DISTINCT {column}) FROM {table}")
                assert cursor.fetchone()[0] == [cast.company.pk], table


@pytest.mark.parametrize("table", TABLES)
def test_nobody_writes_into_another_company(two_companies, table):
    robots, bakers = two_companies
    column = "id" if table == "company_company" else "company_id"
    with company_context(robots.company.pk), connection.cursor() as cursor:
        before = count(table)
        cursor.execute(f"CREATE TEMP TABLE stolen ON COMMIT DROP AS SELECT * FROM {table}")

    with company_context(bakers.company.pk), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = {column} WHERE {column} = %s", [robots.company.pk])
        updated = cursor.rowcount
        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [robots.company.pk])
        deleted = cursor.rowcount
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(f"INSERT INTO {table} SELECT * FROM stolen")

    assert (updated, deleted) == (0, 0)
    with company_context(robots.company.pk):
        assert count(table) == before > 0


def test_the_door_to_the_companies_opens_that_table_only_and_only_for_reading(two_companies):
    robots, bakers = two_companies

    assert {company.pk for company in all_companies()} == {robots.company.pk, bakers.company.pk}
    with door(Door.COMPANIES):
        assert {table for table in TABLES if count(table)} == {"company_company"}
        assert Company.objects.update(name="Taken over") == 0


def test_the_door_to_sign_in_opens_the_teammates_and_their_companies_only_and_only_for_reading(two_companies):
    with door(Door.SIGN_IN):
        assert {table for table in TABLES if count(table)} == {"company_teammate", "company_company"}
        assert Company.objects.update(name="Taken over") == 0


def test_an_inner_context_gives_way_to_the_outer_one_again(two_companies):
    robots, bakers = two_companies

    with company_context(robots.company.pk):
        with company_context(bakers.company.pk):
            assert Company.objects.get().name == "Bakers"
        assert Company.objects.get().name == "Robots Ltd"
    assert not Company.objects.exists()
