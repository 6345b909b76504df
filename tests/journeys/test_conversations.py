"""A conversation on LinkedIn, as it stands in Recruit: InMail, shared contact details, notes, and a member who leaves."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.journeys.looks import wrong_with

from config.demo import cast

pytestmark = pytest.mark.generations

HAMBURG = "Hamburg"
OFFER = "Would you look at our museum lights in Hamburg?"
ANSWER = "Gladly, call me any evening."
TYPED = "typed@work.example"
SECONDS_30 = 30_000
ASKED = "LinkedIn is being asked"
#: Presses the button in the moment in which it comes to stand in the page.
AT_ONCE = """
new MutationObserver((_, observer) => {
  const buttons = [...document.querySelectorAll("#linkedin-correspondence button")];
  const look = buttons.find((each) => each.textContent.includes("Look for new messages"));
  if (!look) return;
  observer.disconnect();
  look.click();
}).observe(document, { childList: true, subtree: true });
"""


def test_inmail_contact_details_and_notes_stand_in_recruit_until_the_member_leaves(
    console, recruit, truth, newcomers, recruit_stack
):
    """M-03, M-05, M-09, M-17, M-32, M-33: and what LinkedIn demands when an account is closed."""
    newcomer, by_hand = newcomers(2)
    name = newcomer.name
    linkedin = console("Rosa Calderón")
    linkedin.export_person(name, letters="lig", position=HAMBURG)
    rosa = recruit(cast.ROSA)
    rosa.page.wait_for_timeout(1_000)
    _open_when_there(rosa, name)
    section = rosa.page.locator("#linkedin-correspondence")

    _type_address(rosa.page, TYPED)
    stranger = _add_by_hand(recruit(cast.ROSA), by_hand)
    _write_inmail(linkedin, by_hand.id)
    _answer_and_share(_as_member(console, by_hand))
    _write_inmail(linkedin, newcomer.id)
    member = _as_member(console, newcomer)
    _answer_and_share(member)
    rosa.page.get_by_role("button", name="Look for new messages").click()

    inmail = section.get_by_role("region", name="InMail")
    expect(inmail).to_contain_text(OFFER, timeout=SECONDS_30)
    expect(inmail).to_contain_text(ANSWER)
    expect(inmail.get_by_role("listitem").filter(has_text=ANSWER).last).to_contain_text(name)
    contact = rosa.page.get_by_role("region", name="Contact")
    expect(contact).to_contain_text("evening@home.example", timeout=SECONDS_30)
    expect(contact).to_contain_text("shared through InMail with Rosa Calderón")
    addresses = (
        "SELECT c.value, c.is_primary FROM people_contactpoint c JOIN people_person p ON p.id = c.person_id "
        "WHERE p.last_name = %s AND c.kind = 'email' ORDER BY c.is_primary DESC"
    )
    assert truth.rows(addresses, newcomer.last_name) == [(TYPED, True), ("evening@home.example", False)], (
        "what was typed stays the first"
    )
    expect(rosa.page.locator("#person-timeline")).to_contain_text("shared through InMail")
    _nothing_came(stranger)

    _note_is_mirrored(linkedin, rosa, newcomer.id)

    ada = recruit(cast.ADA)
    ada.page.goto(f"{ada.url}/settings/linkedin")
    ada.unmap_seat("Mona Haddad")
    mona = recruit(cast.MONA)
    _open_when_there(mona, name)
    hidden = mona.page.locator("#linkedin-correspondence")
    expect(hidden).to_contain_text("2 messages")
    expect(hidden).to_contain_text("none is mapped to you")
    expect(hidden).not_to_contain_text(OFFER)

    ada.map_seat("Mona Haddad", to="Mona Haddad")
    _close_account(member, recruit_stack.sandbox_url)
    ada.page.get_by_role("button", name="Ask LinkedIn now").click()
    expect(section).to_contain_text("has closed the LinkedIn account", timeout=SECONDS_30)
    expect(section).not_to_contain_text(OFFER)
    _decide(ada, name)
    expect(contact).not_to_contain_text("evening@home.example", timeout=SECONDS_30)
    expect(contact).to_contain_text(TYPED)
    assert truth.persons(*newcomer.names) == 1
    assert truth.count("linkedin_sync_mailmessage", "body = %s", OFFER) == 0


def _add_by_hand(tab, newcomer):
    """A candidate of whom LinkedIn was never asked, and who looks just like the member."""
    page = tab.page
    page.goto(f"{tab.url}/candidates/new")
    page.get_by_label("First name").fill(newcomer.first_name)
    page.get_by_label("Last name").fill(newcomer.last_name)
    page.get_by_label("Headline").fill("Never exported")
    page.get_by_role("button", name="Add candidate").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(newcomer.last_name)
    return page


def _nothing_came(page):
    """What was written to them before the other's InMail has been read with it, from the same seat."""
    page.reload()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Never exported")
    for words in (OFFER, ANSWER, "evening@home.example", "InMail"):
        expect(main).not_to_contain_text(words)


