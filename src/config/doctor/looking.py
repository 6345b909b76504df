"""What is there to see? Each look answers with findings, and one that cannot look says so instead of failing."""

from __future__ import annotations

import http.client
import json
import platform
import shutil
import smtplib
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import ERROR, run_checks
from django.core.mail import get_connection
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config.backups.folder import backups_in
from config.database.fitness import WALLS
from config.doctor import judging
from config.doctor.findings import Finding, well, wrong
from config.doctor.judging import Reach, Setting, Tables
from config.environment import Environment
from linkedin_sync import health
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies

_PATIENCE: Final = 10.0
_WORKERS: Final = """
    SELECT count(*) FILTER (WHERE last_heartbeat > now() - interval '15 seconds'), now() - max(last_heartbeat)
    FROM procrastinate_workers
"""
_QUEUE: Final = """
    SELECT count(*), coalesce(max(now() - greatest(e.at, j.scheduled_at)), interval '0')
    FROM procrastinate_jobs j JOIN procrastinate_events e ON e.job_id = j.id AND e.type = 'deferred'
    WHERE j.status = 'todo' AND (j.scheduled_at IS NULL OR j.scheduled_at <= now())
"""
_FAILED: Final = (
    "SELECT count(*) FROM procrastinate_events WHERE type = 'failed' AND at > now() - interval '1 day'"
)


@dataclass(frozen=True)
class Patient:
    """The installation, as its settings describe it."""

    environment: Environment
    setting: Setting


def patient_of(environment: Environment) -> Patient:
    return Patient(
        environment,
        Setting(
            base_url=environment.base_url,
            allowed_hosts=environment.allowed_hosts.split(","),
            debug=environment.debug,
            demo=environment.demo,
            linkedin_is_the_sandbox=environment.linkedin_is_the_sandbox,
            has_parent_application=bool(
                environment.linkedin_parent_id and environment.linkedin_parent_secret.get_secret_value()
            ),
            cookies_are_secure=settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE,
            mail_is_sent=bool(environment.mail_url.get_secret_value()),
            mail_from=environment.mail_from,
        ),
    )


def at_settings(patient: Patient) -> list[Finding]:
    """Our own system checks, and what must not be set where others come."""
    messages = run_checks(include_deployment_checks=True)
    ours = [each for each in messages if each.level >= ERROR]
    found = [wrong(str(each.id), str(each.msg), str(each.hint or "")) for each in ours]
    return found + judging.of_settings(patient.setting)


def at_versions(_patient: Patient) -> list[Finding]:
    told = ", ".join(f"{name} {version(name)}" for name in ("recruit", "Django", "procrastinate"))
    return [well("versions", f"{told}, Python {platform.python_version()}.")]


