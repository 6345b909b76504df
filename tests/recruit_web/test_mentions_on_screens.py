"""Mentions on the screens: the list of names while somebody writes, the note, the tasks, the account."""

from __future__ import annotations

from tests.people import a_person, a_process
from tests.recruit_web.conftest import HTMX, text_of, whole

from recruit.base.tenancy import company_context
from recruit.hiring.services import start_process
from recruit.positions.services import set_discretion


def test_rosa_mentions_ines_who_finds_it_among_her_tasks(cast, browser):
    mia = a_person(cast, "Mia", "Brand")
    a_process(cast, mia)
    there = f"/candidates/{mia.public_id}"
    rosa, ines = browser(cast.rosa), browser(cast.ines)

    offered = text_of(rosa.get(f"{there}/mentionable", {"q": cast.ines.first_name[:3].upper()}))
    assert cast.ines.public_id in offered
    assert cast.rosa.public_id not in offered
    assert browser(cast.otto).get(f"{there}/mentionable").status_code == 404
    assert "Mark all as read" not in text_of(ines.get("/tasks"))

    rosa.post(f"{there}/notes", {"text": f"@{cast.ines.full_name}, is <b>she</b> free?"}, headers=HTMX)

    page = text_of(ines.get(whole(there)))
    assert f'<span class="mention is-reader">@{cast.ines.full_name}</span>, is <b>she</b> free?' in page
    assert "<b>she</b>" not in ines.get(whole(there)).content.decode()
    tasks = text_of(ines.get("/tasks"))
    assert '<span class="side-note">1</span>' in tasks
    assert f'href="{there}#note-' in tasks
    assert ines.post("/tasks/mentions/read")["Location"] == "/tasks"
    assert "Mark all as read" not in text_of(ines.get("/tasks"))


def test_about_a_discreet_position_only_its_viewers_are_offered(cast, browser):
    mia = a_person(cast, "Mia", "Brand")
    with company_context(cast.company.pk):
        process = start_process(person=mia, position=cast.position, actor=cast.by_rosa)
        set_discretion(position=cast.position, is_discreet=True, actor=cast.by_olga)

    offered = text_of(
        browser(cast.rosa).get(f"/candidates/{mia.public_id}/mentionable", {"about": process.public_id})
    )

    assert cast.olga.public_id in offered
    assert cast.ada.public_id not in offered


def test_mails_of_mentions_are_switched_off_in_the_account(cast, browser):
    ines = browser(cast.ines)
    assert "Send me a mail when a colleague mentions me in a note" in text_of(ines.get("/account"))

    ines.post("/account", {"first_name": "Ines", "last_name": "I", "language": "en", "time_zone": ""})

    with company_context(cast.company.pk):
        cast.ines.refresh_from_db()
    assert not cast.ines.mails_mentions
