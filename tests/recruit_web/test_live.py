from __future__ import annotations

import asyncio
import gzip

import psycopg
import pytest
from django.db import connections
from tests.people import a_person, a_position, a_process
from tests.recruit_web.conftest import text_of

from recruit.base.live import CHANNEL, RIGHTS
from recruit.base.tenancy import company_context
from recruit_web import live
from recruit_web.live import REFRESH, Hub, Subscription
from recruit_web.screens.live.views import _may_hear


def test_rosa_may_hear_of_what_she_may_see_and_of_nothing_else(cast):
    mia = a_process(cast, a_person(cast, "Mia", "Brand")).person
    secret = a_position(cast, "Secret Successor", is_discreet=True)
    with company_context(cast.company.pk):
        heard = {
            topic: _may_hear(cast.rosa, topic)
            for topic in (
                "positions", f"position:{cast.position.public_id}", f"person:{mia.public_id}",
                f"position:{secret.public_id}", "position:pos_nowhere", "somebody:else", "",
            )
        }  # fmt: skip
        otto = _may_hear(cast.otto, f"person:{mia.public_id}")

    assert list(heard.values()) == [True, True, True, False, False, False, False]
    assert not otto


def test_a_page_that_may_hear_nothing_is_told_not_to_ask_again(cast, browser):
    response = browser(cast.otto).get(f"/live?topics=position:{cast.position.public_id}")

    assert response.status_code == 204


def test_a_stream_is_for_those_who_signed_in(client, db):
    """Others are not led to the door, which no browser takes for a stream, but told not to ask again."""
    answer = client.get("/live?topics=positions")

    assert answer.status_code == 204
    assert answer.content == b""


def test_pages_go_out_compressed_and_streams_as_they_are(cast, browser):
    rosa, takes = browser(cast.rosa), {"Accept-Encoding": "gzip"}

    page, stream = rosa.get("/positions", headers=takes), rosa.get("/live?topics=positions", headers=takes)

    assert page["Content-Encoding"] == "gzip"
    assert text_of(rosa.get("/positions"))[:60] in " ".join(gzip.decompress(page.content).decode().split())
    assert stream.streaming
    assert "Content-Encoding" not in stream


class TestHub:
    """What the hub tells whom, without a database."""

    def subscription(self, company_id: int = 1, *topics: str) -> Subscription:
        return Subscription(company_id=company_id, topics=frozenset(topics or {"positions"}))

    def listening(self, since: float = 0.0) -> Hub:
        hub = Hub()
        hub._listener = asyncio.get_running_loop().create_task(asyncio.sleep(60))
        hub._listening_since = since
        return hub

    def told(self, subscription: Subscription) -> list[str]:
        return [subscription.words.get_nowait() for _ in range(subscription.words.qsize())]

    def run(self, scene) -> None:
        asyncio.run(scene())

    def test_a_word_goes_to_the_company_and_the_topic_it_is_about(self):
        async def scene():
            hub = self.listening()
            mine, other_topic, other_company = (
                self.subscription(1), self.subscription(1, "persons"), self.subscription(2),
            )  # fmt: skip
            for subscription in (mine, other_topic, other_company):
                hub.join(subscription, since=1e12)

            hub.hear(company_id=1, topic="positions")

            assert self.told(mine) == ["positions"]
            assert self.told(other_topic) == self.told(other_company) == []

        self.run(scene)

    def test_what_changed_while_the_page_was_on_its_way_is_told_at_once(self):
        async def scene():
            hub = self.listening()
            hub.hear(company_id=1, topic="positions")
            late = self.subscription()

            hub.join(late, since=0.0)

            assert self.told(late) == ["positions"]

        self.run(scene)

    def test_a_page_older_than_the_channel_is_told_to_refresh(self):
        async def scene():
            late = self.subscription()

            self.listening(since=100.0).join(late, since=99.0)

            assert self.told(late) == [REFRESH]

        self.run(scene)

    def test_when_rights_change_every_stream_of_the_company_ends_after_a_refresh(self):
        async def scene():
            hub, mine, other = self.listening(), self.subscription(1), self.subscription(2)
            for subscription in (mine, other):
                hub.join(subscription, since=1e12)

            hub.hear(company_id=1, topic=RIGHTS)

            assert (self.told(mine), mine.is_over) == ([REFRESH], True)
            assert (self.told(other), other.is_over) == ([], False)

        self.run(scene)

    def test_a_page_too_slow_to_read_is_told_to_refresh_instead(self):
        async def scene():
            hub, slow = self.listening(), self.subscription()
            hub.join(slow, since=1e12)

            for _ in range(101):
                hub.hear(company_id=1, topic="positions")

            assert self.told(slow) == [REFRESH]

        self.run(scene)


@pytest.mark.usefixtures("committed")
def test_the_channel_is_found_again_after_it_was_lost():
    """A real LISTEN whose session is ended by the server: everybody refreshes, and words come again."""
    known = connections["default"].settings_dict
    address = psycopg.conninfo.make_conninfo(
        dbname=known["NAME"], user=known["USER"], host=known["HOST"], port=known["PORT"] or None
    )

    async def scene() -> list[str]:
        stream = live.words(company_id=7, topics=["positions"], since=0.0)
        heard = [await anext(stream), await asyncio.wait_for(anext(stream), 10)]
        async with await psycopg.AsyncConnection.connect(address, autocommit=True) as database:
            notify = 'SELECT pg_notify(%s, \'{"company": 7, "topic": "positions"}\')'
            await database.execute(notify, [CHANNEL])
            heard.append(await asyncio.wait_for(anext(stream), 10))
            await database.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'recruit live'"
                " AND datname = current_database()"
            )
            heard.append(await asyncio.wait_for(anext(stream), 10))
            await database.execute(notify, [CHANNEL])
            heard.append(await asyncio.wait_for(anext(stream), 10))
        await stream.aclose()
        return heard

    heard = asyncio.run(scene())

    assert heard[1:] == [
        f"data: {REFRESH}\n\n",
        "data: positions\n\n",
        f"data: {REFRESH}\n\n",
        "data: positions\n\n",
    ]
