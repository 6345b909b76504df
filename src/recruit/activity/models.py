"""What happened, and what did teammates write about it?

Activity lies below persons, positions and processes, so its subjects are plain ids: a fact outlives its subject's row
and is not joined to it. A trigger in the migration refuses UPDATE, but of whose it is while two
persons are merged (``recruit.merging``), and DELETE unless ``recruit.erasing`` is ``on``.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.activity.enums import Verb
from recruit.base import clock, ids
from recruit.base.actors import ActorKind
from recruit.base.rows import CompanyRow


def new_note_id() -> str:
    return ids.new_id("nte")


class Activity(CompanyRow):
    """One fact. ``data`` holds the names as they were at that time."""

    at = models.DateTimeField(default=clock.now)
    verb = models.CharField(max_length=40, choices=Verb.choices)
    actor_kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in ActorKind])
    actor_name = models.CharField(max_length=200)
    actor_teammate = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    person_id = models.BigIntegerField(null=True)
    position_id = models.BigIntegerField(null=True)
    process_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["company", "-id"], include=["person_id", "position_id"], name="activity_newest_first"
            ),
            models.Index(
                fields=["company", "-id"],
                condition=Q(person_id__isnull=True, position_id__isnull=True),
                name="activity_of_company",
            ),
            models.Index(fields=["company", "person_id", "-id"], name="activity_of_person"),
            models.Index(fields=["company", "position_id", "-id"], name="activity_of_position"),
        ]


class Note(CompanyRow):
    """What a teammate wrote about a person, perhaps for one process (then ``position_id`` decides who reads it).

    A private one is read by its author alone, and leaves the house on no way.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_note_id, editable=False)
    person_id = models.BigIntegerField()
    process_id = models.BigIntegerField(null=True)
    position_id = models.BigIntegerField(null=True)
    author = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    author_name = models.CharField(max_length=200)
    #: The row of the API app that wrote it, where no teammate did.
    author_app_id = models.BigIntegerField(null=True)
    text = models.TextField()
    is_private = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(fields=["company", "person_id", "-id"], name="notes_of_person"),
            models.Index(
                fields=["company", "process_id"],
                condition=Q(process_id__isnull=False),
                name="notes_of_process",
            ),
            models.Index(fields=["company", "id"], name="notes_of_company"),
        ]


class NoteMention(CompanyRow):
    """A teammate whom a note mentions, at which places of its text.

    Who is mentioned no more stays, without a place: nobody is told of one note twice.
    """

    note = models.ForeignKey(Note, on_delete=models.CASCADE, db_index=False, related_name="mentions")
    teammate = models.ForeignKey(
        "company.Teammate", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    starts = models.JSONField(default=list)
    #: Of the ``@`` and the name as it is written there.
    length = models.PositiveIntegerField()
    told_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "teammate"], name="one_mention_per_note")]
        indexes = [
            models.Index(
                fields=["teammate", "-id"], condition=Q(told_at__isnull=False), name="mentions_of_teammate"
            ),
        ]