def _type_address(page, address):
    page.locator("#add-contact").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Kind").select_option("email")
    dialog.get_by_label("Value").fill(address)
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("region", name="Contact")).to_contain_text(address)


def _open_when_there(tab, name):
    tab.page.goto(f"{tab.url}/candidates?q={name}")
    row = tab.page.get_by_role("main").get_by_role("link", name=re.compile(re.escape(name))).first
    expect(row).to_be_visible(timeout=SECONDS_30)
    row.click()
    expect(tab.page.get_by_role("heading", level=1)).to_contain_text(name)


def _note_is_mirrored(linkedin, rosa, member):
    _write_note(linkedin, member, "Prefers museums to stadiums.")
    _look(rosa)
    notes = rosa.page.locator("#linkedin-correspondence").get_by_role("region", name="LinkedIn notes")
    expect(notes).to_contain_text("Prefers museums to stadiums.", timeout=SECONDS_30)
    _edit_note(linkedin, member, "Museums only.")
    _look(rosa)
    expect(notes).to_contain_text("Museums only.", timeout=SECONDS_30)
    expect(notes).to_contain_text("Edited")
    assert wrong_with(rosa.page) == []

    _delete_note(linkedin, member)
    _look(rosa)
    expect(notes).to_contain_text("Deleted on LinkedIn", timeout=SECONDS_30)
    expect(notes).not_to_contain_text("Museums only.")


def test_a_part_that_comes_after_its_page_answers_from_the_moment_it_stands_there(
    recruit, console, truth, newcomer
):
    """M-32: nobody's press is lost because it was quick."""
    console("Rosa Calderón").export_person(newcomer.name, letters="lig", position=HAMBURG)
    rosa = recruit(cast.ROSA)
    _open_when_there(rosa, newcomer.name)
    rosa.page.add_init_script(AT_ONCE)
    rosa.page.reload()
    expect(rosa.page.locator("#toasts")).to_contain_text(ASKED)


def _close_account(page, url):
    page.goto(f"{url}/recruiter/member/close")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Close my account").click()


def _decide(ada, name):
    ada.page.goto(f"{ada.url}/settings/closed-linkedin-accounts")
    listed = ada.page.get_by_role("listitem").filter(has_text=name)
    expect(listed).to_contain_text("2 InMail messages and 1 LinkedIn note")
    assert wrong_with(ada.page) == []
    listed.get_by_label("Remove those that LinkedIn brought").check()
    listed.get_by_label("Reason, for the record").fill("No ground to keep them.")
    listed.get_by_role("button", name="Save decision").click()
    expect(listed).to_contain_text("Decided by Ada Oyelaran")


def _look(tab):
    tab.page.get_by_role("button", name="Look for new messages").click()


def _write_inmail(tab, member):
    tab.page.goto(f"{tab.url}/people/{member}/inmail")
    tab.page.get_by_label("Subject").fill("Museum lights")
    tab.page.get_by_label("Message").fill(OFFER)
    tab.page.get_by_role("button", name="Send InMail").click()
    expect(tab.page.get_by_role("status").first).to_contain_text("InMail sent to")


def _as_member(console, newcomer):
    """In a window of their own."""
    tab = console("Bruno Keller")
    tab.page.goto(f"{tab.url}/member/choose?q={newcomer.last_name}")
    tab.page.get_by_role("main").get_by_role("button", name=newcomer.name).first.click()
    tab.page.goto(f"{tab.url}/member/inbox")
    return tab.page


def _answer_and_share(page):
    page.get_by_role("main").get_by_role("link", name="Rosa Calderón").first.click()
    page.get_by_label("Your answer").fill(ANSWER)
    page.get_by_label("Yes, share them").check()
    page.get_by_label("E-mail").fill("evening@home.example")
    page.get_by_label("Phone").fill("+49 40 5550123")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_role("main")).to_contain_text(ANSWER)


def _write_note(tab, member, text):
    tab.page.goto(f"{tab.url}/people/{member}/notes")
    tab.page.get_by_label("Note", exact=True).fill(text)
    tab.page.get_by_role("button", name="Save note").click()
    expect(tab.page.get_by_role("main")).to_contain_text(text)


def _edit_note(tab, member, text):
    tab.page.goto(f"{tab.url}/people/{member}/notes")
    tab.page.get_by_role("link", name="Edit").first.click()
    tab.page.get_by_label("Note", exact=True).fill(text)
    tab.page.get_by_role("button", name=re.compile("^Save")).click()
    expect(tab.page.get_by_role("main")).to_contain_text(text)


def _delete_note(tab, member):
    tab.page.goto(f"{tab.url}/people/{member}/notes")
    tab.page.get_by_role("button", name="Delete").first.click()
    expect(tab.page.get_by_role("status").first).to_contain_text("Note deleted")
