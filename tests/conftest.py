"""What does every test stand on? A real PostgreSQL, a closed network, and a database in which nobody is.

Unless DATABASE_URL names a server, the first test that needs a database starts an embedded one in a folder of its own,
in memory where there is such a place, with a database that is migrated already (``prepared``). ``RECRUIT_PG_BIN``
chooses other programs: ``make test`` runs the database's tests of domain and engine once more on the system's PostgreSQL.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


@pytest.fixture(scope="session")
def embedded_database() -> Iterator[str]:
    """The address of an embedded server for this run; its role may make databases and nothing else."""
    from tests.prepared import chosen_binaries, copy_of_migrated

    from config.database import Cluster, embedded_url

    memory = Path("/dev/shm")
    folder = Path(
        tempfile.mkdtemp(prefix="recruit-tests-", dir=memory if os.access(memory, os.W_OK) else None)
    )
    binaries = chosen_binaries()
    copy_of_migrated(folder, binaries=binaries)
    cluster = Cluster(folder, binaries=binaries, durable=False)
    cluster.start()
    yield embedded_url(folder)
    cluster.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """pytest-django's place to name the database, before it makes the one for the tests."""
    from django.conf import settings
    from django.db import connections

    if settings.ENVIRONMENT.database_url:
        return
    from config.settings import database_from_url

    found = database_from_url(request.getfixturevalue("embedded_database"))
    for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT"):
        settings.DATABASES["default"][key] = found[key]
        connections["default"].settings_dict[key] = found[key]
    # The database that the server came with is migrated: the tests' own is a copy of it.
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = found["NAME"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: Any,
    django_db_keepdb: bool,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    """Always a database of the tests' own.

    pytest-django's fixture makes one only if a collected test has a fixture or mark that it knows: tests with a
    fixture of ours, run by themselves, would have emptied the very database that DATABASE_URL names.
    """
    from django.test.utils import setup_databases, teardown_databases

    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, keepdb=django_db_keepdb)
    yield
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            teardown_databases(made, verbosity=0)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that use the database are marked by themselves, so that they can be run on another server."""
    for item in items:
        fixtures = getattr(item, "fixturenames", [])
        if item.get_closest_marker("django_db") or {"db", "committed", "embedded_database"} & set(fixtures):
            item.add_marker(pytest.mark.database)
    if hasattr(config, "workerinput"):
        _put_the_longest_first(items)


def _put_the_longest_first(items: list[pytest.Item]) -> None:
    """Several processes share the files: one that takes long must not be begun when all others are done."""
    patience: dict[Path, float] = defaultdict(float)
    for item in items:
        timeout = item.get_closest_marker("timeout")
        patience[item.path] = max(patience[item.path], timeout.args[0] if timeout else 0)
    items.sort(key=lambda item: -patience[item.path])


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A database in which everything commits, instead of ``db``: for threads, jobs and other sessions."""
    from tests.committed import committing

    with django_db_blocker.unblock(), committing():
        yield
