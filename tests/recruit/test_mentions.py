"""Mentions in notes: where they stand, who hears of them, and who does not."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from tests.people import Cast, a_person, a_position, a_process

from recruit.activity.models import Note, NoteMention
from recruit.activity.rules import Mentionable, in_pieces, mentions_in, without_signs
from recruit.activity.selectors import notes_of_persons
from recruit.activity.services import add_note, change_note
from recruit.base.tenancy import company_context
from recruit.company.models import Teammate
from recruit.hiring.selectors import mentionable, mentions_of
from recruit.hiring.services import mail_mention, read_mentions
from recruit.people.models import Person
from recruit.positions.services import set_discretion

KNOWN = [
    Mentionable(1, "Ann"),
    Mentionable(2, "Ann Lee"),
    Mentionable(3, "Ann Lee"),
    Mentionable(4, "Ö. Çelik"),
]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("@Ann, look", {1: (0,)}),
        ("look @Ann Lee and @ann", {2: (5,), 1: (18,)}),  # the longest name; case does not matter
        ("@Ann Lee, @Ann Lee", {2: (0, 10)}),  # of namesakes the first who is known
        ("@Anna", {}),  # another name
        ("mail ann@Ann.example", {}),  # an address
        ("(@Ö. Çelik)", {4: (1,)}),
        ("Ann Lee", {}),
        ("@ Ann @", {}),
    ],
)
def test_who_is_mentioned_where(text: str, found: dict[int, tuple[int, ...]]):
    mentioned = mentions_in(text, KNOWN)

    assert {each.id: each.starts for each in mentioned} == found
    assert "".join(piece for piece, _ in in_pieces(text, mentioned)) == text


def test_elsewhere_names_stand_without_a_sign():
    text = "Ask @Ann Lee, not a@b, or @Nobody."
    assert without_signs(text, mentions_in(text, KNOWN)) == "Ask Ann Lee, not a@b, or @Nobody."


@pytest.fixture
def mia(cast: Cast) -> Person:
    person = a_person(cast, "Mia", "Brand")
    a_process(cast, person)
    return person


def write(cast: Cast, person: Person, text: str, *, process: Any = None, is_private: bool = False) -> Note:
    position_id = process.position_id if process else None
    known = mentionable(company_id=cast.company.pk, person_id=person.pk, position_id=position_id)
    return add_note(
        company_id=cast.company.pk,
        person_id=person.pk,
        process_id=process.pk if process else None,
        position_id=position_id,
        text=text,
        is_private=is_private,
        mentionable=known,
        actor=cast.by_rosa,
    )


def rewrite(cast: Cast, note: Note, text: str, *, is_private: bool = False) -> None:
    known = mentionable(company_id=cast.company.pk, person_id=note.person_id, position_id=note.position_id)
    change_note(
        company_id=cast.company.pk,
        public_id=note.public_id,
        text=text,
        is_private=is_private,
        mentionable=known,
        actor=cast.by_rosa,
    )


def unread(teammate: Teammate) -> int:
    return Teammate.objects.get(pk=teammate.pk).unread_mentions


def read_by(teammate: Teammate) -> list[str]:
    found = mentions_of(teammate=Teammate.objects.get(pk=teammate.pk)).rows
    return ["".join(piece.text for piece in each.pieces) for each in found]


def at(teammate: Teammate) -> str:
    return f"@{teammate.full_name}"


def test_each_is_told_once_and_edits_tell_only_whom_they_add(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        note = write(cast, mia, f"{at(cast.ines)}, what do you think? {at(cast.rosa)}")
        assert (unread(cast.ines), unread(cast.hans), unread(cast.rosa)) == (1, 0, 0)  # not oneself

        rewrite(cast, note, f"Nobody any more, or {at(cast.hans)}")
        assert read_by(cast.ines) == []
        rewrite(cast, note, f"{at(cast.ines)} and {at(cast.hans)}")

        assert (unread(cast.ines), unread(cast.hans)) == (1, 1)
        assert read_by(cast.ines) == [f"{at(cast.ines)} and {at(cast.hans)}"]
        read_mentions(teammate=cast.ines)
        assert unread(cast.ines) == 0
        assert [each.is_unread for each in mentions_of(teammate=cast.ines).rows] == [False]


def test_nobody_hears_of_a_note_that_they_may_not_read(cast: Cast, mia: Person):
    secret = a_position(cast, "Chief of Everything")
    process = a_process(cast, mia, secret)
    with company_context(cast.company.pk):
        set_discretion(position=secret, is_discreet=True, actor=cast.by_olga)
        write(cast, mia, f"{at(cast.otto)} {at(cast.olga)} {at(cast.ada)}", process=process)

        assert [unread(each) for each in (cast.otto, cast.olga, cast.ada)] == [0, 1, 0]
        assert list(NoteMention.objects.values_list("teammate_id", flat=True)) == [cast.olga.pk]


def test_a_private_note_tells_nobody_until_it_is_one_for_others(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        note = write(cast, mia, f"Ask {at(cast.ines)}", is_private=True)
        assert unread(cast.ines) == 0

        rewrite(cast, note, f"Ask {at(cast.ines)}")
        assert unread(cast.ines) == 1
        rewrite(cast, note, f"Ask {at(cast.ines)}", is_private=True)

        assert read_by(cast.ines) == []


def test_what_one_may_not_see_any_more_is_not_in_the_list(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        write(cast, mia, at(cast.ada), process=mia.processes.get())
        assert len(read_by(cast.ada)) == 1

        set_discretion(position=cast.position, is_discreet=True, actor=cast.by_olga)

        assert read_by(cast.ada) == []


def test_a_mention_stays_with_its_teammate_whatever_they_are_called(cast: Cast, mia: Person):
    with company_context(cast.company.pk):
        before = at(cast.ines)
        note = write(cast, mia, f"{before}: strong")
        Teammate.objects.filter(pk=cast.ines.pk).update(last_name="Ivanova")

        rewrite(cast, note, f"{before}: very strong")

        [shown] = mentions_of(teammate=cast.ines).rows
        assert [(piece.text, piece.name) for piece in shown.pieces] == [
            (before, f"{cast.ines.first_name} Ivanova"),
            (": very strong", ""),
        ]
        [outward] = notes_of_persons(company_id=cast.company.pk, person_ids=[mia.pk])[mia.pk]
        assert outward.plain_text == f"{before.removeprefix('@')}: very strong"


@pytest.mark.parametrize(
    ("spoils", "mails"),
    [
        ("nothing", 1),
        ("wants none", 0),
        ("deactivated", 0),
        ("private by now", 0),
    ],
)
def test_a_mail_leads_to_the_note_once_and_does_not_quote_it(
    cast: Cast, mia: Person, spoils: str, mails: int
):
    with company_context(cast.company.pk):
        note = write(cast, mia, f"{at(cast.ines)}, her salary is 80,000")
        mention = NoteMention.objects.get()
        those = Teammate.objects.filter(pk=cast.ines.pk)
        if spoils == "wants none":
            those.update(mails_mentions=False)
        elif spoils == "deactivated":
            those.update(is_active=False)
        elif spoils == "private by now":
            Note.objects.update(is_private=True)

        for _ in range(2):
            mail_mention(company_id=cast.company.pk, mention_id=mention.pk)

        assert len(mail.outbox) == mails
        for sent in mail.outbox:
            assert sent.to == [cast.ines.email]
            assert f"/candidates/{mia.public_id}#note-{note.public_id}" in sent.body
            assert "80,000" not in f"{sent.subject} {sent.body}"
