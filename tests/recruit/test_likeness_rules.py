"""When are two names, addresses, pages and persons alike? Tables, a comment a row; no database."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruit.duplicates.rules import blocking, estimating, scoring
from recruit.duplicates.rules.comparing import FIELDS, Veto, compare, strong_signals, veto
from recruit.duplicates.rules.contacts import compare_emails, compare_phones, mailboxes, numbers, profile_page
from recruit.duplicates.rules.names import compare_names, name_of
from recruit.duplicates.rules.nicknames import families
from recruit.duplicates.rules.profiles import ID_NUMBER, Facts, Identity, profile_of
from recruit.duplicates.rules.resumes import compare_resumes, sketch
from recruit.duplicates.rules.sentences import sentence
from recruit.duplicates.rules.sieve import Sieve
from recruit.duplicates.rules.work import (
    compare_employers,
    compare_places,
    compare_titles,
    employer_words,
    place,
    title_words,
)

NAMES = [
    (("Jürgen", "Müller"), ("Juergen", "Mueller"), "spelling", "spelling"),  # two ways without the dots
    (("Юрий", "Щербаков"), ("Yury", "Shcherbakov"), "spelling", "equal"),  # Cyrillic and a passport
    (
        ("محمد", "السيد"),
        ("Mohammed", "Al-Sayed"),
        "spelling",
        "sound",
    ),  # Arabic leaves vowels out and joins the article
    (("王", "小明"), ("Wang", "Xiaoming"), "equal", "equal"),  # Han and Pinyin
    (("민준", "고"), ("Minjun", "Go"), "equal", "equal"),  # Hangul
    (("דוד", "כהן"), ("David", "Cohen"), "spelling", "sound"),  # Hebrew
    (("राजेश", "शर्मा"), ("Rajesh", "Sharma"), "spelling", "sound"),  # Devanagari
    (("Bill", "Gates"), ("William", "Gates"), "nickname", "equal"),  # a short form
    (("Pepe", "Núñez"), ("José", "Nunez"), "nickname", "equal"),  # a pet name of another language
    (("J.", "Smith"), ("John", "Smith"), "initial", "equal"),  # an initial
    (("Maria", "García Márquez"), ("María", "Garcia"), "equal", "part"),  # one of two family names
    (("Anna-Lena", "Groß"), ("Anna Lena", "Gross"), "equal", "equal"),  # hyphen or space
    (("Mary Ann", "O'Hanlon"), ("Maryann", "OHanlon"), "equal", "equal"),  # in one, with apostrophe
    (("Dr. Elke", "von Ahlen, PMP"), ("Elke", "Ahlen"), "equal", "equal"),  # title, particle, certificate
    (("Katarzyna", "Lewandowska"), ("Katarzyna", "Lewandwoska"), "equal", "typo"),  # two letters exchanged
    (("Mia", "Brand"), ("Tom", "Brand"), "different", "equal"),  # a relative
    (("Mia", "Brand"), ("Mia", "Okafor"), "equal", "different"),  # somebody else
]


@pytest.mark.parametrize(("one", "other", "given", "family"), NAMES, ids=" ".join)
def test_names(one, other, given, family):
    left, right = name_of(one[0], "", one[1]), name_of(other[0], "", other[1])

    for found in (compare_names(left, right), compare_names(right, left)):
        assert (found.given, found.family, found.is_swapped) == (given, family, False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Haruto", "Tanaka"), ("Tanaka", "Haruto")),  # the family first
        (("Nagy", "István"), ("Istvan", "Nagy")),  # and with marks
        (("Smith, John", ""), ("John", "Smith")),  # all in one field
    ],
)
def test_a_name_in_the_other_order_is_the_same_name(one, other):
    found = compare_names(name_of(one[0], "", one[1]), name_of(other[0], "", other[1]))

    assert (found.given, found.family) in {("equal", "equal"), ("nickname", "equal")}
    assert found.is_swapped or one[1] == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Jan", "Maria"), ("Maria Anna", "Jan")),  # swapped, and a given name more than a family name
        (("Jan", "Maria Anna"), ("Maria", "Jan")),  # the same with a family name more
        (("Bill", "Anna"), ("Anna", "William")),  # swapped, and only one half in another form
    ],
)
def test_who_is_asked_first_makes_no_difference(one, other):
    left, right = name_of(one[0], "", one[1]), name_of(other[0], "", other[1])

    assert compare_names(left, right) == compare_names(right, left)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("mia@mail.example", "mia@mail.example", "equal"),
        ("m.brand+jobs@googlemail.com", "mbrand@gmail.com", "variant"),  # what the host delivers to one box
        ("m.brand@mail.example", "mbrand@mail.example", "local_part"),  # here a dot may be another person
        ("mia.brand@mail.example", "mia.brand@post.example", "local_part"),  # moved house
        ("info@mail.example", "info@post.example", "different"),  # an office
        ("mia.brnd@mail.example", "mia.brand@mail.example", "typo"),
        ("mia@mail.example", "tom@mail.example", "different"),
    ],
)
def test_addresses(one, other, level):
    assert compare_emails(mailboxes((one,)), mailboxes((other,))) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("+4915123456789", "+4915123456789", "equal"),
        ("+4915123456789", "015123456789", "tail"),  # country or zero
        ("+4915123456789", "+4915123456788", "typo"),
        ("+4915123456789", "+4915123456798", "typo"),  # exchanged
        ("110", "110", "equal"),
        ("12345", "99912345", "different"),  # too short to have a tail
        ("+4915123456789", "+33612345678", "different"),
    ],
)
def test_phone_numbers(one, other, level):
    assert compare_phones(numbers((one,)), numbers((other,))) == level


@pytest.mark.parametrize(
    "address",
    [
        "https://www.network.example/in/m%C3%BCller-42", "http://de.network.example/in/müller-42/",
        "network.example/in/M%C3%BCller-42/en?trk=x#about", "https://uk.network.example/mwlite/in/müller-42/de-de",
        "  www.network.example/in/müller-42  ",
    ],
)  # fmt: skip
def test_a_profile_has_one_address(address):
    assert profile_page(address) == "network.example/in/müller-42"


def test_odd_addresses_are_no_pages():
    odd = ("", "https://", "http://[::1", "https://network.example", "not an address")

    assert [profile_page(text) for text in odd] == [""] * len(odd)


def test_work_and_place():
    assert (
        compare_employers(
            employer_words("Amberline Logistics GmbH & Co. KG"), employer_words("amberline logistics")
        )
        == "equal"
    )
    assert (
        compare_employers(employer_words("Amberline Logistics"), employer_words("Amberline Group"))
        == "similar"
    )
    assert compare_employers(employer_words("Amberline"), employer_words("Baltic Tern")) == "different"
    assert compare_titles(title_words("Welder at Amberline"), title_words("Welder")) == "equal"
    assert compare_titles(title_words("Senior Welder"), title_words("Welder")) == "similar"
    assert compare_places(place("München, Bayern, Germany"), place("Munich")) == "town"
    assert compare_places(place("Leeds, United Kingdom"), place("Bristol, United Kingdom")) == "country"
    assert compare_places(place("Germany"), place("Bremen, Germany")) == "country"
    assert compare_places(place("Leeds"), place("Lyon")) == "different"


def test_a_resume_with_small_edits_is_the_same_text():
    lines = [f"In year {number} she led project {number * 7} of plant {number * 13}." for number in range(40)]
    text = " ".join(lines)
    edited = text.replace("year 7 ", "2007 ").replace("led project 70", "built line 70")

    assert compare_resumes(sketch(text), sketch(edited)) == "same"
    assert compare_resumes(sketch(text), sketch(" ".join(lines[20:]))) in {"similar", "different"}
    assert compare_resumes(sketch(text), sketch(" ".join(f"word{n}" for n in range(300)))) == "different"
    assert sketch("too short") == ()


MIA = Facts(id=1, first_name="Mia", last_name="Brand")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # Both have an address and they differ: the name alone does not count.
        (
            MIA._replace(emails=("a@mail.example",)),
            MIA._replace(emails=("b@post.example",)),
            Veto.CONTACTS_DIFFER,
        ),
        # An address on one side, a number on the other: nothing in common either.
        (
            MIA._replace(emails=("a@mail.example",)),
            MIA._replace(phones=("+4915123456789",)),
            Veto.CONTACTS_DIFFER,
        ),
        # One side has no contact value, as an exported person: it may be.
        (MIA._replace(emails=("a@mail.example",)), MIA, None),
        # A common number outweighs two addresses.
        (
            MIA._replace(emails=("a@mail.example",), phones=("+4915123456789",)),
            MIA._replace(emails=("b@post.example",), phones=("+4915123456789",)),
            None,
        ),
        # ID numbers that differ end it, whatever else is the same.
        (
            MIA._replace(emails=("a@mail.example",), identities=(Identity(ID_NUMBER, "1"),)),
            MIA._replace(emails=("a@mail.example",), identities=(Identity(ID_NUMBER, "2"),)),
            Veto.ID_NUMBERS_DIFFER,
        ),
        # Two verified members are two people …
        (
            MIA._replace(identities=(Identity("network", "m1", verified=True),)),
            MIA._replace(identities=(Identity("network", "m2", verified=True),)),
            Veto.MEMBERS_DIFFER,
        ),
        # … unless one address says that one of them has two accounts; and what is not verified proves nothing.
        (
            MIA._replace(emails=("a@mail.example",), identities=(Identity("network", "m1", verified=True),)),
            MIA._replace(emails=("a@mail.example",), identities=(Identity("network", "m2", verified=True),)),
            None,
        ),
        (
            MIA._replace(identities=(Identity("network", "m1", verified=True),)),
            MIA._replace(identities=(Identity("network", "m2"),)),
            None,
        ),
    ],
)
def test_vetoes(one, other, expected):
    mine, theirs = profile_of(one), profile_of(other)

    assert veto(mine, theirs, compare(mine, theirs, namesakes=2)) == expected


def test_strong_signals_are_those_that_make_one_look_twice():
    one = profile_of(MIA._replace(emails=("a@mail.example",), phones=("015123456789",), employer="Amberline"))
    other = profile_of(
        MIA._replace(emails=("a@mail.example",), phones=("+4915123456789",), employer="Amberline")
    )

    assert strong_signals(compare(one, other, namesakes=2)) == {"email", "phone"}


def test_the_sentence_names_the_strongest_reason_first():
    one = MIA._replace(first_name="Mía", phones=("+4915123456789",), employer="Amberline", location="Bremen")
    other = MIA._replace(
        id=2,
        last_name="Brandt",
        phones=("015123456789",),
        employer="Amberline GmbH",
        location="Bremen, DE",
    )
    pattern = compare(profile_of(one), profile_of(other), namesakes=2)

    assert sentence(one, other, pattern) == (
        "The same phone number but for its beginning, a name that differs by a slip, the same employer and the same "
        "town: Mía Brand / Mia Brandt."
    )
    crowded = compare(profile_of(MIA), profile_of(MIA), namesakes=12)
    assert sentence(MIA, MIA, crowded) == "The same name: Mia Brand. More candidates here bear that name."


def test_a_frequent_name_weighs_less():
    mine = profile_of(MIA)
    scores = [scoring.weights().score(compare(mine, mine, namesakes=number)) for number in (2, 3, 6, 12)]

    assert scores[0] > scores[1] > max(scores[2:])
    assert scores[0] >= scoring.weights().least_score, "the same rare name alone raises the alert"
    assert scores[-1] < scoring.weights().least_score


def test_the_stored_weights_cover_every_field_and_survive_being_written():
    weights = scoring.weights()

    assert weights.fields == FIELDS
    assert scoring.weights_from(scoring.weights_text(weights)).score is not None
    assert all(levels for levels in weights.bits), "each field was seen in the training part"
    assert scoring.probability(0) == 0.5
    assert scoring.probability(-500) < 1e-17 < 1 - 1e-9 < scoring.probability(500) <= 1


_SOME = st.sampled_from
_PERSONS = st.builds(
    Facts,
    id=st.just(1),
    first_name=_SOME(["Mia", "Mía", "M", "Maria Luise", "Jo", ""]),
    last_name=_SOME(["Brand", "Brandt", "Brand-Okafor", "Mia", "Quist", ""]),
    headline=_SOME(["", "Welder at Amberline", "Senior welder", "Nurse"]),
    employer=_SOME(["", "Amberline", "Amberline GmbH", "Quarry"]),
    location=_SOME(["", "Bremen", "Bremen, DE", "Lyon, France"]),
    emails=_SOME([(), ("mia@mail.example",), ("m.ia@mail.example", "mia@post.example")]),
    phones=_SOME([(), ("+4915123456789",), ("015123456788",)]),
    links=_SOME([(), ("https://pages.example/mia",), ("https://pages.example/jo",)]),
    identities=_SOME(
        [(), (Identity("network", "m1", verified=True),), (Identity("network", "m2", verified=True),),
         (Identity(ID_NUMBER, "12"),), (Identity(ID_NUMBER, "13"),)]
    ),
    resume=_SOME([(), tuple(range(32)), tuple(range(4, 36)), (*range(20), *range(40, 52))]),
)  # fmt: skip


@given(_PERSONS, _PERSONS, st.integers(2, 40))
@settings(max_examples=400)
def test_the_sieve_passes_what_the_whole_judgement_would(one, other, crowd):
    mine, theirs, weights = profile_of(one), profile_of(other), scoring.weights()
    pattern = compare(mine, theirs, namesakes=crowd)
    is_case = weights.score(pattern) >= weights.least_score and veto(mine, theirs, pattern) is None

    passed = Sieve(weights).passed(mine, theirs, namesakes=lambda: crowd)

    assert passed == ((pattern, weights.score(pattern)) if is_case else None)


def test_estimation_finds_the_weights_that_made_the_data():
    """A field that tells (nine of ten agree among matches, one of ten among others) weighs, one that does not, not."""
    counts = {
        ("yes", "red"): (450.0, 500.0), ("yes", "blue"): (450.0, 500.0),
        ("no", "red"): (50.0, 4500.0), ("no", "blue"): (50.0, 4500.0),
    }  # fmt: skip
    prior, bits = estimating.fitted(counts, fields=("tells", "colour"))

    assert bits[0]["yes"] - bits[0]["no"] == pytest.approx(6.34, abs=0.15)  # log2 of 9 times 9
    assert bits[1]["red"] == pytest.approx(bits[1]["blue"], abs=0.01)
    assert prior == pytest.approx(-3.3, abs=0.5)


def test_keys_of_one_person_meet_whatever_happened_to_the_name():
    known = Facts(
        id=1, first_name="Aleksandra", last_name="Wójcik-Zając", employer="Baltic Tern", location="Gdańsk"
    )
    for first, last in (
        ("Ola", "Wojcik"), ("A.", "Wójcik"), ("Wojcik", "Alexandra"), ("Aleksandra", "Kowalska"),
        ("Алекcандра", "Вуйцик"), ("Alekasndra", "Wojcik Zajac"),
    ):  # fmt: skip
        other = known._replace(id=2, first_name=first, last_name=last)
        shared = set(blocking.keys_of(profile_of(known))) & set(blocking.keys_of(profile_of(other)))
        assert shared, (first, last)


def test_a_key_says_of_which_class_it_is():
    profile = profile_of(MIA._replace(emails=("mia.brand@mail.example",), location="Bremen"))
    classes = {key & blocking.CLASS_MASK for key in blocking.keys_of(profile)}

    assert classes == {blocking.BROAD, blocking.NAME, blocking.NARROW}
    assert {key & blocking.CLASS_MASK for key in blocking.name_keys_of(profile)} == {blocking.NAME}
    assert len(blocking.keys_of(profile)) <= 16


def test_no_nickname_has_marks_or_capitals():
    assert [word for word in families() if not word.isascii() or word != word.lower() or " " in word] == []


_TEXT = st.text(max_size=40)
_FACTS = st.builds(
    Facts, id=st.just(1), first_name=_TEXT, last_name=_TEXT, middle_name=_TEXT, headline=_TEXT, employer=_TEXT,
    location=_TEXT, emails=st.lists(_TEXT, max_size=2).map(tuple), phones=st.lists(_TEXT, max_size=2).map(tuple),
    links=st.lists(_TEXT, max_size=2).map(tuple), identities=st.just(()), resume=st.just(()),
)  # fmt: skip


@given(_FACTS, _FACTS)
def test_whatever_is_written_compares_and_both_ways_alike(one, other):
    mine, theirs = profile_of(one), profile_of(other)
    pattern = compare(mine, theirs, namesakes=2)

    assert compare(theirs, mine, namesakes=2) == pattern
    assert isinstance(scoring.weights().score(pattern), float)
    assert sentence(one, other, pattern)
    assert all(-(2**63) <= key < 2**63 for key in blocking.keys_of(mine))
