"""What does the API remember of calls? How many an app made this minute, and what was answered under a key."""

from __future__ import annotations

from django.db import models

from recruit.base import clock
from recruit.base.rows import CompanyRow


class CallCount(CompanyRow):
    """One row an app: its calls in the minute that it called last."""

    app = models.OneToOneField("company.ApiApp", on_delete=models.CASCADE, related_name="+")
    minute = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)


class KeptAnswer(CompanyRow):
    """The answer to a call that was made under an idempotency key, for a day, to be given again to the same call."""

    app = models.ForeignKey("company.ApiApp", on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.CharField(max_length=200, db_collation="C")
    #: Of method, address and body: another call under the same key is a mistake of its caller.
    digest = models.CharField(max_length=64)
    #: To which the call went: an answer need not name the person whom its address names.
    address = models.TextField(default="", db_default="")
    status = models.PositiveSmallIntegerField()
    body = models.TextField()
    headers = models.JSONField(default=dict)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["app", "key"], name="one_answer_per_key")]
        indexes = [models.Index(fields=["company", "created_at"], name="answers_by_age")]
