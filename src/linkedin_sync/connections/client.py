"""How does the engine speak to LinkedIn? Through one client per connection and process, with a shared token.

The client keeps its HTTP connections and its token; workers share the token through the connection's row. This is
the one place that refuses HTTP inside a database transaction: every call asks the token store first.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import connection as database

from linkedin_client import Credentials, Dialects, Exchange, LinkedIn, MemoryTokenStore, Token
from linkedin_sync.models import Connection
from recruit.base import clock

log = structlog.get_logger(__name__)


class HttpInTransaction(RuntimeError):  # noqa: N818 -- the sentence that it is
    """A bug: LinkedIn was about to be called while a database transaction is open in this thread."""


def assert_no_transaction() -> None:
    """Raise ``HttpInTransaction`` if rows would stay locked while LinkedIn is being waited for."""
    if database.in_atomic_block:
        raise HttpInTransaction("LinkedIn must not be called inside a database transaction")  # English


class _GuardedMemory(MemoryTokenStore):
    def get(self) -> Token | None:
        assert_no_transaction()
        return super().get()


class _SharedTokenStore:
    """Memory first, then the connection's row; what one process fetched serves all of them."""

    def __init__(self, *, company_id: int, connection_id: int) -> None:
        self._company_id = company_id
        self._connection_id = connection_id
        self._token: Token | None = None

    def get(self) -> Token | None:
        assert_no_transaction()
        if self._token is None or not self._token.is_fresh(now=clock.now().timestamp()):
            self._token = self._stored()
        return self._token

    def put(self, token: Token) -> None:
        self._token = token
        kept = json.dumps({"value": token.value, "expires_at": token.expires_at})
        Connection.objects.filter(company_id=self._company_id, pk=self._connection_id).update(token=kept)

    def _stored(self) -> Token | None:
        rows = Connection.objects.filter(company_id=self._company_id, pk=self._connection_id)
        kept = rows.values_list("token", flat=True).first()
        if not kept:
            return None
        read = json.loads(kept)
        return Token(value=read["value"], expires_at=read["expires_at"])


@dataclass(frozen=True)
class _Key:
    """Whatever changes the client's behaviour: another secret or dialect needs another client."""

    connection_id: int
    client_id: str
    client_secret: str
    organization: str
    dialects: Dialects
    api_url: str
    auth_url: str
    timeout: float


_clients: dict[_Key, LinkedIn] = {}
_lock = threading.Lock()


def linkedin_of(connection: Connection) -> LinkedIn:
    """The client that speaks for this company's own (child) application."""
    assert_no_transaction()
    key = _Key(
        connection_id=connection.pk,
        client_id=connection.client_id,
        client_secret=connection.client_secret,
        organization=connection.organization_urn,
        dialects=dialects_of(connection),
        api_url=settings.LINKEDIN_API_URL,
        auth_url=settings.LINKEDIN_AUTH_URL,
        timeout=settings.LINKEDIN_TIMEOUT,
    )
    with _lock:
        if key not in _clients:
            _clients[key] = _new_client(connection)
        return _clients[key]


def fresh_client_of(connection: Connection, *, observe: Callable[[Exchange], None]) -> LinkedIn:
    """A client that keeps nothing and fetches a token of its own: it meets what a new worker would. Close it."""
    assert_no_transaction()
    return LinkedIn(
        api_url=settings.LINKEDIN_API_URL,
        auth_url=settings.LINKEDIN_AUTH_URL,
        timeout=settings.LINKEDIN_TIMEOUT,
        credentials=Credentials(connection.client_id, connection.client_secret),
        tokens=_GuardedMemory(),
        organization=connection.organization_urn,
        dialects=dialects_of(connection),
        observe=_both(observe),
    )


def _both(observe: Callable[[Exchange], None] | None) -> Callable[[Exchange], None]:
    def tell(exchange: Exchange) -> None:
        _observe(exchange)
        if observe is not None:
            observe(exchange)

    return tell


def _new_client(connection: Connection) -> LinkedIn:
    return LinkedIn(
        api_url=settings.LINKEDIN_API_URL,
        auth_url=settings.LINKEDIN_AUTH_URL,
        timeout=settings.LINKEDIN_TIMEOUT,
        credentials=Credentials(connection.client_id, connection.client_secret),
        tokens=_SharedTokenStore(company_id=connection.company_id, connection_id=connection.pk),
        organization=connection.organization_urn,
        dialects=dialects_of(connection),
        observe=_observe,
    )


def partner_client(*, observe: Callable[[Exchange], None] | None = None) -> LinkedIn:
    """The client of the partner's own (parent) application; it provisions and does nothing else. Close it after use."""
    assert_no_transaction()
    return LinkedIn(
        api_url=settings.LINKEDIN_API_URL,
        auth_url=settings.LINKEDIN_AUTH_URL,
        timeout=settings.LINKEDIN_TIMEOUT,
        credentials=Credentials(settings.LINKEDIN_PARENT_ID, settings.LINKEDIN_PARENT_SECRET),
        tokens=_GuardedMemory(),
        dialects=_dialects(),
        observe=_both(observe),
    )


def dialects_of(connection: Connection) -> Dialects:
    """Which generation each resource speaks: the connection's word, else the setting's, else the client's default."""
    return _dialects(connection.generations)


def spoken_generations(connection: Connection) -> dict[str, str]:
    """The generation of each resource, by name."""
    dialects = dialects_of(connection)
    return {name: str(getattr(dialects, name)) for name in Dialects.resources()}


def _dialects(*own: dict[str, str]) -> Dialects:
    return Dialects.chosen(settings.LINKEDIN_GENERATIONS, *own, version=settings.LINKEDIN_VERSION)


_heard = threading.local()
#: Under this path tokens are given out.
_SIGNING_IN = "/oauth/"


@contextmanager
def hearing() -> Iterator[list[Exchange]]:
    """The exchanges that this thread has with LinkedIn meanwhile, but for those that fetch a token."""
    heard: list[Exchange] = []
    _heard.exchanges = heard
    try:
        yield heard
    finally:
        _heard.exchanges = None


def _observe(exchange: Exchange) -> None:
    listener: list[Exchange] | None = getattr(_heard, "exchanges", None)
    if listener is not None and not exchange.path.startswith(_SIGNING_IN):
        listener.append(exchange)
    log.info(
        "linkedin.exchange",
        method=exchange.method,
        path=exchange.path,
        status=exchange.status,
        milliseconds=exchange.milliseconds,
        request_id=exchange.request_id,
        failure=exchange.failure,
    )


def close_clients() -> None:
    """Close every kept connection of this process."""
    with _lock:
        for client in _clients.values():
            client.close()
        _clients.clear()
