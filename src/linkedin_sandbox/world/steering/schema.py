"""How does the sandbox's database come to be? All tables at once, made at the first start.

What a sandbox holds can be seeded again, so nothing is migrated: a file with other tables than today's is
set aside, and a new one is begun.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction

# The words come ready-made (``words.py``). Beginnings of one and two letters have lists of their own: without
# them "a" would be put together anew, from thousands of words, at every search.
_SEARCH = (
    "CREATE VIRTUAL TABLE world_member_search USING fts5"
    "(name, headline, title, employer, location, skills, content='', detail=column, prefix='1 2', tokenize='ascii')"
)


def prepare_database() -> bool:
    """Make the tables unless they are there; True when the world is new and empty."""
    file = Path(str(connection.settings_dict["NAME"]))
    file.parent.mkdir(parents=True, exist_ok=True)
    statements = _statements()
    number = _number_of(statements)
    if (found := _user_version()) == number:
        return False
    if found:
        _set_aside(file, found)
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"PRAGMA user_version = {number}")
    return True


def discard_database() -> None:
    """A world that could not be begun leaves nothing behind, so that the next start begins it."""
    connection.close()
    file = Path(str(connection.settings_dict["NAME"]))
    for part in (file, *file.parent.glob(f"{file.name}-*")):
        part.unlink(missing_ok=True)


def empty_tables() -> None:
    """Forget everything; the tables stay, and count from one again: two worlds begun alike are alike."""
    with transaction.atomic(), connection.cursor() as cursor:
        for model in apps.get_app_config("world").get_models():
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')  # noqa: S608, SLF001 -- our own tables' names
        cursor.execute("DELETE FROM sqlite_sequence")
        cursor.execute("INSERT INTO world_member_search(world_member_search) VALUES ('delete-all')")


def _statements() -> list[str]:
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        for model in apps.get_app_config("world").get_models():
            editor.create_model(model)
    return [*(statement.rstrip(";") for statement in editor.collected_sql), _SEARCH]


def _number_of(statements: list[str]) -> int:
    """A number of this set of tables, kept in the file as SQLite's ``user_version``."""
    return int.from_bytes(hashlib.sha256("\n".join(statements).encode()).digest()[:3], "big") + 1


def _user_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version")
        return int(cursor.fetchone()[0])


def _set_aside(file: Path, number: int) -> None:
    connection.close()
    for part in file.parent.glob(f"{file.name}*"):
        if part.suffix != ".aside":
            part.rename(part.with_name(f"{part.name}.{number}.aside"))
