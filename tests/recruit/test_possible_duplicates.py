"""Is somebody who comes a second time noticed, at every door, and is what people decide remembered?"""

from __future__ import annotations

import json

import pytest
from django.db import connection
from tests.people import SETTING_UP, Cast, a_person, a_process, a_teammate

from recruit.base import clock
from recruit.base.errors import NotAllowed, NotFound
from recruit.company.enums import CompanyRole
from recruit.company.selectors import actor_of
from recruit.duplicates import selectors, services, tasks
from recruit.duplicates.enums import CaseState
from recruit.duplicates.models import BlockingKey, DuplicateCase
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import Person
from recruit.people.services import (
    NewContactPoint,
    NewPerson,
    SharedDetail,
    add_contact_point,
    add_persons_in_bulk,
    set_external_identity,
    take_shared_details,
    update_person,
)

pytestmark = pytest.mark.database


def _email(cast: Cast, person: Person, value: str) -> None:
    add_contact_point(
        person=person, kind=ContactKind.EMAIL, value=value, provenance=Provenance.MANUAL, actor=cast.by_rosa
    )


def _checked(cast: Cast, person: Person) -> list[DuplicateCase]:
    return services.check_person(company_id=cast.company.pk, person_id=person.pk)


def test_a_second_record_is_found_by_another_spelling_and_a_phone_written_differently(cast: Cast):
    known = a_person(cast, "Jürgen", "Möllering")
    _phone(cast, known, "+49 151 2345 6789")
    a_person(cast, "Jörg", "Steinkamp")

    second = a_person(cast, "Juergen", "Moellering")
    _phone(cast, second, "0151 23456789")
    [case] = _checked(cast, second)

    assert (case.first_id, case.second_id, case.state) == (known.pk, second.pk, CaseState.OPEN)
    assert case.sentence == (
        "The same phone number but for its beginning and the same name, spelt differently: "
        "Jürgen Möllering / Juergen Moellering."
    )
    assert case.probability > 0.99
    assert {"field": "phone", "level": "tail"}.items() <= next(
        s for s in case.signals if s["field"] == "phone"
    ).items()
    assert _checked(cast, known)[0].pk == case.pk, "asked from either side it is one case"


def _phone(cast: Cast, person: Person, value: str) -> None:
    add_contact_point(
        person=person, kind=ContactKind.PHONE, value=value, provenance=Provenance.MANUAL, actor=cast.by_rosa
    )


def test_an_exported_namesake_of_a_person_with_an_address_is_a_case(cast: Cast):
    """An exported person has no contact value: the same name alone must raise the alert."""
    known = a_person(cast, "Mia", "Brand")
    _email(cast, known, "mia.brand@mail.example")

    exported = a_person(cast, "Mia", "Brand", imported_via="LinkedIn Recruiter")
    set_external_identity(
        person=exported, provider="network", subject="member-1", verified=True, actor=SETTING_UP
    )

    [case] = _checked(cast, exported)
    assert case.sentence == "The same name: Mia Brand."


