"""Whose data may this database session see? One company's, or nothing.

PostgreSQL's row-level security compares every row's company with the setting ``recruit.company_id`` of the session
(see ``rowsecurity``). This module is the only place that writes the setting. Outside ``company_context`` it is empty
and every query of a company's table finds no row: a forgotten filter, a forgotten context and a recycled
connection all fail closed.

Some questions must be answered before a company is known: who signs in, whose token an API call shows, whose careers
site is visited, whose callback was called, and which companies are there at all. Each has a *door*: a named read-only
policy on one table; who signs in is read together with their company, and with that from two.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from psycopg.pq import TransactionStatus


class Door(StrEnum):
    """A read that must happen before the company is known. Each opens what it names, for SELECT only."""

    SIGN_IN = (
        "sign_in"  # company_teammate: find the teammate by e-mail or by session; company_company, theirs
    )
    COMPANIES = "companies"  # company_company: the worker's periodic tasks visit each in turn
    CAREERS = "careers"  # the table of careers sites: whose pages a visitor asks for
    API = "api"  # company_apiapp: whose token was shown
    CALLBACK = "callback"  # the table of connections to other systems: whose callback address was called


#: Whose rows the session sees, for the session: a rollback takes it back to what it was before the transaction.
_SETTING = "SELECT set_config('recruit.company_id', %s, false), set_config('recruit.door', %s, false)"

_company_id: ContextVar[int | None] = ContextVar("company_id", default=None)
_door: ContextVar[Door | None] = ContextVar("door", default=None)


class NoCompany(RuntimeError):  # noqa: N818 -- a statement of what is missing reads better than an error
    """Code that needs a company ran outside ``company_context``: a bug, never a person's mistake."""


def current_company_id() -> int:
    """The company of the surrounding context. Raises ``NoCompany`` outside of one."""
    company_id = _company_id.get()
    if company_id is None:
        raise NoCompany
    return company_id


@contextmanager
def company_context(company_id: int) -> Iterator[None]:
    """Everything inside sees this company's rows and no others, in this thread's database session."""
    with _setting(company_id, None):
        yield


@contextmanager
def door(name: Door) -> Iterator[None]:
    """Everything inside sees, read-only, the one table behind that door, and no company's rows besides."""
    with _setting(None, name):
        yield


@contextmanager
def _setting(company_id: int | None, name: Door | None) -> Iterator[None]:
    company_token = _company_id.set(company_id)
    door_token = _door.set(name)
    try:
        _apply()
        yield
    finally:
        _company_id.reset(company_token)
        _door.reset(door_token)
        _apply_again()


def _apply() -> None:
    if connection.connection is None:
        connection.ensure_connection()  # a new session is told by `apply_to_new_session`, once
        return
    with connection.cursor() as cursor:
        cursor.execute(_SETTING, _present_setting())


def _present_setting() -> list[str]:
    return [str(_company_id.get() or ""), _door.get() or ""]


def _apply_again() -> None:
    """Restore the outer setting, unless the session is gone or its transaction is already lost.

    A lost transaction rolls the setting back to what it was before by itself: ``set_config`` is transactional. A
    closed session needs nothing: the next one starts from the context through ``apply_to_new_session``.
    """
    database = connections[DEFAULT_DB_ALIAS]
    raw = database.connection
    if raw is None or raw.closed or raw.info.transaction_status == TransactionStatus.INERROR:
        return
    if database.needs_rollback:
        return
    _apply()


def apply_to_new_session(**kwargs: Any) -> None:
    """Receiver of Django's ``connection_created``: a new or recycled session starts with this context's setting."""
    database = kwargs["connection"]
    if database.alias == DEFAULT_DB_ALIAS:
        with (
            database.connection.cursor() as cursor
        ):  # not Django's own cursor: the session is just being made
            cursor.execute(_SETTING, _present_setting())
