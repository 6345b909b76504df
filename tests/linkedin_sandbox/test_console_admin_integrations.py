"""The admin's page of integrations: switched at company level, at one contract's, one by one, and back."""

from __future__ import annotations

import json
import re

import httpx2
import pytest
from tests.linkedin_sandbox.admin_cast import NORTH, NORTH_URN, ask_for, connected
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Page, Somebody
from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT,
    CONTRACT_URN,
    ORGANIZATION,
    OTHER_ORGANIZATION,
    PARENT,
)
from tests.linkedin_sandbox.server import Ats, Server, until
from tests.linkedin_sandbox.widget_cast import ADA_SEAT, CONFIGURATION, WORLD_WITH_ADA, Frame, allow
from tests.linkedin_sandbox.widget_cast import PAGE as WIDGET_PAGE

COMPANY = {"ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN"}
PAGE = f"operator/integrations?company={ORGANIZATION}"


def states(sandbox: Server, ats: Ats) -> dict[tuple[str, str], str]:
    [row] = [one for one in sandbox.get("applications")["applications"] if one["client_id"] == ats.client_id]
    return {(one["integrationContext"], one["integrationType"]): one["status"] for one in row["integrations"]}


def on(sandbox: Server, ats: Ats) -> set[tuple[str, str]]:
    return {key for key, status in states(sandbox, ats).items() if status == "ENABLED"}


def presses(admin: Somebody, button: str) -> httpx2.Response:
    """The form whose button has these words, with the integrations that it names."""
    page = admin.opens(PAGE)
    for form in re.findall(r"<form.*?</form>", page.html, re.DOTALL):
        if Page(form).text == "" or not re.sub(r"\s+", " ", Page(form).text).endswith(button):
            continue
        [address] = re.findall(r'action="/recruiter/([^"]+)"', form)
        numbers = re.findall(r'name="integration" value="(\d+)"', form)
        return admin.posts(address, integration=numbers)
    raise AssertionError(f"no button “{button}”: {page.text}")


def undoes(admin: Somebody) -> httpx2.Response:
    shown = admin.opens(PAGE)
    [form] = [found for _tag, found in shown.elements if "?integration=" in found.get("action", "")]
    return admin.posts(form["action"].removeprefix("/recruiter/"))


def told(ats: Ats, callback: Callback, count: int) -> list[tuple[str, str, str]]:
    """(context, type, status) of each push that came, asked for as an ATS does."""
    until(lambda: len(callback.came) >= count)
    found = []
    for _headers, body in callback.came:
        event = json.loads(body)
        assert event["type"] == "INTEGRATION_STATUS_CHANGE"
        [row] = ats.get(f"/v2/atsIntegrations?q=request&requestId={event['id']}").body["elements"]
        found.append((row["integrationContext"], row["integrationType"], row["status"]))
    return found


def test_the_company_level_is_for_all_contracts_and_leaves_theirs_alone(
    sandbox: Server, callback: Callback, admin: Somebody
) -> None:
    ats = connected(sandbox, callback)

    presses(admin, "Enable all at company level")

    assert on(sandbox, ats) == {(CONTEXT, type_) for type_ in COMPANY}
    assert set(told(ats, callback, 3)) == {(CONTEXT, type_, "ENABLED") for type_ in COMPANY}
    key = {"integrationContext": CONTEXT, "integrationType": "ONE_CLICK_EXPORT", "tenantType": "RECRUITER"}
    read = ats.read("v2/atsIntegrations", [key | {"dataProvider": "ATS"}])
    assert [one["status"] for one in read.results.values()] == ["ENABLED"]
    assert ats.add_candidate().status == 200
    seats = ats.get(f"/v2/seatsV2?q=attributes&contracts={NORTH_URN}&start=0")
    assert seats.status == 403


def test_each_contract_is_switched_by_itself(sandbox: Server, callback: Callback, admin: Somebody) -> None:
    ats = connected(sandbox, callback)
    [number] = [
        found["value"]
        for form in re.findall(r"<form.*?</form>", admin.opens(PAGE).html, re.DOTALL)
        if "Enable Recruiter data" in re.sub(r"\s+", " ", Page(form).text)
        for _tag, found in Page(form).elements
        if found.get("name") == "integration"
    ][-1:]

    admin.posts(f"operator/integrations/{application_id(sandbox, ats)}/enable", integration=number)

    [(context, type_, status)] = told(ats, callback, 1)
    assert (type_, status) == ("CSA_API", "ENABLED")
    other = CONTRACT_URN if context == NORTH_URN else NORTH_URN
    assert ats.get(f"/v2/seatsV2?q=attributes&contracts={context}&start=0").status == 200
    assert ats.get(f"/v2/seatsV2?q=attributes&contracts={other}&start=0").status == 403


def application_id(sandbox: Server, ats: Ats) -> int:
    [row] = [one for one in sandbox.get("applications")["applications"] if one["client_id"] == ats.client_id]
    return int(row["key"].rpartition(":")[2])


