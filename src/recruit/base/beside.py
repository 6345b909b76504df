"""How does a row bring the few rows that hang on it, in the same statement?

As one column of JSON, which is made into rows again here, or by a join. JSON is worth its while where one row is read
with several short lists, each of which would be a trip to the database of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, JSONField, Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

M = TypeVar("M", bound=Model)


def rows_beside(rows: QuerySet[Any]) -> ArraySubquery:
    """The column, in the order of ``rows``, which names the outer row by ``OuterRef``."""
    return ArraySubquery(rows.values(row=_WholeRow()))


class _WholeRow(Expression):
    """The row of the query's first table, whatever its columns: Django would resolve and name each by itself."""

    def __init__(self) -> None:
        super().__init__(output_field=JSONField())

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[()]]:  # noqa: ARG002 -- Django's signature
        return f"to_jsonb({compiler.quote_name_unless_alias(compiler.query.get_initial_alias())})", ()


def made_rows(model: type[M], column: Iterable[Mapping[str, Any]]) -> list[M]:
    """What the column holds."""
    fields = model._meta.concrete_fields  # noqa: SLF001 -- public in all but name
    return [made_row(model, [field.to_python(row[field.attname]) for field in fields]) for row in column]


def columns_of(model: type[Model], way: str = "") -> list[str]:
    """For ``values_list``: all columns of a table that is joined by ``way``."""
    return [f"{way}{field.attname}" for field in model._meta.concrete_fields]  # noqa: SLF001 -- public in all but name


def made_row(model: type[M], values: Sequence[Any]) -> M:
    """Of the values of these columns, in their order."""
    return model.from_db(DEFAULT_DB_ALIAS, columns_of(model), values)
