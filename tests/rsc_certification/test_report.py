"""The report: one page with everything inside, the same as data, nothing of the outside run as HTML."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from rsc_certification.command import totals
from rsc_certification.evidence import Evidence
from rsc_certification.outcomes import verdict_of
from rsc_certification.report import data_of
from rsc_certification.report.page import page_of
from rsc_certification.rulebook import rulebook
from rsc_certification.running import Certificate, Result, line_of

EXCHANGE = {
    "kind": "call", "verb": "PUT", "path": "/v2/atsCandidates", "query": "", "status": 422, "generation": "v2",
    "request_body": '{"firstName": "<b>Mia</b>"}', "response_body": "x" * 5000, "why": "a name is missing",
}  # fmt: skip


def result(rule_id, generation, fill):
    evidence = Evidence()
    fill(evidence)
    return Result(rulebook()[rule_id], generation, verdict_of(evidence.checks), evidence, 1.25)


def well(evidence):
    evidence.did("The admin opens the plugin.")
    evidence.check("It is enabled.", is_so=True, seen="ENABLED")
    evidence.picture("The page", b"\xff\xd8jpeg")
    evidence.keep([EXCHANGE, EXCHANGE])


def badly(evidence):
    evidence.check("The script <script>alert(1)</script> is gone.", is_so=False, seen="it & more")


@pytest.fixture
def certificate():
    return Certificate(
        product="Recruit", customers=("Alder Instruments",), browser="Chromium 1", python="3.11",
        begun_at=datetime(2026, 11, 27, 22, 0, tzinfo=UTC), seconds=61.0,
        results=(
            result("RSC-101", "v2", well),
            result("RSC-101", "rest", badly),
            result("RSC-503", "rest", lambda evidence: evidence.does_not_apply("Feedback is gone.", "none is sent")),
        ),
    )  # fmt: skip


def test_the_page_needs_nothing_but_itself(certificate):
    page = page_of(certificate)

    assert not re.search(r"<(script|link|iframe)\b|url\(|@import", page)
    assert set(re.findall(r'src="([^"]{5})', page)) == {"data:"}
    assert page.count("<article") == len(certificate.results)
    assert 'href="#rsc-101-rest"' in page
    assert 'id="rsc-101-rest"' in page


def test_what_others_wrote_is_text_and_long_bodies_are_cut(certificate):
    page = page_of(certificate)

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "&lt;b&gt;Mia&lt;/b&gt;" in page
    assert "x" * 2000 not in page
    assert len(certificate.results[0].evidence.exchanges) == 1


def test_what_could_not_be_read_is_said(certificate):
    assert "RSC-107 and later" in page_of(certificate)


def test_the_data_and_the_totals_say_the_same(certificate):
    data = data_of(certificate)

    assert totals(certificate) == {"passed": 1, "failed": 1, "not_applicable": 1} == data["totals"]
    assert [each["verdict"] for each in data["results"]] == ["passed", "failed", "not applicable"]
    assert line_of(certificate.results[2]).endswith("Feedback is gone. (none is sent)")
