"""How does a file become an import that can be looked at, matched to fields, and started?"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from recruit.base import clock, files, media, queue
from recruit.base.actors import Actor
from recruit.base.errors import Refusal
from recruit.transfer.enums import BadRows, ImportKind, ImportState
from recruit.transfer.models import Import
from recruit.transfer.rules import fields
from recruit.transfer.rules.reading import read_table
from recruit.transfer.selectors import fields_for
from recruit.transfer.services.ground import locked_import, require_right, tell

#: The task that works an import off; it is defined in ``tasks``, above.
WORK = "transfer.work_import"
#: All or nothing is one transaction, which nobody wants to last for long.
MOST_AT_ONCE = 20_000


@transaction.atomic
def draft_import(*, company_id: int, kind: str, file_name: str, content: bytes, actor: Actor) -> Import:
    """Read the file, suggest a field for each column, keep both. Nothing is imported yet.

    Refuses with ``FileNotUnderstood`` or ``CompanyRoleTooSmall``.
    """
    require_right(company_id=company_id, kind=kind, actor=actor)
    table = read_table(content)
    remembered = remembered_mapping(company_id=company_id, kind=kind)
    run = Import.objects.create(
        company_id=company_id,
        kind=ImportKind(kind),
        file_name=media.clean_name(file_name),
        digest=files.store(company_id=company_id, content=content),
        form=table.form,
        columns=list(table.columns),
        mapping=fields.suggested(fields_for(company_id=company_id, kind=kind), table.columns, remembered),
        total=len(table.rows),
        by_id=actor.teammate_id,
        by_name=actor.name,
    )
    tell(company_id)
    return run


def remembered_mapping(*, company_id: int, kind: str) -> dict[str, str]:
    """What was chosen for the latest file of that kind that was started, by the column's word."""
    latest = (
        Import.objects.filter(company_id=company_id, kind=kind)
        .exclude(state=ImportState.DRAFT)
        .order_by("-id")
        .first()
    )
    if latest is None:
        return {}
    return {fields.word_of(column): name for column, name in latest.mapping.items()}


class ImportNotDraft(Refusal):
    code = "import_not_draft"


class MappingIncomplete(Refusal):
    code = "mapping_incomplete"


class TooManyAtOnce(Refusal):
    code = "too_many_rows_at_once"


@transaction.atomic
def choose_mapping(*, run: Import, mapping: Mapping[str, str], bad_rows: str, actor: Actor) -> Import:
    """Columns and fields that are not known are dropped. Refuses with ``ImportNotDraft`` or ``CompanyRoleTooSmall``."""
    fresh = _draft(run, actor)
    known = {field.name for field in fields_for(company_id=fresh.company_id, kind=fresh.kind)}
    fresh.mapping = {
        column: mapping.get(column, "") if mapping.get(column, "") in known else ""
        for column in fresh.columns
    }
    fresh.bad_rows = BadRows(bad_rows)
    fresh.save(update_fields=["mapping", "bad_rows"])
    return fresh


@transaction.atomic
def start_import(*, run: Import, actor: Actor) -> Import:
    """It is worked off in the background from now on. Refuses also with ``MappingIncomplete`` or ``TooManyAtOnce``."""
    fresh = _draft(run, actor)
    offered = fields_for(company_id=fresh.company_id, kind=fresh.kind)
    lacking = fields.missing(fresh.kind, offered, fresh.mapping)
    if lacking:
        raise MappingIncomplete(
            _("No column is chosen for: {fields}. Choose one, then start.").format(fields="; ".join(lacking))
        )
    twice = fields.given_twice(offered, fresh.mapping)
    if twice:
        raise MappingIncomplete(
            _("Several columns are chosen for: {fields}. Leave one of them.").format(fields=", ".join(twice))
        )
    if fresh.bad_rows == BadRows.ALL_OR_NOTHING and fresh.total > MOST_AT_ONCE:
        raise TooManyAtOnce(
            _(
                "All or nothing is for up to {most} rows. Leave out what cannot be imported, or split the file."
            ).format(most=number_format(MOST_AT_ONCE, force_grouping=True))
        )
    fresh.state, fresh.started_at = ImportState.RUNNING, clock.now()
    fresh.save(update_fields=["state", "started_at"])
    queue.defer(WORK, company_id=fresh.company_id, import_id=fresh.pk, lock=f"import {fresh.pk}")
    tell(fresh.company_id)
    return fresh


@transaction.atomic
def stop_import(*, run: Import, actor: Actor) -> None:
    """What was imported by now stays; of all or nothing nothing does. Idempotent."""
    require_right(company_id=run.company_id, kind=run.kind, actor=actor)
    # No lock: the worker holds the row while it imports a slice, and looks at this afterwards.
    Import.objects.filter(company_id=run.company_id, pk=run.pk, state=ImportState.RUNNING).update(
        is_stopping=True
    )
    tell(run.company_id)


@transaction.atomic
def discard_draft(*, run: Import, actor: Actor) -> None:
    """With its file. Refuses with ``ImportNotDraft``."""
    fresh = _draft(run, actor)
    forget_file(fresh)
    fresh.delete()
    tell(run.company_id)


def forget_file(run: Import) -> None:
    """Its bytes go when the transaction is committed, unless another row names the same."""
    files.discard_unnamed(company_id=run.company_id, digests={run.digest})
    run.digest = ""
    run.save(update_fields=["digest"])


def _draft(run: Import, actor: Actor) -> Import:
    require_right(company_id=run.company_id, kind=run.kind, actor=actor)
    fresh = locked_import(company_id=run.company_id, import_id=run.pk)
    if fresh.state != ImportState.DRAFT:
        raise ImportNotDraft(_("This import was started already. Look at how far it is."))
    return fresh
