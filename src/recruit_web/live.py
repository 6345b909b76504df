"""How does the browser hear that something changed? Over one open stream per page, in words and never in content.

Each web process holds one LISTEN on the database's channel and hands every topic to the open pages of that company
that asked for it. Whether a page may ask for a topic is decided when it subscribes; what it then fetches is decided
again by the fragment's own view. A page that may have missed something is told to refresh all that it shows.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import psycopg
from django.db import connections
from psycopg import sql

from recruit.base import clock
from recruit.base.live import CHANNEL, RIGHTS

log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
#: A stream ends by itself and the page opens a new one: rights are checked anew, and nothing is held for ever.
LIFETIME_SECONDS = 600.0
REFRESH = "refresh"
_WAITING_WORDS = 100
_REMEMBERED_WORDS = 10_000
_LONGEST_BACKOFF = 10.0


@dataclass(eq=False)
class Subscription:
    """One open page: which topics of which company it wants, and what it has not been told yet."""

    company_id: int
    topics: frozenset[str]
    words: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(_WAITING_WORDS))
    #: Rights in the company have changed: the page is told to refresh and subscribes anew, if it still may.
    is_over: bool = False

    def tell(self, word: str) -> None:
        """Queue a word. A page too slow to read has its queue replaced by one word: refresh."""
        try:
            self.words.put_nowait(word)
        except asyncio.QueueFull:
            while not self.words.empty():
                self.words.get_nowait()
            self.words.put_nowait(REFRESH)


class Hub:
    """All open pages of one event loop, and the one LISTEN that feeds them."""

    def __init__(self) -> None:
        self._subscriptions: set[Subscription] = set()
        self._listener: asyncio.Task[None] | None = None
        self._listening_since: float | None = None
        self._heard: deque[tuple[float, int, str]] = deque(maxlen=_REMEMBERED_WORDS)

    def join(self, subscription: Subscription, *, since: float) -> None:
        """Start to tell; first what was heard after ``since``, the moment at which the page was made."""
        self._subscriptions.add(subscription)
        if self._listener is None or self._listener.done():
            self._listener = asyncio.get_running_loop().create_task(self._listen())
        if self._listening_since is None:
            return  # everybody is told to refresh as soon as the channel is open
        if self._listening_since > since:
            subscription.tell(REFRESH)
            return
        for word in {
            topic
            for at, company, topic in self._heard
            if at >= since and _wants(subscription, company, topic)
        }:
            subscription.tell(word)

    def leave(self, subscription: Subscription) -> None:
        self._subscriptions.discard(subscription)

    def hear(self, *, company_id: int, topic: str) -> None:
        """Hand one notification to those who asked for it."""
        self._heard.append((clock.now().timestamp(), company_id, topic))
        for subscription in self._subscriptions:
            if topic == RIGHTS and subscription.company_id == company_id:
                subscription.is_over = True
                subscription.tell(REFRESH)
            elif _wants(subscription, company_id, topic):
                subscription.tell(topic)

    def refresh_all(self) -> None:
        for subscription in self._subscriptions:
            subscription.tell(REFRESH)

    async def _listen(self) -> None:
        wait = 0.5
        while True:
            try:
                async with await _connect() as database:
                    wait = 0.5
                    self._heard.clear()
                    self._listening_since = clock.now().timestamp()
                    self.refresh_all()
                    await self._hear_all(database)
            except psycopg.Error as lost:
                self._listening_since = None
                log.warning(
                    "The live channel was lost; trying again", extra={"wait": wait, "error": str(lost)}
                )
            await asyncio.sleep(wait)
            wait = min(wait * 2, _LONGEST_BACKOFF)

    async def _hear_all(self, database: psycopg.AsyncConnection) -> None:
        while True:
            async for notification in database.notifies(timeout=30):
                told = json.loads(notification.payload)
                self.hear(company_id=told["company"], topic=told["topic"])
            # Silence is either calm or a connection that died without a word: ask.
            await database.execute("SELECT 1")


_hubs: WeakKeyDictionary[asyncio.AbstractEventLoop, Hub] = WeakKeyDictionary()


def hub() -> Hub:
    """The hub of the running event loop: there is one loop in each web process."""
    return _hubs.setdefault(asyncio.get_running_loop(), Hub())


async def words(*, company_id: int, topics: Iterable[str], since: float) -> AsyncIterator[str]:
    """The stream of one page, in the format of server-sent events."""
    mine = hub()
    subscription = Subscription(company_id=company_id, topics=frozenset(topics))
    ends_at = asyncio.get_running_loop().time() + LIFETIME_SECONDS
    mine.join(subscription, since=since)
    try:
        yield "retry: 2000\n\n"
        while asyncio.get_running_loop().time() < ends_at:
            try:
                word = await asyncio.wait_for(subscription.words.get(), HEARTBEAT_SECONDS)
            except TimeoutError:
                yield ": still here\n\n"
            else:
                yield f"data: {word}\n\n"
                if subscription.is_over:
                    break
    finally:
        mine.leave(subscription)


def _wants(subscription: Subscription, company_id: int, topic: str) -> bool:
    return subscription.company_id == company_id and topic in subscription.topics


async def _connect() -> psycopg.AsyncConnection:
    known = connections["default"].settings_dict
    given = {
        "dbname": known["NAME"],
        "user": known["USER"],
        "password": known["PASSWORD"],
        "host": known["HOST"],
        "port": known["PORT"],
    }
    database = await psycopg.AsyncConnection.connect(
        "",
        autocommit=True,
        application_name="recruit live",
        **{key: value for key, value in given.items() if value},
    )
    await database.execute(sql.SQL("LISTEN {}").format(sql.Identifier(CHANNEL)))  # English
    return database
