"""The screens of privacy: rules, the list of whoever is due, a candidate's own panel, and the page without an account."""

from __future__ import annotations

import html
import re
from datetime import timedelta

from django.core import mail
from django.test import Client
from tests.people import SETTING_UP, Cast, a_person, a_position, a_process
from tests.recruit_web.conftest import HTMX, text_of, whole

from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.people.models import Person
from recruit.people.services import NewPerson, add_contact_point, add_persons_in_bulk
from recruit.privacy.models import ConsentRequest, RetentionClock
from recruit.privacy.selectors import retention
from recruit.privacy.services import Rule, carry_out, reckon, send_request, set_retention

LONG_AGO = timedelta(days=800)


def test_rules_lead_to_a_list_from_which_candidates_are_kept_or_let_go(cast: Cast, browser):
    new = [
        NewPerson(first_name=name, last_name="Old", added_at=clock.now() - LONG_AGO)
        for name in ("Ola", "Udo")
    ]
    with company_context(cast.company.pk):
        ola, udo = add_persons_in_bulk(company_id=cast.company.pk, persons=new, actor=SETTING_UP)
    ada, rosa = browser(cast.ada), browser(cast.rosa)
    assert "Nobody is due" in text_of(rosa.get("/settings/retention"))
    wrong = ada.post("/settings/privacy", {"sourced_months": "0", "sourced_when_due": "review"})
    assert wrong.status_code == 422

    session = ada.session
    confirmed = session.pop("confirmed_at")
    session.save()
    erasing = {"sourced_months": "12", "sourced_when_due": "erase"}
    assert "/confirm" in ada.post("/settings/privacy", erasing)["Location"], (
        "a rule that erases asks for the password"
    )
    session["confirmed_at"] = confirmed
    session.save()
    saved = ada.post("/settings/privacy", {"sourced_months": "12", "sourced_when_due": "review"})
    assert saved["Location"].endswith("saved=1")
    with company_context(cast.company.pk):
        reckon(company_id=cast.company.pk)

    shown = text_of(rosa.get("/settings/retention?kind=sourced"))
    assert "Ola Old" in shown
    assert "12 months after the last activity" in shown
    assert "Pseudonymise or erase" not in shown, "that is for owners and admins"
    assert rosa.get(f"/settings/retention/go?person={ola.public_id}").status_code == 403
    kept = rosa.post(
        "/settings/retention/keep",
        {"person": ola.public_id, "months": "6", "reason": "A claim is open"},
        headers=HTMX,
    )
    assert "Kept longer: 1 candidate." in text_of(kept)
    assert "A claim is open" in text_of(rosa.get(whole(f"/candidates/{ola.public_id}")))

    refused = ada.post("/settings/retention/go", {"person": udo.public_id, "kind": "erased", "typed": "2"})
    assert "Type “1”" in text_of(refused)
    ada.post("/settings/retention/go", {"person": udo.public_id, "kind": "erased", "typed": "1"})
    with company_context(cast.company.pk):
        carry_out(company_id=cast.company.pk)
        assert not Person.objects.filter(pk=udo.pk).exists()
        assert RetentionClock.objects.count() == 1
    lines = b"".join(_pieces(rosa.post("/settings/retention/export?days=90"))).decode()
    assert lines.startswith("\ufeffId,Name,Kind,")
    assert "downloaded a list of candidates: whose time for being kept is over" in text_of(
        ada.get("/settings/audit")
    )
    assert "changed the privacy settings: sourced candidates: 12 months" in text_of(
        ada.get("/settings/audit")
    )


def test_a_list_of_many_whom_one_may_not_see_goes_on_behind_them(cast: Cast, browser, monkeypatch):
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    monkeypatch.setattr(retention, "_LOOKED_THROUGH", 2)
    new = [
        NewPerson(first_name=f"P{number}", last_name="Old", added_at=clock.now() - LONG_AGO)
        for number in range(3)
    ]
    secret = a_position(cast, "Secret", is_discreet=True)
    with company_context(cast.company.pk):
        *hidden, _ = add_persons_in_bulk(company_id=cast.company.pk, persons=new, actor=SETTING_UP)
        rules = {"sourced": Rule(12)}
        set_retention(company_id=cast.company.pk, rules=rules, actor=cast.by_olga)
        reckon(company_id=cast.company.pk)
        for person in hidden:
            a_process(cast, person, secret)  # that they are considered is reckoned at night
    rosa = browser(cast.rosa)

    first = rosa.get("/settings/retention").content.decode()
    (further,) = re.findall(r'rel="next" href="([^"]+)"', first)
    behind = text_of(rosa.get(html.unescape(further)))
    lines = b"".join(_pieces(rosa.post("/settings/retention/export"))).decode()

    assert "There are more. Look further" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", first))
    assert "P0 Old" not in first
    assert "P2 Old" in behind
    assert "P2 Old" in lines, "the file has everybody whom one may see"


def _pieces(response: object) -> list[bytes]:
    from asgiref.sync import async_to_sync

    async def read() -> list[bytes]:
        return [piece async for piece in response]  # type: ignore[attr-defined]

    return async_to_sync(read)()


def test_a_candidate_answers_without_an_account_and_opening_the_link_changes_nothing(cast: Cast, browser):
    person = a_person(cast, "Mia", "Brand")
    a_process(cast, person)
    rosa, page = browser(cast.rosa), f"/candidates/{person.public_id}"
    assert "No consent is on record." in text_of(rosa.get(whole(page)))
    past = rosa.post(
        f"{page}/consent", {"basis": "consent", "origin": "Phone", "until": "2020-01-01"}, headers=HTMX
    )
    assert "That day is over" in text_of(past)
    met = {"basis": "interest", "origin": "Met at a fair", "given_on": "2026-01-31"}
    rosa.post(f"{page}/consent", met, headers=HTMX)
    assert "Met at a fair" in text_of(rosa.get(whole(page)))
    assert "2026-01-31T12:00" in rosa.get(whole(page)).content.decode(), "the day on which they said so"
    with company_context(cast.company.pk):
        add_contact_point(
            person=person, kind="email", value="mia@home.example", provenance="manual", actor=SETTING_UP
        )
    asked = rosa.post("/settings/retention/ask", {"person": person.public_id}, headers=HTMX)
    assert "Asked by mail: 1 candidate." in text_of(asked)
    with company_context(cast.company.pk):
        send_request(company_id=cast.company.pk, request_id=ConsentRequest.objects.get().pk)
    (link,) = re.findall(r"/your-data/\S+", mail.outbox[0].body)

    candidate = Client()
    assert "May it be kept?" in text_of(candidate.get(link))
    with company_context(cast.company.pk):
        assert ConsentRequest.objects.get().answered_at is None
    assert "keeps your data" in text_of(candidate.post(link, {"answer": "keep"}, follow=True))
    assert "Answered “Keep my data”" in text_of(rosa.get(whole(page)))
    told = rosa.post(f"{page}/consent/withdraw", headers=HTMX)
    assert "withdrew consent" in text_of(told)
    assert "has been told" in text_of(candidate.post(link, {"answer": "erase"}))
    assert "Asked to be erased" in text_of(rosa.get(whole(page)))
    assert candidate.get(link[:-3] + "abc").status_code == 410
