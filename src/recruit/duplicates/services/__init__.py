"""How are doubles noticed, and what do people say of them? One file per family of verbs."""

from __future__ import annotations

from recruit.duplicates.services.assigning import PartDoesNotFit, assign_part
from recruit.duplicates.services.checking import check_person
from recruit.duplicates.services.deciding import CaseIsDecided, decide_different
from recruit.duplicates.services.erasing import forget_person, likeness_counts
from recruit.duplicates.services.following import Follower, Unfollowed, leave_alone, let_follow
from recruit.duplicates.services.forgetting import forget_merges, forget_old_images, gather_stragglers
from recruit.duplicates.services.images import remember_rows
from recruit.duplicates.services.keys import (
    fill_keys,
    note_resume,
    write_first_keys,
    write_keys,
    write_missing_keys,
)
from recruit.duplicates.services.merging import (
    Choices,
    MembersDiffer,
    NotTheirsToMerge,
    OutOfSight,
    StillUndecided,
    contradicts,
    merge_persons,
)
from recruit.duplicates.services.scanning import (
    ScanIsRunning,
    begin_scan,
    pause_scan,
    resume_scan,
    start_scan,
    walk_part,
)
from recruit.duplicates.services.unmerging import KEPT_FOR, MergeIsFinal, unmerge_persons

__all__ = [
    "KEPT_FOR",
    "CaseIsDecided",
    "Choices",
    "Follower",
    "MembersDiffer",
    "MergeIsFinal",
    "NotTheirsToMerge",
    "OutOfSight",
    "PartDoesNotFit",
    "ScanIsRunning",
    "StillUndecided",
    "Unfollowed",
    "assign_part",
    "begin_scan",
    "check_person",
    "contradicts",
    "decide_different",
    "fill_keys",
    "forget_merges",
    "forget_old_images",
    "forget_person",
    "gather_stragglers",
    "leave_alone",
    "let_follow",
    "likeness_counts",
    "merge_persons",
    "note_resume",
    "pause_scan",
    "remember_rows",
    "resume_scan",
    "start_scan",
    "unmerge_persons",
    "walk_part",
    "write_first_keys",
    "write_keys",
    "write_missing_keys",
]
