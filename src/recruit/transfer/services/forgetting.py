"""How long is it kept what a file said? Drafts for a day, rows for thirty, and nothing of somebody who is erased."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_noop

from recruit.base import clock
from recruit.transfer.enums import ImportState
from recruit.transfer.models import Import, ImportRow
from recruit.transfer.services.drafting import forget_file

#: Whatever is not worked off by then has no worker any more.
_WORKED_WITHIN: Final = timedelta(days=1)
DRAFTS_KEPT: Final = timedelta(days=1)
ROWS_KEPT: Final = timedelta(days=30)
_AT_ONCE: Final = 20


@transaction.atomic
def forget_person_rows(*, company_id: int, person_id: int) -> None:
    """For the erasure of a person: the rows that became them or a process of theirs."""
    ImportRow.objects.filter(company_id=company_id, person_id=person_id).delete()


def row_counts(*, company_id: int, person_id: int) -> dict[str, int]:
    return {
        gettext_noop("rows of imports"): ImportRow.objects.filter(
            company_id=company_id, person_id=person_id
        ).count()
    }


@transaction.atomic
def forget_old_imports(*, company_id: int) -> None:
    """Drafts that nobody started go with their files; of older imports the rows go and the counts stay.

    One that nobody works off any more is told as ended, so that its rows do not wait for ever.
    """
    now = clock.now()
    _end_abandoned(company_id, now)
    drafts = Import.objects.filter(
        company_id=company_id, state=ImportState.DRAFT, created_at__lt=now - DRAFTS_KEPT
    )
    for run in drafts.select_for_update(skip_locked=True).order_by("id")[:_AT_ONCE]:
        forget_file(run)
        run.delete()
    ImportRow.objects.filter(company_id=company_id, of_import__finished_at__lt=now - ROWS_KEPT).delete()


def _end_abandoned(company_id: int, now: datetime) -> None:
    rows = Import.objects.filter(
        company_id=company_id, state=ImportState.RUNNING, started_at__lt=now - _WORKED_WITHIN
    )
    # Whoever works at one holds its row, and is not disturbed.
    for run in rows.select_for_update(skip_locked=True).order_by("id")[:_AT_ONCE]:
        if run.digest:
            forget_file(run)
        run.state, run.finished_at = ImportState.CANCELLED, now
        run.trouble = gettext_noop(
            "It was not finished within a day. What was imported stays: import the others once more."
        )
        run.save(update_fields=["state", "finished_at", "trouble"])
