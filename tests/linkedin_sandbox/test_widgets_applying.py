"""The Apply button of a careers page: consent, what the page gets, and what LinkedIn remembers."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest
from tests.linkedin_sandbox.records import CONTEXT, CONTRACT, NOOR, ODILE, ORGANIZATION
from tests.linkedin_sandbox.server import Ats, Server
from tests.linkedin_sandbox.widget_cast import APPLYING, Frame, bluebird


@pytest.fixture
def ats(sandbox: Server) -> Ats:
    return bluebird(sandbox)


def button(server: Server, ats: Ats, **attributes: str) -> Frame:
    usual = {
        "mode": "BUTTON_DATA",
        "callback_method": "onProfile",
        "integration_context": CONTEXT,
        "company_job_code": "4411",
    }
    return Frame(server, ats, APPLYING, **(usual | attributes))


def applied(frame: Frame, member: int) -> tuple[dict[str, Any], str]:
    """The two arguments of the callback after the whole way."""
    frame.open()
    frame.press("open")
    frame.press("choose", member=member)
    frame.press("allow")
    [call] = frame.calls
    assert call["attribute"] == "callback-method"
    profile, signature = call["arguments"]
    return profile, signature


def applies(server: Server, ats: Ats) -> list[dict[str, Any]]:
    found = server.get("awli", client_id=ats.client_id)["applies"]
    assert isinstance(found, list)
    return found


def test_the_button_is_there_for_everybody_in_size_and_colour(sandbox: Server, ats: Ats) -> None:
    frame = button(sandbox, ats, size="large", color="black")
    frame.open()

    assert "Apply with LinkedIn" in frame.text
    assert "apply-large apply-black" in frame.answer.text


@pytest.mark.parametrize("left_out", ["integration_context", "company_job_code", "callback_method", "mode"])
def test_without_an_attribute_it_says_which(sandbox: Server, ats: Ats, left_out: str) -> None:
    frame = button(sandbox, ats, **{left_out: ""})
    frame.open()

    assert f"data-{left_out.replace('_', '-')}" in frame.text


def test_noor_allows_and_the_page_gets_her_profile_signed(sandbox: Server, ats: Ats) -> None:
    profile, signature = applied(button(sandbox, ats, nonce="n-1"), NOOR)

    assert profile["firstName"] == "Noor"
    assert profile["emailAddress"] == "noor.haddad@example.org"
    assert profile["patents"] == []
    assert profile["x-emulator"]["memberId"] == ats.urn(NOOR)
    canonical = json.dumps(profile, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    expected = hmac.new(ats.secret.encode(), f"{canonical}.n-1.4411".encode(), hashlib.sha256).hexdigest()
    assert signature == expected


def test_the_signature_may_be_missing(sandbox: Server, ats: Ats) -> None:
    sandbox.post("switches", apply_signature=False)
    frame = button(sandbox, ats)
    frame.open()
    frame.press("choose", member=NOOR)

    frame.press("allow")

    assert len(frame.calls[0]["arguments"]) == 1


def test_the_signature_is_for_one_form_and_one_job(sandbox: Server, ats: Ats) -> None:
    signatures = {
        applied(button(sandbox, ats, **changes), NOOR)[1]
        for changes in ({}, {"nonce": "n-1"}, {"nonce": "n-2"}, {"company_job_code": "4412"})
    }

    assert len(signatures) == 4


def test_positions_and_studies_come_with_their_dates(sandbox: Server, ats: Ats) -> None:
    member = {
        "id": 9020, "slug": "zoe", "first_name": "Zoë", "last_name": "Çelik", "phone": "+999 1",
        "positions": [
            {"title": "Welder", "companyName": "Traun", "startDate": {"year": 2021, "month": 3}},
            {"title": "Smith", "companyName": "Old", "startDate": {"year": 2019}, "endDate": {"year": 2021}},
        ],
        "educations": [{"schoolName": "Linz", "degreeName": "Welding", "endDate": {"year": 2018}}],
        "skills": ["Steel"],
    }  # fmt: skip
    sandbox.post("seed", members=[member])

    profile, _signature = applied(button(sandbox, ats), 9020)

    now, before = profile["positions"]
    assert now == {"title": "Welder", "companyName": "Traun", "summary": "", "isCurrent": True, "startDate": {"year": 2021, "month": 3}}  # fmt: skip
    assert before["isCurrent"] is False
    assert profile["educations"] == [
        {"schoolName": "Linz", "degree": "Welding", "fieldOfStudy": "", "endDate": {"year": 2018}}
    ]
    assert profile["skills"] == [{"name": "Steel"}]
    assert profile["phoneNumber"] == "+999 1"


def test_cancel_gives_nothing_and_nothing_is_remembered(sandbox: Server, ats: Ats) -> None:
    frame = button(sandbox, ats)
    frame.open()
    frame.press("open")
    frame.press("choose", member=NOOR)

    frame.press("cancel")

    assert frame.calls == []
    assert applies(sandbox, ats) == []


def test_without_consent_of_somebody_nothing_is_given(sandbox: Server, ats: Ats) -> None:
    frame = button(sandbox, ats)
    frame.open()

    frame.press("allow")

    assert frame.calls == []
    assert "choose who you are" in frame.text


def test_members_are_searched_for_and_may_be_somebody_else(sandbox: Server, ats: Ats) -> None:
    frame = button(sandbox, ats)
    frame.open()
    frame.press("open")

    assert "Odile Marchetti" in frame.ask(q="odile")
    frame.press("choose", member=ODILE)
    assert "Share your profile with" in frame.text
    assert "choose who you are" in frame.press("somebody_else")


def test_an_apply_is_a_start_until_the_thank_you_page(sandbox: Server, ats: Ats) -> None:
    frame = button(sandbox, ats)
    applied(frame, NOOR)
    [start] = applies(sandbox, ats)
    assert start["is_apply_starter"] is True

    thanks = button(sandbox, ats, mode="CONVERSION", callback_method="")
    thanks.browser = frame.browser
    thanks.open()
    thanks.press("complete")
    thanks.press("complete")

    [done] = applies(sandbox, ats)
    assert done["member"] == NOOR
    assert done["job_code"] == "4411"
    assert done["is_apply_starter"] is False
    assert done["completed_at"] >= done["started_at"]


def test_a_thank_you_page_that_is_only_looked_at_counts_nothing(sandbox: Server, ats: Ats) -> None:
    """Opened by nobody whom LinkedIn knows, and opened without the script that tells."""
    thanks = button(sandbox, ats, mode="CONVERSION")
    thanks.open()
    thanks.press("complete")

    assert applies(sandbox, ats) == []


def test_the_button_can_wait_for_its_integration(sandbox: Server, ats: Ats) -> None:
    sandbox.post("switches", apply_button_needs_integration=True)
    frame = button(sandbox, ats)
    frame.open()

    assert "is not switched on" in frame.text

    sandbox.post(
        "plugin/authorize",
        client_id=ats.client_id,
        organization=ORGANIZATION,
        contract=CONTRACT,
        package="APPLY_WITH_LINKEDIN",
    )
    sandbox.post("integrations/enable", client_id=ats.client_id)
    frame.open()

    assert "is not switched on" not in frame.text


def test_applies_are_listed_page_by_page(sandbox: Server, ats: Ats) -> None:
    applied(button(sandbox, ats), NOOR)
    applied(button(sandbox, ats), ODILE)

    first = sandbox.get("awli", client_id=ats.client_id, limit=1)
    second = sandbox.get("awli", client_id=ats.client_id, limit=1, cursor=first["next"])

    assert [one["member"] for one in first["applies"] + second["applies"]] == [ODILE, NOOR]
    assert second["next"] == ""
