"""What does the engine know of a company's side at LinkedIn? The connection, its integrations and its seats."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import (
    BodiesFor,
    ConnectionState,
    FeedbackOutward,
    IntegrationStatus,
    JobAvailability,
    MappedBy,
    NotesOutward,
    ResumesOutward,
    SeatState,
    SetUpWork,
    Shares,
    SignInOutcome,
)
from linkedin_sync.models.secrets import EncryptedTextField
from recruit.base import clock
from recruit.base.ids import new_id
from recruit.base.rows import CompanyRow


def new_connection_id() -> str:
    return new_id("con")


def new_callback_token() -> str:
    """The unguessable part of the callback address; it tells whose callback was called."""
    return secrets.token_urlsafe(24)


class Connection(models.Model):
    """A company's link to LinkedIn: its child application, its contexts, its limits and what it shares."""

    public_id = models.CharField(max_length=24, unique=True, default=new_connection_id)
    company = models.OneToOneField("company.Company", on_delete=models.PROTECT, related_name="+")
    callback_token = models.CharField(max_length=64, unique=True, default=new_callback_token)
    state = models.CharField(
        max_length=20, choices=ConnectionState.choices, default=ConnectionState.NOT_CONNECTED
    )
    state_changed_at = models.DateTimeField(default=clock.now)
    #: One sentence for the admin while the state is ``degraded``.
    trouble = models.TextField(blank=True, default="")
    organization_urn = models.CharField(max_length=100, blank=True, default="")
    contract_urn = models.CharField(max_length=100, blank=True, default="")
    application_urn = models.CharField(max_length=100, blank=True, default="")
    client_id = models.CharField(max_length=200, blank=True, default="")
    client_secret = EncryptedTextField(blank=True, default="")
    #: What LinkedIn may still sign with until ``previous_secret_until``: its pushes and our new secret cross.
    previous_secret = EncryptedTextField(blank=True, default="")
    previous_secret_until = models.DateTimeField(null=True, blank=True)
    #: Our address as LinkedIn was told it for widgets and sign-in.
    registered_url = models.CharField(max_length=300, blank=True, default="")
    #: When LinkedIn's plugin stayed away from a page of ours last, as a browser saw it; None once it has come again.
    plugin_missing_at = models.DateTimeField(null=True, blank=True)
    #: The access token as JSON: ``{"value": …, "expires_at": …}``.
    token = EncryptedTextField(blank=True, default="")
    #: Which API generation per resource, such as ``{"jobs": "rest"}``; what is absent is as the installation has it.
    generations = models.JSONField(default=dict, blank=True)
    shares = models.CharField(max_length=20, choices=Shares.choices, default=Shares.ALL)
    notes_outward = models.CharField(max_length=10, choices=NotesOutward.choices, default=NotesOutward.NO)
    feedback_outward = models.CharField(
        max_length=10, choices=FeedbackOutward.choices, default=FeedbackOutward.NO
    )
    resumes_outward = models.CharField(
        max_length=10, choices=ResumesOutward.choices, default=ResumesOutward.NO
    )
    #: Members apply on LinkedIn's own job pages (Apply Connect) where an admin has switched it on.
    takes_applications = models.BooleanField(default=False)
    #: LinkedIn is told what becomes of such an application; of a rejection so many days later, lest it be undone.
    tells_applicants = models.BooleanField(default=True)
    tells_rejection_after = models.PositiveSmallIntegerField(default=3)
    availability = models.CharField(
        max_length=10, choices=JobAvailability.choices, default=JobAvailability.PUBLIC
    )
    #: None: all of it. What was closed before ``history_from`` stays here, with everybody considered for it.
    history_years = models.PositiveSmallIntegerField(null=True, blank=True)
    history_from = models.DateTimeField(null=True, blank=True)
    #: Since when somebody has agreed to what is shared; nothing is sent before. Each agreement has a row of its own.
    agreed_at = models.DateTimeField(null=True, blank=True)
    #: Set while everything that was sent is being taken away.
    removing_at = models.DateTimeField(null=True, blank=True)
    #: What the latest removal came to: ``{"by": …, "at": …, kind: {"removed": n, "closed": n, "left": n}}``.
    removal = models.JSONField(default=dict, blank=True)
    set_up_work = models.CharField(
        max_length=20, choices=SetUpWork.choices, blank=True, default=SetUpWork.NONE
    )
    set_up_work_at = models.DateTimeField(null=True, blank=True)
    #: Why the latest step of the set-up failed: the code of a trouble and LinkedIn's own words.
    set_up_trouble = models.JSONField(default=dict, blank=True)
    requires_signature = models.BooleanField(default=False)
    paused_at = models.DateTimeField(null=True, blank=True)
    permissions_synced_at = models.DateTimeField(null=True, blank=True)
    seats_pulled_at = models.DateTimeField(null=True, blank=True)
    #: Correspondence and notes are read only where an admin has switched it on.
    syncs_inmail = models.BooleanField(default=False)
    syncs_notes = models.BooleanField(default=False)
    bodies_for = models.CharField(max_length=12, choices=BodiesFor.choices, default=BodiesFor.SEAT_HOLDERS)
    #: LinkedIn's throttle per resource; the documented values, adjustable because LinkedIn grants others on request.
    minute_records = models.PositiveIntegerField(default=10_000)
    day_calls = models.PositiveIntegerField(default=100_000)
    #: This share of the day's calls is left to live changes while history is sent.
    reserve_percent = models.PositiveSmallIntegerField(default=10)
    created_at = models.DateTimeField(default=clock.now)


