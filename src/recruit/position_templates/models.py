"""What does a company open positions like?"""

from __future__ import annotations

from django.db import models

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow


def new_template_id() -> str:
    return ids.new_id("ptl")


class PositionTemplate(CompanyRow):
    """A picture of a position, taken once: later changes of that position do not change it, nor the other way round."""

    public_id = models.CharField(max_length=24, unique=True, default=new_template_id, editable=False)
    name = models.CharField(max_length=200)
    #: What ``rules.as_data`` makes of a picture.
    picture = models.JSONField()
    made_from = models.CharField(max_length=300)
    made_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "name"], name="one_position_template_per_name")
        ]
