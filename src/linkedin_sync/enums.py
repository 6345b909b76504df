"""Which closed lists of words does the engine use?"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ConnectionState(models.TextChoices):
    NOT_CONNECTED = "not_connected", _("Not connected")
    REQUESTED = "requested", _("Requested")
    PARTNER_READY = "partner_ready", _("Waiting for LinkedIn")
    ENABLED = "enabled", _("Enabled")
    DEGRADED = "degraded", _("Needs attention")
    DISABLED = "disabled", _("Disabled")


class AttributionState(models.TextChoices):
    RUNNING = "running", _("Being attributed")
    DONE = "done", _("Attributed")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class Shares(models.TextChoices):
    ALL = "all", _("All positions")
    NON_DISCREET = "non_discreet", _("All but discreet positions")
    PUBLISHED = "published", _("Only published positions")


class NotesOutward(models.TextChoices):
    """Whether what teammates note about candidates goes to LinkedIn. Off unless somebody chose otherwise."""

    NO = "no", _("Notes stay in Recruit")
    YES = "yes", _("Notes are shown on LinkedIn")
    KEPT = "kept", _("No new notes; those on LinkedIn stay there")


class FeedbackOutward(models.TextChoices):
    """Whether what teammates say in evaluations goes to LinkedIn. Off unless somebody chose otherwise."""

    NO = "no", _("Evaluations stay in Recruit")
    YES = "yes", _("Evaluations are shown on LinkedIn")
    KEPT = "kept", _("No new evaluations; those on LinkedIn stay there")


class ResumesOutward(models.TextChoices):
    """Whether candidates' résumés go to LinkedIn as files. Off unless somebody chose otherwise."""

    NO = "no", _("Résumés stay in Recruit")
    YES = "yes", _("Résumés are shown on LinkedIn")
    KEPT = "kept", _("No new résumés; those on LinkedIn stay there")


class JobAvailability(models.TextChoices):
    """Who finds our jobs on LinkedIn (certification, RSC-102)."""

    PUBLIC = "public", _("Published positions are public on LinkedIn")
    PRIVATE = "private", _("All positions stay inside Recruiter")


class SetUpWork(models.TextChoices):
    """What a worker is doing at LinkedIn for the set-up at the moment."""

    NONE = "", _("Nothing")
    CONTINUING = "continuing", _("Taking the next steps")
    RENEWING = "renewing", _("Telling LinkedIn the present addresses and secret")
    LEAVING = "leaving", _("Taking the callback address back")


class IntegrationStatus(models.TextChoices):
    """The state machine of inbound.md 1.1; LinkedIn's own words for it are not public."""

    REQUESTED = "requested", _("Requested")
    NAMED = "named", _("Named")
    ENABLED = "enabled", _("Enabled")
    DISABLED = "disabled", _("Disabled")
    UNKNOWN = "unknown", _("Unknown")


class SeatState(models.TextChoices):
    ACTIVE = "active", _("Active")
    INACTIVE = "inactive", _("Inactive")


class MappedBy(models.TextChoices):
    NOBODY = "", _("Not mapped")
    EMAIL = "email", _("Same e-mail, confirmed")
    ADMIN = "admin", _("Admin")
    OWN = "own", _("Own account")


class SignInOutcome(models.TextChoices):
    """What came of a teammate's signing in with LinkedIn to say which seat is theirs."""

    WAITING = "", _("LinkedIn is being asked")
    CONNECTED = "connected", _("Connected")
    NO_SEAT = "no_seat", _("No seat of that member")
    REFUSED = "refused", _("LinkedIn refused the sign-in")
    UNREACHABLE = "unreachable", _("LinkedIn could not be reached")


class LinkKind(models.TextChoices):
    POSITION = "position", _("Position")
    PERSON = "person", _("Person")
    PROCESS = "process", _("Hiring process")
    RESUMES = "resumes", _("Résumés")
    ACL = "acl", _("Visibility of a position")
    ASSIGNEE = "assignee", _("Place in a visibility group")


