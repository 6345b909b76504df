"""A candidate whom LinkedIn knows is erased in the browser: nothing of them is left on either side, and a receipt says so."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.journeys.stack import until

from config.demo import cast

HAMBURG = "Hamburg"
OLD = "Would you light a museum that nobody remembers?"
NEW = "Would you light another museum?"
SECONDS_30 = 30_000


@pytest.fixture
def public_ids(truth):
    """Of whoever has that name: theirs, and those of their processes."""

    def ids(newcomer):
        return truth.rows(
            "SELECT p.public_id, h.public_id FROM people_person p JOIN hiring_hiringprocess h ON h.person_id = p.id "
            "WHERE p.first_name = %s AND p.last_name = %s ORDER BY h.id",
            *newcomer.names,
        )

    return ids


def test_whoever_is_erased_is_gone_on_both_sides_and_comes_back_as_somebody_new(
    console, recruit, truth, sandbox, newcomer, rosas_seat, public_ids
):
    """M-42, M-05: the receipt names nobody; of whoever is exported anew nothing older comes along."""
    linkedin = console("Rosa Calderón")
    linkedin.export_person(newcomer.name, letters="lig", position=HAMBURG)
    [(person, process)] = until(lambda: public_ids(newcomer), "the export arrives")
    sandbox.post("inmails", seat=rosas_seat, member=newcomer.id, subject="Museum", body=OLD)
    rosa = recruit(cast.ROSA)
    conversation = look_for_messages(rosa, person)
    expect(conversation).to_contain_text(OLD, timeout=SECONDS_30)
    held = {"candidates": person, "applications": process}
    until(lambda: at_linkedin(sandbox, held) == {"candidates": 1, "applications": 1}, "LinkedIn has both")

    ada = recruit(cast.ADA)
    erase(ada.page, ada.url, person, newcomer.name)

    receipt = ada.page.get_by_role("main")
    expect(receipt).to_contain_text("1 hiring process")
    expect(receipt).not_to_contain_text("Under way", timeout=SECONDS_30)
    expect(receipt).to_contain_text("At LinkedIn")
    expect(receipt).to_contain_text("1 candidate at LinkedIn")
    expect(receipt).not_to_contain_text(newcomer.last_name)
    assert at_linkedin(sandbox, held) == {"candidates": 0, "applications": 0}
    ada.page.goto(f"{ada.url}/settings/erasures")
    newest = ada.page.locator("#receipt-rows").get_by_role("listitem").first
    expect(newest).to_contain_text("Done everywhere")
    expect(newest).to_contain_text("The candidate asked for it")

    expect(rosa.page.get_by_role("heading", level=1)).to_have_text(
        "This candidate is not there any more", timeout=SECONDS_30
    )
    expect(rosa.page.get_by_role("main")).not_to_contain_text(newcomer.last_name)
    answer = rosa.page.goto(f"{rosa.url}/candidates/{person}")
    assert answer.status == 404
    rosa.page.goto(f"{rosa.url}/candidates?q={newcomer.last_name}")
    expect(rosa.page.get_by_role("main").get_by_role("link", name=newcomer.name)).to_have_count(0)

    linkedin.export_person(newcomer.name, letters="lig", position=HAMBURG)
    [(again, _)] = until(lambda: public_ids(newcomer), "the second export arrives")
    assert again != person
    sandbox.post("inmails", seat=rosas_seat, member=newcomer.id, subject="Another museum", body=NEW)
    conversation = look_for_messages(rosa, again)
    expect(conversation).to_contain_text(NEW, timeout=SECONDS_30)
    expect(conversation).not_to_contain_text(OLD)
    bodies = truth.rows("SELECT body FROM linkedin_sync_mailmessage m JOIN linkedin_sync_mailthread t ON t.id = m.thread_id "
                        "JOIN linkedin_sync_knownmember k ON k.id = t.member_id "
                        "JOIN people_externalidentity e ON e.subject = k.urn "
                        "JOIN people_person p ON p.id = e.person_id WHERE p.public_id = %s", again)  # fmt: skip
    assert bodies == [(NEW,)]


def at_linkedin(sandbox, held):
    """How many records LinkedIn has under these ids of ours, by kind."""
    return {kind: sandbox.get(f"records/{kind}", id=ours)["count"] for kind, ours in held.items()}


def look_for_messages(tab, person):
    tab.page.goto(f"{tab.url}/candidates/{person}")
    tab.page.get_by_role("button", name="Look for new messages").click()
    expect(tab.page.locator("#toasts")).to_contain_text("LinkedIn is being asked")
    return tab.page.locator("#linkedin-correspondence")


def erase(page, url, person, name):
    page.goto(f"{url}/candidates/{person}")
    page.get_by_role("link", name="Erase…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("list", name="What goes")).to_contain_text("1 hiring process")
    dialog.get_by_label("Why").select_option(label="The candidate asked for it")
    typed = dialog.get_by_label("Type the candidate's whole name")
    typed.fill(name.split()[0])
    dialog.get_by_role("button", name="Erase for good").click()
    expect(dialog).to_contain_text("That is not the candidate's name")
    typed.fill(name)
    dialog.get_by_role("button", name="Erase for good").click()
    expect(page.get_by_role("heading", name="Receipt of an erasure")).to_be_visible()
