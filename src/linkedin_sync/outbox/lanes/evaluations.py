"""Which evaluations of a process are sent, and which are taken away? Those that all who would read them there may read.

Where evaluations are not sent and none was, nothing is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from linkedin_sync.enums import FeedbackOutward
from linkedin_sync.mapping.evaluations import feedback_of
from linkedin_sync.models import Connection
from linkedin_sync.outbox.lanes.parts import ComparedParts, Family
from linkedin_sync.outbox.plans import Held
from linkedin_sync.seats.selectors import mapped_seats
from recruit.evaluation.selectors import EvaluationRecord, evaluations_of_processes, positions_read_by_all
from recruit.hiring.selectors import ProcessRecord

#: Begins the slot of an evaluation.
FEEDBACK_SLOT: Final = "feedback:"


@dataclass(frozen=True)
class Evaluations:
    """The submitted evaluations of a batch by process, and the positions on which they may be read there."""

    by_process: Mapping[int, Sequence[EvaluationRecord]] = field(default_factory=dict)
    readable_positions: frozenset[int] = frozenset()


def evaluations_if_any(connection: Connection, processes: Collection[ProcessRecord]) -> Evaluations:
    if connection.feedback_outward == FeedbackOutward.NO:
        return Evaluations()
    found = evaluations_of_processes(
        company_id=connection.company_id, process_ids=[process.id for process in processes]
    )
    positions = {process.position_id for process in processes if process.id in found}
    return Evaluations(found, positions_readable_there(connection, positions) if positions else frozenset())


def positions_readable_there(connection: Connection, position_ids: Collection[int]) -> frozenset[int]:
    """Those of these positions of which every mapped seat that sees them may read the evaluations."""
    seats = mapped_seats(connection_id=connection.pk)
    return positions_read_by_all(
        company_id=connection.company_id,
        position_ids=position_ids,
        teammate_ids=[seat.teammate_id for seat in seats],
    )


def compared_evaluations(
    connection: Connection, process: ProcessRecord, evaluations: Evaluations, held: Held | None
) -> ComparedParts:
    is_private = process.position_id not in evaluations.readable_positions
    wishes = [
        (each.public_id, is_private, partial(feedback_of, each, process_public_id=process.public_id))
        for each in evaluations.by_process.get(process.id, ())
    ]
    return FEEDBACK.compared(connection.feedback_outward, wishes, held)


FEEDBACK: Final = Family(FEEDBACK_SLOT, "interview_feedback")
