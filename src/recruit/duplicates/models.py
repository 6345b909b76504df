"""By what is a person found again, who may be whose double, and how far has the company been looked through?"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KeyTextTransform

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.duplicates.enums import CaseState, ScanState


def new_case_id() -> str:
    return ids.new_id("dup")


def new_merge_id() -> str:
    return ids.new_id("mrg")


class BlockingKey(CompanyRow):
    """One key of one person (see ``rules.blocking``), as a number: narrow rows, answered from the index alone.

    Not unique on purpose: a second unique index would cost as much as the table. The keys of a person are written as
    a set, under the person's lock.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    key = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["company", "key", "person"], name="persons_by_blocking_key"),
            models.Index(fields=["person"], name="blocking_keys_of_person"),
        ]


class ResumeSketch(CompanyRow):
    """What of a person's résumé is compared: 32 numbers, from which the text cannot be read back."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    sketch = ArrayField(models.BigIntegerField())


class DuplicateCase(CompanyRow):
    """A suspicion that two persons are one. ``first`` is the one with the smaller id.

    ``signals``: what was compared, each with its level and what it weighs in bits; ``sentence``: what of it speaks for
    one person, in English. ``known_signals``: the strong ones that whoever decided *Different* has seen; only another
    one asks again.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_case_id, editable=False)
    first = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    second = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    state = models.CharField(max_length=10, choices=CaseState.choices, default=CaseState.OPEN)
    signals = models.JSONField(default=list)
    known_signals = models.JSONField(default=list)
    score = models.FloatField()
    probability = models.FloatField()
    sentence = models.TextField()
    weights_version = models.CharField(max_length=40)
    found_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    decided_by_name = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], include=["company"], name="one_case_per_pair"
            ),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="the_smaller_id_is_first"),
        ]
        indexes = [
            models.Index(fields=["company", "state", "-id"], name="cases_newest_first"),
            models.Index(fields=["second", "state"], name="cases_of_second"),
        ]


class Scan(CompanyRow):
    """One walk over all keys of the company; ``weights_version`` says by which weights the pairs were judged."""

    state = models.CharField(max_length=10, choices=ScanState.choices, default=ScanState.RUNNING)
    weights_version = models.CharField(max_length=40)
    started_at = models.DateTimeField(default=clock.now)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=~Q(state=ScanState.DONE), name="one_unfinished_scan"
            )
        ]


class ScanPart(CompanyRow):
    """A range of keys that one worker walks: above ``position`` up to ``last`` is what it has not looked at."""

    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="parts")
    first = models.BigIntegerField()
    position = models.BigIntegerField()
    last = models.BigIntegerField()
    compared = models.BigIntegerField(default=0)
    found = models.BigIntegerField(default=0)
    updated_at = models.DateTimeField(default=clock.now)


class Merge(CompanyRow):
    """Two persons became one. The survivor keeps the record; of the other the before-image tells, for thirty days.

    ``lost_id`` is a plain key: that person's row is gone, and comes back under the same key when the merge is undone.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_merge_id, editable=False)
    survivor = models.ForeignKey("people.Person", on_delete=models.CASCADE, db_index=False, related_name="+")
    lost_id = models.BigIntegerField()
    lost_public_id = models.CharField(max_length=24)
    lost_name = models.CharField(max_length=700)
    #: As it was before; "" of merges from before it was kept, as ``signals``.
    survivor_name = models.CharField(max_length=700, blank=True, default="", db_default="")
    #: Of which case: a second click finds by it what the first has done.
    case_public_id = models.CharField(max_length=24)
    #: Why: the case's sentence, in English, by which signals, and its probability.
    sentence = models.TextField(blank=True, default="")
    signals = models.JSONField(default=list, db_default=models.Value([], models.JSONField()), blank=True)
    probability = models.FloatField(null=True)
    #: By table, the last row of the survivor when all were together: what has a greater id came later.
    last_ids = models.JSONField(default=dict)
    merged_at = models.DateTimeField(default=clock.now)
    merged_by_name = models.CharField(max_length=200)
    unmerged_at = models.DateTimeField(null=True)
    unmerged_by_name = models.CharField(max_length=200, blank=True, default="")
    #: The before-image is gone: thirty days are over, or one of the two was erased.
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="merges_newest_first"),
            models.Index(fields=["survivor", "-id"], include=["company"], name="merges_of_survivor"),
            models.Index(fields=["company", "lost_id"], name="merges_by_lost"),
            models.Index(fields=["company", "case_public_id"], name="merges_by_case"),
            models.Index(
                fields=["company", "merged_at"],
                condition=Q(forgotten_at__isnull=True),
                name="merges_to_forget",
            ),
        ]


class MergedRow(CompanyRow):
    """The before-image: one row of any table that a merge changed, in the order of the changes.

    ``before`` is the whole row where it was deleted, the changed columns where it was changed, NULL where it was made;
    ``after`` the same afterwards, NULL where it was deleted.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, db_index=False, related_name="rows")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["merge", "id"], name="rows_of_merge"),
            # Does the row of a file, dropped as equal, still name its content?
            models.Index("company", KeyTextTransform("sha256", "before"), name="contents_of_merged_rows"),
        ]


class LaterRow(CompanyRow):
    """What came between a merge and its undoing and stays with the survivor, until somebody says whose it is."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, db_index=False, related_name="later_rows")
    table = models.CharField(max_length=63)
    row_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    title = models.TextField()
    came_at = models.DateTimeField(null=True)
    #: Whose it is by somebody's word; None as long as nobody has said.
    assigned_id = models.BigIntegerField(null=True)
    assigned_by_name = models.CharField(max_length=200, blank=True, default="")
    assigned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["merge", "table", "row_id"], name="a_later_row_once_per_merge")
        ]
