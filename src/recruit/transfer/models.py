"""Which files came in, what became of each of their rows, and which archives of the company are there?"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.transfer.enums import ArchiveState, BadRows, ImportKind, ImportState, RowState


def new_import_id() -> str:
    return ids.new_id("imp")


def new_archive_id() -> str:
    return ids.new_id("arc")


class Import(CompanyRow):
    """One file on its way in. The file itself is kept until its rows are (``digest``), and no longer.

    ``mapping``: the field of each column, "" for none; the next file of that kind is suggested the same.
    """

    public_id = models.CharField(max_length=24, unique=True, default=new_import_id, editable=False)
    kind = models.CharField(max_length=10, choices=ImportKind.choices)
    state = models.CharField(max_length=10, choices=ImportState.choices, default=ImportState.DRAFT)
    file_name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    #: What the file turned out to be, in words.
    form = models.CharField(max_length=100)
    columns = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    bad_rows = models.CharField(max_length=15, choices=BadRows.choices, default=BadRows.SKIP)
    #: How many rows there are, and how many have been looked at; of those that were taken back likewise.
    total = models.PositiveIntegerField(default=0)
    seen = models.PositiveIntegerField(default=0)
    imported = models.PositiveIntegerField(default=0)
    there_already = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    undone = models.PositiveIntegerField(default=0)
    stayed = models.PositiveIntegerField(default=0)
    is_stopping = models.BooleanField(default=False)
    #: Why it ended before its end, for people.
    trouble = models.TextField(blank=True, default="")
    by = models.ForeignKey(
        "company.Teammate", null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["company", "-id"], name="imports_newest_first"),
            models.Index(fields=["company", "by", "-id"], name="imports_of_teammate"),
        ]

    @property
    def fields(self) -> dict[str, str]:
        """The mapping in the order of the columns, which a JSON object in PostgreSQL does not keep."""
        return {column: self.mapping.get(column, "") for column in self.columns}


class ImportRow(CompanyRow):
    """One row of a file, until thirty days after. ``cells`` are kept of those that could not be imported only.

    ``problems``: column and sentence of each. What it became is one of the three plain keys.
    """

    of_import = models.ForeignKey(Import, on_delete=models.CASCADE, db_index=False, related_name="rows")
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    trouble = models.TextField(blank=True, default="")
    state = models.CharField(max_length=15, choices=RowState.choices, default=RowState.WAITING)
    problems = models.JSONField(default=list)
    person_id = models.BigIntegerField(null=True)
    position_id = models.BigIntegerField(null=True)
    process_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of_import", "number"], name="one_row_per_number")]
        indexes = [
            models.Index(fields=["of_import", "state", "number"], name="rows_by_state"),
            models.Index(
                fields=["company", "person_id"], condition=Q(person_id__isnull=False), name="rows_of_person"
            ),
        ]


class FileId(CompanyRow):
    """By which id a file's own system knows a position or process of ours: the second time it is not imported.

    A person's lies with the person's other outside identities (``enums.FILE_IDS``), and follows a merge.
    """

    kind = models.CharField(max_length=10, choices=ImportKind.choices)
    external_id = models.CharField(max_length=200)
    position = models.ForeignKey(
        "positions.Position", null=True, on_delete=models.CASCADE, db_index=False, related_name="+"
    )
    process = models.ForeignKey("hiring.HiringProcess", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["company", "kind", "external_id"], name="one_record_per_file_id")
        ]
        indexes = [models.Index(fields=["position"], name="file_ids_of_position")]


class Archive(CompanyRow):
    """Everything of the company in one file in the data folder, for a few days. ``sha256`` is of the whole file."""

    public_id = models.CharField(max_length=24, unique=True, default=new_archive_id, editable=False)
    state = models.CharField(max_length=10, choices=ArchiveState.choices, default=ArchiveState.MAKING)
    #: Rows and files so far, of about so many.
    seen = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    is_stopping = models.BooleanField(default=False)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    trouble = models.TextField(blank=True, default="")
    by_name = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=clock.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company"], condition=Q(state=ArchiveState.MAKING), name="one_archive_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["company", "-id"], name="archives_newest_first")]
