"""Persons: names and words, contact points, identities and tags."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.people import SETTING_UP, a_person

from recruit.people.enums import ContactKind, ProspectStatus, Provenance
from recruit.people.models import ContactPoint, ExternalIdentity, Person, PersonTag, PersonToken, Tag
from recruit.people.rules import (
    normalise_email,
    normalise_link,
    normalise_phone,
    normalise_tag,
    plain,
    prefix_range,
    search_words,
    sort_name,
    tokens_of,
)
from recruit.people.selectors import (
    all_person_ids,
    contact_points_of,
    identities_of,
    person_with_identity,
    persons_by_ids,
    persons_with_contact_point,
    tags_of,
)
from recruit.people.services import (
    ContactPointNotUnderstood,
    IdentityBelongsToAnother,
    PersonNeedsName,
    SystemTagStays,
    TagNeedsName,
    add_contact_point,
    add_person,
    set_external_identity,
    tag_person,
    untag_person,
    update_person,
)
from recruit.people.services.persons import PersonFieldUnknown


@pytest.mark.parametrize(
    ("value", "normalized"),
    [
        ("+49 (421) 123-45 67", "+494211234567"),  # with a country: E.164
        ("0421 1234567", "04211234567"),  # without: the digits as they stand
        ("++", ""),  # nothing
    ],
)
def test_phones_are_compared_by_their_digits(value, normalized):
    assert normalise_phone(value) == normalized


@pytest.mark.parametrize(
    ("value", "normalized"),
    [
        ("https://www.Example.com/In/Mia-Brand/?locale=de#top", "example.com/in/mia-brand"),
        ("example.com/in/mia%2Dbrand", "example.com/in/mia-brand"),  # no scheme, encoded
        ("http://de.example.com", "de.example.com"),
    ],
)
def test_links_are_compared_by_host_and_path(value, normalized):
    assert normalise_link(value) == normalized


def test_addresses_keep_their_dots_and_plus_signs():
    assert normalise_email(" Mia.Brand+work@Example.com ") == "mia.brand+work@example.com"
    assert normalise_tag("  Senior   WELDER ") == "senior welder"


@pytest.mark.parametrize(
    ("first", "middle", "last", "sorted_by"),
    [
        ("Łukasz", "", "Gößl", "gossl lukasz"),
        ("明", "", "王", "wang ming"),
        ("Mia", "Anna", "Brand", "brand mia anna"),
        ("Cher", "", "", "cher"),
    ],
)
def test_every_script_sorts_in_one_list(first, middle, last, sorted_by):
    assert sort_name(first_name=first, middle_name=middle, last_name=last) == sorted_by


def test_the_words_by_which_mia_is_found():
    words = tokens_of(
        names=("Mia", "", "O'Brand-Łuk"),
        contact_points=[
            ("email", "Mia.B@Example.com"),
            ("phone", "+49 421 1234567"),
            ("link", "https://example.com/mia"),
        ],
    )

    assert words == {
        "brand", "luk", "obrandluk",  # o begins the last one
        "mia.b@example.com",  # mia and mia.b begin it
        "494211234567", "211234567", "4211234567",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", []),
        ("  Mia   BRA ", ["mia", "bra"]),
        ("O'Bra", ["o", "bra"]),
        ("mia.b@exa", ["mia.b@exa"]),  # an address is one word
        ("mia.b", ["mia", "b"]),
        ("+49 421 12", ["4942112"]),  # a number is one word, however it is spaced
        ("0421 / 1234567", ["4211234567"]),  # without the leading zero, as the national number is kept
        ("R2 D2", ["r2", "d2"]),
        ("mia mia", ["mia"]),
        ("%_'\";--", []),
    ],
)
def test_how_a_query_is_read(query, words):
    assert search_words(query) == words


@given(name=st.text(min_size=1, max_size=30), length=st.integers(1, 30))
def test_every_beginning_of_a_word_lies_in_its_range_and_nothing_else_does(name, length):
    words = tokens_of(names=(name,), contact_points=())
    for word in words:
        low, high = prefix_range(word[:length])
        assert low <= word < high
        assert all(other.startswith(low) for other in words if low <= other < high)


@given(
    names=st.lists(st.text(alphabet="abäßŁ-' ", max_size=12), max_size=4),
    local=st.from_regex(r"[a-z]{1,4}\.[a-z]{1,4}", fullmatch=True),
)
def test_words_that_begin_others_are_not_kept_and_not_missed(names, local):
    words = tokens_of(names=names, contact_points=[("email", f"{local}@example.com")])

    asked = {word for name in [*names, local] for word in search_words(name)}
    assert all(any(word.startswith(beginning) for word in words) for beginning in asked)
    assert not any(longer.startswith(word) for word in words for longer in words - {word})


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_list_of_plain_words(query):
    assert all(word.isascii() and word and len(word) <= 100 for word in search_words(query))
    assert plain(query).isascii()


def test_adding_mia_writes_her_words(cast):
    mia = add_person(
        company_id=cast.company.pk,
        first_name=" Mia ",
        last_name="Gößl",
        headline="Welder",
        actor=cast.by_rosa,
    )

    assert (mia.full_name, mia.sort_name, mia.prospect_status) == (
        "Mia Gößl",
        "gossl mia",
        ProspectStatus.SOURCED,
    )
    assert set(PersonToken.objects.values_list("token", flat=True)) == {"mia", "gossl"}


def test_somebody_without_any_name_is_refused(cast):
    with pytest.raises(PersonNeedsName):
        add_person(company_id=cast.company.pk, first_name=" ", last_name="", actor=cast.by_rosa)
    with pytest.raises(PersonNeedsName):
        update_person(person=a_person(cast, "Mia", ""), changes={"first_name": ""}, actor=cast.by_rosa)


def test_a_new_name_replaces_the_words_of_the_old_one(cast):
    mia = a_person(cast, "Mia", "Brand")

    changed = update_person(
        person=mia, changes={"last_name": "Stern", "do_not_contact": True}, actor=cast.by_rosa
    )

    assert changed.do_not_contact
    assert set(PersonToken.objects.values_list("token", flat=True)) == {"mia", "stern"}
    with pytest.raises(PersonFieldUnknown):
        update_person(person=mia, changes={"company_id": 5}, actor=cast.by_rosa)


def add(person, kind, value, **fields):
    fields = {"provenance": Provenance.MANUAL, "actor": SETTING_UP, **fields}
    return add_contact_point(person=person, kind=kind, value=value, **fields)


def test_the_first_address_is_primary_and_a_later_one_only_on_request(cast):
    mia = a_person(cast)

    first = add(mia, ContactKind.EMAIL, "mia@example.com")
    second = add(mia, ContactKind.EMAIL, "brand@example.com")
    assert [first.is_primary, second.is_primary] == [True, False]

    third = add(mia, ContactKind.EMAIL, "new@example.com", make_primary=True)
    assert [point.value for point in contact_points_of(person=mia) if point.is_primary] == [third.value]

    add(mia, ContactKind.EMAIL, "MIA@example.com", make_primary=True)
    assert [point.value for point in contact_points_of(person=mia) if point.is_primary] == ["mia@example.com"]
    assert ContactPoint.objects.count() == 3


def test_what_a_teammate_typed_is_not_overwritten_by_an_import(cast):
    mia = a_person(cast)
    typed = add(mia, ContactKind.EMAIL, "Mia@Example.com", actor=cast.by_rosa)

    imported = add(
        mia,
        ContactKind.EMAIL,
        "mia@example.com",
        provenance=Provenance.EXTERNAL,
        origin="Outside Tool export",
    )

    assert imported == typed
    assert (imported.value, imported.provenance, imported.origin) == (
        "Mia@Example.com",
        Provenance.MANUAL,
        "",
    )


@pytest.mark.parametrize(
    ("kind", "value"), [("email", "mia"), ("email", "@"), ("email", ""), ("phone", "unknown"), ("link", "  ")]
)
def test_what_cannot_be_reached_is_refused(cast, kind, value):
    with pytest.raises(ContactPointNotUnderstood):
        add(a_person(cast), kind, value)


def test_two_persons_may_share_an_address(cast):
    mia, tom = a_person(cast), a_person(cast, "Tom")
    for person in (mia, tom):
        add(person, ContactKind.EMAIL, "family@example.com")

    found = persons_with_contact_point(company_id=cast.company.pk, kind="email", value="Family@example.com")

    assert found == [mia, tom]


def test_mia_is_somebody_elsewhere(cast):
    mia, tom = a_person(cast), a_person(cast, "Tom")
    told = {"provider": "elsewhere", "subject": "m-1", "actor": SETTING_UP}

    set_external_identity(person=mia, verified=True, url="https://elsewhere.example/mia", **told)
    set_external_identity(person=mia, verified=False, **told)

    assert person_with_identity(company_id=cast.company.pk, provider="elsewhere", subject="m-1") == mia
    assert person_with_identity(company_id=cast.company.pk, provider="elsewhere", subject="m-2") is None
    (identity,) = identities_of(person=mia)
    assert (identity.verified, identity.url) == (True, "https://elsewhere.example/mia")
    with pytest.raises(IdentityBelongsToAnother) as refusal:
        set_external_identity(person=tom, verified=True, **told)
    assert refusal.value.evidence == {"person_id": mia.pk}
    assert ExternalIdentity.objects.count() == 1


def test_a_tag_is_one_word_whatever_its_spelling(cast):
    mia = a_person(cast)

    for name in ("Senior Welder", " senior  WELDER", "Senior Welder"):
        tag_person(person=mia, name=name, actor=cast.by_rosa)

    assert [tag.name for tag in tags_of(person=mia)] == ["Senior Welder"]
    assert (Tag.objects.count(), PersonTag.objects.count()) == (1, 1)
    with pytest.raises(TagNeedsName):
        tag_person(person=mia, name="  ", actor=cast.by_rosa)


def test_only_owners_and_admins_take_off_what_the_system_set(cast):
    """The tag of an import: searchable, kept by everybody but those who run the company."""
    mia = a_person(cast)
    tag_person(person=mia, name="Imported: Outside Tool", actor=SETTING_UP, system=True)
    tag_person(person=mia, name="Welder", actor=cast.by_rosa)

    untag_person(person=mia, name="welder", actor=cast.by_rosa)
    with pytest.raises(SystemTagStays):
        untag_person(person=mia, name="Imported: Outside Tool", actor=cast.by_rosa)
    assert [tag.name for tag in tags_of(person=mia)] == ["Imported: Outside Tool"]

    untag_person(person=mia, name="imported: outside tool", actor=cast.by_ada)
    assert not tags_of(person=mia)


@pytest.mark.parametrize("number", [1, 7])
def test_records_for_outside_systems_cost_three_queries_however_many(cast, number, django_assert_num_queries):
    for index in range(number):
        person = a_person(cast)
        add(person, ContactKind.EMAIL, f"second{index}@example.com")
        add(person, ContactKind.EMAIL, f"first{index}@example.com", make_primary=True)
        set_external_identity(
            person=person, provider="elsewhere", subject=str(index), verified=True, actor=SETTING_UP
        )
    ids = all_person_ids(company_id=cast.company.pk)

    with django_assert_num_queries(3):
        records = persons_by_ids(company_id=cast.company.pk, ids=ids)

    assert [record.id for record in records] == ids
    assert len(records) == number
    assert records[0].primary("email") == "first0@example.com"
    assert records[0].all_of("email") == ("first0@example.com", "second0@example.com")
    assert records[0].primary("phone") == ""
    assert records[0].identities[0].subject == "0"


def test_all_persons_are_walked_piece_by_piece(cast):
    people = [a_person(cast).pk for _ in range(5)]

    first = all_person_ids(company_id=cast.company.pk, limit=3)
    second = all_person_ids(company_id=cast.company.pk, after_id=first[-1], limit=3)

    assert first + second == people == list(Person.objects.order_by("id").values_list("id", flat=True))
