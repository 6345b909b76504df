"""Who sees what: rule 40 of outbound.md section 20 and the indicator, through HTTP."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.records import (
    CONTEXT,
    NOOR,
    ODILE,
    ROSA,
    ROSA_SEAT,
)
from tests.linkedin_sandbox.server import Ats, Server


def operation(name: str, **changes: Any) -> dict[str, Any]:
    return {"state": ..., "jobPostingOperationType": name} | changes


def acl(ats: Ats, group: str, job_id: str) -> None:
    key = {
        "atsEntityAclId": group, "dataProvider": "ATS", "integrationContext": CONTEXT,
        "atsEntityType": "JOB_POSTING", "atsEntityId": job_id,
    }  # fmt: skip
    assert ats.upsert("v2/atsEntityAcls", [(key, {})]).errors == {}


def assignee(ats: Ats, group: str, member: int) -> dict[str, str]:
    return {
        "atsEntityAclId": group, "dataProvider": "ATS", "integrationContext": CONTEXT,
        "atsEntityType": "JOB_POSTING", "assignee": ats.urn(member),
    }  # fmt: skip


def offered(sandbox: Server, **query: Any) -> list[str]:
    return [one["external_id"] for one in sandbox.get("jobs", seat=ROSA_SEAT, **query)["jobs"]]


def hidden_by_default(sandbox: Server) -> Ats:
    ats = sandbox.provision()
    sandbox.post("integrations/enable", client_id=ats.client_id)
    sandbox.post("transitions", job_task={}, matching={})
    return ats


def test_rule_40_with_nothing_configured_a_job_is_hidden(sandbox: Server) -> None:
    ats = hidden_by_default(sandbox)
    ats.add_job()

    before = offered(sandbox)
    ats.open_to_all()

    assert (before, offered(sandbox)) == ([], ["REQ-1"])


def test_rule_40_acls_open_a_job_to_their_assignees_at_the_next_look(sandbox: Server) -> None:
    ats = hidden_by_default(sandbox)
    for id_ in ("REQ-1", "REQ-2", "REQ-3"):
        ats.add_job(id_)
    acl(ats, "linz", "REQ-1")
    acl(ats, "wels", "REQ-2")

    nobody = offered(sandbox)
    ats.upsert("v2/atsEntityAclAssignees", [(assignee(ats, "linz", ROSA), {})])
    rosa = offered(sandbox)
    ats.delete("v2/atsEntityAclAssignees", [assignee(ats, "linz", ROSA)])

    assert (nobody, rosa, offered(sandbox)) == ([], ["REQ-1"], [])


@pytest.mark.parametrize(
    ("restricted", "has_acl", "is_assigned", "opened", "is_shown"),
    [
        # The table of outbound.md 12.1, row by row.
        (..., False, False, False, False),
        (..., True, True, False, True),
        (True, True, True, False, True),
        (..., True, False, False, False),
        (True, False, False, False, False),
        (False, False, False, False, True),
        (False, True, False, False, True),
        (..., False, False, True, True),
        (..., True, False, True, False),
    ],
)
def test_rule_40_the_decision_table(
    sandbox: Server, restricted: Any, has_acl: bool, is_assigned: bool, opened: bool, is_shown: bool
) -> None:
    ats = hidden_by_default(sandbox)
    ats.add_job(**operation("CREATE", accessRestricted=restricted))
    ats.add_candidate()
    ats.add_application("a1")
    if has_acl:
        acl(ats, "linz", "REQ-1")
    if is_assigned:
        ats.upsert("v2/atsEntityAclAssignees", [(assignee(ats, "linz", ROSA), {})])
    if opened:
        ats.open_to_all()

    seen = sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)

    assert bool(offered(sandbox)) is is_shown
    assert bool(seen["processes"]) is is_shown
    assert seen["in_ats"] is True


def test_rule_40_all_users_and_acls_contradict_each_other_by_the_switch(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job()
    acl(ats, "linz", "REQ-1")

    usual = offered(sandbox)
    sandbox.post("switches", viewers_with_acls="shown")

    assert (usual, offered(sandbox)) == ([], ["REQ-1"])


def test_the_export_list_is_found_by_title_code_id_and_workplace(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job("REQ-1")
    ats.add_job("REQ-2", title="Baker", companyJobCode="B-77", workplaceTypes=["Hybrid"])
    ats.add_job("REQ-3", title="Closed Baker", state="CLOSED")

    assert offered(sandbox, q="b") == ["REQ-2", "REQ-1"]
    assert offered(sandbox, q="bak") == ["REQ-2"]
    assert offered(sandbox, q="b-77") == ["REQ-2"]
    assert offered(sandbox, q="req-1") == ["REQ-1"]
    assert offered(sandbox, workplace="Hybrid") == ["REQ-2"]


def test_the_indicator_tells_current_and_completed_stages(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job()
    ats.add_candidate()
    ats.add_application("a1")
    ats.add_stages("a1", third=("Hired", 30), first=("Review", 10), second=("Workshop trial", 20))

    seen = sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)

    [process] = seen["processes"]
    assert process["position_name"] == "Welding Robot Technician"
    assert (process["current_stage"], process["completed_stages"]) == ("Hired", ["Review", "Workshop trial"])
    assert (process["status"], seen["summary"]) == ("hired", "Hired for 1 position")
    assert seen["links"][0]["url"] == "https://ats.example.org/c/c1"


def test_the_customers_match_decides_who_wears_the_badge(sandbox: Server) -> None:
    ats = sandbox.customer()

    ats.add_candidate(manualMatchedMember=ats.urn(ODILE))

    seen = {
        member: sandbox.get("indicator", seat=ROSA_SEAT, member=member)["in_ats"] for member in (NOOR, ODILE)
    }
    assert seen == {NOOR: False, ODILE: True}
