"""Adverts, applications, reports, webhooks, evaluations and sign-ins: does the client manage them at the real sandbox?"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx2
import pytest
from tests.contract.client_at_sandbox import (
    AT,
    callback,
    client,
    linkedin,
    person,
    posting,
    process,
    sandbox,
    sandbox_process,
)
from tests.linkedin_sandbox.apply_cast import applies
from tests.linkedin_sandbox.callbacks import Callback
from tests.linkedin_sandbox.member_browser import ADDRESS, Browser, register
from tests.linkedin_sandbox.records import CONTEXT, CONTRACT_URN, NOOR, PARENT, ROSA, ROSA_SEAT
from tests.linkedin_sandbox.server import Ats, Server, until

from linkedin_client import (
    LITE_PROFILE,
    OPENID,
    Action,
    Advert,
    ApplicationAction,
    Availability,
    Choice,
    Dialects,
    Generation,
    JobApplication,
    JobOperation,
    JobPosting,
    LinkedIn,
    OnsiteApply,
    Question,
    QuestionKind,
    Requirement,
    errors,
    pushes,
    webhooks,
)

__all__ = ["callback", "linkedin", "sandbox", "sandbox_process"]


def advert(callback: Callback, operation: JobOperation = JobOperation.CREATE) -> JobPosting:
    """A public job whose questions `apply_cast.applies` knows how to answer."""
    onsite = OnsiteApply(
        webhook_url=callback.url.replace("bluebird", "apply"),
        phone=Requirement.OPTIONAL,
        resume=Requirement.REQUIRED,
        questions=(
            Question(
                id="work-permit",
                text="May you work here?",
                kind=QuestionKind.CHOICE,
                required=True,
                choices=(Choice(name="yes", label="Yes"), Choice(name="no", label="No")),
                details={"preferredFormComponent": "RADIO_BUTTONS"},
            ),
            Question(id="why", text="Why?", details={"maxLength": 40}),
        ),
    )
    return replace(
        posting("POS-42"),
        operation=operation,
        availability=Availability.PUBLIC,
        advert=Advert(onsite_apply=onsite),
    )


def advertised(linkedin: LinkedIn, callback: Callback) -> int:
    """A job on which members apply on LinkedIn; LinkedIn's number of it."""
    [outcome] = linkedin.jobs.advertise([advert(callback)])
    assert outcome.ok, outcome
    assert outcome.task_urn is not None
    task = linkedin.jobs.tasks([outcome.task_urn])[outcome.task_urn]
    assert (task.status, task.error_message) == ("SUCCEEDED", "")
    until(lambda: linkedin.jobs.statuses(["POS-42"])["POS-42"].linkedin_apply == "ENABLED")
    return int(str(task.job_posting).rpartition(":")[2])


def received(callback: Callback) -> JobApplication:
    until(lambda: any(b"EXPORT_JOB_APPLICATION" in body for _headers, body in callback.came))
    headers, body = next(each for each in callback.came if b"EXPORT_JOB_APPLICATION" in each[1])
    assert webhooks.verify_signature(callback.secret, body, headers["x-li-signature"])
    push = pushes.read_push(body)
    assert isinstance(push, JobApplication)
    return push