def test_namesakes_with_different_addresses_and_different_members_are_no_case(cast: Cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    _email(cast, one, "mia.brand@mail.example")
    _email(cast, two, "m.brand.1990@post.example")
    three, four = a_person(cast, "Tove", "Aalto"), a_person(cast, "Tove", "Aalto")
    for number, person in enumerate((three, four)):
        set_external_identity(
            person=person, provider="network", subject=f"member-{number}", verified=True, actor=SETTING_UP
        )

    assert [_checked(cast, person) for person in (one, two, three, four)] == [[], [], [], []]


def test_different_silences_the_pair_until_a_new_strong_signal(cast: Cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    _email(cast, one, "mia.brand@mail.example")
    [case] = _checked(cast, two)

    services.decide_different(
        company_id=cast.company.pk, public_id=case.public_id, reason="Sisters-in-law", actor=cast.by_rosa
    )

    assert _checked(cast, two) == []
    decided = DuplicateCase.objects.get(pk=case.pk)
    assert (decided.state, decided.decided_by_name, decided.reason) == (
        CaseState.DIFFERENT, cast.rosa.full_name, "Sisters-in-law",
    )  # fmt: skip
    with pytest.raises(services.CaseIsDecided):
        services.decide_different(company_id=cast.company.pk, public_id=case.public_id, actor=cast.by_rosa)

    update_person(person=two, changes={"location": "Bremen"}, actor=cast.by_rosa)
    assert _checked(cast, two) == [], "a weak signal does not ask again"
    _email(cast, two, "mia.brand@mail.example")
    [again] = _checked(cast, two)
    assert (again.pk, again.state) == (case.pk, CaseState.OPEN)


def test_a_suspicion_goes_with_its_grounds_and_with_the_person(cast: Cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    [case] = _checked(cast, two)

    update_person(person=two, changes={"first_name": "Ottokar", "last_name": "Wusthof"}, actor=cast.by_rosa)
    assert _checked(cast, two) == []
    assert not DuplicateCase.objects.filter(pk=case.pk).exists()

    gone = one.pk
    one.delete()
    assert not BlockingKey.objects.filter(person_id=gone).exists()
    assert services.check_person(company_id=cast.company.pk, person_id=gone) == []


def test_persons_in_bulk_have_the_keys_that_single_ones_have_and_filling_gives_the_same(cast: Cast):
    single = a_person(cast, "Zoë", "D'Aubigny")
    _email(cast, single, "zoe@mail.example")
    new = NewPerson(
        first_name="Zoë", last_name="D'Aubigny",
        contact_points=(NewContactPoint(ContactKind.EMAIL, "zoe@mail.example"),),
    )  # fmt: skip
    [bulk] = add_persons_in_bulk(company_id=cast.company.pk, persons=[new], actor=SETTING_UP, announce=False)

    assert _keys(bulk) == _keys(single) != set()
    before = _keys(bulk)
    BlockingKey.objects.all().delete()
    assert services.fill_keys(company_id=cast.company.pk) == BlockingKey.objects.count()
    assert _keys(bulk) == before
    BlockingKey.objects.filter(person=bulk).delete()
    tasks.write_missing_keys()
    assert (_keys(bulk), _keys(single)) == (before, before), "who came by set is made good"


def _keys(person: Person) -> set[int]:
    return set(BlockingKey.objects.filter(person=person).values_list("key", flat=True))


def test_every_door_asks_for_one_check_after_its_transaction(cast: Cast):
    """A form that adds a person and their details is one job, an import another; each finds what is there by then."""
    known = a_person(cast, "Mia", "Brand")
    typed = a_person(cast, "Mia", "Brand")
    _phone(cast, typed, "+49 421 5550123")
    _email(cast, typed, "mia@mail.example")
    shared = [SharedDetail(ContactKind.EMAIL, "mia.brand@mail.example")]
    take_shared_details(person=known, details=shared, origin="InMail", at=clock.now(), actor=SETTING_UP)
    new = NewPerson(first_name="Noor", last_name="Haddad")
    imported = add_persons_in_bulk(company_id=cast.company.pk, persons=[new, new], actor=SETTING_UP)

    waiting = _waiting_checks()
    assert waiting == [[known.pk], [typed.pk], [person.pk for person in imported]]
    for person_id in (person_id for person_ids in waiting for person_id in person_ids):
        services.check_person(company_id=cast.company.pk, person_id=person_id)
    pairs = DuplicateCase.objects.values_list("first_id", "second_id")
    assert set(pairs) == {(imported[0].pk, imported[1].pk)}, "the two Mias have different addresses by now"


def _waiting_checks() -> list[list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args -> 'person_ids' FROM procrastinate_jobs WHERE task_name = 'duplicates.check_persons' ORDER BY id"
        )
        return [json.loads(ids) if isinstance(ids, str) else ids for (ids,) in cursor.fetchall()]


def test_a_mailbox_of_an_agency_is_no_reason(cast: Cast):
    """A key that more than sixty persons have is passed over, and what it stands for is no evidence either."""
    names = [(f"{a}{b}e".title(), f"{b}{a}sen".title()) for a in ("ka", "lo", "mi", "re") for b in _SYLLABLES]
    shared = (NewContactPoint(ContactKind.EMAIL, "candidates@agency.example"),)
    added = add_persons_in_bulk(
        company_id=cast.company.pk, actor=SETTING_UP, announce=False,
        persons=[NewPerson(first_name=first, last_name=last, contact_points=shared) for first, last in names],
    )  # fmt: skip
    assert len(added) > 60

    assert _checked(cast, added[0]) == []


_SYLLABLES = [
    "ba",
    "do",
    "fi",
    "gu",
    "ha",
    "jo",
    "ki",
    "lu",
    "ma",
    "no",
    "pi",
    "ru",
    "sa",
    "to",
    "vi",
    "zu",
    "bre",
]


def test_who_may_not_see_both_does_not_learn_of_the_case(cast: Cast):
    one, two = a_person(cast, "Mia", "Brand"), a_person(cast, "Mia", "Brand")
    a_process(cast, one)
    [case] = _checked(cast, two)

    assert [line.other_public_id for line in selectors.open_cases_of(teammate=cast.rosa, person=one)] == [
        two.public_id
    ]
    assert selectors.open_cases_of(teammate=cast.hans, person=one) == [], "Hans does not see the second"
    assert [line.public_id for line in selectors.cases_page(teammate=cast.rosa).rows] == [case.public_id]
    assert selectors.cases_page(teammate=cast.hans).rows == []
    with pytest.raises(NotFound):
        services.decide_different(company_id=cast.company.pk, public_id=case.public_id, actor=cast.by_hans)
    a_process(cast, two)
    assert [line.may_decide for line in selectors.cases_page(teammate=cast.ines).rows] == [False]
    with pytest.raises(NotAllowed):
        services.decide_different(company_id=cast.company.pk, public_id=case.public_id, actor=cast.by_ines)


def test_the_whole_company_is_looked_through_and_an_interrupted_walk_goes_on(cast: Cast):
    persons = [NewPerson(first_name=first, last_name=last) for first, last in _STRANGERS] * 2
    add_persons_in_bulk(company_id=cast.company.pk, persons=persons, actor=SETTING_UP, announce=False)
    BlockingKey.objects.filter(person__last_name="Zamorano").delete()  # as before keys were kept
    scan = services.start_scan(company_id=cast.company.pk, actor=cast.by_rosa)
    with pytest.raises(services.ScanIsRunning):
        services.start_scan(company_id=cast.company.pk, actor=cast.by_rosa)

    services.begin_scan(company_id=cast.company.pk, scan_id=scan.pk)
    first, second = scan.parts.order_by("id")
    answers = iter((True, False))
    assert not services.walk_part(company_id=cast.company.pk, part_id=first.pk, goes_on=lambda: next(answers))
    half = selectors.latest_scan(company_id=cast.company.pk)
    assert half is not None
    assert (half.is_running, 0 < half.percent < 100) == (True, True)
    for part in (first, second):
        assert services.walk_part(company_id=cast.company.pk, part_id=part.pk)

    done = selectors.latest_scan(company_id=cast.company.pk)
    assert done is not None
    assert (done.state, done.percent) == ("done", 100)
    assert DuplicateCase.objects.count() == len(_STRANGERS)
    services.start_scan(company_id=cast.company.pk, actor=cast.by_rosa)


_STRANGERS = [
    ("Anke", "Dreyer"), ("Clemens", "Quast"), ("Fabrice", "Lemoine"), ("Gala", "Zamorano"), ("Heitor", "Rebelo"),
    ("Juliusz", "Wrona"), ("Kenji", "Ogawa"), ("Lotte", "Vermeulen"),
]  # fmt: skip


def test_only_who_resolves_duplicates_looks_through_the_company(cast: Cast):
    ida = a_teammate(cast.company, "Ida", "Interviewer", CompanyRole.TEAMMATE)

    with pytest.raises(NotAllowed):
        services.start_scan(company_id=cast.company.pk, actor=actor_of(ida))
