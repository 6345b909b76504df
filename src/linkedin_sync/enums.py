"""Which closed lists of words does the engine use?"""

from __future__ import annotations

from django.db import models


class ConnectionState(models.TextChoices):
    NOT_CONNECTED = "not_connected", "Not connected"
    REQUESTED = "requested", "Requested"
    PARTNER_READY = "partner_ready", "Waiting for LinkedIn"
    ENABLED = "enabled", "Enabled"
    DEGRADED = "degraded", "Needs attention"
    DISABLED = "disabled", "Disabled"


class AttributionState(models.TextChoices):
    RUNNING = "running", "Being attributed"
    DONE = "done", "Attributed"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"


class Shares(models.TextChoices):
    ALL = "all", "All positions"
    NON_DISCREET = "non_discreet", "All but discreet positions"
    PUBLISHED = "published", "Only published positions"


class NotesOutward(models.TextChoices):
    """Whether what teammates note about candidates goes to LinkedIn. Off unless somebody chose otherwise."""

    NO = "no", "Notes stay in Recruit"
    YES = "yes", "Notes are shown on LinkedIn"
    KEPT = "kept", "No new notes; those on LinkedIn stay there"


class FeedbackOutward(models.TextChoices):
    """Whether what teammates say in evaluations goes to LinkedIn. Off unless somebody chose otherwise."""

    NO = "no", "Evaluations stay in Recruit"
    YES = "yes", "Evaluations are shown on LinkedIn"
    KEPT = "kept", "No new evaluations; those on LinkedIn stay there"


class ResumesOutward(models.TextChoices):
    """Whether candidates' résumés go to LinkedIn as files. Off unless somebody chose otherwise."""

    NO = "no", "Résumés stay in Recruit"
    YES = "yes", "Résumés are shown on LinkedIn"
    KEPT = "kept", "No new résumés; those on LinkedIn stay there"


class JobAvailability(models.TextChoices):
    """Who finds our jobs on LinkedIn (certification, RSC-102)."""

    PUBLIC = "public", "Published positions are public on LinkedIn"
    PRIVATE = "private", "All positions stay inside Recruiter"


class SetUpWork(models.TextChoices):
    """What a worker is doing at LinkedIn for the set-up at the moment."""

    NONE = "", "Nothing"
    CONTINUING = "continuing", "Taking the next steps"
    RENEWING = "renewing", "Telling LinkedIn the present addresses and secret"
    LEAVING = "leaving", "Taking the callback address back"


class IntegrationStatus(models.TextChoices):
    """The state machine of inbound.md 1.1; LinkedIn's own words for it are not public."""

    REQUESTED = "requested", "Requested"
    NAMED = "named", "Named"
    ENABLED = "enabled", "Enabled"
    DISABLED = "disabled", "Disabled"
    UNKNOWN = "unknown", "Unknown"


class SeatState(models.TextChoices):
    ACTIVE = "active", "Active"
    INACTIVE = "inactive", "Inactive"


class MappedBy(models.TextChoices):
    NOBODY = "", "Not mapped"
    EMAIL = "email", "Same e-mail, confirmed"
    ADMIN = "admin", "Admin"
    OWN = "own", "Own account"


class SignInOutcome(models.TextChoices):
    """What came of a teammate's signing in with LinkedIn to say which seat is theirs."""

    WAITING = "", "LinkedIn is being asked"
    CONNECTED = "connected", "Connected"
    NO_SEAT = "no_seat", "No seat of that member"
    REFUSED = "refused", "LinkedIn refused the sign-in"
    UNREACHABLE = "unreachable", "LinkedIn could not be reached"


class LinkKind(models.TextChoices):
    POSITION = "position", "Position"
    PERSON = "person", "Person"
    PROCESS = "process", "Hiring process"
    RESUMES = "resumes", "Résumés"
    ACL = "acl", "Visibility of a position"
    ASSIGNEE = "assignee", "Place in a visibility group"