@pytest.mark.parametrize("form", ["escaped", "utf8"])
def test_a_member_applies_and_hears_what_became_of_it(
    linkedin: LinkedIn, sandbox: Server, callback: Callback, form: str
) -> None:
    sandbox.post("switches", webhook_body=form)
    number = advertised(linkedin, callback)
    given = {"work-permit": "yes", "why": "Röbots, naturally"}
    assert applies(sandbox, number, **{"additional-0": given}).status == 200

    application = received(callback)
    file = linkedin.media.download(application.files[0].url)
    for action in Action:
        linkedin.application_actions.report(
            ApplicationAction(
                application_urn=application.application_urn,
                action=action,
                performed_at=AT + timedelta(days=365),
            )
        )

    assert (application.job_posting_id, application.first_name) == ("POS-42", "Noor")
    assert {answer.question: answer.values for answer in application.answers} == {
        "work-permit": ("yes",),
        "why": ("Röbots, naturally",),
    }
    assert (file.content[:5], file.content_type) == (b"%PDF-", "application/pdf")
    heard = [notice["title"] for notice in sandbox.get("notices", member=NOOR)["notices"]]
    assert len(heard) == len(Action), heard
    unknown = ApplicationAction(
        application_urn="urn:li:jobApplication:1", action=Action.VIEWED, performed_at=AT
    )
    with pytest.raises(errors.NotFound):
        linkedin.application_actions.report(unknown)


def test_an_advert_lives_from_its_creation_to_its_end(
    linkedin: LinkedIn, sandbox: Server, callback: Callback
) -> None:
    advertised(linkedin, callback)

    again = [
        linkedin.jobs.advertise([advert(callback, operation)])[0]
        for operation in (JobOperation.CREATE, JobOperation.UPDATE, JobOperation.RENEW, JobOperation.CLOSE)
    ]
    urns = [each.task_urn for each in again if each.task_urn is not None]
    tasks = linkedin.jobs.tasks(urns)
    twice = linkedin.jobs.advertise([advert(callback, JobOperation.CLOSE)])[0]

    assert [tasks[urn].status for urn in urns] == ["FAILED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED"]
    assert twice.error is not None
    assert twice.error.status == 409
    status = linkedin.jobs.statuses(["POS-42", "POS-unknown"])
    assert set(status) == {"POS-42"}
    assert (status["POS-42"].listing, status["POS-42"].promotion) == ("NOT_LISTED", "NOT_PROMOTED")


@pytest.mark.parametrize("generation", Generation)
def test_a_blocked_webhook_is_found_and_validated_anew(
    linkedin: LinkedIn, sandbox: Server, callback: Callback, generation: Generation
) -> None:
    callback.answers_challenge = False
    sandbox.post("webhooks/times", challenge_again=0.01)
    [outcome] = linkedin.jobs.advertise([advert(callback)])
    assert linkedin.jobs.tasks([str(outcome.task_urn)])[str(outcome.task_urn)].status == "SUCCEEDED"

    with client(sandbox, PARENT, Dialects.all(generation)) as parent:
        until(lambda: len(parent.developer_webhooks.all()) == 1)
        [blocked] = parent.developer_webhooks.all()
        callback.answers_challenge = True
        assert blocked.id is not None
        told = parent.developer_webhooks.revalidate([blocked.id, 999999])

        assert (blocked.status, blocked.url) == ("BLOCKED", callback.url.replace("bluebird", "apply"))
        assert told[999999] == 404
        assert parent.developer_webhooks.all() == []
    with pytest.raises(errors.Forbidden):
        linkedin.developer_webhooks.all()


def test_linkedin_asks_for_jobs_again_and_tells_how_they_stand(
    linkedin: LinkedIn, sandbox: Server, callback: Callback
) -> None:
    advertised(linkedin, callback)
    [ats] = sandbox.get("applications")["applications"]
    callback.secret = PARENT[1]
    sandbox.post(
        "webhooks",
        url=callback.url.replace("bluebird", "maker"),
        events=["RESYNC_JOBS", "JOB_POSTING_STATUS"],
    )

    sandbox.post("resyncs", client_id=ats["client_id"], jobs=["POS-42"])
    sandbox.post("postings/close", client_id=ats["client_id"], job="POS-42")

    def told() -> list[pushes.Push]:
        signed = [
            body
            for headers, body in callback.came
            if webhooks.verify_signature(PARENT[1], body, headers.get("x-li-signature"))
        ]
        return [pushes.read_push(body) for body in signed]

    until(lambda: {type(each) for each in told()} == {pushes.ResyncJobs, pushes.JobStatusNotice})
    [resync] = [each for each in told() if isinstance(each, pushes.ResyncJobs)]
    notices = [each for each in told() if isinstance(each, pushes.JobStatusNotice)]
    assert (resync.all_open, resync.external_ids) == (False, ("POS-42",))
    assert resync.application_urn == ats["key"]
    assert (notices[-1].status.external_id, notices[-1].status.listing) == ("POS-42", "NOT_LISTED")


