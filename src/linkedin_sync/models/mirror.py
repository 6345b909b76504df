"""What is a copy of LinkedIn's own? InMail, notes and shared contacts of members who came, and how far we have read.

Everything here hangs on a known member: whoever did not come through LinkedIn has no row to hang on (M-05). Of others
nothing is kept but a trace: that a seat has to be read again if the member should come one day.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from linkedin_sync.enums import CameBy, ClosedDecision, Feed
from linkedin_sync.models.connection import Connection, Seat
from recruit.base import clock
from recruit.base.rows import CompanyRow


class KnownMember(CompanyRow):
    """A member who was exported to us, or applied with LinkedIn; whose they are in Recruit says the external identity.

    ``digest`` finds the traces that were left before they came.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    urn = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    came_by = models.CharField(max_length=10, choices=CameBy.choices)
    came_at = models.DateTimeField(default=clock.now)
    #: When the member closed the account, as far as LinkedIn tells, and when we learned of it.
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_seen_at = models.DateTimeField(null=True, blank=True)
    #: The copy was removed then; ``{"messages": n, "notes": n}`` of it. Nothing older ever comes back.
    purged_at = models.DateTimeField(null=True, blank=True)
    purged = models.JSONField(default=dict, blank=True)
    decision = models.CharField(
        max_length=10, choices=ClosedDecision.choices, blank=True, default=ClosedDecision.OPEN
    )
    decision_reason = models.TextField(blank=True, default="")
    decided_by = models.CharField(max_length=200, blank=True, default="")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "urn"], name="one_known_member_per_urn")]
        indexes = [
            models.Index(fields=["connection", "digest"], name="known_member_by_digest"),
            models.Index(
                fields=["company", "-closed_seen_at", "-id"],
                condition=Q(closed_seen_at__isnull=False),
                name="known_member_closed",
            ),
        ]


class MailThread(CompanyRow):
    """An InMail conversation of one recruiter's seat with one member."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    urn = models.CharField(max_length=300)
    member = models.ForeignKey(KnownMember, on_delete=models.CASCADE, db_index=False, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    latest_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "urn"], name="one_mail_thread_per_urn")]
        indexes = [models.Index(fields=["member", "-latest_at", "-id"], name="mail_thread_by_latest")]


class MailMessage(CompanyRow):
    """One message; without a seat it is the member's."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    thread = models.ForeignKey(MailThread, on_delete=models.CASCADE, db_index=False, related_name="messages")
    #: LinkedIn's id of it, or a digest of thread, author and moment: the same event twice is one row.
    key = models.CharField(max_length=300)
    is_from_member = models.BooleanField()
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    sent_at = models.DateTimeField()
    subject = models.TextField(blank=True, default="")
    body = models.TextField(blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["connection", "key"], name="one_mail_message_per_key")]
        indexes = [models.Index(fields=["thread", "-sent_at", "-id"], name="mail_message_by_time")]


class MirroredNote(CompanyRow):
    """A recruiter's note in LinkedIn Recruiter; of a deleted one only that it was there."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=100)
    member = models.ForeignKey(KnownMember, on_delete=models.CASCADE, db_index=False, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    text = models.TextField(blank=True, default="")
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    is_edited = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "key"], name="one_mirrored_note_per_key")
        ]
        indexes = [models.Index(fields=["member", "-written_at", "-id"], name="mirrored_note_by_time")]


class SharedContact(CompanyRow):
    """A member shared contact details with a recruiter and we took them over: once, and as evidence of consent."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=300)
    member = models.ForeignKey(KnownMember, on_delete=models.CASCADE, related_name="+")
    seat = models.ForeignKey(Seat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    shared_at = models.DateTimeField()
    taken_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "key"], name="one_shared_contact_per_key")
        ]


class Trace(CompanyRow):
    """There is something of a member whom we do not know: not what, not of whom; a keyed digest, a seat, half a day."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    feed = models.CharField(max_length=10, choices=Feed.choices)
    digest = models.CharField(max_length=64)
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, db_index=False, related_name="+")
    #: The beginning of the half day to read again.
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "digest", "feed", "seat", "since"], name="one_trace_per_half_day"
            )
        ]
        indexes = [models.Index(fields=["connection", "since"], name="trace_by_age")]


class PullCursor(CompanyRow):
    """How far a feed has been read for a seat: everything from ``read_since`` to ``read_until``.

    It grows at both ends: forward to the present, and back through what was there before the seat was ours to read.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    feed = models.CharField(max_length=10, choices=Feed.choices)
    #: None for a feed that is the whole connection's.
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    read_since = models.DateTimeField(default=clock.now)
    read_until = models.DateTimeField(default=clock.now)
    next_at = models.DateTimeField(default=clock.now)
    #: How often it would like to be read; the day's budget may stretch it.
    wait_seconds = models.PositiveIntegerField(default=60)
    active_at = models.DateTimeField(null=True, blank=True)
    #: On how many percent of days something happens in each hour of the day, UTC; empty until something has.
    usual_hours = models.JSONField(default=list, blank=True)
    #: When it was read up to the present last.
    asked_at = models.DateTimeField(null=True, blank=True)
    #: The calls of the last minute, where LinkedIn counts those of each viewer; the oldest first.
    called_at = ArrayField(models.DateTimeField(), default=list, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    #: Why it could not be read last, for people.
    trouble = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "feed", "seat"], name="one_cursor_per_seat"),
            models.UniqueConstraint(
                fields=["connection", "feed"], condition=Q(seat__isnull=True), name="one_cursor_per_feed"
            ),
        ]
        indexes = [models.Index(fields=["connection", "next_at"], name="cursor_by_turn")]
