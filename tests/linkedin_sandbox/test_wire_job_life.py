"""How long jobs stand, on which slots, and how an ATS learns of it: sections 5.3, 5.5 and rules 38, 42, by HTTP."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from tests.linkedin_sandbox.apply_cast import configuration, post, posting, status_of, task_of, versioned
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.records import CONTRACT_URN, OTHER_CONTRACT, PARENT, ROSA_SEAT, job
from tests.linkedin_sandbox.server import Ats, Server, until

from linkedin_sandbox.push.signature import sign

DAY = 86_400
ROSA_EMAIL = "rosa.lind@bluebird.example"


def later(sandbox: Server, ats: Ats, *, days: float) -> Ats:
    """The same ATS some days later, with a token of that day."""
    sandbox.post("clock", advance=days * DAY)
    token = sandbox.token(ats.client_id, ats.secret).body["access_token"]
    return Ats(sandbox, ats.client_id, token, ats.secret)


def offered(sandbox: Server) -> list[str]:
    return [one["external_id"] for one in sandbox.get("jobs", seat=ROSA_SEAT)["jobs"]]


def standing(ats: Ats, id_: str = "POS-42") -> tuple[str, str]:
    status = status_of(ats, id_)
    return status["listingStatus"], status["promotionStatus"]


@pytest.mark.parametrize("record", [job("POS-42", availability="PUBLIC"), posting()])
def test_a_job_expires_180_days_after_it_was_listed_and_leaves_the_export_list(
    sandbox: Server, record: dict[str, Any]
) -> None:
    ats = sandbox.customer()
    task_of(ats, post(ats, record))

    ats = later(sandbox, ats, days=179)
    before = offered(sandbox), standing(ats)[0], len(sandbox.get("public-jobs")["jobs"])
    ats = later(sandbox, ats, days=1.1)
    after = offered(sandbox), standing(ats)[0], len(sandbox.get("public-jobs")["jobs"])

    assert before == (["POS-42"], "LISTED", 1)
    assert after == ([], "NOT_LISTED", 0)
    assert status_of(ats)["listingStatusDetail"]["statusMessage"] == "The job has expired."


def test_a_renewed_job_stands_from_then_on_and_an_updated_one_does_not(sandbox: Server) -> None:
    ats = sandbox.customer()
    post(ats, posting(), posting("POS-43"))

    ats = later(sandbox, ats, days=100)
    task_of(ats, post(ats, posting(jobPostingOperationType="RENEW")))
    task_of(ats, post(ats, posting("POS-43", jobPostingOperationType="UPDATE")))
    ats = later(sandbox, ats, days=100)

    assert (standing(ats)[0], standing(ats, "POS-43")[0]) == ("LISTED", "NOT_LISTED")
    assert offered(sandbox) == ["POS-42"]


def test_expire_at_decides_where_it_is_given(sandbox: Server) -> None:
    ats = sandbox.customer()
    moment = int((time.time() + 3 * DAY) * 1000)
    task_of(ats, post(ats, versioned(expireAt=moment), rest=True))

    ats = later(sandbox, ats, days=2.9)
    early = standing(ats)[0]
    ats = later(sandbox, ats, days=0.2)

    assert status_of(ats)["jobPostingInfo"]["expireAt"] == moment
    assert (early, standing(ats)[0]) == ("LISTED", "NOT_LISTED")


def test_the_default_can_count_from_listed_at(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("switches", expiry_counts_from="listedAt")

    long_ago = int((time.time() - 181 * DAY) * 1000)
    task_of(ats, post(ats, posting(listedAt=long_ago)))

    assert standing(ats)[0] == "NOT_LISTED"


def premium(id_: str = "POS-42", **changes: Any) -> dict[str, Any]:
    record = {"listingType": "PREMIUM", "contract": CONTRACT_URN, "posterEmail": ROSA_EMAIL} | changes
    return posting(id_, **record)


def first(ats: Ats, *records: dict[str, Any], rest: bool = False) -> list[int]:
    return [one["status"] for one in post(ats, *records, rest=rest).body["elements"]]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, 202),
        ({"contract": ...}, 422),
        ({"posterEmail": ...}, 422),
        ({"posterEmail": "nobody@bluebird.example"}, 422),
        ({"posterEmail": ROSA_EMAIL.upper()}, 202),
        ({"contract": f"urn:li:contract:{OTHER_CONTRACT}"}, 403),
        ({"expireAt": int((time.time() + 89 * DAY) * 1000)}, 202),
        ({"expireAt": int((time.time() + 91 * DAY) * 1000)}, 422),
        ({"expireAt": int((time.time() + DAY / 2) * 1000)}, 422),
    ],
)
def test_a_promoted_job_needs_a_contract_and_a_recruiter_of_it(
    sandbox: Server, changes: dict[str, Any], status: int
) -> None:
    ats = sandbox.customer()

    assert first(ats, premium(**changes)) == [status]


def test_without_a_free_slot_a_job_cannot_be_promoted(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("job-slots", contract=CONTRACT_URN, slots=2)

    together = first(ats, premium(), premium("POS-43"), premium("POS-44"), posting("POS-45"))
    again = first(ats, premium(jobPostingOperationType="UPDATE"))
    closed = first(ats, premium("POS-43", jobPostingOperationType="CLOSE"))
    status_of(ats, "POS-43")
    freed = first(ats, premium("POS-44"))

    assert together == [202, 202, 402, 202]
    assert (again, closed, freed) == ([202], [202], [202])
    [contract, _other] = sandbox.get("job-slots")["contracts"]
    assert (contract["slots"], contract["taken"]) == (2, 2)


def test_a_versioned_job_is_promoted_and_promoted_no_more(sandbox: Server) -> None:
    ats = sandbox.customer()
    task_of(ats, post(ats, versioned(), rest=True))
    plain = standing(ats)
    promoted = {"contract": CONTRACT_URN, "posterEmail": ROSA_EMAIL, "jobPostingOperationType": "UPGRADE"}
    task_of(ats, post(ats, versioned(**promoted), rest=True))
    upgraded = standing(ats), status_of(ats)["jobPostingInfo"]
    task_of(ats, post(ats, versioned(jobPostingOperationType="DOWNGRADE"), rest=True))

    assert (plain, upgraded[0], standing(ats)) == (
        ("LISTED", "NOT_PROMOTED"), ("LISTED", "PROMOTED"), ("LISTED", "NOT_PROMOTED"),
    )  # fmt: skip
    assert upgraded[1]["expireAt"] - upgraded[1]["listedAt"] == 30 * DAY * 1000
    unknown = task_of(ats, post(ats, versioned("POS-9", **promoted), rest=True))
    assert unknown["status"] == "FAILED"


def test_rule_42_promoted_jobs_have_throttles_of_their_own(sandbox: Server) -> None:
    ats = sandbox.customer()
    usual = [row for row in sandbox.get("limits/usage")["usage"] if row["resource"] == "premiumJobs"]
    first(ats, premium())
    [row] = [row for row in sandbox.get("limits/usage")["usage"] if row["resource"] == "premiumJobs"]
    sandbox.post("limits/throttles", resource="premiumJobs", minute_records=1)

    assert usual == []
    assert (row["minute_records"], row["day_records"], row["records_today"]) == (2_000, 60_000, 1)
    assert post(ats, premium("POS-43"), premium("POS-44")).status == 429
    assert post(ats, posting("POS-45"), posting("POS-46")).status == 200
    sandbox.post("limits/throttles", resource="premiumJobs", day_records=1)
    assert post(ats, premium("POS-47")).status == 200
    assert post(ats, premium("POS-48")).status == 429


@pytest.mark.parametrize(
    ("target", "resource", "day_calls"),
    [
        ("/v2/jobPostingStatus?ids=POS-42", "jobPostingStatus", 1_000_000),
        ("/rest/jobPostingStatus?ids=List(POS-42)", "jobPostingStatus", 1_000_000),
        ("/v2/jobApplicationLifecycleActions", "jobApplicationLifecycleActions", 100_000),
    ],
)
def test_rule_42_the_status_may_be_asked_a_million_times_a_day(
    sandbox: Server, target: str, resource: str, day_calls: int
) -> None:
    ats = sandbox.customer()

    ats.get(target) if "?" in target else ats.post(target, {})

    [row] = [row for row in sandbox.get("limits/usage")["usage"] if row["resource"] == resource]
    assert row["day_calls"] == day_calls


def test_the_status_tells_how_a_job_stands(sandbox: Server) -> None:
    ats = sandbox.customer()
    task = task_of(ats, post(ats, posting(companyName="Bluebird Foods")))

    said = ats.get("/v2/jobPostingStatus?ids=POS-42&ids=POS-43")
    rest = ats.get("/rest/jobPostingStatus?ids=List(POS-42,POS-43)")

    status = said.results["POS-42"]
    number = task["jobPosting"].rpartition(":")[2]
    assert status["jobPostingUrl"] == f"http://127.0.0.1:{sandbox.port}/jobs/view/{number}"
    assert status["jobPostingInfo"]["companyDetails"]["companyName"] == "Bluebird Foods"
    assert status["linkedInApplyStatusDetail"] == {
        "errorType": "PARTNER_ERROR",
        "statusMessage": "No attempt to enable LinkedIn Apply was made for this job.",
    }
    assert said.errors["POS-43"]["status"] == 404
    assert said.body["statuses"] == {"POS-42": 200, "POS-43": 404}
    assert rest.results == said.results


def test_a_job_whose_task_runs_is_in_progress(sandbox: Server) -> None:
    ats = sandbox.customer()
    sandbox.post("transitions", job_task={"after_seconds": 60})
    post(ats, posting())

    assert status_of(ats)["listingStatus"] == "IN_PROGRESS"


def test_another_customers_job_has_no_status_for_us(sandbox: Server) -> None:
    ours = sandbox.customer()
    theirs = sandbox.provision("redwood", organization=2000118, contract=OTHER_CONTRACT)
    sandbox.post("integrations/enable", client_id=theirs.client_id)
    post(ours, posting())

    assert theirs.get("/v2/jobPostingStatus?ids=POS-42").errors["POS-42"]["status"] == 404


@pytest.mark.parametrize("count", [0, 101])
def test_the_status_of_a_hundred_jobs_can_be_asked_at_once(sandbox: Server, count: int) -> None:
    ats = sandbox.customer()
    ids = "&".join(f"ids=POS-{number}" for number in range(count))

    assert ats.get(f"/v2/jobPostingStatus?{ids}" if ids else "/v2/jobPostingStatus?ids=List()").status == 400


def portal(sandbox: Server, callback: Callback, *events: str) -> Ats:
    """A customer of an ATS whose maker has registered a webhook, which has proved itself."""
    ats = sandbox.customer()
    callback.secret = PARENT[1]
    sandbox.post("webhooks", url=callback.url, events=list(events))
    until(lambda: sandbox.get("webhooks")["webhooks"][0]["status"] == "ACTIVE")
    return ats


def came(callback: Callback) -> dict[str, Any]:
    until(lambda: callback.came)
    headers, raw = callback.came[-1]
    assert headers["x-li-signature"] == sign(raw, secret=callback.secret)
    body: dict[str, Any] = json.loads(raw)
    return body


def urn_of(sandbox: Server, ats: Ats) -> str:
    listed = sandbox.get("applications")["applications"]
    [key] = [one["key"] for one in listed if one["client_id"] == ats.client_id]
    return str(key)


def test_jobs_are_asked_for_again_and_what_comes_in_half_an_hour_is_noted(
    sandbox: Server, callback: Callback
) -> None:
    ats = portal(sandbox, callback, "RESYNC_JOBS")
    post(ats, posting(), posting("POS-43"), posting("POS-44"))
    status_of(ats)

    asked = sandbox.post("resyncs", client_id=ats.client_id, jobs=["POS-42", "POS-43", "POS-44"])
    body = came(callback)
    post(ats, posting(jobPostingOperationType="UPDATE"))
    post(ats, posting("POS-43", jobPostingOperationType="RENEW"))
    ats = later(sandbox, ats, days=31 / 1440)
    post(ats, posting("POS-44", jobPostingOperationType="UPDATE"))
    [shown] = sandbox.get("resyncs", client_id=ats.client_id)["resyncs"]

    assert body == {
        "developerApplicationUrn": urn_of(sandbox, ats),
        "type": "RESYNC_JOBS",
        "syncAllOpenJobs": False,
        "externalJobPostingIds": ["POS-42", "POS-43", "POS-44"],
    }
    assert asked["missing"] == ["POS-42", "POS-43", "POS-44"]
    assert (shown["came"], shown["late"], shown["missing"]) == (["POS-42"], ["POS-44"], ["POS-43"])
    assert shown["due_at"] - shown["asked_at"] == 30 * 60 * 1000
    assert sandbox.get(f"resyncs/{shown['id']}")["delivery"]["state"] == "done"


def test_all_open_jobs_are_asked_for_when_none_is_named(sandbox: Server, callback: Callback) -> None:
    ats = portal(sandbox, callback, "RESYNC_JOBS")
    post(ats, posting(), posting("POS-43"))
    status_of(ats)
    first(ats, posting("POS-43", jobPostingOperationType="CLOSE"))
    status_of(ats)

    shown = sandbox.post("resyncs", client_id=ats.client_id)

    assert shown["missing"] == ["POS-42"]
    body = came(callback)
    assert (body["syncAllOpenJobs"], body["externalJobPostingIds"]) == (True, [])


def test_asking_again_needs_a_webhook_and_a_known_job(sandbox: Server, callback: Callback) -> None:
    ats = sandbox.customer()
    nobody = sandbox.ask("resyncs", client_id=ats.client_id)
    sandbox.post("webhooks", url=callback.url, events=["RESYNC_JOBS"])

    unknown = sandbox.ask("resyncs", client_id=ats.client_id, jobs=["POS-1"])
    insecure = sandbox.ask("webhooks", url="http://ats.example/hooks", events=["RESYNC_JOBS"])

    assert (nobody.status, unknown.status, insecure.status) == (409, 409, 409)
    assert "register one in the portal first" in nobody.body["error"]
    assert "POS-1" in unknown.body["error"]


def test_a_portal_event_can_be_signed_with_the_childs_secret(sandbox: Server, callback: Callback) -> None:
    ats = portal(sandbox, callback, "RESYNC_JOBS")
    post(ats, posting())
    status_of(ats)
    sandbox.post("switches", portal_event_secret="child")

    sandbox.post("resyncs", client_id=ats.client_id)
    until(lambda: callback.came)

    headers, raw = callback.came[0]
    assert headers["x-li-signature"] == sign(raw, secret=ats.secret)


def test_an_event_has_one_webhook_only(sandbox: Server, callback: Callback) -> None:
    sandbox.post("webhooks", url=callback.url, events=["RESYNC_JOBS", "JOB_POSTING_STATUS"])
    sandbox.post("webhooks", url=f"{callback.url}/other", events=["RESYNC_JOBS"])

    events = [one["events"] for one in sandbox.get("webhooks")["webhooks"]]
    assert events == [["JOB_POSTING_STATUS"], ["RESYNC_JOBS"]]


def test_the_ats_is_told_when_linkedin_closes_a_job_and_when_one_expires(
    sandbox: Server, callback: Callback
) -> None:
    ats = portal(sandbox, callback, "JOB_POSTING_STATUS")
    post(ats, posting(), posting("POS-43"))
    status_of(ats)

    shown = sandbox.post("postings/close", client_id=ats.client_id, job="POS-42")
    body = came(callback)
    ats = later(sandbox, ats, days=181)
    until(lambda: len(callback.came) == 2)

    assert (shown["listingStatus"], offered(sandbox)) == ("NOT_LISTED", [])
    assert (body["type"], body["developerApplicationUrn"]) == ("JOB_POSTING_STATUS", urn_of(sandbox, ats))
    assert (body["externalJobPostingId"], body["listingStatus"]) == ("POS-42", "NOT_LISTED")
    assert json.loads(callback.came[1][1])["externalJobPostingId"] == "POS-43"
    assert sandbox.ask("postings/close", client_id=ats.client_id, job="POS-42").status == 409


def test_the_ats_is_told_when_a_job_loses_linkedin_apply(sandbox: Server, callback: Callback) -> None:
    ats = portal(sandbox, callback, "JOB_POSTING_STATUS")
    settings = configuration(f"{callback.url}/apply")
    callback.secret = ats.secret
    task = task_of(ats, post(ats, posting(onsiteApplyConfiguration=settings)))
    until(lambda: status_of(ats)["linkedInApplyStatus"] == "ENABLED")
    callback.secret = PARENT[1]
    sandbox.post("webhooks/times", application_waits=[0.01])
    sandbox.post("faults", kind="push_outage", resource="EXPORT_JOB_APPLICATION", times=6)

    contact = {"firstName": "Noor", "lastName": "Haddad", "email": "noor@example.org"}
    number = task["jobPosting"].rpartition(":")[2]
    sandbox.post("member-applications", member="demo-noor-h", job=number, answers={"contact": contact})
    body = came(callback)

    assert (body["type"], body["linkedInApplyStatus"]) == ("JOB_POSTING_STATUS", "NOT_ENABLED")
    told = sandbox.post("postings/tell", client_id=ats.client_id, job="POS-42")
    assert told["type"] == "JOB_POSTING_STATUS"