def test_an_evaluation_is_fetched_by_the_push_that_tells_of_it(
    linkedin: LinkedIn, sandbox: Server, callback: Callback
) -> None:
    linkedin.jobs.upsert([posting()])
    linkedin.candidates.upsert([person()])
    linkedin.applications.upsert([process()])
    [ats] = sandbox.get("applications")["applications"]
    criterion = {"name": "Steel", "rating": "STRONG_MATCH", "evidence": "Five years"}

    made = sandbox.post(
        "evaluations",
        client_id=ats["client_id"],
        application="a1",
        rating="GOOD_MATCH",
        criteria=[criterion],
    )
    until(lambda: any(made["request_id"].encode() in body for _headers, body in callback.came))

    [found] = linkedin.evaluations.by_request(made["request_id"])
    assert (found.integration_context, found.application_id, found.rating) == (CONTEXT, "a1", "GOOD_MATCH")
    assert [(each.name, each.evidence) for each in found.criteria] == [("Steel", "Five years")]
    assert linkedin.evaluations.by_request("req-unknown") == []


def test_rosa_signs_in_and_is_known_by_the_urn_of_her_seat(
    linkedin: LinkedIn, sandbox: Server, callback: Callback
) -> None:
    [row] = sandbox.get("applications")["applications"]
    ats = Ats(sandbox, row["client_id"], callback.secret)
    register(sandbox, ats, ADDRESS)
    with httpx2.Client(base_url=f"http://127.0.0.1:{sandbox.port}", timeout=30) as http:
        page = http.get(
            linkedin.members.authorization_address(
                redirect_uri=ADDRESS, scopes=[LITE_PROFILE], state="s t/ä&te"
            )
        )
        code = Browser(http, ats).allows(ROSA, scope=LITE_PROFILE)
        openid = Browser(http, ats).allows(ROSA, scope=OPENID)

    token = linkedin.members.token(code, redirect_uri=ADDRESS)
    [seat] = [each for each in linkedin.seats.all(CONTRACT_URN) if each.urn == f"urn:li:seat:{ROSA_SEAT}"]

    assert page.status_code == 200
    assert token.scopes == (LITE_PROFILE,)
    assert linkedin.members.me(token).person_urn == seat.person_urn
    assert (
        linkedin.members.userinfo(linkedin.members.token(openid, redirect_uri=ADDRESS)).person_urn
        == seat.person_urn
    )
    with pytest.raises(errors.Forbidden):
        linkedin.members.userinfo(token)
    with pytest.raises(errors.Invalid, match="code"):
        linkedin.members.token(code, redirect_uri=ADDRESS)


def test_the_old_finder_knows_the_same_seats(linkedin: LinkedIn) -> None:
    old = linkedin.seats.by_the_old_finder(CONTRACT_URN)

    assert {(seat.urn, seat.person_urn) for seat in old} == {
        (seat.urn, seat.person_urn) for seat in linkedin.seats.all(CONTRACT_URN)
    }


def test_applications_can_be_read_where_they_can(linkedin: LinkedIn) -> None:
    linkedin.candidates.upsert([person()])
    linkedin.applications.upsert([process()])

    try:
        found = linkedin.applications.get(["a1", "a-unknown"])
    except errors.NotOffered:
        return  # REST cannot
    assert set(found) == {"a1"}
    assert (found["a1"]["atsCandidateId"], found["a1"]["lastName"]) == ("c1", "Haddad")
