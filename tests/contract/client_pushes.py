"""What is a client told by the pushes that carry their matter themselves? All of it is the examples'."""

from __future__ import annotations

from tests.contract.client_records import at

from linkedin_client import JobApplication, JobPostingStatus, ReceivedAnswer, ReceivedFile, StatusDetail
from linkedin_client.pushes import JobStatusNotice, Push, ResyncJobs

CHILD = "urn:li:developerApplication:880017"

PUSHED: dict[str, Push] = {
    "push.RESYNC_JOBS/push-signed": ResyncJobs(
        application_urn=CHILD, all_open=False, external_ids=("REQ-4411", "REQ-4412")
    ),
    "push.JOB_POSTING_STATUS/push-signed": JobStatusNotice(
        application_urn=CHILD,
        status=JobPostingStatus(
            external_id="REQ-4411",
            listing="NOT_LISTED",
            linkedin_apply="NOT_ENABLED",
            promotion="NOT_PROMOTED",
            url="https://www.linkedin.com/jobs/view/3900112233",
            listing_detail=StatusDetail(message="The job has expired.", error_type="CUSTOMER_ERROR"),
        ),
    ),
    "push.EXPORT_JOB_APPLICATION/push-signed": JobApplication(
        application_urn="urn:li:jobApplication:9000000001",
        job_posting_id="POS-42",
        applied_at=at(1795000000),
        first_name="José",
        last_name="Rey",
        email="jose.rey@example.org",
    ),
    "push.EXPORT_JOB_APPLICATION/push-with-answers": JobApplication(
        application_urn="urn:li:jobApplication:9000000002",
        person_urn="urn:li:person:dEm0aa01",
        job_posting_id="REQ-4411",
        applied_at=at(1795000300),
        first_name="Noor",
        last_name="Haddad",
        email="noor.haddad@example.org",
        phone="+43 6605550142",
        files=(
            ReceivedFile(
                question="resume",
                url="https://www.linkedin.com/ambry/?x-li-ambry-ep=demo-1",
                urn="urn:li:media:demo-1",
            ),
        ),
        answers=(
            ReceivedAnswer(question="work-permit", values=("yes",)),
            ReceivedAnswer(question="years", values=("6",)),
            ReceivedAnswer(question="why", values=("I like welding robots.",)),
        ),
        skills=("Welding",),
    ),
}
