"""How does a table get its wall? By an operation in the migration that creates it.

The product's role owns the tables, so the policies are *forced*: without FORCE an owner is exempt. The role is
neither superuser nor BYPASSRLS; a system check refuses to start otherwise. References between tables are checked
by PostgreSQL itself, past the wall, which is what one wants.

The setting is read in a sub-select so that the planner evaluates it once for the query and not once for the row.
"""

from __future__ import annotations

from django.db.migrations.operations import RunSQL

from recruit.base.tenancy import Door


class CompanyWall(RunSQL):
    """Rows of this table are seen and written only inside their company's context."""

    def __init__(self, table: str, column: str = "company_id") -> None:
        self.table = table
        self.column = column
        mine = f"{column} = (SELECT NULLIF(current_setting('recruit.company_id', true), '')::bigint)"
        super().__init__(
            sql=[
                f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
                f"CREATE POLICY company_wall ON {table} USING ({mine}) WITH CHECK ({mine})",
            ],
            reverse_sql=[
                f"DROP POLICY company_wall ON {table}",  # English
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            ],
        )


class DoorInWall(RunSQL):
    """The table can be read, not written, through the named door (see ``tenancy.Door``)."""

    def __init__(self, table: str, door: str) -> None:
        self.table = table
        self.door = Door(door).value
        super().__init__(
            sql=[
                (
                    f"CREATE POLICY door_{self.door} ON {table} FOR SELECT "
                    f"USING ((SELECT current_setting('recruit.door', true)) = '{self.door}')"
                ),
            ],
            reverse_sql=[f"DROP POLICY door_{self.door} ON {table}"],  # English
        )