class MatchState(models.TextChoices):
    """Whom LinkedIn takes a candidate for, as far as it has told."""

    UNREAD = "", "Not read yet"
    NONE = "none", "Nobody"
    ONE = "one", "One member"
    SEVERAL = "several", "Several members: somebody has to choose"
    CHOSEN = "chosen", "A member whom somebody chose"
    NOBODY = "nobody", "None of those whom LinkedIn proposed"


class MarkKind(models.TextChoices):
    POSITION = "position", "Position"
    PERSON = "person", "Person"
    PROCESS = "process", "Hiring process"
    RESUMES = "resumes", "Résumés"
    VISIBILITY_OF_POSITION = "visibility_of_position", "Who sees a position"
    VISIBILITY_OF_TEAMMATE = "visibility_of_teammate", "What a teammate sees"


class Lane(models.IntegerChoices):
    """What must go in order; the drain empties them from the first to the last."""

    POSITION = 1, "Positions"
    VISIBILITY = 2, "Visibility"
    PERSON = 3, "Persons"
    PROCESS = 4, "Hiring processes"
    RESUME = 5, "Résumés"


LANE_OF: dict[str, Lane] = {
    MarkKind.POSITION: Lane.POSITION,
    MarkKind.VISIBILITY_OF_POSITION: Lane.VISIBILITY,
    MarkKind.VISIBILITY_OF_TEAMMATE: Lane.VISIBILITY,
    MarkKind.PERSON: Lane.PERSON,
    MarkKind.PROCESS: Lane.PROCESS,
    MarkKind.RESUMES: Lane.RESUME,
}


class Priority(models.IntegerChoices):
    """What goes first. Pausing a backfill holds up history alone."""

    LIVE = 0, "A change just made"
    FOLLOWING = 1, "What a change brings along"
    BACKFILL = 2, "History"


class ParkedReason(models.TextChoices):
    NONE = "", "Not parked"
    PERMANENT = "permanent", "LinkedIn refuses this record"
    EXHAUSTED = "exhausted", "Tried too often"
    MISCONFIGURED = "misconfigured", "The connection is not set up for it"
    INTERNAL = "internal", "A fault of ours"


class SignatureState(models.TextChoices):
    VALID = "valid", "Valid"
    ABSENT = "absent", "Not signed"
    WRONG = "wrong", "Wrong"


class ReceiptState(models.TextChoices):
    RECEIVED = "received", "Received"
    WORKING = "working", "Being worked on"
    DONE = "done", "Done"
    REFUSED = "refused", "Refused"
    FAILED = "failed", "Failed"
    EXPIRED = "expired", "Expired"
    IGNORED = "ignored", "Ignored"


class ExportOutcome(models.TextChoices):
    CREATED = "created", "New candidate"
    ATTACHED = "attached", "New process of a known candidate"
    REFUSED = "refused", "Refused"


class ExportReason(models.TextChoices):
    """Why an export was refused, or what was odd about one that was accepted. The sentences are in inbox/exports.py."""

    NONE = "", ""
    UNKNOWN_POSITION = "unknown_position", "Unknown position"
    POSITION_CLOSED = "position_closed", "Position closed"
    POSITION_ON_HOLD = "position_on_hold", "Position on hold"
    POSITION_NOT_VISIBLE = "position_not_visible", "Position not visible to the exporter"
    SEAT_NOT_MAPPED = "seat_not_mapped", "Seat not mapped"
    TEAMMATE_INACTIVE = "teammate_inactive", "Teammate deactivated"
    ALREADY_UNDER_CONSIDERATION = "already_under_consideration", "Already under consideration"
    ALREADY_HIRED = "already_hired", "Already hired"
    SEVERAL_POSITIONS_NOT_ALLOWED = "several_positions_not_allowed", "One position at a time"
    OTHER_COMPANY = "other_company", "Another company's export"
    EXPIRED = "expired", "Expired"
    MALFORMED = "malformed", "Not understood"
    UNKNOWN_EVENT = "unknown_event", "Unknown event"
    BAD_SIGNATURE = "bad_signature", "Wrong signature"
    OVERSIZE = "oversize", "Too large"
    NOT_ENABLED = "not_enabled", "LinkedIn refuses the connection"
    NOT_IN_PLAN = "not_in_plan", "Not in the company's plan"
    UNREACHABLE = "unreachable", "LinkedIn could not be reached"
    INTERNAL = "internal", "A fault of ours"
    PERSON_DO_NOT_CONTACT = "person_do_not_contact", "Marked: do not contact"


