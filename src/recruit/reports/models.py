"""How many processes came from where and stand how, and how many entered which step and were there how long?

Nobody writes these rows but triggers of the database, on processes, steps and positions (migration 0001). Each change
adds a row or two of +1 and -1, so that two changes never wait for each other; a periodic task folds them together. The
sum of the rows is the truth at every moment, folded or not.
"""

from __future__ import annotations

from django.db import models

from recruit.base.rows import CompanyRow
from recruit.reports.rules import ALL_SOURCES


class Tally(CompanyRow):
    """``month`` is the first day of the one in which the process began, in UTC; 0 stands for no source or contact.

    Of steps there are besides, for whoever asks for no source, folded rows of ``rules.ALL_SOURCES``.
    """

    #: Of discreet positions or of the others: two kinds, because most readers see all of the one and few of the other.
    is_discreet = models.BooleanField()
    month = models.DateField()
    source_id = models.BigIntegerField()
    number = models.IntegerField()
    is_folded = models.BooleanField(default=False)

    class Meta:
        abstract = True


class ProcessTally(Tally):
    contact_id = models.BigIntegerField()
    status = models.CharField(max_length=20)

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "is_discreet", "month", "source_id"],
                include=["contact_id", "status", "number"],
                name="process_tally",
            ),
            models.Index(
                fields=["company", "source_id"],
                include=["is_discreet", "month", "contact_id", "status", "number"],
                name="process_tally_of_source",
            ),
            models.Index(
                fields=["company"], condition=models.Q(is_folded=False), name="process_tally_unfolded"
            ),
        ]


class StepTally(Tally):
    #: The step's name; steps of one name are one step, whichever position they belong to.
    step = models.CharField(max_length=200)
    place = models.IntegerField()
    #: A class of ``rules.BOUNDS``, or ``rules.NOT_COMPLETED``.
    duration = models.SmallIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "is_discreet", "month", "source_id"],
                include=["step", "place", "duration", "number"],
                name="step_tally",
            ),
            models.Index(fields=["company"], condition=models.Q(is_folded=False), name="step_tally_unfolded"),
            models.Index(
                fields=["company", "is_discreet", "month"],
                include=["step", "place", "duration", "number"],
                condition=models.Q(source_id=ALL_SOURCES),
                name="step_tally_of_all",
            ),
        ]
