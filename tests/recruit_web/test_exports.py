"""Everything goes out by the hand of an owner or admin, and a list by whoever may; it is written down who took what."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import Any

from asgiref.sync import async_to_sync
from tests.people import SETTING_UP, a_person, a_position, a_process
from tests.recruit_web.conftest import queries_of, text_of

from recruit.base.tenancy import company_context
from recruit.people.services import add_contact_point
from recruit.transfer import selectors, services
from recruit.transfer.models import Archive


def body_of(response: Any) -> bytes:
    async def read() -> bytes:
        return b"".join([piece async for piece in response.streaming_content])

    return async_to_sync(read)()


def test_ada_has_an_archive_made_and_takes_it(cast, browser):
    ada = browser(cast.ada)
    assert "No archive has been made" in text_of(ada.get("/settings/exports"))
    assert browser(cast.rosa).get("/settings/exports").status_code == 403
    session = ada.session
    confirmed = session.pop("confirmed_at")
    session.save()
    assert "/confirm" in ada.post("/settings/exports")["Location"], "the password is asked for once more"
    session["confirmed_at"] = confirmed
    session.save()

    assert ada.post("/settings/exports").status_code == 302
    assert ada.post("/settings/exports").status_code == 409
    assert "0 of" in text_of(ada.get("/settings/exports"))
    with company_context(cast.company.pk):
        archive = Archive.objects.get()
        services.make_archive(company_id=cast.company.pk, archive_id=archive.pk, told=lambda _: True)
        archive.refresh_from_db()
    shown = text_of(ada.get("/settings/exports"))
    assert archive.sha256 in shown
    assert queries_of(ada, "/settings/exports") <= 12
    address = f"/settings/exports/{archive.public_id}"
    taken = ada.post(f"{address}/download")

    content = body_of(taken)
    assert hashlib.sha256(content).hexdigest() == archive.sha256
    assert int(taken["Content-Length"]) == len(content)
    assert "attachment" in taken["Content-Disposition"]
    assert browser(cast.rosa).post(f"{address}/download").status_code == 403
    assert ada.post(f"{address}/delete").status_code == 302
    assert ada.post(f"{address}/download").status_code == 404
    audit = text_of(ada.get("/settings/audit"))
    assert "had an archive of the whole company made" in audit
    assert "downloaded an archive of the whole company" in audit


def test_the_list_goes_out_as_it_is_searched_and_no_cell_is_a_formula(cast, browser, monkeypatch):
    monkeypatch.setattr(selectors, "_LISTED_AT_ONCE", 2)
    for number in range(5):
        a_process(cast, a_person(cast, f"P{number}", "Listed"))
    odd = a_person(cast, '=HYPERLINK("http://evil.example")', "Listed")
    a_process(cast, odd)
    with company_context(cast.company.pk):
        add_contact_point(
            person=odd, kind="phone", value="+49 421 555", provenance="manual", actor=SETTING_UP
        )
    a_process(cast, a_person(cast, "Hidden", "Listed"), a_position(cast, "Secret Post", is_discreet=True))
    a_process(cast, a_person(cast, "Other", "Name"))
    rosa = browser(cast.rosa)
    assert "Download as CSV" in rosa.get("/candidates?q=listed").content.decode()
    assert "Download as CSV" not in browser(cast.hans).get("/candidates").content.decode()
    assert browser(cast.hans).post("/candidates/export").status_code == 403

    answer = rosa.post("/candidates/export?q=listed")

    lines = list(csv.DictReader(io.StringIO(body_of(answer).decode("utf-8-sig"))))
    assert [line["Name"].split()[0] for line in lines] == [
        '\'=HYPERLINK("http://evil.example")',
        "P4",
        "P3",
        "P2",
        "P1",
        "P0",
    ]
    assert lines[0]["Phone"] == "'+49 421 555"
    assert lines[1]["Positions"] == "Welding Robot Technician: In progress, CV review"
    assert "downloaded a list of candidates: “listed”" in text_of(browser(cast.ada).get("/settings/audit"))


def test_what_was_taken_does_not_name_a_discreet_position(cast, browser):
    secret = a_position(cast, "Secret Post", is_discreet=True)
    a_process(cast, a_person(cast, "Hidden", "Listed"), secret)

    answer = browser(cast.olga).post(f"/candidates/export?position={secret.public_id}")

    assert "Hidden Listed" in body_of(answer).decode()
    audit = text_of(browser(cast.ada).get("/settings/audit"))
    assert "downloaded a list of candidates: Position: a discreet one" in audit
    assert "Secret Post" not in audit