def test_what_was_switched_off_is_switched_on_again_by_the_undo(
    sandbox: Server, callback: Callback, admin: Somebody
) -> None:
    ats = connected(sandbox, callback)
    sandbox.post("integrations/enable", client_id=ats.client_id, context=CONTEXT)
    told(ats, callback, 3)

    presses(admin, "Disable One-Click Export")
    off = on(sandbox, ats)
    undoes(admin)

    assert off == {(CONTEXT, "IN_ATS_INDICATOR"), (CONTEXT, "PROFILE_PLUGIN")}
    assert on(sandbox, ats) == {(CONTEXT, type_) for type_ in COMPANY}
    assert len(told(ats, callback, 5)) == 5
    assert "is being told" in admin.opens(PAGE).text


def test_a_level_is_switched_off_without_what_was_never_on(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    sandbox.post("integrations/enable", client_id=ats.client_id, context=CONTEXT, type="PROFILE_PLUGIN")

    presses(admin, "Disable all at company level")

    found = states(sandbox, ats)
    assert found[CONTEXT, "PROFILE_PLUGIN"] == "DISABLED"
    assert found[CONTEXT, "ONE_CLICK_EXPORT"] == "REQUESTED"


def test_what_will_happen_is_said_before(sandbox: Server, callback: Callback, admin: Somebody) -> None:
    ats = connected(sandbox)
    without = admin.opens(PAGE).text
    callback.secret = ats.secret
    ats.configure("ONE_CLICK_EXPORT", "CALLBACK_URL", callback.url)
    sandbox.post("integrations/enable", client_id=ats.client_id, type="ONE_CLICK_EXPORT")
    on_now = admin.opens(PAGE).text

    assert "The ATS has named no callback address yet" in without
    assert "From then on the ATS may send its jobs, candidates and applications." in without
    assert "Recruiters of all contracts can no longer export people to this ATS." in on_now
    assert "Nothing of it is on then, so that all data it sends is refused (403)." in on_now
    assert f"The ATS gets one notification (INTEGRATION_STATUS_CHANGE) at {callback.url}." in on_now


def test_every_level_says_who_asked_when_and_how_it_stands(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.provision()
    page = admin.opens(PAGE)

    assert "by a script" in page.text
    assert f"{CONTEXT} , 0 of 3 enabled" in page.text
    assert f"{CONTRACT_URN} , 0 of 1 enabled" in page.text
    assert f"Bluebird North {NORTH_URN}" in page.text
    ask_for(sandbox, ats, NORTH)
    assert "Nothing was asked for on" not in admin.opens(PAGE).text


def test_a_company_without_an_ats_and_a_world_without_companies_say_so(
    sandbox: Server, admin: Somebody
) -> None:
    empty = admin.opens(f"operator/integrations?company={OTHER_ORGANIZATION}").text
    remembered = admin.opens("operator/integrations").text
    sandbox.post("reset")

    assert "No ATS is connected with this company yet." in empty
    assert remembered == empty
    assert "No company in this world yet." in admin.opens("operator/integrations").text


@pytest.mark.parametrize("company", ["7", "9" * 30, "rosa", "%00"])
def test_a_company_that_is_not_there_is_told(admin: Somebody, company: str) -> None:
    answer = admin.http.get(f"operator/integrations?company={company}")

    assert answer.status_code == 404
    assert "There is no company" in answer.text


def test_odd_presses_change_nothing(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    other = sandbox.provision("second")
    theirs = admin.opens(PAGE).html
    number = re.findall(r'name="integration" value="(\d+)"', theirs)[-1]
    mine = application_id(sandbox, ats)
    before = states(sandbox, ats), states(sandbox, other)

    assert admin.posts(f"operator/integrations/{mine}/enable").status_code == 422
    assert admin.posts(f"operator/integrations/{mine}/enable", integration=number).status_code == 422
    assert admin.posts(f"operator/integrations/{mine}/enable", integration="x").status_code == 422
    assert admin.posts(f"operator/integrations/{mine}/destroy", integration=number).status_code == 404
    assert admin.posts("operator/integrations/7/enable", integration=number).status_code == 404
    assert admin.http.get(f"operator/integrations/{mine}/enable").status_code == 405
    assert (states(sandbox, ats), states(sandbox, other)) == before


def test_pressed_twice_nothing_more_is_pushed(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    page = admin.opens(PAGE)
    number = re.findall(r'name="integration" value="(\d+)"', page.html)[0]
    path = f"operator/integrations/{application_id(sandbox, ats)}/enable"

    admin.posts(path, integration=number)
    admin.posts(path, integration=number)

    assert len(sandbox.get("push")["pushes"]) == 1
    assert "it is so already" in admin.opens(PAGE).text


def test_what_broke_under_an_old_company_id_cannot_be_switched(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    sandbox.post("integrations/enable", client_id=ats.client_id)
    page = admin.opens(PAGE)
    number = re.findall(r'name="integration" value="(\d+)"', page.html)[0]
    sandbox.post(f"organizations/{ORGANIZATION}/change-id", id=2000999)

    shown = admin.opens("operator/integrations?company=2000999").text
    answer = admin.posts(f"operator/integrations/{application_id(sandbox, ats)}/enable", integration=number)

    assert "Under a company id of before" in shown
    assert answer.status_code == 422
    assert "Use the configuration plugin anew" in answer.text


def test_more_companies_are_found_on_a_page_of_their_own(sandbox: Server, admin: Somebody) -> None:
    sandbox.post("seed", organizations=[{"id": 3000 + n, "name": f"Company {n}"} for n in range(60)])

    assert "All companies" in admin.opens(PAGE).text
    first = admin.opens("operator/companies")
    [following] = first.all(rel="next")
    second = admin.opens(f"operator/companies{following['href']}")
    assert "Company 0" in first.text
    assert "Redwood" not in first.text
    assert "Redwood" in second.text


def test_a_secret_is_shown_only_on_a_press(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    before = admin.opens("operator/applications").text

    child = admin.posts("operator/applications", secret_of=ats.client_id)
    parent = admin.posts("operator/applications", secret_of=PARENT[0])

    assert PARENT[0] in before
    assert ats.client_id in before
    assert not {PARENT[1], ats.secret} & set(before.split())
    assert (ats.secret in child.text, PARENT[1] in child.text) == (True, False)
    assert (ats.secret in parent.text, PARENT[1] in parent.text) == (False, True)
    assert child.headers["Cache-Control"] == "no-store"


def test_an_application_tells_what_it_has_sent(sandbox: Server, admin: Somebody) -> None:
    ats = sandbox.customer()
    other = sandbox.provision("second")
    ats.add_job()
    ats.add_candidate("c1")
    ats.add_candidate("c2")
    ats.add_application()

    page = admin.opens("operator/applications").text

    assert "1 job, 2 candidates, 1 application" in page
    assert "0 jobs, 0 candidates, 0 applications" in page
    assert other.client_id in page


def test_control_switches_one_level_or_one_type(sandbox: Server) -> None:
    ats = sandbox.provision()

    sandbox.post("integrations/enable", client_id=ats.client_id, context=CONTRACT_URN)
    contract = on(sandbox, ats)
    sandbox.post("integrations/enable", client_id=ats.client_id, type="PROFILE_PLUGIN")
    sandbox.post("integrations/disable", client_id=ats.client_id, context=CONTRACT_URN)

    assert contract == {(CONTRACT_URN, "CSA_API")}
    assert on(sandbox, ats) == {(CONTEXT, "PROFILE_PLUGIN")}
    assert sandbox.ask("integrations/enable", client_id=ats.client_id, context="").status == 400


def test_all_levels_are_switched_at_once_and_undone(sandbox: Server, admin: Somebody) -> None:
    ats = connected(sandbox)
    number = application_id(sandbox, ats)

    admin.posts(f"operator/applications/{number}/enable")
    enabled = on(sandbox, ats)
    admin.posts(f"operator/applications/{number}/disable")
    disabled = on(sandbox, ats)
    page = admin.opens("operator/applications")
    [undo] = [found["action"] for _tag, found in page.elements if "?integration=" in found.get("action", "")]
    admin.posts(undo.removeprefix("/recruiter/"))

    assert len(enabled) == 5
    assert disabled == set()
    assert on(sandbox, ats) == enabled
    assert admin.posts(f"operator/applications/{number}/destroy").status_code == 404
    assert admin.posts("operator/applications/7/enable").status_code == 404


def test_who_asked_in_the_plugin_stands_beside_it(sandbox: Server, admin: Somebody) -> None:
    sandbox.post("reset", **WORLD_WITH_ADA)
    ats = sandbox.provision()
    sandbox.post("seed", contracts=[{"id": NORTH, "organization": ORGANIZATION, "name": "Bluebird North"}])
    allow(sandbox, ats, WIDGET_PAGE)
    package = "RECRUITER_SYSTEM_CONNECT_CONTRACT"
    apply = "APPLY_CONNECT"
    plugin = Frame(
        sandbox, ats, CONFIGURATION, supported_bundled_integration_types=f"{package},{apply}", onintegrate="f"
    )
    plugin.sit(ADA_SEAT)

    plugin.press("confirm", package=apply, contract=CONTRACT)

    rows = re.findall(r"<tr>.*?</tr>", admin.opens(PAGE).html, re.DOTALL)
    [asked] = [Page(row).text for row in rows if "APPLY_CONNECT" in row]
    assert "by Ada Oye" in asked
    assert all("by a script" in Page(row).text for row in rows if "PROFILE_PLUGIN" in row)
