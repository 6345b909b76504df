"""How does a call come by its access token?

OAuth 2.0 client credentials: `POST {auth_url}/oauth/v2/accessToken`, a token of about 30 minutes, no refresh
token. LinkedIn asks that one token serves all concurrent and later calls until it has nearly expired.
https://learn.microsoft.com/en-us/linkedin/shared/authentication/client-credentials-flow
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

#: A token this close to its end is not used any more: it could expire on the way.
SPARE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Credentials:
    """An application's id and secret: the partner's own (parent) or one customer's (child)."""

    client_id: str
    client_secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Token:
    value: str = field(repr=False)
    #: Epoch seconds.
    expires_at: float

    def is_fresh(self, *, now: float) -> bool:
        return self.expires_at - now > SPARE_SECONDS


class TokenStore(Protocol):
    """Where a token is kept between calls and, if the store is shared, between processes."""

    def get(self) -> Token | None: ...

    def put(self, token: Token) -> None: ...


class MemoryTokenStore:
    """Keeps the token as long as this object lives."""

    def __init__(self) -> None:
        self._token: Token | None = None

    def get(self) -> Token | None:
        return self._token

    def put(self, token: Token) -> None:
        self._token = token


class TokenSource:
    """Hands out the stored token or fetches a new one; concurrent callers wait for one fetch."""

    def __init__(self, *, store: TokenStore, fetch: Callable[[], Token]) -> None:
        self._store = store
        self._fetch = fetch
        self._lock = threading.Lock()

    def current(self) -> Token:
        """The stored token while it is fresh, else a new one."""
        token = self._store.get()
        if token is not None and token.is_fresh(now=time.time()):
            return token
        return self._renew(unless_other_than=token)

    def after_refusal_of(self, refused: Token) -> Token:
        """A token other than the refused one: another caller's if it has one already, else a new one."""
        return self._renew(unless_other_than=refused)

    def _renew(self, *, unless_other_than: Token | None) -> Token:
        with self._lock:
            token = self._store.get()
            if token is not None and token != unless_other_than and token.is_fresh(now=time.time()):
                return token
            token = self._fetch()
            self._store.put(token)
            return token
