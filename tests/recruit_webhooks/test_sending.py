"""One POST: to the address that was looked at, within its time, and nowhere else. The receiver is real."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence

import pytest
from tests.recruit_webhooks.receiver import Answer, Receiver, listening

from recruit_webhooks.sending import Outgoing, Sender

NAMED = frozenset({"receiver.example", "127.0.0.1"})


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as found:
        yield found


class Names:
    """A name server that answers otherwise each time: the last answer for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, _port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


def to(url: str) -> Outgoing:
    return Outgoing(url, {"webhook-id": "msg_1", "content-type": "application/json"}, b'{"a":1}')


def test_it_arrives_as_it_was_written_and_the_first_bytes_of_the_answer_are_kept(receiver):
    receiver.answers = [Answer(202, body=b"taken \x00 \xff " + b"x" * 5000, headers={"Retry-After": "7"})]
    with Sender(named=NAMED) as sender:
        outcome = sender.send(to(receiver.url))

    (came,) = receiver.came
    assert (came.path, came.body, came.headers["webhook-id"]) == ("/hooks", b'{"a":1}', "msg_1")
    assert outcome.status == 202
    assert outcome.answer.startswith("taken")
    assert len(outcome.answer) <= 500
    assert "\x00" not in outcome.answer
    assert outcome.wish is not None
    assert outcome.wish.total_seconds() == 7


def test_the_connection_goes_to_the_address_that_was_checked_under_the_receivers_own_name(receiver):
    names = Names(["127.0.0.1"])
    with Sender(named=NAMED, resolve=names) as sender:
        outcomes = [sender.send(to(f"http://receiver.example:{receiver.port}/in")) for _ in range(2)]

    assert [each.status for each in outcomes] == [200, 200]
    assert {came.headers["host"] for came in receiver.came} == {f"receiver.example:{receiver.port}"}
    assert names.asked == ["receiver.example"] * 2  # looked at anew each time, and asked by us alone


def test_a_name_that_means_something_else_a_moment_later_leads_nowhere(receiver):
    names = Names(["127.0.0.1"], ["127.0.0.1", "169.254.169.254"], ["10.0.0.1"])
    with Sender(named=NAMED, resolve=names) as sender:
        url = f"http://receiver.example:{receiver.port}/in"
        outcomes = [sender.send(to(url)) for _ in range(3)]

    assert [each.status for each in outcomes] == [200, None, None]
    assert "not a public address" in outcomes[1].trouble or "Use https" in outcomes[1].trouble
    assert "Use https" in outcomes[2].trouble
    assert len(receiver.came) == 1


def test_an_address_that_nobody_named_is_not_even_tried(receiver):
    with Sender(named=frozenset(), resolve=Names(["127.0.0.1"])) as sender:
        plain = sender.send(to(receiver.url))
        secure = sender.send(to(f"https://receiver.example:{receiver.port}/"))

    assert plain.status is secure.status is None
    assert "not a public address" in secure.trouble
    assert receiver.came == []


def test_a_redirect_is_an_answer_and_is_not_followed(receiver):
    receiver.answers = [Answer(307, headers={"Location": receiver.url + "/elsewhere"})]
    with Sender(named=NAMED) as sender:
        outcome = sender.send(to(receiver.url))

    assert outcome.status == 307
    assert [came.path for came in receiver.came] == ["/hooks"]


def test_who_sends_a_byte_now_and_then_does_not_hold_us(receiver):
    receiver.answers = [Answer(200, drips=0.05)]
    with Sender(named=NAMED, timeout=0.5) as sender:
        outcome = sender.send(to(receiver.url))

    assert outcome.status is None
    assert "No answer within" in outcome.trouble


async def found(host: str, _port: int) -> list[str]:
    if host == "nowhere.example":
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    if host == "odd.example":
        raise UnicodeError("label too long")
    return ["127.0.0.1"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://127.0.0.1:1/", "No answer: "),
        ("https://127.0.0.1:{port}/", "No answer: "),  # it speaks no TLS
        ("https://odd.example/", "No answer: label too long"),
        ("https://nowhere.example/", "means no address"),
    ],
)
def test_whatever_goes_wrong_is_told_in_words(receiver, url, why):
    with Sender(named=NAMED, resolve=found) as sender:
        outcome = sender.send(to(url.format(port=receiver.port)))

    assert outcome.status is None
    assert why in outcome.trouble


def test_proxies_of_the_environment_are_not_asked(receiver, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with Sender(named=NAMED) as sender:
        assert sender.send(to(receiver.url)).status == 200
