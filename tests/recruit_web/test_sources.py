"""Sources and their report in the browser: lists, cards, links, numbers that lead to candidates, and files."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from tests.people import SETTING_UP, a_person, a_process
from tests.recruit_web.conftest import HTMX, queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.careers.models import TrackedLink
from recruit.hiring.services import hire_process, reject_process
from recruit.reports.rules import Duration
from recruit.sources.models import Source, SourceContact
from recruit.sources.services import add_source_contact, shared_source
from recruit_web.screens.reports.tables import MARK, safe_cell
from recruit_web.screens.reports.views import days_text


@pytest.fixture
def fair(cast):
    """Mia, Ben and Kai come from the fair by Nora; Mia is hired, Ben rejected."""
    with company_context(cast.company.pk):
        source = shared_source(company_id=cast.company.pk, name="Fair", type="job_fair", actor=SETTING_UP)
        nora = add_source_contact(company_id=cast.company.pk, first_name="Nora", last_name="Fairfax",
                                  email="nora@fair.example", source=source, actor=SETTING_UP)  # fmt: skip
    found = [
        a_process(cast, a_person(cast, name, "Fairgoer"), source_id=source.pk, source_contact_id=nora.pk)
        for name in ("Mia", "Ben", "Kai")
    ]
    a_process(cast, a_person(cast, "Ada", "Elsewhere"))
    with company_context(cast.company.pk):
        hire_process(process=found[0], actor=cast.by_olga)
        reject_process(process=found[1], reason="", actor=cast.by_olga)
    return source


def numbers_in(html: str, after: str) -> dict[str, str]:
    """The numbers of the line of that name, each with the address that it leads to."""
    row = html[html.index(after) :].split("</tr>", maxsplit=1)[0]
    return {
        unescape(address): re.sub(r"<.*", "", text)
        for address, text in re.findall(r'<td><a href="([^"]+)">([\d,]+)', row)
    }


def test_each_number_of_the_report_leads_to_the_candidates_behind_it(cast, browser, fair):
    rosa = browser(cast.rosa)
    html = rosa.get("/reports/sources?period=all").content.decode()

    found = numbers_in(html, '<tr class="of-contact">')
    counts = {address: int(number) for address, number in found.items()}
    assert sorted(counts.values()) == [1, 1, 3]
    for address, number in {
        **counts,
        **{a: int(n) for a, n in numbers_in(html, "No source").items()},
    }.items():
        listed = text_of(rosa.get(address))
        assert f"{number} candidate" in listed, address
    of_position = rosa.get(f"/reports/sources?period=all&position={cast.position.public_id}").content.decode()
    (reached,) = [unescape(a) for a in re.findall(r'href="([^"]+reached=CV[^"]*)"', of_position)]
    assert "reached=" not in html
    assert "4 candidates" in text_of(rosa.get(reached))


@pytest.mark.parametrize(
    ("address", "shown", "hidden"),
    [
        ("/reports/sources?type=job_fair", "Fair", "No source"),
        ("/reports/sources?from=1999-01&to=1999-12", "Nobody to count", "Fairfax"),
        (
            "/reports/sources?period=nonsense&type=nonsense&position=nonsense&from=x",
            "Fairfax",
            "Nobody to count",
        ),
    ],
)
def test_the_report_is_narrowed_by_its_address(cast, browser, fair, address, shown, hidden):
    said = text_of(browser(cast.rosa).get(address))

    assert shown in said
    assert hidden not in said.split("<main")[1]


def test_the_report_takes_a_constant_number_of_queries(cast, browser, fair):
    rosa = browser(cast.rosa)
    before = queries_of(rosa, "/reports/sources?period=all")
    with company_context(cast.company.pk):
        more = [
            shared_source(company_id=cast.company.pk, name=f"S{n}", type="agency", actor=SETTING_UP)
            for n in range(5)
        ]
    for source in more:
        a_process(cast, a_person(cast), source_id=source.pk)

    assert queries_of(rosa, "/reports/sources?period=all") == before
    assert before <= 16


def test_the_file_says_what_the_page_says_and_holds_no_formula(cast, browser, fair):
    with company_context(cast.company.pk):
        Source.objects.filter(pk=fair.pk).update(name="=1+1")

    plain, marked = (
        browser(cast.rosa).get(f"/reports/sources.csv?period=all{more}") for more in ("", "&for=excel")
    )

    rows = list(csv.reader(io.StringIO(plain.content.decode())))
    assert rows[1:3] == [
        ["Job fair", "'=1+1", "", "3", "1", "1", "1", "0"],
        ["Job fair", "'=1+1", "Nora Fairfax", "3", "1", "1", "1", "0"],
    ]
    assert marked.content.decode() == MARK + plain.content.decode()
    assert "attachment" in plain["Content-Disposition"]


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_begins_like_a_formula(begin):
    assert safe_cell(f"{begin}cmd") == f"'{begin}cmd"
    assert (safe_cell("Fair"), safe_cell(-3)) == ("Fair", -3)


@pytest.mark.parametrize(
    ("duration", "text"),
    [
        (None, "not known"),
        (Duration(0.01), "1 h"),
        (Duration(0.75), "18 h"),
        (Duration(1.0), "1 day"),
        (Duration(2.34), "2.3 days"),
        (Duration(30.2), "30 days"),
        (Duration(180, is_open=True), "more than 180 days"),
    ],
)
def test_how_a_time_is_said(duration, text):
    assert days_text(duration) == text


def test_sources_are_listed_with_their_numbers_and_found_by_contact(cast, browser, fair):
    rosa = browser(cast.rosa)

    said = " ".join(re.sub(r"<[^>]+>", " ", text_of(rosa.get("/sources"))).split())
    assert "3 all 1 active 1 hired" in said
    assert "Fair" in text_of(rosa.get("/sources?q=nora", headers=HTMX))
    assert "No source matches" in text_of(rosa.get("/sources?q=nobody", headers=HTMX))
    assert "No source" in text_of(rosa.get("/sources?type=campus", headers=HTMX))


def test_a_source_is_renamed_retired_and_brought_back(cast, browser, fair):
    rosa, address = browser(cast.rosa), f"/sources/{fair.public_id}"

    assert rosa.post(f"{address}/edit", {"name": "Spring fair", "type": "campus"}).status_code == 302
    assert rosa.post(f"{address}/retire").status_code == 302
    assert "Spring fair" in text_of(rosa.get("/sources?retired=1"))
    assert "Spring fair" not in text_of(rosa.get("/candidates/new"))
    assert "Retired" in text_of(rosa.get(address))
    rosa.post(f"{address}/restore")
    assert "Spring fair" in text_of(rosa.get("/sources"))


def test_a_source_that_rules_look_for_keeps_its_name(cast, browser):
    with company_context(cast.company.pk):
        own = shared_source(company_id=cast.company.pk, name="robots.example", type="website", actor=SETTING_UP,
                            is_system=True)  # fmt: skip
    rosa, address = browser(cast.rosa), f"/sources/{own.public_id}"

    said = text_of(rosa.post(f"{address}/edit", {"name": "Other", "type": "website"}))
    assert "is used by Recruit itself" in said
    assert rosa.post(f"{address}/retire").status_code == 409
    assert "/retire" not in rosa.get(address).content.decode()


def test_two_sources_never_have_one_name(cast, browser, fair):
    said = browser(cast.rosa).post("/sources/add", {"name": " Fair ", "type": "agency"})

    assert said.status_code == 422
    assert "There is a source “Fair” already." in text_of(said)


def test_a_contact_is_one_sources_only(cast, browser, fair):
    rosa = browser(cast.rosa)
    rosa.post("/sources/add", {"name": "Tower", "type": "agency"})
    with company_context(cast.company.pk):
        tower = Source.objects.get(name="Tower").public_id
    given = {"first_name": "Tom", "last_name": "Tower", "email": "tom@tower.example"}

    assert rosa.post(f"/sources/{tower}/contacts", given).status_code == 302
    assert "Tom Tower" in text_of(rosa.get(f"/sources/{tower}"))
    taken = rosa.post(f"/sources/{tower}/contacts", {**given, "email": "NORA@fair.example"})
    assert "belongs to the source “Fair”" in text_of(taken)


def test_a_campaigns_link_stands_on_its_source(cast, browser, fair):
    rosa = browser(cast.rosa)
    rosa.post(f"/sources/{fair.public_id}/links", {"name": "Flyer"})

    with company_context(cast.company.pk):
        token = TrackedLink.objects.get(source=fair).token
    said = text_of(rosa.get(f"/sources/{fair.public_id}"))
    assert f"?src={token}" in said
    assert "Flyer" in said


def test_a_teammates_own_link_makes_them_the_contact(cast, browser):
    otto = browser(cast.otto)
    assert "Make my link" in text_of(otto.get("/account/referral"))

    for _ in range(2):
        otto.post("/account/referral/make")

    with company_context(cast.company.pk):
        link = TrackedLink.objects.get()
        assert SourceContact.objects.get(pk=link.source_contact_id).teammate_id == cast.otto.pk
        assert (link.source.type, link.source.is_system) == ("referrer_unpaid", True)
    assert f"?src={link.token}" in text_of(otto.get("/account/referral"))
