"""How does a row bring the few rows that hang on it, in the same statement?

As one column of JSON, which is made into rows again here. It is worth its while where one row is read with several
short lists, each of which would be a trip to the database of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.functions import JSONObject

M = TypeVar("M", bound=Model)


def rows_beside(rows: QuerySet[Any]) -> ArraySubquery:
    """The column, in the order of ``rows``, which names the outer row by ``OuterRef``."""
    names = [field.attname for field in rows.model._meta.concrete_fields]  # noqa: SLF001 -- public in all but name
    return ArraySubquery(rows.values(row=JSONObject(**{name: name for name in names})))


def made_rows(model: type[M], column: Iterable[Mapping[str, Any]]) -> list[M]:
    """What the column holds."""
    fields = model._meta.concrete_fields  # noqa: SLF001 -- the same
    names = [field.attname for field in fields]
    return [
        model.from_db(DEFAULT_DB_ALIAS, names, [field.to_python(row[field.attname]) for field in fields])
        for row in column
    ]
