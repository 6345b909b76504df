"""LinkedIn's Talent API (Recruiter System Connect) as a plain typed library. Start at `LinkedIn`.

No framework, no ATS: records in, outcomes out. Everything public is named here; `errors`, `webhooks` and
`restli` are modules of their own.
"""

from __future__ import annotations

from linkedin_client import errors, restli, webhooks
from linkedin_client.auth import Credentials, MemoryTokenStore, Token, TokenStore
from linkedin_client.client import LinkedIn
from linkedin_client.dialects import Dialects, Generation
from linkedin_client.exchanges import Exchange
from linkedin_client.records.acls import Acl, AclAssignee
from linkedin_client.records.applications import Application
from linkedin_client.records.batches import MOST_KEYS, BatchResult, RecordError
from linkedin_client.records.candidates import Address, Candidate, CandidateMatch, PhoneNumber
from linkedin_client.records.children import Actor, ChildKey
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
from linkedin_client.records.notes import ApplicationNote, CandidateNote
from linkedin_client.records.provisioning import ProvisionApplication, ProvisionedApplication
from linkedin_client.records.recruiting import LONGEST_SPAN, ConversationEvent, MailStub, ProspectNote
from linkedin_client.records.seats import Seat
from linkedin_client.records.stages import Stage, StageKey

__all__ = [
    "ALL_PRODUCT_USERS",
    "APPLICATION_VIEWERS",
    "CALLBACK_URL",
    "JOB_POSTING_VIEWERS",
    "LONGEST_SPAN",
    "MOST_ATTACHMENTS",
    "MOST_BYTES",
    "MOST_KEYS",
    "Acl",
    "AclAssignee",
    "Actor",
    "Address",
    "Application",
    "ApplicationNote",
    "Attachment",
    "AttachmentKey",
    "Availability",
    "BatchResult",
    "Candidate",
    "CandidateMatch",
    "CandidateNote",
    "ChildKey",
    "ClosedMember",
    "ConversationEvent",
    "Credentials",
    "Dialects",
    "Exchange",
    "ExportedCandidate",
    "FileType",
    "Generation",
    "Integration",
    "IntegrationKey",
    "InterviewFeedback",
    "InterviewType",
    "JobOperation",
    "JobOutcome",
    "JobPosting",
    "JobState",
    "JobTask",
    "LinkedIn",
    "MailStub",
    "MediaFile",
    "MemoryTokenStore",
    "PhoneNumber",
    "ProspectNote",
    "ProvisionApplication",
    "ProvisionedApplication",
    "Rating",
    "RecordError",
    "Recruiter",
    "Seat",
    "Stage",
    "StageKey",
    "TaskStatus",
    "Token",
    "TokenStore",
    "UploadAddress",
    "WorkplaceType",
    "errors",
    "restli",
    "webhooks",
]
