"""What does the doctor say of which installation? The rules as tables, and the looks at a real database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from config.doctor import judging, looking
from config.doctor.command import lines_of
from config.doctor.findings import Diagnosis, Level, attention, well, wrong
from config.doctor.judging import Connection, Reach, Setting, Tables
from config.environment import Environment
from recruit.company.models import Company

GOOD = Setting(
    base_url="https://recruit.example.com",
    allowed_hosts=["recruit.example.com"],
    debug=False,
    demo=False,
    linkedin_is_the_sandbox=False,
    has_parent_application=True,
    cookies_are_secure=True,
    mail_is_sent=True,
    mail_from="recruit@example.com",
)
SECOND, MINUTE, GB = timedelta(seconds=1), timedelta(minutes=1), 1_000_000_000


def told(findings):
    """``code:level``, and whatever is not well has a remedy."""
    assert all(each.remedy for each in findings if each.level is not Level.WELL)
    return " ".join(f"{each.code}:{each.level}" for each in findings)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, "settings:well"),
        ({"debug": True}, "debug:wrong"),
        ({"demo": True}, "demo:wrong"),
        ({"allowed_hosts": ["recruit.example.com", " *"]}, "any_host:wrong"),
        # a host and all below it is a choice
        ({"allowed_hosts": [".example.com"]}, "settings:well"),
        # it works, but nothing reaches LinkedIn
        ({"linkedin_is_the_sandbox": True}, "sandbox:attention"),
        ({"has_parent_application": False}, "no_parent_application:wrong"),
        # the sandbox has an application of its own
        ({"linkedin_is_the_sandbox": True, "has_parent_application": False}, "sandbox:attention"),
        ({"debug": True, "demo": True}, "debug:wrong demo:wrong"),
    ],
)
def test_settings(changed, found):
    assert told(judging.of_settings(replace(GOOD, **changed))) == found


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, "https:well"),
        ({"base_url": "http://recruit.example.com"}, "no_https:wrong"),
        ({"base_url": "http://127.0.0.1:8000"}, "loopback:wrong"),
        ({"base_url": "https://localhost"}, "loopback:wrong"),
        ({"cookies_are_secure": False}, "open_cookies:wrong"),
    ],
)
def test_address(changed, found):
    assert told(judging.of_address(replace(GOOD, **changed))) == found


@pytest.mark.parametrize(
    ("reach", "found"),
    [
        (Reach(is_recruit=True, status=200, callback_status=404), "reachable:well"),
        # the database is away, and it is Recruit all the same
        (Reach(is_recruit=True, status=503, callback_status=404), "reachable:well"),
        (Reach(trouble="certificate verify failed"), "unreachable:wrong"),
        (Reach(status=502, callback_status=502), "not_recruit:wrong"),
        # a proxy's own sign-in, or a redirect, in LinkedIn's way
        (Reach(is_recruit=True, status=200, callback_status=401), "callback_blocked:wrong"),
        (Reach(is_recruit=True, status=200, callback_status=301), "callback_blocked:wrong"),
    ],
)
def test_reach(reach, found):
    assert told(judging.of_reach("https://recruit.example.com", reach)) == found


@pytest.mark.parametrize(
    ("tables", "found"),
    [
        (Tables(protected=70, unprotected=[], pending=[]), "tables:well"),
        (Tables(protected=70, unprotected=[], pending=["hiring.0009_x"]), "migrations:wrong"),
        (Tables(protected=69, unprotected=["people_person"], pending=[]), "row_security:wrong"),
        (
            Tables(protected=0, unprotected=[], pending=["company.0001_initial"]),
            "migrations:wrong no_tables:wrong",
        ),
    ],
)
def test_tables(tables, found):
    assert told(judging.of_tables(tables)) == found


@pytest.mark.parametrize(
    ("silence", "found"),
    [
        (2 * SECOND, "worker:well"),
        (15 * SECOND, "silent_worker:wrong"),
        (None, "no_worker:wrong"),
    ],
)
def test_worker(silence, found):
    assert told(judging.of_worker(alive=1, silence=silence)) == found


@pytest.mark.parametrize(
    ("oldest", "failed", "found"),
    [
        (timedelta(), 0, "queue:well"),
        (59 * SECOND, 0, "queue:well"),
        (MINUTE, 0, "queue:attention"),
        (10 * MINUTE, 0, "queue:wrong"),
        (timedelta(), 3, "failed_jobs:attention"),
    ],
)
def test_queue(oldest, failed, found):
    assert told(judging.of_queue(waiting=12, oldest=oldest, failed=failed)) == found


@pytest.mark.parametrize(
    ("free", "total", "found"),
    [
        (500 * GB, 1000 * GB, "room:well"),
        # a small disk that is empty, a large one that is nearly full
        (9 * GB, 20 * GB, "room:well"),
        (50 * GB, 1000 * GB, "room:well"),
        (9 * GB, 1000 * GB, "room:attention"),
        (0.9 * GB, 2 * GB, "room:wrong"),
    ],
)
def test_room(free, total, found):
    assert told(judging.of_room("/srv/recruit", free=int(free), total=total)) == found


@pytest.mark.parametrize(
    ("age", "found"),
    [
        (timedelta(hours=29), "backup:well"),
        (timedelta(hours=30), "backup:attention"),
        (timedelta(days=3), "backup:wrong"),
        (None, "no_backup:attention"),
    ],
)
def test_backups(age, found):
    assert told(judging.of_backups("/var/backups/recruit", age=age)) == found


@pytest.mark.parametrize(
    ("changed", "trouble", "found"),
    [
        ({}, "", "mail:well"),
        ({"mail_is_sent": False}, "", "no_mail:attention"),
        ({}, "authentication failed", "mail:wrong"),
        ({"mail_from": "recruit@localhost"}, "", "mail_from:attention"),
    ],
)
def test_mail(changed, trouble, found):
    assert told(judging.of_mail(replace(GOOD, **changed), trouble=trouble)) == found


@pytest.mark.parametrize(
    ("ahead", "found", "word"),
    [
        (timedelta(), "c:well", "agrees"),
        (-4 * SECOND, "c:well", "agrees"),
        (5 * SECOND, "c:attention", "ahead of"),
        (-59 * SECOND, "c:attention", "behind"),
        (-MINUTE, "c:wrong", "behind"),
    ],
)
def test_clock(ahead, found, word):
    [finding] = judging.of_clock("c", "the database", ahead)

    assert told([finding]) == found
    assert word in finding.sentence


def of(**changed):
    seen = {"state": "Enabled", "is_enabled": True, "is_paused": False, "trouble": "", "stuck": 0}
    return Connection(company="Lumen Works", **{**seen, **changed})


@pytest.mark.parametrize(
    ("connections", "found"),
    [
        ([], "linkedin:well"),
        ([of()], "linkedin:well"),
        ([of(is_paused=True)], "linkedin_paused:attention"),
        ([of(is_enabled=False, state="Waits for LinkedIn's admin")], "linkedin_state:attention"),
        ([of(stuck=3)], "linkedin_stuck:attention"),
        # what is worst is told, and only that
        (
            [of(trouble="LinkedIn does not know the secret.", is_paused=True, stuck=3)],
            "linkedin_trouble:attention",
        ),
        # each company by itself
        ([of(), of(stuck=1)], "linkedin:well linkedin_stuck:attention"),
    ],
)
def test_connections(connections, found):
    assert told(judging.of_connections(connections)) == found


def test_a_folder_that_takes_nothing_is_wrong():
    def look(trouble):
        return judging.of_folder(
            "files", "/srv", what="What candidates upload", trouble=trouble, variable="RECRUIT_DATA"
        )

    assert told(look("")) == "files:well"
    assert told(look("Read-only file system")) == "files:wrong"


@pytest.mark.parametrize(
    ("findings", "status", "last"),
    [
        ([well("a", "Good.")], 0, "All is well."),
        ([well("a", "Good."), attention("b", "Hm.", "Do.")], 3, "Wrong: 0. Needs attention: 1."),
        ([attention("b", "Hm.", "Do."), wrong("c", "Bad.", "Do.")], 1, "Wrong: 1. Needs attention: 1."),
    ],
)
def test_the_status_is_that_of_the_worst(findings, status, last):
    diagnosis = Diagnosis({"Subject": findings})

    assert diagnosis.status == status
    assert [*lines_of(diagnosis)][-1] == last
    assert json.loads(json.dumps(diagnosis.as_data()))["is_well"] == (status == 0)


# ------------------------------------------------------------------------------------------ looking


@pytest.fixture
def patient(tmp_path):
    return looking.patient_of(Environment(data=tmp_path, base_url="http://127.0.0.1:9"))


def test_a_hole_in_the_wall_between_companies_is_found(db, patient):
    assert told(looking.at_database(patient)) == "database:well tables:well"
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_person NO FORCE ROW LEVEL SECURITY")

    found = looking.at_database(patient)

    assert "row_security:wrong" in told(found)
    assert "people_person" in next(each.sentence for each in found if each.code == "row_security")


def test_a_migration_that_is_to_come_is_found(db, patient):
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM django_migrations WHERE app = 'reports' OR app = 'linkedin_web' OR name = '0001_initial'"
        )

    assert "migrations:wrong" in told(looking.at_database(patient))


def test_a_job_that_is_due_for_long_and_a_worker_that_never_was(db, patient):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers")
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at) "
            "VALUES ('default', 'tests.due', 'todo', now() - interval '3 minutes') RETURNING id"
        )
        (job,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_events SET at = now() - interval '1 hour' WHERE job_id = %s", [job]
        )

    assert told(looking.at_work(patient)) == "no_worker:wrong queue:attention"


def test_nobody_answers_at_the_address(patient):
    assert told(looking.at_address(patient)) == "loopback:wrong unreachable:wrong"


def test_a_mail_server_that_is_not_there(patient, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    assert told(looking.at_mail(replace(patient, setting=GOOD))) == "mail:wrong"


def test_the_clock_of_the_database_is_this_machines(db, patient):
    found = looking.at_clocks(
        replace(patient, environment=Environment(linkedin_api_url="http://127.0.0.1:9"))
    )

    assert told(found) == "database_clock:well linkedin_unreachable:wrong"


def test_a_company_without_a_connection_is_no_finding(db, patient):
    assert Company.objects.count() == 0
    assert told(looking.at_linkedin(patient)) == "linkedin:well"
