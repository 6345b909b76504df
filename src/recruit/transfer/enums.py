"""Which words describe an import and an archive?"""

from __future__ import annotations

from typing import Final

from django.db import models


class ImportKind(models.TextChoices):
    """What the rows of a file are."""

    PERSONS = "persons", "Candidates"
    POSITIONS = "positions", "Positions"
    PROCESSES = "processes", "Candidates' hiring processes"


class ImportState(models.TextChoices):
    DRAFT = "draft", "Not started"
    RUNNING = "running", "Under way"
    FINISHED = "finished", "Finished"
    REFUSED = "refused", "Nothing imported"
    CANCELLED = "cancelled", "Stopped"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"


class RowState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    IMPORTED = "imported", "Imported"
    THERE_ALREADY = "there_already", "There already"
    REFUSED = "refused", "Not imported"
    UNDONE = "undone", "Taken back"
    STAYED = "stayed", "Stayed"


class BadRows(models.TextChoices):
    """What happens to the others if some rows cannot be imported?"""

    SKIP = "skip", "Leave them out and import the others"
    ALL_OR_NOTHING = "all_or_nothing", "Import nothing"


class ArchiveState(models.TextChoices):
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    CANCELLED = "cancelled", "Stopped"
    FAILED = "failed", "Failed"
    GONE = "gone", "Deleted"


#: Of whoever came from a file, where lists say through what somebody came.
FROM_FILE: Final = "File import"
#: The provider of the ids by which a file's own system knows its candidates.
FILE_IDS: Final = "file"
