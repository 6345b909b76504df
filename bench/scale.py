"""How fast is every list, search and board with a million candidates in one company? `make bench-scale` prints it.

A database of its own is made, filled and removed: on the server of DATABASE_URL if that is set, else on a PostgreSQL
started for the purpose. Every question goes through the product's own selectors, inside the company's context, behind
row-level security. The last line is one JSON object.

BENCH_PERSONS  how many persons (1,000,000)
BENCH_ROUNDS   how often each question is asked (40)
BENCH_FOLDER   keep the database in this folder, and use what is there: for looking closer
BENCH_EXPLAIN  a part of a question's name: print how PostgreSQL answers it
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

PERSONS = int(os.environ.get("BENCH_PERSONS", "1000000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "40"))
FOLDER = os.environ.get("BENCH_FOLDER", "")
EXPLAIN = os.environ.get("BENCH_EXPLAIN", "")


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database, which is gone afterwards."""
    server = os.environ.get("DATABASE_URL", "")
    with _on_server(server) if server else _embedded() as url:
        yield url


@contextmanager
def _on_server(server: str) -> Iterator[str]:
    name = f"recruit_bench_{secrets.token_hex(4)}"
    with psycopg.connect(server, autocommit=True) as session:
        session.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        finally:
            session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _embedded() -> Iterator[str]:
    from config.database import Cluster, embedded_url, find_binaries  # noqa: PLC0415 -- only where it is needed

    named = os.environ.get("RECRUIT_PG_BIN")
    folder = Path(FOLDER or tempfile.mkdtemp(prefix="recruit-scale-"))
    folder.mkdir(exist_ok=True)
    cluster = Cluster(folder, binaries=find_binaries(Path(named) if named else None), durable=False)
    cluster.start()
    try:
        yield embedded_url(folder)
    finally:
        cluster.stop()
        if not FOLDER:
            shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    began = time.perf_counter()
    with database() as url:
        os.environ["DATABASE_URL"] = url
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        os.environ.setdefault("RECRUIT_LOG_LEVEL", "WARNING")
        import django  # noqa: PLC0415 -- the address must be known first

        django.setup()
        from django.db import connections  # noqa: PLC0415 -- see above

        from bench import scale_filling, scale_questions  # noqa: PLC0415 -- see above

        try:
            scene = scale_filling.scene_there() if FOLDER else None
            if scene is None:
                print(f"filling one company with {PERSONS:,} persons …", flush=True)
                filling = time.perf_counter()
                scene = scale_filling.fill(PERSONS)
                print(f"  filled in {time.perf_counter() - filling:.0f} s", flush=True)
            print(f"the database has {scale_filling.database_gb():.1f} GB\n", flush=True)
            found = scale_questions.ask_all(scene, persons=PERSONS, rounds=ROUNDS, explain=EXPLAIN)
            found["database_gb"] = round(scale_filling.database_gb(), 2)
        finally:
            connections["default"].close()
            connections["default"].close_pool()
    found["persons"] = PERSONS
    found["seconds"] = round(time.perf_counter() - began)
    print(json.dumps(found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
