"""How are rows found by many ids at once? ``pk__among=ids``: one parameter, however many they are.

Django's ``__in`` makes a parameter of every value, each prepared, adapted and quoted by itself: of four hundred ids
that costs more than the database's answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, IntegerField, Lookup
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup  # generic for the type checker only


_STEPS = """
WITH RECURSIVE found AS (
    (SELECT {column} AS value FROM {table} WHERE {where} ORDER BY {column} LIMIT 1)
    UNION ALL
    SELECT (SELECT {column} FROM {table} WHERE {where} AND {column} > found.value ORDER BY {column} LIMIT 1)
    FROM found WHERE found.value IS NOT NULL
)
SELECT value FROM found WHERE value IS NOT NULL LIMIT %(most)s
"""
_MOST_DISTINCT = 200


def distinct_texts(table: str, column: str, where: str, **values: Any) -> list[str]:
    """Which values does an indexed column have? Read by jumping from one to the next instead of over all rows.

    ``where`` must fix what stands before the column in its index. All three names are code, never anybody's input.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _STEPS.format(table=table, column=column, where=where), {**values, "most": _MOST_DISTINCT}
        )
        return [value for (value,) in cursor.fetchall()]


class Among(_Lookup):
    """The column is one of these numbers or texts; an empty collection finds nothing.

    Numbers are written as an array, of which PostgreSQL makes a table to look them up in: of a thousand positions that
    a teammate may not see each row is compared with one. Texts would have to be quoted within it, and go as JSON.
    """

    lookup_name = "among"

    @property
    def _is_of_numbers(self) -> bool:
        field = self.lhs.output_field
        return isinstance(getattr(field, "target_field", field), IntegerField)

    def get_prep_lookup(self) -> str:
        values = list(self.rhs)
        if self._is_of_numbers:
            return f"{{{','.join(str(int(value)) for value in values)}}}"
        return json.dumps(values)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        values, given = self.process_rhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection) or "text"
        array = f"{values}::{kind}[]"
        if not self._is_of_numbers:
            array = f"ARRAY(SELECT value::{kind} FROM jsonb_array_elements_text({values}::jsonb) AS value)"  # noqa: S608 -- Django's own column type
        return f"{column} = ANY({array})", (*of_column, *given)


Field.register_lookup(Among)
ForeignKey.register_lookup(Among)
