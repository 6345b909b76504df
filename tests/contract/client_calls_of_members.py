"""The client's calls beyond Recruiter System Connect's records: adverts, applying, signing in, evaluations."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from tests.contract.client_records import CONTRACT, ORGANIZATION, RECRUITER, SEAT, TASK, WELDER, at
from tests.contract.client_rows import Row

from linkedin_client import (
    Action,
    Advert,
    ApplicationAction,
    Availability,
    Choice,
    Compensation,
    Criterion,
    DeveloperWebhook,
    HiringEvaluation,
    JobOperation,
    JobOutcome,
    JobPostingStatus,
    LinkedIn,
    ListingType,
    Member,
    MemberToken,
    OnsiteApply,
    Question,
    QuestionKind,
    RecordError,
    Requirement,
    StatusDetail,
    errors,
)

ACCEPTED = JobOutcome(external_id="REQ-4411", ok=True, task_urn=TASK)
ADVERT = replace(
    WELDER,
    operation=JobOperation.CREATE,
    availability=Availability.PUBLIC,
    location="Linz,Upper Austria,Austria",
    company_job_code=None,
)
PROMOTED = replace(
    ADVERT,
    advert=Advert(
        listing_type=ListingType.PREMIUM, contract=CONTRACT, poster_email="ivo.varga@bluebird.example"
    ),
)
PAID = replace(
    ADVERT,
    advert=Advert(
        partner_requisition_id="R-2026-4411",
        compensation=(Compensation(lowest="46000", highest="52000", currency="EUR"),),
    ),
)
EVERYWHERE = replace(ADVERT, external_id="REQ-4412", advert=Advert(alternate_locations=("Wels,Austria",) * 8))
ASKING = replace(
    ADVERT,
    advert=Advert(
        onsite_apply=OnsiteApply(
            webhook_url="https://ats.example.org/hooks/apply",
            resume=Requirement.REQUIRED,
            questions=(
                Question(
                    id="work-permit",
                    text="May you work in the country of the job?",
                    kind=QuestionKind.CHOICE,
                    required=True,
                    choices=(Choice(name="yes", label="Yes"), Choice(name="no", label="No")),
                    details={"preferredFormComponent": "RADIO_BUTTONS"},
                ),
            ),
        )
    ),
)
VIEWED = ApplicationAction(
    application_urn="urn:li:jobApplication:9000000002", action=Action.VIEWED, performed_at=at(1795000400)
)
LISTED = JobPostingStatus(
    external_id="REQ-4411",
    listing="LISTED",
    linkedin_apply="NOT_ENABLED",
    promotion="NOT_PROMOTED",
    url="https://www.linkedin.com/jobs/view/3900112233",
    listed_at=at(1767603600),
    expire_at=at(1783155600),
    linkedin_apply_detail=StatusDetail(
        message="No attempt to enable LinkedIn Apply was made for this job.", error_type="PARTNER_ERROR"
    ),
)
BLOCKED = DeveloperWebhook(
    url="https://ats.example.org/hooks/apply",
    status="BLOCKED",
    id=31,
    application_urn="urn:li:developerApplication:880017",
)
EVALUATION = HiringEvaluation(
    integration_context=ORGANIZATION,
    application_id="app-9001",
    job_posting_id="REQ-4411",
    candidate_id="cand-7f31",
    evaluated_at=at(1780000900),
    rating="GOOD_MATCH",
    summary="The experience fits what the job asks for.",
    criteria=(
        Criterion(
            name="Three years of service work", rating="STRONG_MATCH", evidence="Five years at Traun Robotik"
        ),
    ),
)
STORED = {
    "atsCandidateId": "cand-7f31",
    "atsJobPostingId": "REQ-4411",
    "atsJobPostingName": "Welding Robot Technician",
    "atsCreatedAt": 1767704400000,
    "atsLastModifiedAt": 1767790800000,
    "candidateEmail": "noor.haddad@example.org",
    "firstName": "Noor",
    "lastName": "Haddad",
    "source": "Career site",
    "dispositionReason": "",
}


def _refused(external_id: str, status: int, message: str) -> JobOutcome:
    return JobOutcome(external_id=external_id, ok=False, error=RecordError(status, message))


def _me(li: LinkedIn, token: str = "AQX-demo-member") -> Any:
    return li.members.me(MemberToken(token))


def _userinfo(li: LinkedIn) -> Any:
    return li.members.userinfo(MemberToken("AQX-demo-member"))


def _blocked(li: LinkedIn) -> Any:
    return li.developer_webhooks.all()


def _revalidated(li: LinkedIn) -> Any:
    return li.developer_webhooks.revalidate([999999])


ROWS_OF_MEMBERS: dict[str, Row] = {
    "jobs.batch_create/v2-promoted": Row(lambda li: li.jobs.upsert([PROMOTED]), [ACCEPTED]),
    "jobs.batch_create/v2-no-slot-left": Row(
        lambda li: li.jobs.upsert([PROMOTED]),
        [_refused("REQ-4411", 402, "There is no job slot left on the contract")],
    ),
    "jobs.batch_create/v2-onsite-apply": Row(lambda li: li.jobs.advertise([ASKING]), [ACCEPTED]),
    "jobs.batch_create/v2-close-unknown": Row(
        lambda li: li.jobs.advertise([replace(ADVERT, operation=JobOperation.CLOSE)]),
        [_refused("REQ-4411", 409, "The job is unknown or has been closed already")],
    ),
    "jobs.batch_create/rest-created": Row(lambda li: li.jobs.advertise([PAID]), [ACCEPTED]),
    "jobs.batch_create/rest-one-refused": Row(
        lambda li: li.jobs.advertise([ADVERT, EVERYWHERE]),
        [
            ACCEPTED,
            _refused(
                "REQ-4412", 422, "ERROR :: /alternateLocations :: array has 8 items, at most 7 are allowed"
            ),
        ],
    ),
    "jobs.batch_create/rest-two-operations": Row(
        lambda li: li.jobs.advertise(
            [ADVERT, replace(ADVERT, external_id="REQ-4412", operation=JobOperation.UPDATE)]
        ),
        errors.Invalid,
    ),
    "jobs.status/v2-listed": Row(lambda li: li.jobs.statuses(["REQ-4411"]), {"REQ-4411": LISTED}),
    "jobs.status/v2-unknown": Row(lambda li: li.jobs.statuses(["REQ-4419"]), {}),
    "jobs.status/rest-listed": Row(lambda li: li.jobs.statuses(["REQ-4411"]), {"REQ-4411": LISTED}),
    "applications.batch_get/v2-one-unknown": Row(
        lambda li: li.applications.get(["app-9001", "app-0000"]), {"app-9001": STORED}
    ),
    "applications.batch_get/v2-not-offered": Row(
        lambda li: li.applications.get(["app-9001"]), errors.Invalid
    ),
    "applicationActions.create/v2-viewed": Row(lambda li: li.application_actions.report(VIEWED), None),
    "applicationActions.create/rest-viewed": Row(lambda li: li.application_actions.report(VIEWED), None),
    "applicationActions.create/v2-unknown-application": Row(
        lambda li: li.application_actions.report(replace(VIEWED, application_urn="urn:li:jobApplication:7")),
        errors.NotFound,
    ),
    "developerWebhooks.parentApplication/v2-blocked": Row(_blocked, [BLOCKED]),
    "developerWebhooks.parentApplication/rest-blocked": Row(_blocked, [BLOCKED]),
    "developerWebhooks.revalidate/v2-unknown": Row(_revalidated, {999999: 404}),
    "developerWebhooks.revalidate/rest-unknown": Row(_revalidated, {999999: 404}),
    "me.get/v2-id": Row(_me, Member(person_urn=RECRUITER)),
    "me.get/rest-id": Row(_me, Member(person_urn=RECRUITER)),
    "me.get/v2-not-a-members-token": Row(partial(_me, token="AQX-demo-child"), errors.Forbidden),
    "me.get/rest-not-a-members-token": Row(partial(_me, token="AQX-demo-child"), errors.Forbidden),
    "userinfo.get/v2-sub": Row(_userinfo, Member(person_urn=RECRUITER)),
    "userinfo.get/v2-without-openid": Row(_userinfo, errors.Forbidden),
    "evaluations.request/rest-one": Row(lambda li: li.evaluations.by_request("req-5d20-0009"), [EVALUATION]),
    "evaluations.request/rest-unknown": Row(lambda li: li.evaluations.by_request("req-5d20-0000"), []),
    "seats.seatsByAttributes/v2-active": Row(
        lambda li: li.seats.by_the_old_finder(CONTRACT, count=5), [SEAT]
    ),
}
