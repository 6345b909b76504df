"""A customer's company id changes, prepared or not: inbound.md 1.8."""

from __future__ import annotations

from typing import Any

from tests.linkedin_sandbox.records import (
    CONTEXT,
    CONTRACT,
    CONTRACT_URN,
    ORGANIZATION,
    OTHER_ORGANIZATION,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Ats, Server

MERGED = 2000999
MERGED_CONTEXT = f"urn:li:organization:{MERGED}"


def statuses(sandbox: Server, ats: Ats) -> dict[tuple[str, str], str]:
    for row in sandbox.get("applications")["applications"]:
        if row["client_id"] == ats.client_id:
            return {
                (one["integrationContext"], one["integrationType"]): one["status"]
                for one in row["integrations"]
            }
    raise AssertionError(ats.client_id)


def merge(sandbox: Server) -> Any:
    return sandbox.post(f"organizations/{ORGANIZATION}/change-id", id=MERGED)


def pushed(sandbox: Server) -> int:
    types = [push["type"] for push in sandbox.get("push")["pushes"]]
    return types.count("INTEGRATION_STATUS_CHANGE")


def test_what_was_switched_off_before_moves_with_the_company(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("integrations/disable", client_id=ats.client_id)
    told = pushed(sandbox)

    answer = merge(sandbox)

    assert answer["broken"] == []
    assert pushed(sandbox) == told
    assert set(statuses(sandbox, ats)) == {
        (MERGED_CONTEXT, "ONE_CLICK_EXPORT"),
        (MERGED_CONTEXT, "IN_ATS_INDICATOR"),
        (MERGED_CONTEXT, "PROFILE_PLUGIN"),
        (CONTRACT_URN, "CSA_API"),
    }
    sandbox.post("integrations/enable", client_id=ats.client_id)
    assert set(statuses(sandbox, ats).values()) == {"ENABLED"}
    assert sandbox.get("seats")["seats"][0]["organization"] == MERGED


def test_what_was_still_on_breaks_and_the_ats_is_told(sandbox: Server) -> None:
    ats = sandbox.customer()
    told = pushed(sandbox)

    answer = merge(sandbox)

    assert len(answer["broken"]) == 4
    assert pushed(sandbox) == told + 4
    assert statuses(sandbox, ats)[CONTEXT, "ONE_CLICK_EXPORT"] == "DISABLED"
    assert set(statuses(sandbox, ats).values()) == {"DISABLED"}
    assert ats.add_candidate().status == 403
    assert ats.get(f"/v2/seatsV2?q=attributes&contracts={CONTRACT_URN}&start=0").status == 403


def test_a_broken_connection_is_mended_with_the_plugin_used_anew(sandbox: Server) -> None:
    ats = sandbox.customer()
    merge(sandbox)

    sandbox.post("plugin/authorize", client_id=ats.client_id, organization=MERGED, contract=CONTRACT)
    sandbox.post("integrations/enable", client_id=ats.client_id)

    assert statuses(sandbox, ats) == {
        (MERGED_CONTEXT, "ONE_CLICK_EXPORT"): "ENABLED",
        (MERGED_CONTEXT, "IN_ATS_INDICATOR"): "ENABLED",
        (MERGED_CONTEXT, "PROFILE_PLUGIN"): "ENABLED",
        (CONTRACT_URN, "CSA_API"): "ENABLED",
    }
    assert ats.get(f"/v2/seatsV2?q=attributes&contracts={CONTRACT_URN}&start=0").status == 200


def test_what_the_ats_had_sent_has_to_be_sent_again(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job()
    assert sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]
    sandbox.post("integrations/disable", client_id=ats.client_id)
    merge(sandbox)
    sandbox.post("integrations/enable", client_id=ats.client_id)

    assert sandbox.get("jobs", seat=ROSA_SEAT)["jobs"] == []
    ats.add_job("REQ-1", integrationContext=MERGED_CONTEXT)
    assert [job["external_id"] for job in sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]] == ["REQ-1"]


def test_an_id_that_is_taken_or_a_company_that_is_not_there_is_refused(sandbox: Server) -> None:
    assert sandbox.ask(f"organizations/{ORGANIZATION}/change-id", id=OTHER_ORGANIZATION).status == 409
    assert sandbox.ask(f"organizations/{ORGANIZATION}/change-id", id=0).status == 409
    assert sandbox.ask("organizations/1/change-id", id=2).status == 404
