"""Can the version before go on serving while the database is brought up to date? ``recruit migrate --plan``.

It can where the new version only adds: the old one does not know of what is new, and writes rows without it. What
renames, removes or forbids something that the old one uses is no addition; statements of one's own have to be read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection
from django.db.migrations import operations as ops
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import NOT_PROVIDED, ManyToManyField

from recruit.base.rowsecurity import CompanyWall, DoorInWall

NEEDS_A_PAUSE: Final = 3
_ADDITIONS: Final = (ops.CreateModel, ops.AddIndex, ops.RemoveIndex, ops.RemoveConstraint, DoorInWall)
_ONLY_DJANGOS: Final = (ops.AlterModelOptions, ops.AlterModelManagers)


@dataclass
class Judge:
    """Goes through operations in order: a table that is new in this plan is nobody's yet, and bears everything."""

    state: ProjectState
    #: By app and model, what the table is called in the database.
    new_tables: dict[tuple[str, str], str] = field(default_factory=dict)

    def harm_of(self, operation: Operation, app: str) -> str:
        """Why the version before does not bear this; empty if it does."""
        before = self.state.clone()
        operation.state_forwards(app, self.state)
        if isinstance(operation, ops.CreateModel):
            table = str(operation.options.get("db_table") or f"{app}_{operation.name_lower}")
            self.new_tables[app, operation.name_lower] = table
        return self._harm(operation, app, before)

    def _harm(self, operation: Operation, app: str, before: ProjectState) -> str:
        if isinstance(operation, (*_ADDITIONS, *_ONLY_DJANGOS)) or self._is_of_a_new_table(operation, app):
            return ""
        told = operation.describe()
        if isinstance(operation, ops.AddField):
            may_be_left_out = (
                operation.field.null
                or operation.field.db_default is not NOT_PROVIDED
                or isinstance(operation.field, ManyToManyField)
            )
            return (
                "" if may_be_left_out else f"{told}: the version before leaves it out, and it must be there"
            )
        if isinstance(operation, ops.AlterField):
            return (
                f"{told}: what it may hold changes"
                if self._changes_the_column(operation, app, before)
                else ""
            )
        if isinstance(operation, (ops.RunSQL, ops.RunPython, ops.SeparateDatabaseAndState)):
            return f"{told}: what that does has to be read"
        return told

    def _is_of_a_new_table(self, operation: Operation, app: str) -> bool:
        if isinstance(operation, CompanyWall):
            return operation.table in self.new_tables.values()
        whole = isinstance(operation, (ops.DeleteModel, ops.AlterModelTable))
        model = getattr(operation, "name" if whole else "model_name", "")
        return (app, str(model).lower()) in self.new_tables

    def _changes_the_column(self, operation: ops.AlterField, app: str, before: ProjectState) -> bool:
        old, new = (
            state.apps.get_model(app, operation.model_name)._meta.get_field(operation.name)  # noqa: SLF001 -- public in all but name
            for state in (before, self.state)
        )
        editor: Any = connection.schema_editor()
        return bool(editor._field_should_be_altered(old, new))  # noqa: SLF001 -- the question that Django asks itself


@dataclass(frozen=True)
class Step:
    """One migration that is to come, and what in it the version before does not bear."""

    name: str
    harms: tuple[str, ...]


def steps_to_come() -> list[Step]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    nodes = [node for node in executor.loader.graph.nodes if node in executor.loader.applied_migrations]
    judge = Judge(executor.loader.project_state(nodes))
    found = []
    for migration, _ in plan:
        harms = (judge.harm_of(operation, migration.app_label) for operation in migration.operations)
        found.append(Step(f"{migration.app_label}.{migration.name}", tuple(harm for harm in harms if harm)))
    return found


def lines_of(steps: list[Step]) -> Iterator[str]:
    if not steps:
        yield "No migration is to come: web servers and workers can be restarted one by one."
        return
    for step in steps:
        yield f"{step.name}: {'adds' if not step.harms else 'does more than add'}"
        yield from (f"  {harm}" for harm in step.harms)
    yield ""
    yield (
        "The version before does not bear all of that: stop web servers and workers, migrate, and start the new ones."
        if any(step.harms for step in steps)
        else "The version before can go on serving meanwhile: migrate, then restart web servers and workers one by one."
    )


def tell_plan() -> int:
    """Print what is to come. The exit status: 0, or 3 if it needs a pause."""
    steps = steps_to_come()
    print("\n".join(lines_of(steps)))
    return NEEDS_A_PAUSE if any(step.harms for step in steps) else 0
