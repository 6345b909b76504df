"""The journal as a person reads it: live, narrowed, one exchange unfolded, a push sent again."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator

import httpx2
import pytest
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Page, Somebody, leave, words_of
from tests.linkedin_sandbox.server import Prepared, Server, until
from tests.linkedin_sandbox.test_push import customer, export, shown

JOURNAL = "operator/journal"


@pytest.fixture
def operator(sandbox: Server) -> Iterator[Somebody]:
    yield Somebody(f"http://127.0.0.1:{sandbox.port}")
    leave()


def rows(page: Page) -> list[int]:
    """The numbers of the exchanges, as they stand from top to bottom."""
    return [int(found["data-entry"]) for tag, found in page.elements if tag == "tr" and "data-entry" in found]


def news(operator: Somebody, after: int, query: str = "") -> httpx2.Response:
    return operator.http.get(f"{JOURNAL}/new?after={after}{query}")


def first(sandbox: Server, **query: object) -> int:
    return int(sandbox.get("journal", **query)["entries"][0]["id"])


def test_a_world_in_which_nothing_was_said_says_so(operator: Somebody) -> None:
    page = operator.opens(JOURNAL)

    assert "No ATS has called yet." in page.text
    assert rows(page) == []


def test_the_page_follows_what_is_new(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate("c1")
    page = operator.opens(JOURNAL)
    [live] = [found for _tag, found in page.elements if "data-live" in found]
    nothing = news(operator, int(live["data-live-after"]))
    prepared.ats.add_candidate("c2")
    prepared.ats.get("/v2/atsNothing")

    something = news(operator, int(live["data-live-after"]))
    narrowed = news(operator, int(live["data-live-after"]), "&status=404")

    assert nothing.status_code == 204
    assert rows(Page(something.text)) == [rows(page)[0] + 2, rows(page)[0] + 1]
    assert something.headers["Journal-Latest"] == str(rows(page)[0] + 2)
    assert rows(Page(narrowed.text)) == [rows(page)[0] + 2]
    assert news(operator, int(something.headers["Journal-Latest"])).status_code == 204


def test_a_page_left_behind_or_of_another_world_is_to_be_opened_anew(
    prepared: Prepared, operator: Somebody
) -> None:
    for _turn in range(51):
        prepared.ats.get("/v2/atsNothing")

    assert news(operator, 0).status_code == 205
    assert news(operator, 10**15).status_code == 205


def test_every_filter_stays_in_the_address(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate("c1", firstName="")
    prepared.server.post("faults", kind="status", resource="atsCandidates", status=503)
    prepared.ats.add_candidate("c2", lastName="Zappe")
    refused, struck = first(prepared.server, rule="21"), first(prepared.server, fault="status")

    for query, expected in {
        "text=zappe": [struck],
        "resource=atsCandidates": [struck, refused],
        "resource=atsCandidates&status=5xx": [struck],
        "rule=21": [refused],
        "fault=status": [struck],
        f"client_id={prepared.ats.client_id}&method=batch_update&text=atsCandidateId": [struck, refused],
        "kind=push": [],
        "since=2199-01-01T00:00": [],
        "resource=atsCandidates&until=2199-01-01T00:00Z": [struck, refused],
        f"resource=atsCandidates&since={10**12}": [struck, refused],
    }.items():
        page = operator.opens(f"{JOURNAL}?{query}")
        assert rows(page) == expected, query
        har = next(found["href"] for _tag, found in page.elements if found.get("download") == "journal.har")
        assert len(operator.http.get(har.removeprefix("/recruiter/")).json()["log"]["entries"]) == len(
            expected
        ), query
    assert "No exchange fits." in operator.opens(f"{JOURNAL}?kind=push").text


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("status=teapot", "Give a status such as 422"),
        ("since=yesterday", "Give a date and a time"),
        ("until=99999999999999999999", "Give a date and a time"),
        ("kind=gossip", "Choose one of the two directions"),
    ],
)
def test_a_filter_that_is_not_understood_says_what_it_takes(
    prepared: Prepared, operator: Somebody, query: str, sentence: str
) -> None:
    page = operator.opens(f"{JOURNAL}?{query}")

    assert len(rows(page)) == len(prepared.get("journal")["entries"])
    if "kind" not in query:
        assert sentence in page.text
        [wrong] = page.all(**{"aria-invalid": "true"})
        assert page.all(id=wrong["aria-describedby"]) != []


def test_it_is_paged_without_losing_the_filter(prepared: Prepared, operator: Somebody) -> None:
    for turn in range(60):
        prepared.ats.get(f"/v2/atsNothing/{turn}")

    page, seen = operator.opens(f"{JOURNAL}?status=404"), []
    while True:
        seen += rows(page)
        older = page.all(rel="next")
        if not older:
            break
        page = operator.opens(f"{JOURNAL}{older[0]['href']}")

    assert (len(seen), seen) == (60, sorted(set(seen), reverse=True))
    assert not any("data-live" in found for _tag, found in page.elements)


def test_an_exchange_is_told_with_everything_but_its_secrets(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate("c1", firstName="", lastName="Ødegård")
    entry = first(prepared.server, resource="atsCandidates")

    page = operator.opens(f"{JOURNAL}/{entry}")

    for words in ("rule 21", "firstName", "Ødegård", "Bearer ***", "ATS to LinkedIn"):
        assert words in page.text, words
    links = {found.get("href") for tag, found in page.elements if tag == "a"}
    assert "https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-candidates" in links
    assert [found for tag, found in page.elements if tag == "details" and found.get("class") == "json"]


def test_no_page_of_the_journal_holds_a_secret(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    credentials = "/v2/provisionedApplications?q=credentialsByUniqueForeignId&uniqueForeignId=bluebird"
    assert prepared.server.parent().get(credentials).status == 200
    prepared.server.token(prepared.ats.client_id, prepared.ats.secret)
    secrets = [
        prepared.ats.token,
        prepared.ats.secret,
        prepared.get("state")["parent_application"]["client_secret"],
    ]

    pages = [operator.http.get(f"{JOURNAL}/har").text, operator.opens(JOURNAL).html, news(operator, 0).text]
    pages += [operator.opens(f"{JOURNAL}/{entry}").html for entry in rows(operator.opens(JOURNAL))]

    assert len(pages) > 5
    assert [secret for secret in secrets for page in pages if secret in page] == []


def test_the_same_can_be_said_from_a_shell(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate("it's", lastName="O'Hara")
    entry = first(prepared.server, resource="atsCandidates")

    html = operator.opens(f"{JOURNAL}/{entry}").html
    [written] = re.findall(r'id="curl">(.*?)</pre>', html, flags=re.DOTALL)
    words = shlex.split("".join(Page(f"<p>{written}</p>").words))

    assert words[:4] == ["curl", "--globoff", "-X", "PUT"]
    assert "Authorization: Bearer YOUR_TOKEN" in words
    [record] = json.loads(words[words.index("--data-raw") + 1])["entities"].values()
    assert record["lastName"] == "O'Hara"


@pytest.mark.parametrize(
    "body", ["[" * 5000, '{"a":' * 900 + "1" + "}" * 900, "\x00\xff", "<script>alert(1)</script>", "9" * 7000]
)
def test_odd_bodies_are_shown_as_they_are(prepared: Prepared, operator: Somebody, body: str) -> None:
    prepared.server.send(
        "POST",
        "/v2/simpleJobPostings",
        body=body.encode("latin-1"),
        headers=prepared.ats.headers(method="batch_create"),
    )

    page = operator.opens(f"{JOURNAL}/{first(prepared.server)}")

    assert "<script>alert" not in page.html
    assert body[:4].replace("\x00", "") in page.text.replace("\x00", "") or "\ufffd" in page.text


def test_a_push_is_sent_again_and_its_answer_shown(
    sandbox: Server, callback: Callback, operator: Somebody
) -> None:
    customer(sandbox, callback)
    made = export(sandbox)
    until(lambda: shown(sandbox, made)["push"]["state"] == "done")
    entry = first(sandbox, resource="EXPORT_CANDIDATE_PROFILE")
    before = len(callback.came)

    answer = operator.posts(f"{JOURNAL}/{entry}/again")
    again = operator.opens(answer.headers["Location"].removeprefix("/recruiter/"))

    assert "Sent again. The ATS answered 200." in again.text
    assert f"a replay of {entry}" in again.text
    assert callback.came[before][1] == callback.came[before - 1][1]
    callback.status = 500
    failed = operator.posts(f"{JOURNAL}/{entry}/again")
    assert (
        "The ATS answered 500." in operator.opens(failed.headers["Location"].removeprefix("/recruiter/")).text
    )


def test_what_an_ats_has_sent_is_not_sent_again(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    entry = first(prepared.server, kind="call")

    refused = operator.posts(f"{JOURNAL}/{entry}/again")

    assert refused.status_code == 422
    assert "Only what the sandbox has sent" in words_of(refused)
    assert "Send it again" not in operator.opens(f"{JOURNAL}/{entry}").text
    assert operator.posts(f"{JOURNAL}/999999999/again").status_code == 404
    assert operator.http.get(f"{JOURNAL}/999999999").status_code == 404


def test_a_foreign_page_cannot_send_anything_again(prepared: Prepared, operator: Somebody) -> None:
    prepared.ats.add_candidate()
    entry = first(prepared.server)

    assert operator.http.post(f"{JOURNAL}/{entry}/again").status_code == 403
