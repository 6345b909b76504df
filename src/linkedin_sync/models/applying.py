"""What remembers that members applied on LinkedIn's job pages, and what LinkedIn is told of it?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import ApplicationOutcome, ExportReason, ReportAction, ReportState
from linkedin_sync.models.connection import Connection
from recruit.base import clock
from recruit.base.rows import CompanyRow


class OnsiteApplication(CompanyRow):
    """One application that LinkedIn pushed, and what became of it. ``urn`` makes a repeat of it harmless for ever."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    #: ``urn:li:jobApplication:…``; what is told LinkedIn later names it.
    urn = models.CharField(max_length=200)
    member_urn = models.CharField(max_length=200, blank=True, default="")
    first_name = models.CharField(max_length=200, blank=True, default="")
    last_name = models.CharField(max_length=200, blank=True, default="")
    position_public_id = models.CharField(max_length=100, blank=True, default="")
    position_name = models.CharField(max_length=300, blank=True, default="")
    outcome = models.CharField(max_length=10, choices=ApplicationOutcome.choices)
    reason = models.CharField(
        max_length=40, choices=ExportReason.choices, blank=True, default=ExportReason.NONE
    )
    sentence = models.TextField(blank=True, default="")
    person_id = models.BigIntegerField(null=True, blank=True)
    process_id = models.BigIntegerField(null=True, blank=True)
    #: When the member sent it, by LinkedIn's clock.
    applied_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "urn"], name="one_row_per_onsite_application")
        ]
        indexes = [
            models.Index(fields=["company", "person_id"], name="onsite_application_by_person"),
            models.Index(fields=["company", "process_id"], name="onsite_application_by_process"),
            models.Index(fields=["company", "outcome", "-id"], name="onsite_application_by_outcome"),
        ]


class ApplicantReport(CompanyRow):
    """Something that LinkedIn is told of an application: at ``due_at``, if nobody has changed their mind by then."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    application = models.ForeignKey(
        OnsiteApplication, on_delete=models.CASCADE, db_index=False, related_name="reports"
    )
    action = models.CharField(max_length=20, choices=ReportAction.choices)
    performed_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    #: The next try; a try that is under way has moved it into the future first.
    not_before = models.DateTimeField(default=clock.now)
    state = models.CharField(max_length=10, choices=ReportState.choices, default=ReportState.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "action"], name="one_report_per_action")
        ]
        indexes = [
            models.Index(
                fields=["connection", "not_before"], condition=Q(state="waiting"), name="report_waiting"
            ),
            models.Index(fields=["company", "state"], name="report_by_state"),
        ]
