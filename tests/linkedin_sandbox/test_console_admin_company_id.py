"""The admin's page of the company id: what will change is said for each ATS, and what has changed is shown."""

from __future__ import annotations

import json

import pytest
from tests.linkedin_sandbox.admin_cast import connected
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.console_cast import Page, Somebody
from tests.linkedin_sandbox.records import CONTEXT, ORGANIZATION, OTHER_ORGANIZATION
from tests.linkedin_sandbox.server import Server, until

NEW = 2000999
PAGE = f"operator/company-id?company={ORGANIZATION}"


def changes(admin: Somebody) -> Page:
    answer = admin.posts("operator/company-id", company=str(ORGANIZATION), new=str(NEW))
    assert answer.status_code == 302, answer.text
    return admin.opens(answer.headers["Location"].removeprefix("/recruiter/"))


def test_what_would_break_is_said_breaks_and_is_shown(
    sandbox: Server, callback: Callback, admin: Somebody
) -> None:
    ats = connected(sandbox, callback)
    sandbox.post("integrations/enable", client_id=ats.client_id)
    until(lambda: len(callback.came) == 5)
    ats.add_candidate()

    before = admin.opens(f"{PAGE}&new={NEW}").text
    unchanged = sandbox.get("applications")["applications"][0]["organization"]
    after = changes(admin).text
    until(lambda: len(callback.came) == 10)

    assert "5 integrations are still enabled and will break" in before
    assert "5 pushes (INTEGRATION_STATUS_CHANGE)" in before
    assert f"integrationContext={CONTEXT} becomes integrationContext=urn:li:organization:{NEW}" in before
    assert "1 candidate" in before
    assert unchanged == ORGANIZATION
    assert "5 integrations broke." in after
    assert f"The id has changed from {ORGANIZATION} to {NEW}" in after
    assert f"its integrations are still under {CONTEXT}" in after
    assert (
        json.loads(callback.came[-1][1])["id"]
        in admin.opens(f"operator/company-id?company={NEW}&was={ORGANIZATION}").text
    )


def test_a_change_that_was_prepared_moves_everything(sandbox: Server, admin: Somebody) -> None:
    connected(sandbox)

    before = admin.opens(f"{PAGE}&new={NEW}").text
    after = changes(admin).text

    assert "Nothing is enabled, so the change is prepared" in before
    assert "The integrations have moved with it." in after
    assert f"urn:li:organization:{NEW} REQUESTED" in after
    assert "uses the configuration plugin anew" not in after
    assert sandbox.get("push")["pushes"] == []
    assert "Change it back" in after


def test_it_is_changed_back(sandbox: Server, admin: Somebody) -> None:
    connected(sandbox)
    changes(admin)

    answer = admin.posts("operator/company-id", company=str(NEW), new=str(ORGANIZATION))

    assert answer.status_code == 302
    assert sandbox.get("applications")["applications"][0]["organization"] == ORGANIZATION
    assert admin.http.get(f"operator/company-id?company={NEW}").status_code == 404


@pytest.mark.parametrize(
    "new", ["rosa", "²", "-1", "0", "9" * 30, str(OTHER_ORGANIZATION), str(ORGANIZATION), " "]
)
@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_an_id_that_cannot_be_is_told_beside_the_field(
    sandbox: Server, admin: Somebody, new: str, verb: str
) -> None:
    if verb == "POST":
        answer = admin.posts("operator/company-id", company=str(ORGANIZATION), new=new)
    else:
        answer = admin.http.get("operator/company-id", params={"company": str(ORGANIZATION), "new": new})

    if not new.strip() and verb == "GET":
        assert answer.status_code == 200
        return
    assert answer.status_code == 422
    assert Page(answer.text).all(**{"aria-describedby": "problem"})
    assert [one["id"] for one in sandbox.get("seed")["organizations"]] == [ORGANIZATION, OTHER_ORGANIZATION]


def test_a_company_without_an_ats_only_gets_another_number(admin: Somebody) -> None:
    page = admin.opens(f"operator/company-id?company={OTHER_ORGANIZATION}&new={NEW}")

    assert "No ATS is connected with this company: only its number changes." in page.text
