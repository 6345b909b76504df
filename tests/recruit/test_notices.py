"""Who is told what is kept of them? Whoever an outside tool brought, once an address comes, once for good."""

from __future__ import annotations

import pytest
from django.core import mail
from tests.people import SETTING_UP, Cast, a_person, hiring_company

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base.tenancy import company_context
from recruit.people.models import Person
from recruit.people.services import add_contact_point, set_external_identity, update_person
from recruit.privacy import selectors, services
from recruit.privacy.models import Notice
from recruit.privacy.rules import filled, unknown_places

VIA = "LinkedIn Recruiter"


@pytest.mark.parametrize(
    ("text", "expected", "unknown"),
    [
        ("Hello {first_name}", "Hello Mia", []),
        ("{first_name}, {first_name}", "Mia, Mia", []),
        ("Hello {nobody}", "Hello {nobody}", ["nobody"]),
        ("{ } and {}", "{ } and {}", [" ", ""]),  # not a place, and said so
        ("no place", "no place", []),
    ],
)
def test_places_are_filled_and_what_is_none_is_named(text, expected, unknown):
    assert filled(text, {"first_name": "Mia"}) == expected
    assert unknown_places(text) == unknown


@pytest.fixture
def cast(db: None) -> Cast:
    return hiring_company()


def _exported(cast: Cast, first_name: str) -> Person:
    person = a_person(cast, first_name, "Outside", imported_via=VIA)
    with company_context(cast.company.pk):
        set_external_identity(
            person=person, provider="elsewhere", subject=first_name, verified=True, actor=SETTING_UP
        )
    return person


def _mail(person: Person, address: str, provenance: str = "external") -> None:
    add_contact_point(person=person, kind="email", value=address, provenance=provenance, actor=SETTING_UP)


def _switch_on(cast: Cast, text: str = "{first_name}: {company}, {came_through}") -> None:
    services.set_notice(
        company_id=cast.company.pk, is_on=True, subject="About {name}", text=text, actor=cast.by_ada
    )


def _send(cast: Cast) -> None:
    for notice in Notice.objects.filter(state="waiting"):
        services.send_notice(company_id=cast.company.pk, notice_id=notice.pk)


def test_only_exported_people_are_told_and_only_once(cast):
    before, mia, form = (_exported(cast, name) for name in ("Bea", "Mia", "Fee"))
    own = a_person(cast, "Own", "Find")
    with company_context(cast.company.pk):
        _mail(before, "bea@home.example")
        assert not Notice.objects.exists(), "off at first"
        with pytest.raises(services.NoticeNotUnderstood):
            _switch_on(cast, "Hello {nobody}")
        _switch_on(cast)
        _mail(before, "bea@work.example")
        _mail(own, "own@home.example")
        _mail(form, "fee@home.example", "careers_form")
        _mail(mia, "mia@home.example")
        _mail(mia, "mia@work.example")
        _send(cast)
        _send(cast)

        (sent,) = mail.outbox
        assert (sent.to, sent.subject) == (["mia@home.example"], "About Mia Outside")
        assert sent.body == f"Mia: Robots Ltd, {VIA}"
        assert Activity.objects.filter(verb=Verb.NOTICE_SENT, person_id=mia.pk).count() == 1
        (row,) = selectors.notices_page(teammate=cast.ada).rows
        assert (row.person, row.notice.state) == (mia, "sent")


def test_who_cannot_be_told_is_listed_with_the_reason_and_tried_again(cast):
    mia = _exported(cast, "Mia")
    with company_context(cast.company.pk):
        _switch_on(cast)
        _mail(mia, "mia@home.example")
        update_person(person=mia, changes={"do_not_contact": True}, actor=cast.by_olga)
        _send(cast)
        (row,) = selectors.notices_page(teammate=cast.ada, only_failed=True).rows
        assert row.notice.trouble == "They are not to be contacted."
        assert not mail.outbox

        update_person(person=mia, changes={"do_not_contact": False}, actor=cast.by_olga)
        services.try_notice_again(
            company_id=cast.company.pk, public_id=row.notice.public_id, actor=cast.by_ada
        )
        _send(cast)
        assert len(mail.outbox) == 1
        assert not selectors.notices_page(teammate=cast.ada, only_failed=True).rows