def at_database(_patient: Patient) -> list[Finding]:
    faults = run_checks(databases=["default"], tags=["database"])
    found = [
        wrong(str(each.id), str(each.msg), "What to do is in the sentence.")
        for each in faults
        if each.level >= ERROR
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version')")
        (server,) = cursor.fetchone()
        cursor.execute(WALLS)
        rows = cursor.fetchall()
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    tables = Tables(
        protected=sum(is_protected for _, is_protected in rows),
        unprotected=[name for name, is_protected in rows if not is_protected],
        pending=[f"{migration.app_label}.{migration.name}" for migration, _ in plan],
    )
    return [*(found or [well("database", f"PostgreSQL {server} can be used.")]), *judging.of_tables(tables)]


def at_work(_patient: Patient) -> list[Finding]:
    with connection.cursor() as cursor:
        cursor.execute(_WORKERS)
        alive, silence = cursor.fetchone()
        cursor.execute(_QUEUE)
        waiting, oldest = cursor.fetchone()
        cursor.execute(_FAILED)
        (failed,) = cursor.fetchone()
    return [
        *judging.of_worker(alive=alive, silence=silence),
        *judging.of_queue(waiting=waiting, oldest=oldest, failed=failed),
    ]


def at_files(patient: Patient) -> list[Finding]:
    data, statics = patient.environment.data.absolute(), Path(settings.STATIC_ROOT)
    usage = shutil.disk_usage(data)
    found = judging.of_folder(
        "files",
        str(settings.FILES_FOLDER),
        what="What candidates upload",
        trouble=_against_writing(Path(settings.FILES_FOLDER)),
        variable="RECRUIT_DATA",
    )
    if not (statics / "staticfiles.json").exists():
        found.append(wrong("static_files", f"The static files are not in {statics}.", "Run: recruit migrate"))
    return [*found, *judging.of_room(str(data), free=usage.free, total=usage.total)]


def _against_writing(folder: Path) -> str:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return str(error.strerror or error)


def at_backups(patient: Patient) -> list[Finding]:
    folder = patient.environment.backups_folder
    newest = next(iter(backups_in(folder)), None)
    age = datetime.now(UTC) - newest.made_at if newest else None
    return judging.of_backups(str(folder), age=age)


def at_mail(patient: Patient) -> list[Finding]:
    trouble = ""
    if patient.setting.mail_is_sent:
        mail = get_connection()
        try:
            mail.open()
        except (OSError, smtplib.SMTPException) as error:
            trouble = str(error)
        finally:
            mail.close()
    return judging.of_mail(patient.setting, trouble=trouble)


def at_address(patient: Patient) -> list[Finding]:
    base = patient.setting.base_url
    return [*judging.of_address(patient.setting), *judging.of_reach(base, _reach(base))]


def _reach(base: str) -> Reach:
    try:
        status, body, _ = _ask(base, "GET", "/healthz")
        try:
            is_recruit = "worker" in json.loads(body)
        except (ValueError, TypeError):
            is_recruit = False
        pushed, _, _ = _ask(base, "POST", "/linkedin/callback/nobodys", b"{}")
    except (OSError, http.client.HTTPException) as error:
        return Reach(trouble=str(error) or type(error).__name__)
    return Reach(is_recruit=is_recruit, status=status, callback_status=pushed)


def _ask(base: str, verb: str, path: str, body: bytes | None = None) -> tuple[int, bytes, str]:
    """One call as anybody's; the status, the beginning of the body, and the other clock's ``Date``."""
    parts = urlsplit(base)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    asked = kind(parts.hostname or "", parts.port, timeout=_PATIENCE)
    try:
        asked.request(verb, path, body=body, headers={"Content-Type": "application/json"})
        answer = asked.getresponse()
        return answer.status, answer.read(10_000), answer.getheader("Date") or ""
    finally:
        asked.close()


def at_clocks(patient: Patient) -> list[Finding]:
    before = time.time()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (theirs,) = cursor.fetchone()
    ours = datetime.fromtimestamp((before + time.time()) / 2, UTC)
    found = judging.of_clock("database_clock", "the database", theirs - ours)
    address = patient.environment.linkedin_api_url
    try:
        _, _, told = _ask(address, "GET", "/")
    except (OSError, http.client.HTTPException) as error:
        return [
            *found,
            wrong(
                "linkedin_unreachable",
                f"LinkedIn ({address}) cannot be reached: {str(error) or type(error).__name__}",
                "Let this machine call that address, and look at RECRUIT_LINKEDIN_API_URL.",
            ),
        ]
    if told:
        ahead = parsedate_to_datetime(told) - datetime.fromtimestamp(time.time(), UTC)
        # The header tells whole seconds, cut off.
        found += judging.of_clock("linkedin_clock", "LinkedIn", ahead + timedelta(seconds=0.5))
    return found


def at_linkedin(_patient: Patient) -> list[Finding]:
    connections = []
    for company in all_companies():
        with company_context(company.pk):
            seen = health.overview(company_id=company.pk)
        if seen.is_connected:
            connections.append(
                judging.Connection(
                    company=company.name,
                    state=seen.state_label,
                    is_enabled=seen.state == "enabled",
                    is_paused=seen.is_paused,
                    trouble=seen.trouble,
                    stuck=seen.parked,
                )
            )
    return judging.of_connections(connections)


Look = Callable[[Patient], list[Finding]]
#: By subject, in order. Those of the second list ask the database, and are left out where it does not answer.
WITHOUT_DATABASE: Final[dict[str, Look]] = {
    "Versions": at_versions,
    "Settings": at_settings,
    "Files": at_files,
    "Backups": at_backups,
    "Mail": at_mail,
    "Address": at_address,
}
WITH_DATABASE: Final[dict[str, Look]] = {
    "Database": at_database,
    "Background work": at_work,
    "Clocks": at_clocks,
    "LinkedIn": at_linkedin,
}
