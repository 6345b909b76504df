"""How are rows found by many ids at once? ``pk__among=ids``: one parameter, however many they are.

Django's ``__in`` makes a parameter of every value, each prepared, adapted and quoted by itself: of four hundred ids
that costs more than the database's answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Lookup
from django.db.models.sql.compiler import SQLCompiler

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup  # generic for the type checker only


class Among(_Lookup):
    """The column is one of these numbers or texts; an empty collection finds nothing."""

    lookup_name = "among"

    def get_prep_lookup(self) -> str:
        return json.dumps(list(self.rhs))

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        column, of_column = self.process_lhs(compiler, connection)
        values, given = self.process_rhs(compiler, connection)
        kind = self.lhs.output_field.rel_db_type(connection) or "text"
        each = f"SELECT value::{kind} FROM jsonb_array_elements_text({values}::jsonb) AS value"  # noqa: S608 -- Django's own column type
        return f"{column} = ANY(ARRAY({each}))", (*of_column, *given)


Field.register_lookup(Among)
ForeignKey.register_lookup(Among)
