"""How long is somebody kept? Clocks by table, the nights of a company, consents, and those whose time is over."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from tests.people import SETTING_UP, Cast, a_merge, a_person, a_process, hiring_company

from recruit.activity.enums import Verb
from recruit.activity.models import Activity
from recruit.base import clock
from recruit.base.tenancy import company_context
from recruit.company.selectors import CompanyRoleTooSmall
from recruit.hiring.models import HiringProcess
from recruit.hiring.services import NewProcess, reject_process, start_processes_in_bulk
from recruit.people.models import Person
from recruit.people.services import NewPerson, add_contact_point, add_persons_in_bulk
from recruit.privacy import selectors, services
from recruit.privacy.models import (
    Consent,
    ConsentRequest,
    ConsentText,
    ErasureReceipt,
    RetentionClock,
    RetentionRule,
)
from recruit.privacy.rules import Clock, due_at, kind_of, months_after
from recruit.privacy.services import carry_out, reckon, send_request
from recruit.privacy.services.asking import answer_address

MARCH = datetime(2026, 3, 31, 9, tzinfo=UTC)
LONG_AGO = timedelta(days=800)


@pytest.mark.parametrize(
    ("clock_", "months", "expected"),
    [
        (Clock(MARCH), 12, datetime(2027, 3, 31, 9, tzinfo=UTC)),
        (Clock(MARCH), 6, datetime(2026, 9, 30, 9, tzinfo=UTC)),  # that month has no 31st
        (Clock(MARCH), None, None),  # no rule: for good
        (Clock(MARCH, statuses=["rejected", "on_hold"]), 6, None),  # under consideration, on hold included
        (Clock(MARCH, statuses=["rejected"]), 1, datetime(2026, 4, 30, 9, tzinfo=UTC)),
        (
            Clock(MARCH, held_until=[MARCH + timedelta(days=90)]),
            1,
            MARCH + timedelta(days=90),
        ),  # a consent holds
        (Clock(MARCH, held_until=[MARCH]), 1, datetime(2026, 4, 30, 9, tzinfo=UTC)),  # it ended before
        (Clock(MARCH, statuses=["in_progress"], wished_at=MARCH), None, MARCH),  # what they asked comes first
    ],
)
def test_the_latest_of_all_clocks_counts_and_what_they_asked_for_before_all(clock_, months, expected):
    assert due_at(clock_, months=months) == expected


@pytest.mark.parametrize(
    ("statuses", "has_applied", "kind"),
    [
        ((), False, "sourced"),
        ((), True, "applied"),
        (("withdrawn",), True, "applied"),  # they said no, not the company
        (("rejected", "in_progress"), True, "rejected"),
        (("rejected", "hired"), True, "hired"),
    ],
)
def test_what_came_of_them_counts_more_than_how_they_came(statuses, has_applied, kind):
    assert kind_of(statuses=statuses, has_applied=has_applied) == kind


def test_a_leap_day_has_its_last_day_in_other_years():
    assert months_after(datetime(2028, 2, 29, tzinfo=UTC), 12) == datetime(2029, 2, 28, tzinfo=UTC)


@pytest.fixture
def cast(db: None) -> Cast:
    return hiring_company()


def _old(cast: Cast, first_name: str, last_name: str) -> Person:
    """Somebody of whom nothing has been heard for more than two years."""
    then = clock.now() - LONG_AGO
    new = NewPerson(first_name=first_name, last_name=last_name, added_at=then)
    with company_context(cast.company.pk):
        return add_persons_in_bulk(company_id=cast.company.pk, persons=[new], actor=SETTING_UP)[0]


def _rules(cast: Cast, **kinds: tuple[int, str]) -> None:
    rules = {kind: services.Rule(*rule) for kind, rule in kinds.items()}
    services.set_retention(company_id=cast.company.pk, rules=rules, actor=cast.by_olga)
    reckon(company_id=cast.company.pk)


def _due(cast: Cast, days: int = 0) -> list[str]:
    return [row.person.full_name for row in selectors.due_page(teammate=cast.olga, days=days).rows]


def test_rules_are_off_at_first_and_a_night_finds_whoever_moved_since(cast):
    old = _old(cast, "Olda", "Sourced")
    going_on = _old(cast, "Gina", "Considered")
    with company_context(cast.company.pk):
        started = NewProcess(going_on.pk, cast.position.pk, started_at=clock.now() - LONG_AGO)
        (process,) = start_processes_in_bulk(
            company_id=cast.company.pk, processes=[started], actor=SETTING_UP
        )
    a_person(cast, "Nina", "New")
    with company_context(cast.company.pk):
        reckon(company_id=cast.company.pk, is_night=True)
        assert not RetentionClock.objects.exists(), "no rule, no clock"

        _rules(cast, sourced=(12, "review"), rejected=(6, "review"))
        assert _due(cast) == ["Olda Sourced"], "nobody who is under consideration is ever due"
        assert selectors.numbers_of(teammate=cast.olga).due == (1, 0, 0)

        reject_process(process=process, reason="No", actor=cast.by_olga)
        newcomer = _old(cast, "Nora", "Later")
        for _ in range(2):
            reckon(company_id=cast.company.pk, is_night=True)
        assert _due(cast) == ["Olda Sourced", newcomer.full_name]
        gina = RetentionClock.objects.get(person=going_on)
        assert (gina.kind, gina.due_at) == ("rejected", months_after(gina.last_active_at, 6))

        add_contact_point(
            person=old, kind="email", value="olda@old.example", provenance="manual", actor=SETTING_UP
        )
        reckon(company_id=cast.company.pk, is_night=True)
        assert _due(cast) == [newcomer.full_name], "something happened: the clock begins anew"

        services.set_retention(company_id=cast.company.pk, rules={}, actor=cast.by_olga)
        reckon(company_id=cast.company.pk)
        assert _due(cast, days=90) == []
        told = Activity.objects.filter(verb=Verb.PRIVACY_SETTINGS_CHANGED).order_by("id").last()
        assert "sourced candidates are kept for good" in told.data["what"]


def test_pages_of_the_list_follow_each_other_by_key(cast):
    names = [_old(cast, f"P{number}", "Old").full_name for number in range(5)]
    with company_context(cast.company.pk):
        _rules(cast, sourced=(12, "review"))
        seen, after = [], None
        while True:
            page = selectors.due_page(teammate=cast.olga, after=after, limit=2)
            seen += [row.person.full_name for row in page.rows]
            after = page.next_cursor
            if after is None:
                break
        assert sorted(seen) == sorted(names)
        assert page.total == 5


def test_a_rule_lets_nobody_go_who_has_not_stood_on_the_list_for_a_week(cast):
    person = _old(cast, "Olda", "Sourced")
    with company_context(cast.company.pk):
        _rules(cast, sourced=(12, "pseudonymise"))
        carry_out(company_id=cast.company.pk)
        assert selectors.kept_person(person=person).goes_at is not None
        assert _due(cast) == ["Olda Sourced"], "the rule is of today"

        RetentionRule.objects.update(set_at=clock.now() - timedelta(days=8))
        reckon(company_id=cast.company.pk, is_night=True)
        assert RetentionClock.objects.get().going == "pseudonymised"
        carry_out(company_id=cast.company.pk)

        person.refresh_from_db()
        assert person.pseudonymised_at is not None
        receipt = ErasureReceipt.objects.get()
        assert (receipt.kind, receipt.ground, receipt.by_name) == (
            "pseudonymised",
            "retention",
            "Retention rule",
        )
        assert not RetentionClock.objects.exists()
        reckon(company_id=cast.company.pk, is_night=True)
        assert not RetentionClock.objects.exists(), "who is pseudonymised has no clock any more"


def test_whoever_moved_after_they_were_marked_stays_and_it_says_why(cast):
    person = _old(cast, "Olda", "Sourced")
    with company_context(cast.company.pk):
        _rules(cast, sourced=(12, "review"))
        assert (
            services.let_go(company_id=cast.company.pk, persons=[person], kind="erased", actor=cast.by_olga)
            == 1
        )
        with pytest.raises(CompanyRoleTooSmall):
            services.let_go(company_id=cast.company.pk, persons=[person], kind="erased", actor=cast.by_rosa)
        add_contact_point(
            person=person, kind="email", value="o@old.example", provenance="manual", actor=SETTING_UP
        )
        carry_out(company_id=cast.company.pk)
        row = RetentionClock.objects.get()
        assert (row.going, row.due_at > clock.now()) == ("", True)
        assert "not over any more" in row.trouble
        assert (
            services.let_go(company_id=cast.company.pk, persons=[person], kind="erased", actor=cast.by_olga)
            == 0
        )


def test_kept_longer_with_a_reason_that_stays_in_history(cast):
    person = _old(cast, "Olda", "Sourced")
    with company_context(cast.company.pk):
        _rules(cast, sourced=(12, "review"))
        with pytest.raises(services.ReasonMissing):
            services.keep_longer(
                company_id=cast.company.pk, persons=[person], months=6, reason=" ", actor=cast.by_rosa
            )
        services.keep_longer(
            company_id=cast.company.pk,
            persons=[person],
            months=6,
            reason="A claim is open",
            actor=cast.by_rosa,
        )
        assert _due(cast) == []
        row = RetentionClock.objects.get()
        assert row.due_at == row.kept_until
        assert row.kept_because == "A claim is open"
        reckon(company_id=cast.company.pk, is_night=True)
        assert _due(cast, days=90) == [], "the decision itself is no activity, and holds"
        assert Activity.objects.filter(verb=Verb.RETENTION_EXTENDED, person_id=person.pk).count() == 1


def test_consent_holds_until_its_end_and_names_the_words_agreed_to(cast):
    person = _old(cast, "Olda", "Sourced")
    with company_context(cast.company.pk):
        services.set_consent(
            company_id=cast.company.pk, text="We may keep you.", months=24, actor=cast.by_ada
        )
        _rules(cast, sourced=(12, "review"))
        services.record_application(
            person=person, has_consented=True, origin="Careers site", actor=SETTING_UP
        )
        consent = Consent.objects.get()
        assert consent.text is not None
        assert (consent.text.number, consent.text.text) == (2, "We may keep you.")
        assert ConsentText.objects.count() == 2, "what people agreed to before is still there"
        assert RetentionClock.objects.get().due_at == consent.until
        assert _due(cast) == []

        services.withdraw_consent(person=person, actor=cast.by_olga)
        assert _due(cast) == ["Olda Sourced"]
        with pytest.raises(services.NothingToWithdraw):
            services.withdraw_consent(person=person, actor=cast.by_olga)
        services.record_consent(person=person, basis="consent", origin="On the phone", actor=cast.by_olga)
        assert _due(cast) == [], "they thought better of it"


def _asked(cast: Cast, person: Person) -> str:
    add_contact_point(
        person=person, kind="email", value="olda@old.example", provenance="manual", actor=SETTING_UP
    )
    asked = services.ask_for_consent(company_id=cast.company.pk, persons=[person], actor=cast.by_rosa)
    assert asked.asked == 1
    request = ConsentRequest.objects.get()
    send_request(company_id=cast.company.pk, request_id=request.pk)
    (sent,) = mail.outbox
    assert sent.to == ["olda@old.example"]
    (link,) = re.findall(r"/your-data/(\S+)", sent.body)
    assert answer_address(request).endswith(link)
    return link


def test_who_answers_yes_has_consented_and_who_says_erase_is_gone(cast):
    person = a_person(cast, "Olda", "Sourced")
    with company_context(cast.company.pk):
        services.set_consent(
            company_id=cast.company.pk, text="We may keep you.", months=12, actor=cast.by_ada
        )
        link = _asked(cast, person)
        again = services.ask_for_consent(company_id=cast.company.pk, persons=[person], actor=cast.by_rosa)
        assert "last two weeks" in again.not_asked[0][1]

    services.answer_request(token=link, answer="keep")
    with company_context(cast.company.pk):
        consent = Consent.objects.get()
        assert (consent.origin, consent.text.text) == ("Answered our mail", "We may keep you.")
    services.answer_request(token=link, answer="erase")
    with company_context(cast.company.pk):
        carry_out(company_id=cast.company.pk)
        assert not Person.objects.filter(pk=person.pk).exists()
        assert ErasureReceipt.objects.get().ground == "request"
    with pytest.raises(selectors.AnswerLinkNotUsable):
        services.answer_request(token=link, answer="keep")
    with pytest.raises(selectors.AnswerLinkNotUsable):
        services.answer_request(token=link[:-1], answer="keep")


def test_who_asks_to_be_erased_while_a_position_considers_them_is_left_to_people(cast):
    person = a_person(cast, "Olda", "Considered")
    a_process(cast, person)
    with company_context(cast.company.pk):
        link = _asked(cast, person)
    services.answer_request(token=link, answer="erase")
    with company_context(cast.company.pk):
        carry_out(company_id=cast.company.pk)
        (row,) = selectors.due_page(teammate=cast.olga).rows
        assert (row.clock.wish, row.person.pk) == ("erase", person.pk)
        assert "considered for a position" in row.clock.trouble
        services.let_go(company_id=cast.company.pk, persons=[person], kind="erased", actor=cast.by_olga)
        carry_out(company_id=cast.company.pk)
        assert not HiringProcess.objects.exists()


def test_a_clock_and_consents_go_where_a_merged_candidate_goes(cast):
    one, other = a_person(cast, "Zora", "Ost"), a_person(cast, "Zora", "Ost")
    with company_context(cast.company.pk):
        for person in (one, other):
            services.record_consent(
                person=person, basis="interest", origin="Found at a fair", actor=cast.by_olga
            )
        _rules(cast, sourced=(12, "review"))
        assert RetentionClock.objects.count() == 2
    merge = a_merge(cast, one, other)
    with company_context(cast.company.pk):
        assert Consent.objects.filter(person_id=merge.survivor_id).count() == 2
        assert RetentionClock.objects.get().person_id == merge.survivor_id
