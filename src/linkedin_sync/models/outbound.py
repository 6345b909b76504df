"""What remembers the way out? Links (what LinkedIn holds), marks (what differs) and the budget."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import Lane, LinkKind, MarkKind, MatchState, ParkedReason, Priority
from linkedin_sync.models.connection import Connection
from recruit.base import clock
from recruit.base.rows import CompanyRow


class Link(CompanyRow):
    """Our record and theirs, with the fingerprint of what was sent last. Its being there means: LinkedIn has it.

    ``our_key`` is our integer id for position, person and process; the process's for ``resumes``, which are parts and
    nothing else; ``<group>|<position's public id>`` for ``acl``; ``<group>|<person URN>`` for ``assignee``.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    our_key = models.CharField(max_length=300)
    #: What LinkedIn knows our record by: our public id.
    external_id = models.CharField(max_length=100, blank=True, default="")
    #: LinkedIn's own id, where it has told one (a job posting).
    their_urn = models.CharField(max_length=200, blank=True, default="")
    fingerprint = models.CharField(max_length=32, blank=True, default="")
    #: Fingerprints of the parts that are sent apart: ``{stage id: fingerprint}`` of a process, and of a process or
    #: person ``{"note:<note's public id>": fingerprint}``; of résumés ``{<file's public id>: fingerprint}``.
    parts = models.JSONField(default=dict, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    #: The task that LinkedIn is still working on; asked later, empty when settled.
    task_urn = models.CharField(max_length=200, blank=True, default="")
    task_asked = models.PositiveIntegerField(default=0)
    #: Of a person: whom LinkedIn takes them for, ``{"members": [URN], "declined": [URN]}``, and when it is asked again.
    #: The database itself knows these defaults: links are written by statements that do not name them.
    match_state = models.CharField(
        max_length=10, choices=MatchState.choices, blank=True, default=MatchState.UNREAD, db_default=""
    )
    match = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    match_asked = models.PositiveSmallIntegerField(default=0, db_default=0)
    match_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "kind", "our_key"], name="one_link_per_record")
        ]
        indexes = [
            models.Index(fields=["connection"], condition=~Q(task_urn=""), name="link_with_open_task"),
            models.Index(fields=["connection", "delivered_at"], name="link_by_delivery"),
            models.Index(
                fields=["connection", "match_due_at"],
                condition=Q(match_due_at__isnull=False),
                name="link_with_match_due",
            ),
            models.Index(
                fields=["connection", "id"], condition=Q(match_state="several"), name="link_with_open_match"
            ),
        ]


class Mark(CompanyRow):
    """A record differs. Written in the changer's own transaction; gone when the present state is at LinkedIn.

    Each change raises ``version``; a delivery removes the mark only if the version is still the one it reserved.
    A mark without a parking reason is due at ``not_before``, unless a drain has it until ``reserved_until``.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=24, choices=MarkKind.choices)
    lane = models.PositiveSmallIntegerField(choices=Lane.choices)
    priority = models.SmallIntegerField(choices=Priority.choices, default=Priority.LIVE)
    our_key = models.CharField(max_length=300)
    #: The record is gone here; what LinkedIn holds of it is to be deleted by its link. Its priority says so as well.
    tombstone = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    marked_at = models.DateTimeField(default=clock.now)
    not_before = models.DateTimeField(default=clock.now)
    reserved_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    #: What LinkedIn said at the latest try that failed; shown to people.
    last_error = models.TextField(blank=True, default="")
    parked_reason = models.CharField(
        max_length=16, choices=ParkedReason.choices, blank=True, default=ParkedReason.NONE
    )
    parked_text = models.TextField(blank=True, default="")
    parked_at = models.DateTimeField(null=True, blank=True)
    #: When LinkedIn was last asked to take the present state, and refused or did not answer.
    tried_at = models.DateTimeField(null=True, blank=True)
    #: That try: the record's own part of the request and what is known of the call; see ``outbox.exchanges``.
    exchange = models.JSONField(null=True, blank=True)
    #: It waits for LinkedIn's quota to open again, and not for another try after a failed one.
    waits_for_quota = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "kind", "our_key"], name="one_mark_per_record")
        ]
        indexes = [
            models.Index(
                fields=["connection", "priority", "lane", "not_before"],
                condition=Q(parked_reason=""),
                name="mark_due",
            ),
            models.Index(
                fields=["connection", "marked_at"], condition=Q(parked_reason=""), name="mark_by_age"
            ),
            models.Index(
                fields=["connection"], condition=Q(parked_reason="") & ~Q(last_error=""), name="mark_retrying"
            ),
            models.Index(
                fields=["connection", "-parked_at", "-id"], condition=~Q(parked_reason=""), name="mark_parked"
            ),
            models.Index(
                fields=["connection", "kind", "-parked_at"],
                condition=~Q(parked_reason=""),
                name="mark_parked_by_kind",
            ),
            models.Index(
                fields=["connection"], condition=Q(reserved_until__isnull=False), name="mark_reserved"
            ),
        ]


class Erasure(CompanyRow):
    """Somebody was erased in Recruit, and LinkedIn may still hold records of them. Gone when it does not.

    ``process_keys``: of their processes, which nobody else remembers by now. ``receipt``: which erasure it was.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    receipt = models.CharField(max_length=24)
    person_key = models.CharField(max_length=300)
    process_keys = models.JSONField(default=list)
    begun_at = models.DateTimeField(default=clock.now)


class BudgetSlot(CompanyRow):
    """Records sent within a fiftieth of a second to one resource. LinkedIn counts records, not calls, per minute."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    resource = models.CharField(max_length=30)
    slot = models.DateTimeField()
    records = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "resource", "slot"], name="one_budget_per_slot")
        ]


class BudgetDay(CompanyRow):
    """Calls made on one UTC day to one resource. ``closed_until`` is set when LinkedIn itself says 429."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    resource = models.CharField(max_length=30)
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)
    closed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "resource", "day"], name="one_budget_per_day")
        ]
