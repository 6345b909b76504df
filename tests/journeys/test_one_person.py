"""Somebody is here twice. Found, resolved as one, LinkedIn shows one; taken back, and there are two."""

from __future__ import annotations

import re

from playwright.sync_api import expect
from tests.journeys.looks import wrong_with
from tests.journeys.stack import until

from config.demo import cast

DESIGNER = "Lighting Designer (museum lighting)"


def test_a_candidate_typed_by_hand_and_exported_is_merged_and_taken_apart_again(
    console, recruit, truth, sandbox, newcomer
):
    """M-27, M-28, M-41."""
    rosa = recruit(cast.ROSA)
    page = rosa.page
    at_linkedin = console("Rosa Calderón")
    at_linkedin.export_person(newcomer.name, letters="lig", position="Hamburg")
    until(lambda: len(truth.processes(*newcomer.names)) == 1, seconds=60)
    type_in(rosa, newcomer, link_of(truth, newcomer))
    until(lambda: len(ids(truth, newcomer)) == 2, seconds=60)
    exported, by_hand = ids(truth, newcomer)
    until(lambda: held(sandbox, by_hand) == held(sandbox, exported) == 1, seconds=60)

    # Told of at once, with the reason.
    page.goto(f"{rosa.url}/candidates/{exported}")
    warning = page.get_by_role("status").filter(has_text="Possible duplicate of")
    expect(warning).to_contain_text("The same profile page", timeout=60_000)
    warning.get_by_role("link", name=re.compile("^Resolve")).click()

    # Side by side, by keyboard: the record by hand stays.
    expect(page.get_by_role("heading", name="One person, or two?")).to_be_visible()
    assert wrong_with(page) == []
    page.locator(f'input[name=survivor][value="{by_hand}"]').focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("group", name="Which continues?")).to_be_visible()
    page.get_by_role("button", name="Same person: preview").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This is how the candidate will be")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("known.long.ago@mail.example")
    expect(page.get_by_role("main")).to_contain_text("Stops")
    assert wrong_with(page) == []
    assert truth.persons(*newcomer.names) == 2, "a preview changes nothing"
    page.get_by_role("button", name="Merge the two").click()

    # One candidate, here and there.
    expect(page.get_by_role("main")).to_contain_text(f"Merged with {newcomer.name}")
    assert truth.persons(*newcomer.names) == 1
    assert sorted(row[1] for row in truth.processes(*newcomer.names)) == ["in_progress", "withdrawn"]
    until(lambda: (held(sandbox, by_hand), held(sandbox, exported)) == (1, 0), seconds=60)
    page.goto(f"{rosa.url}/candidates/{exported}")
    assert page.url.endswith(by_hand), "the old address leads on"
    panel = at_linkedin.open_indicator()
    expect(panel).to_contain_text("Withdrawn", timeout=15_000)

    # Taken back, completely.
    olga = recruit(cast.OLGA)
    olga.page.goto(f"{olga.url}/candidates/{by_hand}")
    olga.page.get_by_role("link", name="Take back…").click()
    assert wrong_with(olga.page) == []
    olga.page.get_by_role("button", name="Take the merge back").click()
    expect(olga.page.get_by_role("main")).to_contain_text("are two candidates")
    assert wrong_with(olga.page) == []
    assert ids(truth, newcomer) == [exported, by_hand]
    assert [row[1] for row in truth.processes(*newcomer.names)] == ["in_progress", "in_progress"]
    until(lambda: held(sandbox, by_hand) == held(sandbox, exported) == 1, seconds=60)
    olga.page.goto(f"{olga.url}/duplicates/merged")
    assert wrong_with(olga.page) == []


def link_of(truth, newcomer) -> str:
    rows = truth.rows(
        "SELECT value FROM people_contactpoint WHERE kind = 'link' AND person_id IN "
        "(SELECT id FROM people_person WHERE first_name = %s AND last_name = %s)",
        *newcomer.names,
    )
    return str(rows[0][0])


def type_in(rosa, newcomer, link) -> None:
    """By hand, for the position that they are exported to as well."""
    page = rosa.page
    rosa.open_position(DESIGNER)
    page.get_by_role("main").get_by_role("link", name="Add a candidate").first.click()
    page.get_by_label("First name").fill(newcomer.first_name)
    page.get_by_label("Last name").fill(newcomer.last_name)
    page.get_by_label("E-mail").fill("known.long.ago@mail.example")
    page.get_by_label("Link").fill(link)
    page.get_by_role("button", name="Add candidate").click()


def ids(truth, newcomer) -> list[str]:
    rows = truth.rows(
        "SELECT public_id FROM people_person WHERE first_name = %s AND last_name = %s ORDER BY id",
        *newcomer.names,
    )
    return [public_id for (public_id,) in rows]


def held(sandbox, public_id: str) -> int:
    """How many candidates of that id LinkedIn has."""
    return int(sandbox.get("records/candidates", id=public_id)["count"])
