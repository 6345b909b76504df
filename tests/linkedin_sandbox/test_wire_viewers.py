"""Which configuration opens which screen, and the decision table of outbound.md 12.1, at both values of the switch."""

from __future__ import annotations

from typing import Any

import pytest
from tests.linkedin_sandbox.groups import acl_key, assignee_key
from tests.linkedin_sandbox.records import CONTEXT, NOOR, ROSA_SEAT, v2_key
from tests.linkedin_sandbox.server import Ats, Server


def open_for(ats: Ats, *names: str) -> None:
    owners = {"JOB_POSTING_VIEWERS": "ONE_CLICK_EXPORT", "APPLICATION_VIEWERS": "IN_ATS_INDICATOR"}
    for name in names:
        assert ats.configure(owners[name], name, "ALL_PRODUCT_USERS").errors == {}


def hidden(sandbox: Server) -> Ats:
    """A customer who has opened nothing, with a job and an application for it."""
    ats = sandbox.provision()
    sandbox.post("integrations/enable", client_id=ats.client_id)
    sandbox.post("transitions", job_task={}, matching={})
    return ats


def seen(sandbox: Server) -> tuple[bool, bool]:
    """(is the job offered for export, is the application shown) to Rosa."""
    return (
        bool(sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]),
        bool(sandbox.get("indicator", seat=ROSA_SEAT, member=NOOR)["processes"]),
    )


@pytest.mark.parametrize(
    ("opened", "expected"),
    [
        ((), (False, False)),
        (("JOB_POSTING_VIEWERS",), (True, False)),
        (("APPLICATION_VIEWERS",), (False, True)),
        (("JOB_POSTING_VIEWERS", "APPLICATION_VIEWERS"), (True, True)),
    ],
)
def test_rule_40_each_configuration_opens_its_own_screen(
    sandbox: Server, opened: tuple[str, ...], expected: tuple[bool, bool]
) -> None:
    ats = hidden(sandbox)
    ats.add_job()
    ats.add_candidate()
    ats.add_application("a1")

    open_for(ats, *opened)

    assert seen(sandbox) == expected


def test_rule_40_taking_the_configurations_back_hides_again(sandbox: Server) -> None:
    ats = sandbox.customer()
    ats.add_job()
    ats.add_candidate()
    ats.add_application("a1")
    before = seen(sandbox)

    for type_, name in (
        ("ONE_CLICK_EXPORT", "JOB_POSTING_VIEWERS"),
        ("IN_ATS_INDICATOR", "APPLICATION_VIEWERS"),
    ):
        key = {
            "integrationContext": CONTEXT,
            "integrationType": type_,
            "tenantType": "RECRUITER",
            "dataProvider": "ATS",
        }
        ats.send(
            "DELETE", f"/v2/atsIntegrations/{v2_key(key)}/configurations?ids={name}", method="batch_delete"
        )

    assert (before, seen(sandbox)) == ((True, True), (False, False))


ROWS = [
    # (opened to all, accessRestricted, the job has an ACL, Rosa is in it): usual answer, and the switched one.
    (False, ..., False, False, False, False),
    (False, ..., True, True, True, True),
    (False, True, True, True, True, True),
    (False, ..., True, False, False, False),
    (False, True, True, False, False, False),
    (False, True, False, False, False, False),
    (False, False, False, False, True, True),
    (False, False, True, False, True, True),
    (False, False, True, True, True, True),
    (True, ..., False, False, True, True),
    (True, ..., True, True, True, True),
    (True, ..., True, False, False, True),
    (True, True, True, False, False, True),
    (True, False, True, False, True, True),
]


@pytest.mark.parametrize(("opened", "restricted", "has_acl", "is_assigned", "usual", "switched"), ROWS)
def test_rule_40_the_table_row_by_row_at_both_values_of_the_switch(
    sandbox: Server,
    opened: bool,
    restricted: Any,
    has_acl: bool,
    is_assigned: bool,
    usual: bool,
    switched: bool,
) -> None:
    ats = hidden(sandbox)
    ats.add_job(state=..., jobPostingOperationType="CREATE", accessRestricted=restricted)
    ats.add_candidate()
    ats.add_application("a1")
    if has_acl:
        assert ats.upsert("v2/atsEntityAcls", [(acl_key(ats, "linz"), {})]).errors == {}
    if is_assigned:
        assert ats.upsert("rest/entityAclAssignees", [(assignee_key(ats, "linz"), {})]).errors == {}
    if opened:
        open_for(ats, "JOB_POSTING_VIEWERS", "APPLICATION_VIEWERS")

    first = seen(sandbox)
    sandbox.post("switches", viewers_with_acls="shown")
    second = seen(sandbox)

    assert first == (usual, usual)
    assert second == (switched, switched)
