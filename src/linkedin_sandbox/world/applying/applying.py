"""How does a member apply? On the job's own page at LinkedIn, or, where the ATS gave no way to, at the company's.

The answers are checked against the ATS's questions, put into LinkedIn's words and delivered to the job's webhook.
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction

from linkedin_sandbox.faults.store import take_fault
from linkedin_sandbox.settings import ADDRESS
from linkedin_sandbox.world.applying.apply_answers import Upload, read_answers
from linkedin_sandbox.world.applying.apply_body import (
    EXPORT_JOB_APPLICATION,
    Stored,
    applicant_skills,
    question_responses,
    written,
)
from linkedin_sandbox.world.applying.apply_questions import QuestionSet, question_sets
from linkedin_sandbox.world.jobs import webhooks
from linkedin_sandbox.world.jobs.job_notices import fall_back_offsite
from linkedin_sandbox.world.jobs.job_tasks import settle_due_tasks
from linkedin_sandbox.world.jobs.posting_status import ENABLED, apply_status_of
from linkedin_sandbox.world.models import (
    Application,
    JobApplication,
    JobPosting,
    Media,
    Member,
    Organization,
    Webhook,
)
from linkedin_sandbox.world.people.person_urns import person_urn
from linkedin_sandbox.world.refusals import SandboxRefusal
from linkedin_sandbox.world.steering import clock

if TYPE_CHECKING:
    from linkedin_sandbox.world.applying.apply_answers import Answers

_FIRST_NUMBER = 9_000_000_000
MOST_ATTEMPTS = 6
MEDIA_LIFE_MS = 30 * clock.DAY


@dataclass(frozen=True)
class PublicJob:
    """A job as its page shows it to members. ``applies_here``: its questions are answered on LinkedIn.

    ``description`` holds LinkedIn's short list of HTML elements and nothing else.
    """

    posting: JobPosting
    company: str
    description: str
    workplace: str
    apply_url: str
    is_open: bool
    applies_here: bool
    why_not_here: str
    questions: tuple[QuestionSet, ...]

    @property
    def number(self) -> int:
        return self.posting.number

    @property
    def title(self) -> str:
        return self.posting.title

    @property
    def location(self) -> str:
        return str(self.posting.record.get("location") or "")


def public_job(number: int) -> PublicJob:
    """The job with LinkedIn's number; refused when there is none, or it is not for members' eyes."""
    settle_due_tasks()
    posting = JobPosting.objects.filter(number=number, is_public=True).first()
    if posting is None:
        raise SandboxRefusal(f"There is no job {number} on LinkedIn.")
    return _page_of(posting, Webhook.objects.filter(id=posting.webhook_id or 0).first())


def public_jobs(query: str = "", *, after: int | None = None, limit: int = 25) -> list[PublicJob]:
    """Open public jobs whose title contains every word, by number; ``after`` is the number of the last one shown."""
    settle_due_tasks()
    rows = JobPosting.objects.filter(
        is_public=True, state="LISTED", expires_at__gt=clock.now_ms(), number__gt=after or 0
    )
    for word in query.split():
        rows = rows.filter(title__icontains=word)
    found = list(rows.order_by("number")[:limit])
    hooks = Webhook.objects.in_bulk({one.webhook_id for one in found if one.webhook_id})
    companies = Organization.objects.in_bulk({_organization_id(one) for one in found})
    return [_page_of(one, hooks.get(one.webhook_id or 0), companies) for one in found]


def _organization_id(posting: JobPosting) -> int:
    return int(posting.context.rpartition(":")[2] or 0)


def _page_of(
    posting: JobPosting, webhook: Webhook | None, companies: dict[int, Organization] | None = None
) -> PublicJob:
    record = posting.record
    number = _organization_id(posting)
    company = Organization.objects.filter(id=number).first() if companies is None else companies.get(number)
    configuration = record.get("onsiteApplyConfiguration")
    status, why_not = apply_status_of(posting, webhook)
    return PublicJob(
        posting=posting,
        company=str(record.get("companyName") or (company.name if company else "")),
        description=str(record.get("description") or ""),
        workplace=str((record.get("workplaceTypes") or [""])[0]),
        apply_url=str(record["companyApplyUrl"]),
        is_open=posting.state == "LISTED" and posting.expires_at > clock.now_ms(),
        applies_here=status == ENABLED,
        why_not_here=why_not,
        questions=question_sets(configuration) if configuration and status == ENABLED else (),
    )


def usual_answers(member: Member, job: PublicJob) -> Answers:
    """What the form is filled with before the member has typed anything: the profile, and the ATS's suggestions."""
    own = {
        "firstName": member.first_name,
        "lastName": member.last_name,
        "email": member.email,
        "cellphoneNumber": member.phone,
        "location": member.location,
    }
    return {
        asked.name: [
            {question.name: own.get(question.name, question.usual) for question in asked.questions}
            if asked.name == "contact"
            else {question.name: question.usual for question in asked.questions if question.usual}
        ]
        for asked in job.questions
        if asked.least > 0
    }


