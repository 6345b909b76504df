"""When do we meet a candidate, what do we look at, and what did each of us think?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.evaluation.enums import MeetingType, Recommendation


def new_interview_id() -> str:
    return ids.new_id("itv")


def new_evaluation_id() -> str:
    return ids.new_id("evl")


class Interview(CompanyRow):
    """The meeting of one step of one process; a new moment changes it, a cancelled one stays as history."""

    public_id = models.CharField(max_length=24, unique=True, default=new_interview_id, editable=False)
    process = models.ForeignKey(
        "hiring.HiringProcess", on_delete=models.CASCADE, db_index=False, related_name="interviews"
    )
    step = models.ForeignKey(
        "hiring.ProcessStep", on_delete=models.CASCADE, db_index=False, related_name="interviews"
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveIntegerField()
    meeting_type = models.CharField(max_length=10, choices=MeetingType.choices)
    place = models.CharField(max_length=500, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    scheduled_by_name = models.CharField(max_length=200)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["step"], condition=Q(cancelled_at__isnull=True), name="one_meeting_per_step"
            )
        ]
        indexes = [models.Index(fields=["company", "process"], name="interviews_of_process")]


class InterviewParticipant(CompanyRow):
    """One teammate who meets the candidate, and evaluates them afterwards."""

    interview = models.ForeignKey(
        Interview, on_delete=models.CASCADE, db_index=False, related_name="participants"
    )
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "teammate"], name="a_participant_once_per_interview")
        ]
        indexes = [models.Index(fields=["teammate", "-interview"], name="interviews_of_participant")]


class Scorecard(CompanyRow):
    """What is looked at for one position: names of traits, in order. Without a row it is the default ones."""

    position = models.OneToOneField("positions.Position", on_delete=models.CASCADE, related_name="scorecard")
    traits = models.JSONField()


class Evaluation(CompanyRow):
    """What one teammate wrote after one step of one process. A draft is its author's alone.

    ``ratings``: stars by the name of the trait, as the scorecard had it then.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_evaluation_id, editable=False)
    process = models.ForeignKey(
        "hiring.HiringProcess", on_delete=models.CASCADE, db_index=False, related_name="evaluations"
    )
    step = models.ForeignKey("hiring.ProcessStep", null=True, on_delete=models.SET_NULL, related_name="+")
    step_name = models.CharField(max_length=200)
    author = models.ForeignKey("company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+")
    ratings = models.JSONField(default=dict)
    average = models.DecimalField(max_digits=2, decimal_places=1, null=True)
    recommendation = models.CharField(
        max_length=10, choices=Recommendation.choices, blank=True, default=Recommendation.UNSAID
    )
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["process", "step", "author"], name="one_evaluation_per_step")
        ]
        indexes = [
            models.Index(fields=["company", "process", "id"], name="evaluations_of_process"),
            models.Index(fields=["author", "-id"], name="evaluations_of_author"),
            models.Index(fields=["company", "id"], name="evaluations_of_company"),
        ]
