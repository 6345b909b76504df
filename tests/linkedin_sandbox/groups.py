"""By which keys does an ATS put a job into a group, and Rosa? Of v2 the one, of the versioned API the other."""

from __future__ import annotations

from tests.linkedin_sandbox.records import CONTEXT, ROSA
from tests.linkedin_sandbox.server import Ats


def acl_key(ats: Ats, id_: str) -> dict[str, str]:
    return {
        "atsEntityAclId": id_, "dataProvider": "ATS", "integrationContext": CONTEXT,
        "atsEntityType": "JOB_POSTING", "atsEntityId": "REQ-1",
    }  # fmt: skip


def assignee_key(ats: Ats, id_: str) -> dict[str, str]:
    return {
        "entityAclId": id_, "integrationContext": CONTEXT, "entityType": "JOB_REQUISITION", "assignee": ats.urn(ROSA),
    }  # fmt: skip
