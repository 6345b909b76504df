"""How are doubles noticed, and what do people say of them? One file per family of verbs."""

from __future__ import annotations

from recruit.duplicates.services.checking import check_person
from recruit.duplicates.services.deciding import CaseIsDecided, decide_different
from recruit.duplicates.services.keys import (
    fill_keys,
    note_resume,
    write_first_keys,
    write_keys,
    write_missing_keys,
)
from recruit.duplicates.services.scanning import (
    ScanIsRunning,
    begin_scan,
    pause_scan,
    resume_scan,
    start_scan,
    walk_part,
)

__all__ = [
    "CaseIsDecided",
    "ScanIsRunning",
    "begin_scan",
    "check_person",
    "decide_different",
    "fill_keys",
    "note_resume",
    "pause_scan",
    "resume_scan",
    "start_scan",
    "walk_part",
    "write_first_keys",
    "write_keys",
    "write_missing_keys",
]
