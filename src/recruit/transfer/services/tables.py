"""Which tables make up a company, and what of them does not leave the house?

Every table of the domain goes out, a new one as well, unless it stands here with a reason. Columns whose name or kind
says that they hold a secret never do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.apps import apps
from django.db import models

from recruit.base.masking import SECRET_NAME
from recruit.base.rows import CompanyRow
from recruit.base.secrets import EncryptedTextField
from recruit.company.models import Company
from recruit.transfer.rules.archive import LEFT_OUT

#: Named like secrets, and none: what stands after ``?src=`` in public links.
_NO_SECRETS: Final = frozenset({"careers_trackedlink.token"})
#: Plain keys, which no reference of the database tells: by column the table that they lead to.
PLAIN_KEYS: Final[Mapping[str, str]] = {
    "person_id": "people_person",
    "hidden_person_id": "people_person",
    "lost_id": "people_person",
    "position_id": "positions_position",
    "process_id": "hiring_hiringprocess",
    "author_app_id": "company_apiapp",
}
#: What is written otherwise than it stands in the table, in SQL over the row ``t``.
WRITTEN: Final[Mapping[str, Mapping[str, str]]] = {
    # Tokens stay here: an app has to be approved anew.
    "company_apiapp": {"state": "CASE t.state WHEN 'approved' THEN 'waiting' ELSE t.state END"},  # English
    # What there was before does not come along.
    "duplicates_merge": {"forgotten_at": "COALESCE(t.forgotten_at, t.merged_at)", "last_ids": "'{}'::jsonb"},
}


@dataclass(frozen=True)
class Exported:
    """One table. ``keys``: by column the table whose ids it holds, its own among them. ``dropped``: secrets.

    ``plain``: of the keys those that nothing holds to their table, so that they may lead to a row that is gone.
    """

    table: str
    keys: Mapping[str, str]
    plain: frozenset[str]
    dropped: tuple[str, ...]
    model: type[models.Model]

    @property
    def company_column(self) -> str:
        return "id" if self.model is Company else "company_id"


def reason_left_out(table: str) -> str:
    """Why a table stays, or nothing if it goes out."""
    return next((reason for name, reason in LEFT_OUT.items() if table.startswith(name)), "")


@lru_cache(maxsize=1)
def exported_tables() -> tuple[Exported, ...]:
    """Each after those that it refers to."""
    found = {
        model._meta.db_table: model  # noqa: SLF001 -- Django offers no other name of it
        for model in apps.get_models()
        if model.__module__.startswith("recruit.")
        and issubclass(model, Company | CompanyRow)
        and not reason_left_out(model._meta.db_table)  # noqa: SLF001 -- see above
    }
    ordered: dict[str, Exported] = {}

    def put(table: str) -> None:
        if table in ordered:
            return
        one = _exported(table, found[table])
        for other in one.keys.values():
            if other != table:
                put(other)
        ordered[table] = one

    for table in found:
        put(table)
    return tuple(ordered.values())


def left_out_tables() -> dict[str, str]:
    """By table why it stays."""
    tables = sorted(model._meta.db_table for model in apps.get_models())  # noqa: SLF001 -- see above
    return {table: reason_left_out(table) for table in tables if reason_left_out(table)}


def _exported(table: str, model: type[models.Model]) -> Exported:
    keys, dropped = {"id": table}, []
    plain: set[str] = set()
    for field in model._meta.concrete_fields:  # noqa: SLF001 -- Django offers no other way to all columns
        column = str(field.column)
        if isinstance(field, EncryptedTextField) or (
            SECRET_NAME.search(column) and f"{table}.{column}" not in _NO_SECRETS
        ):
            dropped.append(column)
        elif column == "company_id":
            continue
        elif isinstance(field, models.ForeignKey):
            keys[column] = str(_table_of(field))
        elif column in PLAIN_KEYS:
            keys[column] = PLAIN_KEYS[column]
            plain.add(column)
    return Exported(table, keys, frozenset(plain), tuple(dropped), model)


def _table_of(field: Any) -> str:
    return str(field.related_model._meta.db_table)  # noqa: SLF001 -- see above


def usual_values(one: Exported) -> dict[str, Any]:
    """What a column has that an archive does not bring: its secrets, and what a newer release has added."""
    return {
        str(field.column): field.get_default()
        for field in one.model._meta.concrete_fields  # noqa: SLF001 -- see above
        if field.has_default() or not field.null
        if not isinstance(field, models.ForeignKey) and field.column != "id"
    }
