"""How do rows of files come in, and how does everything go out? One file per family of verbs."""

from __future__ import annotations

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
    "UNDONE_WITHIN",
    "ImportCannotBeUndone",
    "ImportNotDraft",
    "ImportNotYours",
    "MappingIncomplete",
    "TooManyAtOnce",
    "choose_mapping",
    "discard_draft",
    "draft_import",
    "forget_old_imports",
    "forget_person_rows",
    "row_counts",
    "start_import",
    "stop_import",
    "undo_import",
    "undo_slice",
    "why_not_undone",
    "work_import",
    "work_slice",
    "work_undo",
]
