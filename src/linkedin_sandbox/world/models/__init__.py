"""What does LinkedIn know? Its own people and licences, and what the ATSs have told it.

Every moment is an integer of UTC epoch milliseconds, as on LinkedIn's wire. Rows that an ATS upserts are
found by one text key (``keys.py``), so that a batch of a hundred is one statement.
"""

from __future__ import annotations

from linkedin_sandbox.world.models.applications import (
    AccessToken,
    Application,
    AuthorizationCode,
    Configuration,
    Integration,
    ParentApplication,
)
from linkedin_sandbox.world.models.applying import JobApplication, LifecycleAction, Media
from linkedin_sandbox.world.models.files import AtsAttachment, SentFile, SentFileContent
from linkedin_sandbox.world.models.linked import ButtonApply, Unlinking
from linkedin_sandbox.world.models.own import (
    Contract,
    Member,
    Organization,
    SeatHolder,
)
from linkedin_sandbox.world.models.posted import JobPosting, Resync
from linkedin_sandbox.world.models.recruiting import (
    Evaluation,
    MailMessage,
    MailStub,
    MailThread,
    Project,
    ProjectMember,
    ProspectNote,
)
from linkedin_sandbox.world.models.setting import (
    Setting,
)
from linkedin_sandbox.world.models.synced import (
    AtsApplication,
    AtsCandidate,
    AtsJob,
    AtsStage,
    CandidateTrace,
    EntityAcl,
    EntityAclAssignee,
    JobTask,
    Recognition,
)
from linkedin_sandbox.world.models.told import (
    ExportEvent,
    PushEvent,
)
from linkedin_sandbox.world.models.webhooks import Webhook, WebhookEvent
from linkedin_sandbox.world.models.written import (
    ApplicationNote,
    CandidateNote,
    InterviewFeedback,
)

__all__ = [
    "AccessToken",
    "Application",
    "ApplicationNote",
    "AtsApplication",
    "AtsAttachment",
    "AtsCandidate",
    "AtsJob",
    "AtsStage",
    "AuthorizationCode",
    "ButtonApply",
    "CandidateNote",
    "CandidateTrace",
    "Configuration",
    "Contract",
    "EntityAcl",
    "EntityAclAssignee",
    "Evaluation",
    "ExportEvent",
    "Integration",
    "InterviewFeedback",
    "JobApplication",
    "JobPosting",
    "JobTask",
    "LifecycleAction",
    "MailMessage",
    "MailStub",
    "MailThread",
    "Media",
    "Member",
    "Organization",
    "ParentApplication",
    "Project",
    "ProjectMember",
    "ProspectNote",
    "PushEvent",
    "Recognition",
    "Resync",
    "SeatHolder",
    "SentFile",
    "SentFileContent",
    "Setting",
    "Unlinking",
    "Webhook",
    "WebhookEvent",
]