class MatchState(models.TextChoices):
    """Whom LinkedIn takes a candidate for, as far as it has told."""

    UNREAD = "", _("Not read yet")
    NONE = "none", _("Nobody")
    ONE = "one", _("One member")
    SEVERAL = "several", _("Several members: somebody has to choose")
    CHOSEN = "chosen", _("A member whom somebody chose")
    NOBODY = "nobody", _("None of those whom LinkedIn proposed")


class MarkKind(models.TextChoices):
    POSITION = "position", _("Position")
    PERSON = "person", _("Person")
    PROCESS = "process", _("Hiring process")
    RESUMES = "resumes", _("Résumés")
    VISIBILITY_OF_POSITION = "visibility_of_position", _("Who sees a position")
    VISIBILITY_OF_TEAMMATE = "visibility_of_teammate", _("What a teammate sees")


class Lane(models.IntegerChoices):
    """What must go in order; the drain empties them from the first to the last."""

    POSITION = 1, _("Positions")
    VISIBILITY = 2, _("Visibility")
    PERSON = 3, _("Persons")
    PROCESS = 4, _("Hiring processes")
    RESUME = 5, _("Résumés")


LANE_OF: dict[str, Lane] = {
    MarkKind.POSITION: Lane.POSITION,
    MarkKind.VISIBILITY_OF_POSITION: Lane.VISIBILITY,
    MarkKind.VISIBILITY_OF_TEAMMATE: Lane.VISIBILITY,
    MarkKind.PERSON: Lane.PERSON,
    MarkKind.PROCESS: Lane.PROCESS,
    MarkKind.RESUMES: Lane.RESUME,
}


class Priority(models.IntegerChoices):
    """What goes first. Pausing a backfill holds up history alone; a plan that has ended, all but what is gone here."""

    GONE = -1, _("What is gone here")
    LIVE = 0, _("A change just made")
    FOLLOWING = 1, _("What a change brings along")
    BACKFILL = 2, _("History")


#: Somebody has just done it, and may wait for it; the others are history and what a change brings along.
AT_ONCE: Final = (Priority.GONE, Priority.LIVE)


class ParkedReason(models.TextChoices):
    NONE = "", _("Not parked")
    PERMANENT = "permanent", _("LinkedIn refuses this record")
    EXHAUSTED = "exhausted", _("Tried too often")
    MISCONFIGURED = "misconfigured", _("The connection is not set up for it")
    INTERNAL = "internal", _("A fault of ours")


class SignatureState(models.TextChoices):
    VALID = "valid", _("Valid")
    ABSENT = "absent", _("Not signed")
    WRONG = "wrong", _("Wrong")


class ReceiptState(models.TextChoices):
    RECEIVED = "received", _("Received")
    WORKING = "working", _("Being worked on")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Expired")
    IGNORED = "ignored", _("Ignored")


class ExportOutcome(models.TextChoices):
    CREATED = "created", _("New candidate")
    ATTACHED = "attached", _("New process of a known candidate")
    REFUSED = "refused", _("Refused")


class ExportReason(models.TextChoices):
    """Why an export was refused, or what was odd about one that was accepted. The sentences are in inbox/exports.py."""

    NONE = "", ""
    UNKNOWN_POSITION = "unknown_position", _("Unknown position")
    POSITION_CLOSED = "position_closed", _("Position closed")
    POSITION_ON_HOLD = "position_on_hold", _("Position on hold")
    POSITION_NOT_VISIBLE = "position_not_visible", _("Position not visible to the exporter")
    SEAT_NOT_MAPPED = "seat_not_mapped", _("Seat not mapped")
    TEAMMATE_INACTIVE = "teammate_inactive", _("Teammate deactivated")
    ALREADY_UNDER_CONSIDERATION = "already_under_consideration", _("Already under consideration")
    ALREADY_HIRED = "already_hired", _("Already hired")
    SEVERAL_POSITIONS_NOT_ALLOWED = "several_positions_not_allowed", _("One position at a time")
    OTHER_COMPANY = "other_company", _("Another company's export")
    EXPIRED = "expired", _("Expired")
    MALFORMED = "malformed", _("Not understood")
    UNKNOWN_EVENT = "unknown_event", _("Unknown event")
    BAD_SIGNATURE = "bad_signature", _("Wrong signature")
    OVERSIZE = "oversize", _("Too large")
    NOT_ENABLED = "not_enabled", _("LinkedIn refuses the connection")
    NOT_IN_PLAN = "not_in_plan", _("Not in the company's plan")
    UNREACHABLE = "unreachable", _("LinkedIn could not be reached")
    INTERNAL = "internal", _("A fault of ours")
    PERSON_DO_NOT_CONTACT = "person_do_not_contact", _("Marked: do not contact")


