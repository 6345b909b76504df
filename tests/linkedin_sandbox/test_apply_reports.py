"""What applicants hear, and the page that they see (4.6), through HTTP."""

from __future__ import annotations

from typing import Any

from tests.linkedin_sandbox.apply_cast import (
    applies,
    open_job,
    post,
    posting,
    task_of,
)
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import NOOR, ORGANIZATION
from tests.linkedin_sandbox.server import Ats, Server


def reports(ats: Ats, made: dict[str, Any], action: str, target: str = "v2", **changes: Any) -> int:
    record = {
        "jobApplicationId": made["urn"],
        "action": action,
        "performedAt": 1795000000000,
        "integrationContext": f"urn:li:organization:{ORGANIZATION}",
    } | changes
    record = {name: value for name, value in record.items() if value is not ...}
    return ats.post(f"/{target}/jobApplicationLifecycleActions", record, method="create").status


def heard(sandbox: Server) -> list[str]:
    return [one["title"] for one in sandbox.get("notices", member=NOOR)["notices"]]


def test_noor_hears_once_that_her_application_was_viewed_and_then_rejected(
    sandbox: Server, callback: Callback
) -> None:
    ats, number = open_job(sandbox, callback)
    made = applies(sandbox, number).body

    assert [
        reports(ats, made, "APPLICATION_VIEWED"),
        reports(ats, made, "APPLICATION_VIEWED"),
        reports(ats, made, "APPLICATION_REJECTED", "rest", integrationContext=...),
    ] == [201, 201, 201]
    assert heard(sandbox) == ["Your application was not selected", "Your application was viewed"]


def test_nobody_hears_anything_where_the_customer_has_not_agreed(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    made = applies(sandbox, number).body
    sandbox.post("switches", applicant_notices=False)

    assert reports(ats, made, "RESUME_DOWNLOADED") == 201
    assert heard(sandbox) == []


def test_reports_that_cannot_be_meant_are_refused(sandbox: Server, callback: Callback) -> None:
    ats, number = open_job(sandbox, callback)
    other = sandbox.provision("redwood", organization=2000118, contract=310044552)
    sandbox.post("integrations/enable", client_id=other.client_id)
    made = applies(sandbox, number).body

    assert reports(ats, made, "APPLICATION_LIKED") == 422
    assert reports(ats, made, "APPLICATION_VIEWED", performedAt=0) == 422
    assert reports(ats, made, "APPLICATION_VIEWED", performedAt=...) == 422
    assert reports(ats, made, "APPLICATION_VIEWED", jobApplicationId="42") == 422
    assert reports(ats, made, "APPLICATION_VIEWED", jobApplicationId="urn:li:jobApplication:1") == 404
    assert reports(ats, made, "APPLICATION_VIEWED", integrationContext="urn:li:organization:1") == 403
    assert reports(other, made, "APPLICATION_VIEWED", integrationContext=...) == 404
    assert heard(sandbox) == []


def test_the_page_shows_the_questions_and_suggests_what_the_profile_knows(
    sandbox: Server, callback: Callback
) -> None:
    _ats, number = open_job(sandbox, callback)

    page = sandbox.get(f"public-jobs/{number}")
    listed = sandbox.get("public-jobs", q="welding")["jobs"]

    assert [one["name"] for one in page["questions"]] == ["contact", "resume", "additional-0"]
    assert page["questions"][2]["questions"][0]["label"] == "Tell us: work-permit"
    assert [(one["job"], one["company"]) for one in listed] == [(number, "Bluebird Foods")]
    assert sandbox.get("public-jobs", q="submarine")["jobs"] == []


def test_a_private_job_is_not_for_members_eyes(sandbox: Server) -> None:
    ats = sandbox.customer()
    task = task_of(ats, post(ats, posting(availability="PRIVATE_TO_ATS_INTEGRATION")))

    said = sandbox.send("GET", f"/_sandbox/public-jobs/{task['jobPosting'].rpartition(':')[2]}")

    assert (said.status, sandbox.get("public-jobs")["jobs"]) == (409, [])