class Agreement(CompanyRow):
    """Somebody agreed to what is shared. Append-only: the latest one holds, the others tell what held before.

    ``choices``: the words of the choices; ``counts`` by kind: what was there to be shared at that moment.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=400)
    choices = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index(fields=["connection", "-id"], name="agreement_by_latest")]


class Preflight(CompanyRow):
    """One look at everything that a set-up can get wrong. ``findings``: codes with what they are about."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    asked_by = models.CharField(max_length=400, blank=True, default="")
    asked_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    findings = models.JSONField(default=list, blank=True)
    #: How many seconds LinkedIn's clock is ahead of ours, if it told its time.
    clock_offset = models.FloatField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["connection", "-id"], name="preflight_by_latest")]


class Integration(CompanyRow):
    """One integration type of the connection, and its state at LinkedIn as we saw it last."""

    connection = models.ForeignKey(
        Connection, on_delete=models.CASCADE, db_index=False, related_name="integrations"
    )
    type = models.CharField(max_length=40)
    context = models.CharField(max_length=100)
    name = models.CharField(max_length=100, blank=True, default="")
    status = models.CharField(
        max_length=20, choices=IntegrationStatus.choices, default=IntegrationStatus.REQUESTED
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "type", "context"], name="one_integration_per_type_and_context"
            ),
        ]


class SignIn(CompanyRow):
    """A teammate has signed in with LinkedIn; a worker exchanges the code and finds the seat."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    teammate = models.ForeignKey("company.Teammate", on_delete=models.CASCADE, related_name="+")
    #: Good once and for half an hour; forgotten as soon as it has been used.
    code = EncryptedTextField(blank=True, default="")
    outcome = models.CharField(
        max_length=20, choices=SignInOutcome.choices, blank=True, default=SignInOutcome.WAITING
    )
    at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["connection", "teammate", "-id"], name="sign_in_by_latest")]


class Seat(CompanyRow):
    """A Recruiter licence, and the teammate who sits on it: one seat, one teammate."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="seats")
    urn = models.CharField(max_length=100)
    #: The member as this company's own application sees it; never comparable between applications.
    person_urn = models.CharField(max_length=200, blank=True, default="")
    first_name = models.CharField(max_length=200, blank=True, default="")
    last_name = models.CharField(max_length=200, blank=True, default="")
    email = models.CharField(max_length=320, blank=True, default="")
    contract_urn = models.CharField(max_length=100, blank=True, default="")
    state = models.CharField(max_length=20, choices=SeatState.choices, default=SeatState.ACTIVE)
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    mapped_by = models.CharField(max_length=10, choices=MappedBy.choices, blank=True, default=MappedBy.NOBODY)
    mapped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["connection", "urn"], name="one_seat_per_urn"),
            models.UniqueConstraint(
                fields=["connection", "teammate"],
                condition=Q(teammate__isnull=False),
                name="one_seat_per_teammate",
            ),
        ]
        indexes = [models.Index(fields=["connection", "person_urn"], name="seat_by_person_urn")]
