"""Which processes and persons may this teammate see, and how does the board of a position stand?"""

from __future__ import annotations

from recruit.hiring.selectors.board import (
    Board,
    BoardColumn,
    Card,
    PositionCounts,
    board_of,
    column_page,
    position_counts,
)
from recruit.hiring.selectors.persons import (
    PersonRow,
    ProcessLine,
    editable_person,
    may_edit_person,
    persons_page,
    timeline_of_visible_person,
    visible_person,
    visible_persons,
)
from recruit.hiring.selectors.processes import (
    PersonStanding,
    changes_of,
    latest_change_of,
    process_by_id,
    process_for,
    standing_of_person,
    steps_of_process,
    visible_processes,
    visible_processes_of_person,
)
from recruit.hiring.selectors.records import (
    ProcessRecord,
    StepRecord,
    all_process_ids,
    person_ids_of_processes,
    position_ids_of_persons,
    process_ids_of_person,
    process_ids_of_position,
    processes_by_ids,
)

__all__ = [
    "Board",
    "BoardColumn",
    "Card",
    "PersonRow",
    "PersonStanding",
    "PositionCounts",
    "ProcessLine",
    "ProcessRecord",
    "StepRecord",
    "all_process_ids",
    "board_of",
    "changes_of",
    "column_page",
    "editable_person",
    "latest_change_of",
    "may_edit_person",
    "person_ids_of_processes",
    "persons_page",
    "position_counts",
    "position_ids_of_persons",
    "process_by_id",
    "process_for",
    "process_ids_of_person",
    "process_ids_of_position",
    "processes_by_ids",
    "standing_of_person",
    "steps_of_process",
    "timeline_of_visible_person",
    "visible_person",
    "visible_persons",
    "visible_processes",
    "visible_processes_of_person",
]