class ApplicationOutcome(models.TextChoices):
    """What became of an application that a member sent on LinkedIn's job page."""

    CREATED = "created", _("New candidate")
    ATTACHED = "attached", _("Known candidate")
    REPEATED = "repeated", _("Applied again")
    REFUSED = "refused", _("Not taken")


class ReportAction(models.TextChoices):
    """What LinkedIn is told of an application; there are no other words for it there."""

    VIEWED = "viewed", _("Looked at")
    RESUME_DOWNLOADED = "resume_downloaded", _("Résumé downloaded")
    REJECTED = "rejected", _("Rejected")


class ReportState(models.TextChoices):
    WAITING = "waiting", _("Will be told")
    SENT = "sent", _("Told")
    CANCELLED = "cancelled", _("Not told")
    FAILED = "failed", _("Could not be told")


class ProblemKind(models.TextChoices):
    """What those who look after the connection are told of, by the app and by mail."""

    REFUSED = "refused", _("LinkedIn refuses the connection")
    DISABLED = "disabled", _("The connection is switched off in LinkedIn")
    STUCK = "stuck", _("Records are stuck on their way to LinkedIn")
    LATE = "late", _("Changes reach LinkedIn late")


class BackfillState(models.TextChoices):
    """A backfill is planned, runs (with pauses), and ends."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class BackfillCause(models.TextChoices):
    ENABLED = "enabled", _("LinkedIn's admin enabled the connection")
    ASKED = "asked", _("Asked for")


class ReconcileState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class ReconcileCause(models.TextChoices):
    NIGHTLY = "nightly", _("Every night")
    ASKED = "asked", _("Asked for")
    BACKFILL = "backfill", _("After a backfill")


class DriftKind(models.TextChoices):
    """How both sides differed in a record; the sentences are made where it is found."""

    NOT_SENT = "not_sent", _("Not sent")
    OUTDATED = "outdated", _("Outdated")
    UNSURE = "unsure", _("Not confirmed")
    MISSING = "missing", _("Missing on LinkedIn")
    DIFFERENT = "different", _("Different on LinkedIn")
    UNWANTED = "unwanted", _("Should not be on LinkedIn")
    GONE = "gone", _("Gone from Recruit")


class Feed(models.TextChoices):
    """What LinkedIn does not push and we therefore read again and again."""

    INMAIL = "inmail", "InMail"
    NOTES = "notes", _("LinkedIn notes")
    CONTACTS = "contacts", _("Shared contact details")
    CLOSED = "closed", _("Closed accounts")


class BodiesFor(models.TextChoices):
    """Who reads what InMail and notes say, among those who see the candidate."""

    SEAT_HOLDERS = "seat_holders", _("Teammates with a seat on the contract")
    VIEWERS = "viewers", _("Everybody who may see the candidate")


class CameBy(models.TextChoices):
    """How a person came through LinkedIn; there is no other way (M-05)."""

    EXPORT = "export", _("Exported by a recruiter")
    APPLY = "apply", _("Applied with LinkedIn")


class ClosedDecision(models.TextChoices):
    OPEN = "", _("Waits for a decision")
    KEPT = "kept", _("Kept as it is")
    REMOVED = "removed", _("Contact details from LinkedIn removed")
