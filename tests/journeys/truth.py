"""What stands in Recruit's tables? Asked past the screens, for "exactly one" and "nothing else"."""

from __future__ import annotations

from typing import Any

import psycopg


class Truth:
    """A reader of one company's rows, through the same wall as the product."""

    def __init__(self, database_url: str, company: str) -> None:
        self._database = psycopg.connect(database_url, autocommit=True)
        self._database.execute("SELECT set_config('recruit.door', 'companies', false)")
        [row] = self._database.execute("SELECT id FROM company_company WHERE name = %s", [company]).fetchall()
        self._database.execute(
            "SELECT set_config('recruit.door', '', false), set_config('recruit.company_id', %s, false)",
            [str(row[0])],
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def count(self, table: str, where: str = "true", *values: object) -> int:
        [(number,)] = self.rows(f"SELECT count(*) FROM {table} WHERE {where}", *values)
        return int(number)

    def persons(self, first_name: str, last_name: str) -> int:
        return self.count("people_person", "first_name = %s AND last_name = %s", first_name, last_name)

    def processes(self, first_name: str, last_name: str) -> list[tuple[Any, ...]]:
        """(position's custom id, status, source, source contact's e-mail) of each process, oldest first."""
        return self.rows(
            """
            SELECT p.custom_id, h.status, s.name, c.email
            FROM hiring_hiringprocess h
            JOIN people_person n ON n.id = h.person_id
            JOIN positions_position p ON p.id = h.position_id
            LEFT JOIN sources_source s ON s.id = h.source_id
            LEFT JOIN sources_sourcecontact c ON c.id = h.source_contact_id
            WHERE n.first_name = %s AND n.last_name = %s ORDER BY h.id
            """,
            first_name,
            last_name,
        )

    def exports(self, first_name: str, last_name: str) -> list[tuple[Any, ...]]:
        """(outcome, reason, sentence) of each export of a person of that name, oldest first."""
        return self.rows(
            "SELECT outcome, reason, sentence FROM linkedin_sync_export "
            "WHERE first_name = %s AND last_name = %s ORDER BY id",
            first_name,
            last_name,
        )

    def close(self) -> None:
        self._database.close()