def apply_to_job(
    member: Member,
    job: JobPosting,
    answers: dict[str, Any],
    resume: Upload | None = None,
    now: int | None = None,
) -> JobApplication:
    """The member's application, on its way to the ATS; ``ApplicationRefused`` names what is not answered well.

    ``answers`` as ``apply_answers`` has them; the résumé may come there or by itself.
    """
    moment = clock.now_ms() if now is None else now
    page = _open_page(member, job)
    given = answers | ({"resume": _with_resume(answers, resume)} if resume is not None else {})
    read = read_answers(page.questions, given)
    application = Application.objects.get(id=job.application_id)
    with transaction.atomic():
        made = JobApplication.objects.create(
            id=_next_number(),
            application_id=application.id,
            job_key=job.key,
            member_id=member.id,
            applied_at=moment,
        )
        _deliver(made, page, read, member=member, application=application)
    return made


def _open_page(member: Member, job: JobPosting) -> PublicJob:
    page = public_job(job.number)
    if not page.is_open:
        raise SandboxRefusal("The company does not accept applications for this job any more.")
    if not page.applies_here:
        raise SandboxRefusal(f"Apply on the company's own site: {page.apply_url}")
    if JobApplication.objects.filter(job_key=job.key, member_id=member.id).exists():
        raise SandboxRefusal("You have applied for this job already.")
    return page


def _with_resume(answers: dict[str, Any], resume: Upload) -> dict[str, Any]:
    given = answers.get("resume") or {}
    first = given[0] if isinstance(given, list) and given else given
    return (first if isinstance(first, dict) else {}) | {"resume": resume}


def _next_number() -> int:
    last = JobApplication.objects.order_by("-id").first()
    return max(last.id if last else 0, _FIRST_NUMBER) + 1


def _deliver(
    made: JobApplication, page: PublicJob, read: Answers, *, member: Member, application: Application
) -> None:
    webhook = Webhook.objects.get(id=page.posting.webhook_id)
    responses = question_responses(page.questions, _stored(read, member, application, now=made.applied_at))
    if take_fault("no_email", EXPORT_JOB_APPLICATION):
        responses["contactInformationQuestionResponses"].pop("emailAnswer", None)
    body: dict[str, Any] = {
        "type": EXPORT_JOB_APPLICATION,
        "jobApplicationId": made.urn,
        "jobApplicant": person_urn(member.id, application.client_id),
        "appliedAt": made.applied_at,
        "externalJobId": page.posting.id,
        "questionResponses": responses,
    }
    if skills := applicant_skills(member, description=page.description):
        body["applicantSkills"] = skills
    made.answers = responses
    made.event_id = webhooks.add_event(
        webhook,
        application,
        type_=EXPORT_JOB_APPLICATION,
        subject=str(made.id),
        body=written(body),
        secret_of=application.client_id,
        now=made.applied_at,
        most_attempts=MOST_ATTEMPTS,
    ).id
    made.save(update_fields=["answers", "event_id"])


def _stored(read: Answers, member: Member, application: Application, *, now: int) -> Answers:
    """The answers with every document put where the ATS can fetch it."""
    return {
        name: [
            {
                question: _store(value, member, application, now=now) if isinstance(value, Upload) else value
                for question, value in given.items()
            }
            for given in rounds
        ]
        for name, rounds in read.items()
    }


def _store(upload: Upload, member: Member, application: Application, *, now: int) -> Stored:
    media = Media.objects.create(
        token=secrets.token_urlsafe(24),
        application_id=application.id,
        member_id=member.id,
        name=upload.name[:255],
        content_type=upload.content_type[:100],
        content=upload.content,
        created_at=now,
    )
    return Stored(media=media, address=f"{ADDRESS}/ambry/?x-li-ambry-ep={media.token}")


def media_of(token: str, application: Application, *, now: int) -> Media | None:
    """The file, if it is this application's and not too old."""
    media = Media.objects.filter(token=token, application_id=application.id).first()
    if media is None or media.created_at + MEDIA_LIFE_MS <= now:
        return None
    return None if take_fault("media_expired", "ambry") else media


def give_up(job_application_id: int, *, now: int) -> None:
    """An application could not be delivered; after a job's very first one nobody applies on LinkedIn any more."""
    failed = JobApplication.objects.get(id=job_application_id)
    of_job = JobApplication.objects.filter(job_key=failed.job_key).order_by("id")
    posting = JobPosting.objects.filter(key=failed.job_key, went_offsite_at=None).first()
    if posting is not None and of_job.values_list("id", flat=True).first() == failed.id:
        fall_back_offsite(posting, now=now)
