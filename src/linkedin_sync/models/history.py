"""What remembers the long walks? A backfill (all of the history, once) and a reconcile (both sides compared)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from linkedin_sync.enums import (
    BackfillCause,
    BackfillState,
    DriftKind,
    MarkKind,
    ProblemKind,
    ReconcileCause,
    ReconcileState,
)
from linkedin_sync.models.connection import Connection
from recruit.base import clock
from recruit.base.rows import CompanyRow


class Backfill(CompanyRow):
    """All that there is, on its way to LinkedIn: what was planned, how far it is, and what came of it.

    Counts are JSON by kind of record (``position``, ``person``, ``process``; in ``planned`` also ``stage``).
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    state = models.CharField(max_length=10, choices=BackfillState.choices, default=BackfillState.PLANNED)
    cause = models.CharField(max_length=10, choices=BackfillCause.choices, default=BackfillCause.ASKED)
    planned = models.JSONField(default=dict)
    marked = models.JSONField(default=dict)
    expected_seconds = models.FloatField(default=0)
    #: How far the walk is: which of its parts, and the lowest id that it has marked there (0: none yet).
    part = models.PositiveSmallIntegerField(default=0)
    before_id = models.BigIntegerField(default=0)
    is_marked = models.BooleanField(default=False)
    by = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True)
    #: Seconds that it was paused, the present pause not included.
    paused_seconds = models.FloatField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: At the end: ``{kind: {"recruit": n, "linkedin": n, "stuck": n}}``.
    result = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection"],
                condition=Q(state__in=["planned", "running", "paused"]),
                name="one_backfill_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["connection", "-id"], name="backfill_by_latest")]


class Problem(CompanyRow):
    """Something is wrong with the connection, or was: one row from its beginning to its end."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=12, choices=ProblemKind.choices)
    #: What its sentence names, as it was at the beginning (``problems.sentence_of``); what is wrong now stands on the
    #: settings page. None: a row from before there was this, whose English sentence was kept instead.
    about = models.JSONField(null=True)
    sentence = models.TextField(blank=True, default="")
    begun_at = models.DateTimeField(default=clock.now)
    over_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "kind"], condition=Q(over_at=None), name="one_open_problem_per_kind"
            )
        ]
        indexes = [models.Index(fields=["company", "-id"], name="problem_by_latest")]


class Reconcile(CompanyRow):
    """One comparison of both sides.

    ``counts`` by kind: ``{"recruit": n, "linkedin": n, "drift": n, "is_read": bool}``.
    """

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, db_index=False, related_name="+")
    state = models.CharField(max_length=10, choices=ReconcileState.choices, default=ReconcileState.RUNNING)
    cause = models.CharField(max_length=10, choices=ReconcileCause.choices, default=ReconcileCause.ASKED)
    part = models.PositiveSmallIntegerField(default=0)
    after_id = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)
    drift = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=200, blank=True, default="")
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    #: Why it was stopped, for people.
    trouble = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["connection"], condition=Q(state="running"), name="one_reconcile_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["connection", "-id"], name="reconcile_by_latest")]


class Drift(CompanyRow):
    """One record in which both sides differed, and what was done. It names fields, never what is in them.

    ``about``: what its sentence names (``reconcile.sentences``). None: a row from before, with an English sentence.
    """

    reconcile = models.ForeignKey(Reconcile, on_delete=models.CASCADE, db_index=False, related_name="+")
    kind = models.CharField(max_length=24, choices=MarkKind.choices)
    our_key = models.CharField(max_length=300)
    what = models.CharField(max_length=12, choices=DriftKind.choices)
    about = models.JSONField(null=True)
    sentence = models.TextField(blank=True, default="")
    found_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reconcile", "kind", "our_key"], name="one_drift_per_record")
        ]
        indexes = [models.Index(fields=["reconcile", "-id"], name="drift_by_latest")]
