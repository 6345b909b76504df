"""How do the tallies stay small, and how are they made anew? Nobody asks for a right: no number changes by it."""

# ruff: noqa: S608 -- the statements are put together from our own constants; every value is a parameter

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction

from recruit.base.locks import lock_in_transaction
from recruit.reports.selectors.counting import PROCESSES, STEPS, Kind


@dataclass(frozen=True)
class Difference:
    """A tally's sum and what was counted; ``reports count`` tells it before it counts again."""

    kind: str
    cells: int


@transaction.atomic
def fold(*, company_id: int) -> int:
    """Rows of one cell become one row. Returns how many rows had been added since the last time."""
    lock_in_transaction("reports", company_id)
    return sum(_fold(kind, company_id) for kind in (PROCESSES, STEPS))


def _fold(kind: Kind, company_id: int) -> int:
    cell = ", ".join(("is_discreet", *kind.dimensions))
    same = " AND ".join(f"t.{name} = f.{name}" for name in ("is_discreet", *kind.dimensions))
    of_t = ", ".join(f"t.{name}" for name in ("is_discreet", *kind.dimensions))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH taken AS (
                DELETE FROM {kind.table} WHERE company_id = %(company)s AND NOT is_folded RETURNING {cell}, number
            ), fresh AS (
                SELECT * FROM taken{_for_all(kind, "taken")}
            ), known AS (
                DELETE FROM {kind.table} AS t USING (SELECT DISTINCT {cell} FROM fresh) AS f
                WHERE t.company_id = %(company)s AND t.is_folded AND {same} RETURNING {of_t}, t.number
            ), added AS (
                INSERT INTO {kind.table} (company_id, {cell}, number, is_folded)
                SELECT %(company)s, {cell}, sum(number), true
                FROM (SELECT * FROM fresh UNION ALL SELECT * FROM known) AS both_kinds
                GROUP BY {cell} HAVING sum(number) <> 0
            )
            SELECT count(*) FROM taken
            """,
            {"company": company_id},
        )
        (number,) = cursor.fetchone()
    return int(number)


def _for_all(kind: Kind, rows: str) -> str:
    """The same rows once more, for all sources together."""
    if not kind.has_all:
        return ""
    return f" UNION ALL SELECT is_discreet, {kind.of_all}, number FROM {rows}"


@transaction.atomic
def count_again(*, company_id: int) -> list[Difference]:
    """Make the tallies anew from the processes, while others go on writing.

    One statement sees one moment: what others add after it, they add to what it has counted. Returns in how many
    cells the tallies had been wrong, which is none.
    """
    lock_in_transaction("reports", company_id)
    found = [Difference(kind.table, _wrong_cells(kind, company_id)) for kind in (PROCESSES, STEPS)]
    for kind in (PROCESSES, STEPS):
        write_tally(kind, company_id=company_id)
    return found


def write_tally(kind: Kind, *, company_id: int) -> None:
    cell = ", ".join(("is_discreet", *kind.dimensions))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH gone AS (DELETE FROM {kind.table} WHERE company_id = %(company)s),
            counted AS ({kind.all_cells}),
            fresh AS (SELECT {cell}, number FROM counted{_for_all(kind, "counted")})
            INSERT INTO {kind.table} (company_id, {cell}, number, is_folded)
            SELECT %(company)s, {cell}, sum(number), true FROM fresh GROUP BY {cell}
            """,
            {"company": company_id},
        )


def _wrong_cells(kind: Kind, company_id: int) -> int:
    cell = ", ".join(("is_discreet", *kind.dimensions))
    unfolded = f"{kind.table} WHERE company_id = %(company)s AND NOT is_folded"
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH counted AS ({kind.all_cells})
            SELECT count(*) FROM (
                SELECT FROM (
                    SELECT {cell}, number FROM {kind.table} WHERE company_id = %(company)s
                    {_for_all(kind, unfolded)}
                    UNION ALL SELECT {cell}, -number FROM counted
                    {_for_all(kind, f"(SELECT {cell}, -number AS number FROM counted) AS negative")}
                ) AS both_kinds GROUP BY {cell} HAVING sum(number) <> 0
            ) AS wrong
            """,
            {"company": company_id},
        )
        (number,) = cursor.fetchone()
    return int(number)
