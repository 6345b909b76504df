"""A candidate shares contact details by answering an InMail: they stand on the candidate, beside what was there (M-32, M-33)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.linkedin_sync.at_sandbox import (
    INES_SEAT,
    NOOR,
    ODILE,
    There,
    sandbox,
    sandbox_process,
    there,
)
from tests.people import a_person

from linkedin_sync.models import PullCursor, SharedContact
from recruit.activity.selectors import timeline_of_person
from recruit.base import clock
from recruit.people.enums import ContactKind, Provenance
from recruit.people.models import ContactPoint, Person
from recruit.people.services import add_contact_point

__all__ = ["sandbox", "sandbox_process", "there"]

EMAIL, PHONE = "odile@home.example", "+33 4 72 00 00 00"


def share(there: There, member: int = ODILE, *, ago: timedelta = timedelta(minutes=4), **more: str) -> None:
    thread = there.rosa_writes(member, ago=ago + timedelta(minutes=1))
    there.answers(thread, ago=ago, share_contact=True, **({"email": EMAIL, "phone": PHONE} | more))


def points(person: Person) -> dict[str, list[tuple[str, bool]]]:
    found: dict[str, list[tuple[str, bool]]] = {}
    for kind, value, is_primary in (
        ContactPoint.objects.filter(person=person).order_by("id").values_list("kind", "value", "is_primary")
    ):
        found.setdefault(kind, []).append((value, is_primary))
    return found


def typed(there: There, person: Person, kind: str, value: str) -> None:
    add_contact_point(
        person=person, kind=kind, value=value, provenance=Provenance.MANUAL, actor=there.cast.by_rosa
    )


def told(person: Person) -> list[str]:
    entries = timeline_of_person(company_id=person.company_id, person_id=person.pk, visible_position_ids=None)
    return [entry.sentence for entry in entries]


def test_what_was_empty_is_filled_with_origin_and_time(there: There):
    person = there.came(ODILE)
    share(there)

    there.pull()

    found = points(person)
    assert found["email"] == [(EMAIL, True)]
    assert found["phone"] == [(PHONE, True)]
    assert found["link"][0][0].endswith("/in/invented-odile")
    email = ContactPoint.objects.get(person=person, kind="email")
    assert (email.provenance, email.origin) == ("external", "shared through InMail with Rosa Recruiter")
    assert email.at == SharedContact.objects.get().shared_at
    assert any(EMAIL in line and "shared through InMail" in line for line in told(person))
    assert person.identities.get().url.endswith("/in/invented-odile")


def test_what_somebody_typed_stays_first_and_the_other_stands_beside_it(there: There):
    """M-33."""
    person = there.came(ODILE)
    typed(there, person, ContactKind.EMAIL, "odile.m@work.example")
    share(there)

    there.pull()

    assert points(person)["email"] == [("odile.m@work.example", True), (EMAIL, False)]


def test_the_same_value_in_another_spelling_is_no_second_one(there: There):
    person = there.came(ODILE)
    typed(there, person, ContactKind.EMAIL, EMAIL.upper())
    share(there)

    there.pull()

    [email] = ContactPoint.objects.filter(person=person, kind="email")
    assert (email.value, email.provenance) == (EMAIL.upper(), "manual")


def test_nothing_is_taken_twice_not_even_what_was_taken_off_again(there: There):
    person = there.came(ODILE)
    share(there)
    there.pull()
    ContactPoint.objects.filter(person=person, kind="phone").delete()

    for _ in range(2):
        PullCursor.objects.update(read_until=clock.now() - timedelta(hours=3))
        there.pull()

    assert "phone" not in points(person)
    assert SharedContact.objects.count() == 1


def test_who_answers_without_sharing_shares_nothing(there: There):
    person = there.came(ODILE)
    there.answers(there.rosa_writes())

    there.pull()

    assert set(points(person)) <= {"link"}
    assert SharedContact.objects.count() == 0


def test_an_address_that_is_another_candidates_too_warns_on_both_without_naming_them(there: There):
    person = there.came(ODILE)
    other = a_person(there.cast, "Odette", "Marchand")
    typed(there, other, ContactKind.EMAIL, EMAIL)
    share(there)

    there.pull()

    assert points(person)["email"] == [(EMAIL, True)]
    assert points(other)["email"] == [(EMAIL, True)]
    for mine, theirs in ((person, other), (other, person)):
        [warning] = [line for line in told(mine) if "another candidate's" in line]
        assert theirs.last_name not in warning


def test_what_was_shared_before_the_export_comes_with_it(there: There):
    share(there, NOOR, ago=timedelta(days=8), email="noor@home.example")
    there.pull_back(days=9)
    assert ContactPoint.objects.filter(value="noor@home.example").count() == 0

    person = there.came(NOOR, "Noor", "Haddad")
    there.pull()

    assert points(person)["email"] == [("noor@home.example", True)]


def test_it_is_read_whether_or_not_inmail_and_notes_are(there: There):
    """M-32 has no switch: the candidate has decided."""
    person = there.came(ODILE)
    there.choose(inmail=False, notes=False)
    share(there)

    there.pull()

    assert points(person)["email"] == [(EMAIL, True)]


@pytest.mark.parametrize("refusals", [1, 2])
def test_where_there_is_too_much_for_one_question_it_is_cut(there: There, refusals: int):
    """LinkedIn refuses beyond result 20,000: fewer seats, then a shorter time."""
    person = there.came(ODILE)
    there.pull()
    PullCursor.objects.update(read_until=clock.now() - timedelta(hours=6))
    share(there)
    thread = there.rosa_writes(ODILE, seat=INES_SEAT)
    there.answers(thread, share_contact=True, email="second@home.example", phone=PHONE)
    there.sandbox.post("faults", kind="status", resource="mailStubs", status=400, times=refusals)

    there.pull()

    assert [value for value, _ in points(person)["email"]] == [EMAIL, "second@home.example"]
    assert not PullCursor.objects.exclude(trouble="").exists()
