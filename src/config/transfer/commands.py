"""What do ``recruit import`` and ``recruit export`` do? Files come in and archives go out without a browser."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import transaction

from config.companies import company_named
from config.trouble import Trouble
from recruit.access.selectors import password_token
from recruit.base import clock
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.base.tenancy import company_context
from recruit.company.enums import CompanyRole
from recruit.company.models import Company
from recruit.company.selectors import actor_of, teammate_with_email, teammates_of
from recruit.transfer import selectors, services
from recruit.transfer.enums import BadRows
from recruit.transfer.models import Import

SOME_REFUSED: Final = 3
_MOST_TOLD: Final = 20


def run_import(options: argparse.Namespace) -> tuple[str, int]:
    """What to tell, and the exit status. ``Trouble`` with the refusal's own sentence."""
    if not options.file.is_file():
        raise Trouble(f"There is no file {options.file}.")
    try:
        if options.what == "company":
            return _restore(options.file), 0
        company = company_named(options.company)
        with company_context(company.pk):
            run = _bring_in(company, options)
            return "\n".join(_told(run)), SOME_REFUSED if run.refused else 0
    except Refusal as refusal:
        raise Trouble(refusal.sentence) from refusal


def _bring_in(company: Company, options: argparse.Namespace) -> Import:
    actor = _actor(company, options.teammate)
    with transaction.atomic():
        run = services.draft_import(
            company_id=company.pk,
            kind=options.what,
            file_name=options.file.name,
            content=options.file.read_bytes(),
            actor=actor,
        )
        bad = BadRows.ALL_OR_NOTHING if options.all_or_nothing else BadRows.SKIP
        services.choose_mapping(run=run, mapping=run.mapping, bad_rows=bad, actor=actor)
        services.start_import(run=run, actor=actor)
    # A worker may take it on as well: slices are nobody's and done once.
    services.work_import(company_id=company.pk, import_id=run.pk)
    return selectors.import_by_id(company_id=company.pk, import_id=run.pk)


def _actor(company: Company, email: str) -> Actor:
    if not email:
        return services.COMMAND_LINE
    teammate = teammate_with_email(company_id=company.pk, email=email)
    if teammate is None:
        raise Trouble(f"{company.name} has no teammate with the address {email}.")
    return actor_of(teammate)


def _told(run: Import) -> Iterator[str]:
    yield f"{run.file_name}: {run.total:,} rows, read as {run.form}."
    chosen = [f"{column} → {name}" for column, name in run.fields.items() if name]
    left = [column for column, name in run.fields.items() if not name]
    yield f"Columns: {', '.join(chosen)}." + (f" Left out: {', '.join(left)}." if left else "")
    yield f"{run.imported:,} imported, {run.there_already:,} there already, {run.refused:,} not imported."
    if run.trouble:
        yield run.trouble
    page = selectors.rows_with_problems(run=run, limit=_MOST_TOLD)
    for row in page.rows:
        yield f"  Row {row.number}: {' '.join(problem['sentence'] for problem in row.problems)}"
    if page.next_cursor:
        yield f"  … and {run.refused - _MOST_TOLD:,} more: {settings.BASE_URL}/settings/imports/{run.public_id}"


def _restore(path: Path) -> str:
    restored = services.restore_company(path=path)
    with company_context(restored.company.pk):
        owners = [
            each
            for each in teammates_of(company_id=restored.company.pk)
            if each.company_role == CompanyRole.OWNER and each.is_active
        ]
        links = [
            f"  {each.full_name}: {settings.BASE_URL}/password/{password_token(each)}" for each in owners
        ]
    ids = "a copy: its public ids are new" if restored.is_copy else "it has its public ids again"
    return "\n".join(
        [
            f"{restored.company.name} is there ({ids}): {restored.rows:,} rows, {restored.files:,} files.",
            "Nobody has a password yet. Its owners choose theirs here, the others by “Forgotten password”:",
            *links,
        ]
    )


def run_export(options: argparse.Namespace) -> str:
    """What to tell whoever typed the command."""
    company = company_named(options.company)
    path: Path = options.file or Path(f"recruit-{company.public_id}-{clock.now():%Y-%m-%d}.zip")
    if path.exists():
        raise Trouble(f"{path} is there already. Name another file.")
    with company_context(company.pk):
        manifest = services.write_archive(company_id=company.pk, path=path)
    rows = sum(table["rows"] for table in manifest["tables"])
    lost = manifest["files"]["lost"]
    return (
        f"{path}: {company.name} with {rows:,} rows and {manifest['files']['count']:,} files, "
        f"{path.stat().st_size:,} bytes."
        + (f" The data folder has lost {lost:,} files." if lost else "")
        + "\nIt holds personal data and no passwords: keep it where you keep backups."
    )
