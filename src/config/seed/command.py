"""What does `recruit seed` do? It fills one company more, once, and says who can sign in there."""

from __future__ import annotations

import os
import secrets
import time
from pathlib import Path

from django.core.management import call_command
from django.db import connection, transaction

from config.seed.company import SIGN_INS, found_seeded_company
from config.seed.filling import fill_candidates, look_at_tables, total_weight
from config.seed.progress import Progress
from config.seed.shape import shape_of
from config.trouble import Trouble
from recruit.base.actors import system_actor
from recruit.base.tenancy import company_context
from recruit.company.selectors import all_companies

SMALLEST = 100
_PASSWORD_BYTES = 9
_ACTOR = system_actor("Seed")


def seed(*, size: int, name: str, domain: str, told: Path) -> list[str]:
    """Found and fill the company; answers the lines that say who can sign in, which are kept in ``told`` as well.

    All or nothing: interrupted, it leaves nothing behind and can be asked again.
    """
    if size < SMALLEST:
        raise Trouble(f"A seeded company has at least {SMALLEST} candidates. Ask for a larger --size.")
    _require_alone()
    call_command("migrate", verbosity=0, interactive=False)
    _require_new(name, told)
    began = time.perf_counter()
    shape = shape_of(size)
    password = secrets.token_urlsafe(_PASSWORD_BYTES)
    progress = Progress(total_weight())
    print(
        f"{name}: {size:,} candidates, {shape.positions:,} positions, {shape.teammates} teammates", flush=True
    )
    with transaction.atomic():
        progress.begin("teammates and positions")
        company = found_seeded_company(name=name, domain=domain, password=password, shape=shape, actor=_ACTOR)
        progress.end("teammates and positions")
        with company_context(company.pk):
            fill_candidates(company_id=company.pk, shape=shape, actor=_ACTOR, progress=progress)
    with company_context(company.pk):
        look_at_tables(progress)
    lines = _lines(name, domain, password, seconds=time.perf_counter() - began)
    _keep(told, lines)
    return lines


def _require_new(name: str, told: Path) -> None:
    if any(company.name == name for company in all_companies()):
        raise Trouble(
            f"There is a company “{name}” already, and it is left as it is. Who can sign in there is in {told}. "
            "Give another one with --company and --domain, or forget everything with `make clean`."
        )


def _require_alone() -> None:
    """The tables are without their indexes meanwhile, and locked: whoever else works on them would wait for minutes.

    This program's own sessions, of which its pool opens several, bear the name that it gave itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name <> current_setting('application_name') AND backend_type = 'client backend'"
        )
        (others,) = cursor.fetchone()
    if others:
        raise Trouble(
            f"{others} other session{'s are' if others > 1 else ' is'} at work on this database. Stop Recruit "
            "(Ctrl-C where `make run` runs), seed, and start it again."
        )


def _lines(name: str, domain: str, password: str, *, seconds: float) -> list[str]:
    people = ", ".join(f"{first.lower()}@{domain} ({role.label})" for first, _, role in SIGN_INS)
    return [
        (
            f"{name} is there after {seconds / 60:.1f} minutes. "
            f"Start Recruit and sign in with the password “{password}” as"
        ),
        f"  {people}",
    ]


def _keep(told: Path, lines: list[str]) -> None:
    descriptor = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
