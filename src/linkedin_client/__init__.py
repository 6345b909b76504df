"""LinkedIn's Talent API (Recruiter System Connect) as a plain typed library. Start at `LinkedIn`.

No framework, no ATS: records in, outcomes out. Everything public is named here; `errors`, `webhooks`, `pushes` and
`restli` are modules of their own.
"""

from __future__ import annotations

from linkedin_client import errors, pushes, restli, webhooks
from linkedin_client.auth import Credentials, MemoryTokenStore, Token, TokenStore
from linkedin_client.client import LinkedIn
from linkedin_client.dialects import LATEST_VERSION, Dialects, Generation, read_generations
from linkedin_client.exchanges import Exchange
from linkedin_client.proving import CallbackProblem, CallbackProof, prove_callback
from linkedin_client.records.acls import Acl, AclAssignee
from linkedin_client.records.adverts import (
    Advert,
    Choice,
    Compensation,
    ListingType,
    OnsiteApply,
    PayPeriod,
    Question,
    QuestionKind,
    Requirement,
)
from linkedin_client.records.applications import Application
from linkedin_client.records.applying import (
    Action,
    ApplicationAction,
    JobApplication,
    ReceivedAnswer,
    ReceivedFile,
)
from linkedin_client.records.batches import MOST_KEYS, BatchResult, RecordError
from linkedin_client.records.candidates import Address, Candidate, CandidateMatch, PhoneNumber
from linkedin_client.records.children import Actor, ChildKey
from linkedin_client.records.developer_webhooks import DeveloperWebhook, WebhookStatus
from linkedin_client.records.evaluations import Criterion, HiringEvaluation
from linkedin_client.records.exports import ClosedMember, ExportedCandidate, Recruiter
from linkedin_client.records.feedback import InterviewFeedback, InterviewType, Rating
from linkedin_client.records.files import (
    MOST_ATTACHMENTS,
    MOST_BYTES,
    Attachment,
    AttachmentKey,
    FileType,
    MediaFile,
    UploadAddress,
)
from linkedin_client.records.integrations import (
    ALL_PRODUCT_USERS,
    APPLICATION_VIEWERS,
    CALLBACK_URL,
    JOB_POSTING_VIEWERS,
    Integration,
    IntegrationKey,
)
from linkedin_client.records.job_status import JobPostingStatus, StatusDetail
from linkedin_client.records.jobs import (
    Availability,
    JobOperation,
    JobOutcome,
    JobPosting,
    JobState,
    JobTask,
    TaskStatus,
    WorkplaceType,
)
from linkedin_client.records.members import (
    CONSENT_REFUSALS,
    LITE_PROFILE,
    OPENID,
    PROFILE,
    Member,
    MemberToken,
)
from linkedin_client.records.notes import ApplicationNote, CandidateNote
from linkedin_client.records.provisioning import ProvisionApplication, ProvisionedApplication
from linkedin_client.records.recruiting import LONGEST_SPAN, ConversationEvent, MailStub, ProspectNote
from linkedin_client.records.seats import Seat
from linkedin_client.records.stages import Stage, StageKey

__all__ = [
    "ALL_PRODUCT_USERS",
    "APPLICATION_VIEWERS",
    "CALLBACK_URL",
    "CONSENT_REFUSALS",
    "JOB_POSTING_VIEWERS",
    "LATEST_VERSION",
    "LITE_PROFILE",
    "LONGEST_SPAN",
    "MOST_ATTACHMENTS",
    "MOST_BYTES",
    "MOST_KEYS",
    "OPENID",
    "PROFILE",
    "Acl",
    "AclAssignee",
    "Action",
    "Actor",
    "Address",
    "Advert",
    "Application",
    "ApplicationAction",
    "ApplicationNote",
    "Attachment",
    "AttachmentKey",
    "Availability",
    "BatchResult",
    "CallbackProblem",
    "CallbackProof",
    "Candidate",
    "CandidateMatch",
    "CandidateNote",
    "ChildKey",
    "Choice",
    "ClosedMember",
    "Compensation",
    "ConversationEvent",
    "Credentials",
    "Criterion",
    "DeveloperWebhook",
    "Dialects",
    "Exchange",
    "ExportedCandidate",
    "FileType",
    "Generation",
    "HiringEvaluation",
    "Integration",
    "IntegrationKey",
    "InterviewFeedback",
    "InterviewType",
    "JobApplication",
    "JobOperation",
    "JobOutcome",
    "JobPosting",
    "JobPostingStatus",
    "JobState",
    "JobTask",
    "LinkedIn",
    "ListingType",
    "MailStub",
    "MediaFile",
    "Member",
    "MemberToken",
    "MemoryTokenStore",
    "OnsiteApply",
    "PayPeriod",
    "PhoneNumber",
    "ProspectNote",
    "ProvisionApplication",
    "ProvisionedApplication",
    "Question",
    "QuestionKind",
    "Rating",
    "ReceivedAnswer",
    "ReceivedFile",
    "RecordError",
    "Recruiter",
    "Requirement",
    "Seat",
    "Stage",
    "StageKey",
    "StatusDetail",
    "TaskStatus",
    "Token",
    "TokenStore",
    "UploadAddress",
    "WebhookStatus",
    "WorkplaceType",
    "errors",
    "prove_callback",
    "pushes",
    "read_generations",
    "restli",
    "webhooks",
]
