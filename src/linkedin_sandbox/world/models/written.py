"""What the ATSs' people have written about candidates and applications."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


class Writing(Row):
    """``written_at`` is the ATS's own moment, which it need not tell."""

    key = models.CharField(max_length=600, primary_key=True)
    id = models.CharField(max_length=200)
    written_at = models.BigIntegerField(null=True)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()

    class Meta:
        abstract = True


class CandidateNote(Writing):
    candidate_key = models.CharField(max_length=400, db_index=True)


class ApplicationNote(Writing):
    application_key = models.CharField(max_length=400, db_index=True)


class InterviewFeedback(Writing):
    application_key = models.CharField(max_length=400, db_index=True)
