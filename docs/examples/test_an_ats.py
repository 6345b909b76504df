"""How do you test your ATS against the sandbox? Like this. Run it with ``pytest docs/examples``.

``send`` stands for your ATS here: what it does, your client does in your own tests.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from linkedin_sandbox.pytest_plugin import Child, LinkedinSandbox, Listener, until

JOB: dict[str, Any] = {
    "externalJobPostingId": "REQ-1",
    "jobPostingOperationType": "CREATE",
    "title": "Lighting designer",
    "description": "Light for museums. " * 8,
    "listedAt": 1_770_000_000_000,
    "location": "Hamburg, Germany",
    "companyApplyUrl": "https://jobs.example.org/REQ-1",
    "availability": "PRIVATE_TO_ATS_INTEGRATION",
}


def send(
    sandbox: LinkedinSandbox, child: Child, verb: str, path: str, body: Any, method: str = ""
) -> tuple[int, Any]:
    headers = {"Authorization": f"Bearer {child.token}", "Content-Type": "application/json"}
    if method:
        headers["X-RestLi-Method"] = method
    content = None if body is None else json.dumps(body).encode()
    request = Request(sandbox.url + path, data=content, headers=headers, method=verb)
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, json.loads(answer.read() or b"null")
    except HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read())


def configure(sandbox: LinkedinSandbox, child: Child, integration: str, name: str, value: str) -> None:
    key = urlencode(
        {
            "integrationContext": child.context,
            "integrationType": integration,
            "tenantType": "RECRUITER",
            "dataProvider": "ATS",
        }
    )
    body = {"entities": {name: {"configurationValue": {"string": value}}}}
    path = f"/v2/atsIntegrations/{key}/configurations?ids={name}"
    status, said = send(sandbox, child, "PUT", path, body, "batch_update")
    assert (status, said["errors"]) == (200, {})


@pytest.fixture
def child(linkedin_sandbox: LinkedinSandbox, linkedin_listener: Listener) -> Child:
    """A customer whose recruiters see its one job, and whose pushes arrive at the listener."""
    made = linkedin_sandbox.provision()
    linkedin_listener.secret = made.client_secret
    linkedin_sandbox.control.post("transitions", job_task={}, matching={})
    configure(linkedin_sandbox, made, "ONE_CLICK_EXPORT", "CALLBACK_URL", linkedin_listener.url)
    configure(linkedin_sandbox, made, "ONE_CLICK_EXPORT", "JOB_POSTING_VIEWERS", "ALL_PRODUCT_USERS")
    record = JOB | {"integrationContext": made.context}
    status, said = send(
        linkedin_sandbox, made, "POST", "/v2/simpleJobPostings", {"elements": [record]}, "batch_create"
    )
    assert (status, said["elements"][0]["status"]) == (200, 202)
    return made


def export(sandbox: LinkedinSandbox, child: Child) -> dict[str, Any]:
    seat = next(
        one for one in sandbox.seats() if one["contract"] == child.contract and one["state"] == "ACTIVE"
    )
    members = sandbox.control.get("members", limit=50)["members"]
    for member in members:
        if member["id"] != seat["member"]:
            return sandbox.export(seat=seat["id"], member=member["id"], job="REQ-1")
    raise AssertionError("nobody to export")


def test_an_export_arrives_signed_and_can_be_fetched(
    linkedin_sandbox: LinkedinSandbox, linkedin_listener: Listener, child: Child
) -> None:
    made = export(linkedin_sandbox, child)

    push = until(
        lambda: next(
            (one for one in linkedin_listener.pushes if one.content["id"] == made["request_id"]), None
        )
    )
    status, said = send(
        linkedin_sandbox,
        child,
        "GET",
        f"/v2/exportedCandidates?q=request&requestId={made['request_id']}",
        None,
    )

    assert push.is_signed_with(child.client_secret)
    assert (status, said["elements"][0]["integrationContext"]) == (200, child.context)
    assert linkedin_sandbox.export_state(made["request_id"])["fetched_at"] is not None


def test_a_call_that_fails_once_is_told_in_the_journal(
    linkedin_sandbox: LinkedinSandbox, child: Child
) -> None:
    fault = linkedin_sandbox.faults.add("status", resource="exportedCandidates", status=503)

    status, _said = send(linkedin_sandbox, child, "GET", "/v2/exportedCandidates?q=request&requestId=x", None)

    assert (status, linkedin_sandbox.faults.struck(fault)) == (503, 1)
    [entry] = linkedin_sandbox.journal(status="503")
    assert entry["faults"] == [f"#{fault} status"]


def test_half_an_hour_later_the_token_is_dead(linkedin_sandbox: LinkedinSandbox, child: Child) -> None:
    linkedin_sandbox.clock.advance(1801)

    status, said = send(linkedin_sandbox, child, "GET", "/v2/exportedCandidates?q=request&requestId=x", None)

    assert (status, said["code"]) == (401, "EXPIRED_ACCESS_TOKEN")
