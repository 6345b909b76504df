"""How do rows of files come in, and how does everything go out? One file per family of verbs."""

from __future__ import annotations

from recruit.transfer.services.archiving import write_archive
from recruit.transfer.services.drafting import (
    ImportNotDraft,
    MappingIncomplete,
    TooManyAtOnce,
    choose_mapping,
    discard_draft,
    draft_import,
    start_import,
    stop_import,
)
from recruit.transfer.services.forgetting import forget_old_imports, forget_person_rows, row_counts
from recruit.transfer.services.ground import COMMAND_LINE
from recruit.transfer.services.keeping import (
    KEPT_FOR,
    ArchiveUnderWay,
    delete_archive,
    forget_archives,
    forget_old_archives,
    make_archive,
    order_archive,
    stop_archive,
    take_archive,
)
from recruit.transfer.services.lists import note_list_taken
from recruit.transfer.services.restoring import ArchiveNotUnderstood, Restored, restore_company
from recruit.transfer.services.undoing import (
    UNDONE_WITHIN,
    ImportCannotBeUndone,
    ImportNotYours,
    undo_import,
    undo_slice,
    why_not_undone,
    work_undo,
)
from recruit.transfer.services.working import work_import, work_slice

__all__ = [
    "COMMAND_LINE",
    "KEPT_FOR",
    "UNDONE_WITHIN",
    "ArchiveNotUnderstood",
    "ArchiveUnderWay",
    "ImportCannotBeUndone",
    "ImportNotDraft",
    "ImportNotYours",
    "MappingIncomplete",
    "Restored",
    "TooManyAtOnce",
    "choose_mapping",
    "delete_archive",
    "discard_draft",
    "draft_import",
    "forget_archives",
    "forget_old_archives",
    "forget_old_imports",
    "forget_person_rows",
    "make_archive",
    "note_list_taken",
    "order_archive",
    "restore_company",
    "row_counts",
    "start_import",
    "stop_archive",
    "stop_import",
    "take_archive",
    "undo_import",
    "undo_slice",
    "why_not_undone",
    "work_import",
    "work_slice",
    "work_undo",
    "write_archive",
]
