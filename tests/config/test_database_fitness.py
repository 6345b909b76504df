"""Is a server, role or database that will not do refused, with what would help?"""

from __future__ import annotations

import socket
from dataclasses import replace

import psycopg
import pytest

from config.database import Facts, faults_of, refuse_unfit
from config.database.fitness import without_password
from config.trouble import Trouble

FIT = Facts(
    version_number=180006, version="18.6", role="recruit", database="recruit",
    is_superuser=False, bypasses_row_security=False, may_create=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (FIT, []),
        (replace(FIT, version_number=150000, version="15.0"), []),  # the oldest that will do
        (replace(FIT, version_number=140023, version="14.23"), ["needs 15 or newer"]),
        (replace(FIT, is_superuser=True), ["is a superuser"]),
        (replace(FIT, bypasses_row_security=True), ["NOBYPASSRLS"]),
        (replace(FIT, may_create=False), ["ALTER DATABASE"]),  # the usual surprise since PostgreSQL 15
        (
            replace(FIT, is_superuser=True, bypasses_row_security=True),
            ["is a superuser", "NOBYPASSRLS"],
        ),  # both at once
    ],
)
def test_every_fault_has_its_sentence(facts: Facts, words: list[str]):
    found = faults_of(facts)

    assert len(found) == len(words)
    assert all(word in sentence for word, sentence in zip(words, found, strict=True))


def test_a_server_that_does_not_answer_is_told_without_the_password():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(Trouble) as told:
            refuse_unfit(f"postgresql://recruit:hidden@127.0.0.1:{port}/recruit")

    assert "Check DATABASE_URL" in str(told.value)
    assert "hidden" not in str(told.value)


def test_a_database_that_is_not_there_is_told(embedded_database: str):
    with pytest.raises(Trouble, match="does not exist"):
        refuse_unfit(embedded_database.replace("/recruit?", "/nowhere?"))


def test_a_superuser_is_refused_on_a_real_server(embedded_database: str):
    with pytest.raises(Trouble, match="is a superuser"):
        refuse_unfit(embedded_database.replace("//recruit@", "//postgres@"))


def test_a_role_exempt_from_row_security_is_refused_on_a_real_server(embedded_database: str):
    as_superuser = embedded_database.replace("//recruit@", "//postgres@")
    with psycopg.connect(as_superuser, autocommit=True) as session:
        session.execute("CREATE ROLE otto LOGIN BYPASSRLS")
    try:
        with pytest.raises(Trouble, match='"otto" bypasses row security'):
            refuse_unfit(embedded_database.replace("//recruit@", "//otto@"))
    finally:
        with psycopg.connect(as_superuser, autocommit=True) as session:
            session.execute("DROP ROLE otto")


def test_an_address_is_shown_without_its_password():
    assert without_password("postgresql://rosa:hidden@db/recruit") == "postgresql://rosa:***@db/recruit"
    assert without_password("postgresql://rosa@db/recruit") == "postgresql://rosa@db/recruit"
