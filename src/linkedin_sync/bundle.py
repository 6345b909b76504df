"""What does support need to see? One zip file: versions, settings, health, what is stuck, what came in, logs.

No secret, no address and no record's contents are in it: records are told by their ids and the names of their fields.
"""

from __future__ import annotations

import io
import json
import platform
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import connection as database
from django.db.models import Count, F
from django.utils import translation

from linkedin_sync import health
from linkedin_sync.backfill.selectors import latest_backfill
from linkedin_sync.connections.client import spoken_generations
from linkedin_sync.connections.selectors import connection_of, integrations_of
from linkedin_sync.models import Export, Mark, Receipt
from linkedin_sync.reconcile.selectors import drift_page, latest_reconcile
from recruit.base import clock
from recruit.base.masking import mask, without_addresses

_ROWS: Final = 200
#: Bytes of the end of each log.
_TAIL: Final = 256_000
_LOGS: Final = ("web.log", "worker.log", "migrate.log")
_PACKAGES: Final = ("Django", "psycopg", "procrastinate", "httpx2", "granian", "django-htmx")
_ABOUT: Final = (
    "This is a support bundle of Recruit's LinkedIn connection.\n"  # English
    "\n"
    "about.json      versions, and when this was made\n"
    "settings.json   the connection as it is set up; secrets are only said to be there\n"
    "health.json     what waits, what is stuck, what LinkedIn's throttle has room for\n"
    "stuck.json      counts by kind and reason, and the latest stuck records: LinkedIn's words, field names, "
    "no contents\n"
    "incoming.json   the latest notifications without their bodies, and exports by outcome and reason\n"
    "history.json    the latest backfill, the latest comparison of both sides, and what differed\n"
    "logs/           the ends of the logs\n"
    "\n"
    "Secrets, e-mail addresses and the contents of records are left out. What LinkedIn answered is in it "
    "word for word and\n"
    "may repeat a part of a record: read it before you pass it on.\n"
)


def file_name() -> str:
    return f"recruit-linkedin-{clock.now():%Y%m%d-%H%M%S}.zip"


def bundle_of(*, company_id: int) -> bytes:
    """The zip file; in English, whoever asks for it."""
    parts: dict[str, Callable[[int], Any]] = {
        "about.json": _about,
        "settings.json": _settings,
        "health.json": _health,
        "stuck.json": _stuck,
        "incoming.json": _incoming,
        "history.json": _history,
    }
    made = io.BytesIO()
    # Whoever supports a German installation need not read German.
    with translation.override("en"), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("README.txt", _ABOUT)
        for name, tell in parts.items():
            text = json.dumps(mask(tell(company_id)), default=_plain, indent=2, ensure_ascii=False)
            file.writestr(name, without_addresses(text))
        for name, text in _log_tails(Path(settings.LOG_FOLDER)):
            file.writestr(f"logs/{name}", text)
    return made.getvalue()


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    raise TypeError(f"{value!r} cannot be told as JSON")


def _about(_company_id: int) -> dict[str, Any]:
    with database.cursor() as cursor:
        cursor.execute("SELECT version()")
        (postgres,) = cursor.fetchone()
        cursor.execute(
            "SELECT name FROM django_migrations WHERE app = 'linkedin_sync' ORDER BY id DESC LIMIT 1"
        )
        (migration,) = cursor.fetchone() or ("",)
    return {
        "made_at": clock.now(),
        "recruit": _version("recruit"),
        "python": platform.python_version(),
        "system": platform.platform(),
        "postgresql": postgres,
        "packages": {name: _version(name) for name in _PACKAGES},
        "latest_migration": migration,
    }


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed as a package"


def _settings(company_id: int) -> dict[str, Any]:
    found = connection_of(company_id=company_id)
    told: dict[str, Any] = {
        "linkedin_api_url": settings.LINKEDIN_API_URL,
        "linkedin_version": settings.LINKEDIN_VERSION,
        "base_url": settings.BASE_URL,
    }
    if found is None:
        return told | {"connection": None}
    kept = (
        "public_id", "state", "state_changed_at", "trouble", "organization_urn", "contract_urn", "application_urn",
        "shares", "paused_at", "permissions_synced_at", "seats_pulled_at", "syncs_inmail",
        "syncs_notes", "bodies_for", "minute_records", "day_calls", "reserve_percent", "created_at",
    )  # fmt: skip
    return told | {
        "connection": {name: getattr(found, name) for name in kept},
        "requires_signed_pushes": found.requires_signature,
        "has": {"client_id": bool(found.client_id), "its_key": bool(found.client_secret)},
        "generations": spoken_generations(found),
        "integrations": [asdict(each) for each in integrations_of(company_id=company_id)],
    }


def _health(company_id: int) -> dict[str, Any]:
    return asdict(health.overview(company_id=company_id))


def _stuck(company_id: int) -> dict[str, Any]:
    stuck = Mark.objects.filter(company_id=company_id).exclude(parked_reason="")
    counts = stuck.order_by().values("kind", "parked_reason").annotate(count=Count("id"))
    return {
        "counts": list(counts),
        "latest": [_stuck_record(mark) for mark in stuck.order_by("-parked_at", "-id")[:_ROWS]],
    }


def _stuck_record(mark: Mark) -> dict[str, Any]:
    exchange = dict(mark.exchange or {})
    record = exchange.pop("record", None)
    # A path may name a record by its id, which tells nothing of the person.
    return {
        "kind": mark.kind,
        "our_key": mark.our_key,
        "reason": mark.parked_reason,
        "text": mark.parked_text,
        "attempts": mark.attempts,
        "parked_at": mark.parked_at,
        "call": exchange,
        "fields": sorted(record) if isinstance(record, dict) else [],
    }


def _incoming(company_id: int) -> dict[str, Any]:
    columns = (
        "event_id", "type", "state", "reason", "attempts", "received_at", "finished_at",
    )  # fmt: skip
    receipts = Receipt.objects.filter(company_id=company_id).order_by("-id")[:_ROWS]
    exports = Export.objects.filter(company_id=company_id).order_by()
    return {
        "latest": list(receipts.values(*columns, signed=F("signature_state"))),
        "exports": list(exports.values("outcome", "reason").annotate(count=Count("id"))),
    }


def _history(company_id: int) -> dict[str, Any]:
    backfill, compared = latest_backfill(company_id=company_id), latest_reconcile(company_id=company_id)
    drift = drift_page(company_id=company_id, reconcile_id=compared.id, limit=_ROWS).rows if compared else []
    return {
        "backfill": asdict(backfill) | {"by": ""} if backfill else None,
        "comparison": asdict(compared) | {"by": ""} if compared else None,
        "differed": [asdict(each) for each in drift],
    }


def _log_tails(folder: Path) -> Iterable[tuple[str, str]]:
    for name in _LOGS:
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                file.seek(max(path.stat().st_size - _TAIL, 0))
                text = file.read().decode(errors="replace")
            yield name, without_addresses(mask(text))
