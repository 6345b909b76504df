"""Which words describe an import and an archive?"""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class ImportKind(models.TextChoices):
    """What the rows of a file are."""

    PERSONS = "persons", _("Candidates")
    POSITIONS = "positions", _("Positions")
    PROCESSES = "processes", _("Candidates' hiring processes")


class ImportState(models.TextChoices):
    DRAFT = "draft", _("Not started")
    RUNNING = "running", _("Under way")
    FINISHED = "finished", _("Finished")
    REFUSED = "refused", _("Nothing imported")
    CANCELLED = "cancelled", _("Stopped")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class RowState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    IMPORTED = "imported", _("Imported")
    THERE_ALREADY = "there_already", _("There already")
    REFUSED = "refused", _("Not imported")
    UNDONE = "undone", _("Taken back")
    STAYED = "stayed", _("Stayed")


class BadRows(models.TextChoices):
    """What happens to the others if some rows cannot be imported?"""

    SKIP = "skip", _("Leave them out and import the others")
    ALL_OR_NOTHING = "all_or_nothing", _("Import nothing")


class ArchiveState(models.TextChoices):
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    CANCELLED = "cancelled", _("Stopped")
    FAILED = "failed", _("Failed")
    GONE = "gone", _("Deleted")


#: Of whoever came from a file, where lists say through what somebody came.
FROM_FILE: Final = gettext_noop("File import")
#: The provider of the ids by which a file's own system knows its candidates.
FILE_IDS: Final = "file"
