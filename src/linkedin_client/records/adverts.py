"""What does a job posting carry that is for LinkedIn's own job pages, and not for Recruiter?

https://learn.microsoft.com/en-us/linkedin/talent/job-postings/api/job-posting-api-schema
https://learn.microsoft.com/en-us/linkedin/talent/apply-connect/onsite-apply-config-schema
https://github.com/linkedin/talent-solutions-java-sdk
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from linkedin_client.records.plain import without_none


class Requirement(StrEnum):
    REQUIRED = "REQUIRED"
    OPTIONAL = "OPTIONAL"
    SKIP = "SKIP"


class ListingType(StrEnum):
    """PREMIUM takes a job slot of the contract, and wants its contract and the poster's address."""

    BASIC = "BASIC"
    PREMIUM = "PREMIUM"


class PayPeriod(StrEnum):
    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    SEMIMONTHLY = "SEMIMONTHLY"
    BIWEEKLY = "BIWEEKLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"


@dataclass(frozen=True, kw_only=True, slots=True)
class Compensation:
    """What the job pays per period: a range, or one amount where both ends are the same. Amounts are decimal texts."""

    lowest: str
    highest: str
    #: ISO 4217.
    currency: str
    period: PayPeriod = PayPeriod.YEARLY
    #: BASE_SALARY, TIPS, COMMISSION, BONUS, OTHER and the like.
    kind: str = "BASE_SALARY"

    def wire(self) -> dict[str, Any]:
        value: dict[str, Any] = {
            "range": {"start": self._money(self.lowest), "end": self._money(self.highest)}
        }
        if self.lowest == self.highest:
            value = {"exactAmount": self._money(self.lowest)}
        return {"value": value, "period": self.period.value, "type": self.kind}

    def _money(self, amount: str) -> dict[str, str]:
        return {"currencyCode": self.currency, "amount": amount}


class QuestionKind(StrEnum):
    TEXT = "textQuestionDetails"
    NUMBER = "numericQuestionDetails"
    CHOICE = "multipleChoiceQuestionDetails"
    DATE_RANGE = "dateRangeQuestionDetails"
    DOCUMENT = "documentQuestionDetails"


@dataclass(frozen=True, kw_only=True, slots=True)
class Choice:
    #: Comes back in the answer.
    name: str
    #: What the applicant reads.
    label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A question of the ATS's own; its id must be unique in the whole configuration."""

    id: str
    text: str
    kind: QuestionKind = QuestionKind.TEXT
    required: bool = False
    #: Of CHOICE only.
    choices: tuple[Choice, ...] = ()
    help_message: str | None = None
    #: Further details in LinkedIn's words, such as maxLength or preferredFormComponent.
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def wire(self) -> dict[str, Any]:
        details = dict(self.details)
        if self.kind is QuestionKind.CHOICE:
            details["choices"] = [
                {"symbolicName": each.name, "displayValue": each.label} for each in self.choices
            ]
        return without_none(
            partnerQuestionIdentifier=self.id,
            required=self.required,
            questionText=self.text,
            helpMessage=self.help_message,
            questionDetails={self.kind.value: details},
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class OnsiteApply:
    """Members apply on LinkedIn, and the answers are pushed to `webhook_url`. None leaves LinkedIn's default."""

    webhook_url: str
    phone: Requirement | None = None
    location: Requirement | None = None
    resume: Requirement | None = None
    cover_letter: Requirement | None = None
    questions: tuple[Question, ...] = ()
    #: Further sections in LinkedIn's words, such as workQuestions or educationQuestions.
    sections: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def wire(self) -> dict[str, Any]:
        sets = [{"questions": [question.wire() for question in self.questions]}] if self.questions else None
        sections = without_none(
            contactInformationQuestions=_section(
                cellphoneNumberQuestionRequirement=self.phone, locationQuestionRequirement=self.location
            ),
            resumeQuestions=_section(resumeQuestionRequirement=self.resume),
            coverLetterQuestions=_section(coverLetterQuestionRequirement=self.cover_letter),
            additionalQuestions=None if sets is None else {"customQuestionSets": sets},
        )
        questions = sections | dict(self.sections)
        return {"jobApplicationWebhookUrl": self.webhook_url} | (
            {"questions": questions} if questions else {}
        )


def _section(**requirements: Requirement | None) -> dict[str, str] | None:
    return {name: each.value for name, each in requirements.items() if each is not None} or None


@dataclass(frozen=True, kw_only=True, slots=True)
class Advert:
    """How a job is shown on LinkedIn. All of it may be left out."""

    listing_type: ListingType | None = None
    #: `urn:li:contract:…`, whose job slot a PREMIUM posting takes.
    contract: str | None = None
    #: Of an active seat of the contract.
    poster_email: str | None = None
    show_poster_info: bool | None = None
    #: At most 7, written as `JobPosting.location`.
    alternate_locations: tuple[str, ...] = ()
    #: ENTRY_LEVEL, ASSOCIATE, MID_SENIOR_LEVEL, DIRECTOR, EXECUTIVE, INTERNSHIP or NOT_APPLICABLE.
    experience_level: str | None = None
    #: At most 3 of LinkedIn's codes.
    categories: tuple[str, ...] = ()
    #: `urn:li:industry:…`
    industries: tuple[str, ...] = ()
    #: At most 4,000 characters.
    skills_description: str | None = None
    compensation: tuple[Compensation, ...] = ()
    tracking_pixel_url: str | None = None
    #: The `external_id` of the requisition that was synced for the same job.
    partner_requisition_id: str | None = None
    onsite_apply: OnsiteApply | None = None

    def wire(self) -> dict[str, Any]:
        pay = [each.wire() for each in self.compensation]
        return without_none(
            listingType=None if self.listing_type is None else self.listing_type.value,
            contract=self.contract,
            posterEmail=self.poster_email,
            showPosterInfo=self.show_poster_info,
            alternateLocations=list(self.alternate_locations) or None,
            experienceLevel=self.experience_level,
            categories=list(self.categories) or None,
            industries=list(self.industries) or None,
            skillsDescription=self.skills_description,
            compensation={"compensations": pay} if pay else None,
            trackingPixelUrl=self.tracking_pixel_url,
            partnerRequisitionId=self.partner_requisition_id,
            onsiteApplyConfiguration=None if self.onsite_apply is None else self.onsite_apply.wire(),
        )