class ApplicationOutcome(models.TextChoices):
    """What became of an application that a member sent on LinkedIn's job page."""

    CREATED = "created", "New candidate"
    ATTACHED = "attached", "Known candidate"
    REPEATED = "repeated", "Applied again"
    REFUSED = "refused", "Not taken"


class ReportAction(models.TextChoices):
    """What LinkedIn is told of an application; there are no other words for it there."""

    VIEWED = "viewed", "Looked at"
    RESUME_DOWNLOADED = "resume_downloaded", "Résumé downloaded"
    REJECTED = "rejected", "Rejected"


class ReportState(models.TextChoices):
    WAITING = "waiting", "Will be told"
    SENT = "sent", "Told"
    CANCELLED = "cancelled", "Not told"
    FAILED = "failed", "Could not be told"


class ProblemKind(models.TextChoices):
    """What those who look after the connection are told of, by the app and by mail."""

    REFUSED = "refused", "LinkedIn refuses the connection"
    DISABLED = "disabled", "The connection is switched off in LinkedIn"
    STUCK = "stuck", "Records are stuck on their way to LinkedIn"
    LATE = "late", "Changes reach LinkedIn late"


class BackfillState(models.TextChoices):
    """A backfill is planned, runs (with pauses), and ends."""

    PLANNED = "planned", "Planned"
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class BackfillCause(models.TextChoices):
    ENABLED = "enabled", "LinkedIn's admin enabled the connection"
    ASKED = "asked", "Asked for"


class ReconcileState(models.TextChoices):
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    STOPPED = "stopped", "Stopped"


class ReconcileCause(models.TextChoices):
    NIGHTLY = "nightly", "Every night"
    ASKED = "asked", "Asked for"
    BACKFILL = "backfill", "After a backfill"


class DriftKind(models.TextChoices):
    """How both sides differed in a record; the sentences are made where it is found."""

    NOT_SENT = "not_sent", "Not sent"
    OUTDATED = "outdated", "Outdated"
    UNSURE = "unsure", "Not confirmed"
    MISSING = "missing", "Missing on LinkedIn"
    DIFFERENT = "different", "Different on LinkedIn"
    UNWANTED = "unwanted", "Should not be on LinkedIn"
    GONE = "gone", "Gone from Recruit"


class Feed(models.TextChoices):
    """What LinkedIn does not push and we therefore read again and again."""

    INMAIL = "inmail", "InMail"
    NOTES = "notes", "LinkedIn notes"
    CONTACTS = "contacts", "Shared contact details"
    CLOSED = "closed", "Closed accounts"


class BodiesFor(models.TextChoices):
    """Who reads what InMail and notes say, among those who see the candidate."""

    SEAT_HOLDERS = "seat_holders", "Teammates with a seat on the contract"
    VIEWERS = "viewers", "Everybody who may see the candidate"


class CameBy(models.TextChoices):
    """How a person came through LinkedIn; there is no other way (M-05)."""

    EXPORT = "export", "Exported by a recruiter"
    APPLY = "apply", "Applied with LinkedIn"


class ClosedDecision(models.TextChoices):
    OPEN = "", "Waits for a decision"
    KEPT = "kept", "Kept as it is"
    REMOVED = "removed", "Contact details from LinkedIn removed"
