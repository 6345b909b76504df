"""What do LinkedIn's other pushes say? Jobs to be sent again, jobs that stand differently, applications of members.

They come to webhooks of their own (not to the CALLBACK_URL) and carry their matter themselves. Whether one is genuine,
`webhooks.verify_signature` says, before it is read.
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-resync-notifications
https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-status-change-notifications
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/receive-applications
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_client.errors import AnswerNotUnderstood
from linkedin_client.records.applying import JobApplication, ReceivedAnswer, ReceivedFile
from linkedin_client.records.job_status import told_status
from linkedin_client.told import moment_in, text_told, texts_told

if TYPE_CHECKING:
    from linkedin_client.records.job_status import JobPostingStatus

RESYNC_JOBS = "RESYNC_JOBS"
JOB_POSTING_STATUS = "JOB_POSTING_STATUS"
EXPORT_JOB_APPLICATION = "EXPORT_JOB_APPLICATION"


@dataclass(frozen=True, kw_only=True, slots=True)
class ResyncJobs:
    """Jobs that LinkedIn wants once more, with UPDATE and within 30 minutes."""

    #: `urn:li:developerApplication:…` of the customer.
    application_urn: str
    #: Every open job; then the ids say nothing.
    all_open: bool
    external_ids: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class JobStatusNotice:
    #: `urn:li:developerApplication:…` of the customer.
    application_urn: str
    status: JobPostingStatus


Push = ResyncJobs | JobStatusNotice | JobApplication


def read_push(body: bytes) -> Push:
    """The push in a webhook's body. AnswerNotUnderstood if it is none of the three, or lacks what it is about."""
    told = _object(body)
    kind = text_told(told, "type")
    if kind == RESYNC_JOBS:
        return ResyncJobs(
            application_urn=_needed(told, "developerApplicationUrn", "developerApplication"),
            all_open=told.get("syncAllOpenJobs") is True,
            external_ids=texts_told(told, "externalJobPostingIds"),
        )
    if kind == JOB_POSTING_STATUS:
        return JobStatusNotice(
            application_urn=_needed(told, "developerApplicationUrn", "developerApplication"),
            status=told_status(told, external_id=_needed(told, "externalJobPostingId")),
        )
    if kind == EXPORT_JOB_APPLICATION:
        return _application(told)
    raise AnswerNotUnderstood(f"a push of type {kind!r}")


def _application(told: Mapping[str, Any]) -> JobApplication:
    responses = _within(told, "questionResponses")
    contact = _within(responses, "contactInformationQuestionResponses")
    return JobApplication(
        application_urn=_needed(told, "jobApplicationId"),
        person_urn=text_told(told, "jobApplicant") or None,
        job_posting_id=_needed(told, "externalJobId", "externalJobPostingId"),
        applied_at=moment_in(told, "appliedAt"),
        first_name=_value(contact, "firstNameAnswer"),
        last_name=_value(contact, "lastNameAnswer"),
        email=_value(contact, "emailAnswer"),
        phone=_phone(_within(contact, "cellphoneNumberQuestionAnswer")),
        files=tuple(_files(responses)),
        answers=tuple(_answers(responses)),
        skills=tuple(filter(None, (text_told(each, "skillName") for each in _each(told, "applicantSkills")))),
        raw=told,
    )


def _files(responses: Mapping[str, Any]) -> Iterator[ReceivedFile]:
    resume = _within(_within(responses, "resumeQuestionResponses"), "resumeQuestionAnswer")
    letter = _within(_within(responses, "coverLetterQuestionResponses"), "coverLetterQuestionAnswer")
    documents = (
        (text_told(each, "questionIdentifier"), _document(_within(each, "answer")))
        for each in _custom(responses)
    )
    for question, file in (("resume", resume), ("coverLetter", letter), *documents):
        url = text_told(file, "mediaUrl", "url")
        if url:
            yield ReceivedFile(question=question, url=url, urn=text_told(file, "mediaUrn", "urn"))


def _document(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    # The page writes this one answer with a capital.
    return _within(answer, "documentAnswerValue") or _within(answer, "DocumentAnswerValue")


def _answers(responses: Mapping[str, Any]) -> Iterator[ReceivedAnswer]:
    for each in _custom(responses):
        answer = _within(each, "answer")
        if not _document(answer):
            yield ReceivedAnswer(question=text_told(each, "questionIdentifier"), values=_values(answer))


def _values(answer: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = texts_told(_within(answer, "multipleChoiceAnswerValue"), "symbolicNames")
    if chosen:
        return chosen
    number = _within(answer, "numericAnswerValue")
    written = (
        _value(answer, "textAnswerValue")
        or text_told(number, "integerValue")
        or _decimal(number.get("decimalValue"))
        or _phone(_within(answer, "phoneNumberAnswerValue"))
        or _value(answer, "dateAnswerValue")
    )
    return (written,) if written else ()


def _decimal(value: object) -> str:
    return str(value) if isinstance(value, float | int | str) and not isinstance(value, bool) else ""


def _custom(responses: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for each in _each(_within(responses, "additionalQuestionResponses"), "customQuestionSetResponses"):
        yield from _each(each, "customQuestionResponses")


def _phone(told: Mapping[str, Any]) -> str:
    country, number = text_told(told, "countryCode"), text_told(told, "nationalNumber", "number", "value")
    return f"+{country.lstrip('+')} {number}" if country and number else number


def _value(told: Mapping[str, Any], name: str) -> str:
    """An answer's value: `{"value": …}`, or bare."""
    return text_told(_within(told, name), "value") or text_told(told, name)


def _within(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = told.get(name)
    return value if isinstance(value, dict) else {}


def _each(told: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    value = told.get(name)
    return (each for each in (value if isinstance(value, list) else []) if isinstance(each, dict))


def _needed(told: Mapping[str, Any], *names: str) -> str:
    value = text_told(told, *names)
    if not value:
        raise AnswerNotUnderstood(f"a push without {names[0]}")
    return value


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        told = json.loads(body)
    except ValueError as error:
        raise AnswerNotUnderstood("the push is not JSON") from error
    if not isinstance(told, dict):
        raise AnswerNotUnderstood("the push is not a JSON object")
    return told
