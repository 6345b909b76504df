"""When may a process start, and which change leads from which status to which?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum

from recruit.hiring.enums import ChangeKind, ProcessStatus
from recruit.positions.enums import PositionStatus

ACTIVE = frozenset({ProcessStatus.IN_PROGRESS, ProcessStatus.ON_HOLD, ProcessStatus.AWAITING_DECISION})
ENDED = frozenset({ProcessStatus.REJECTED, ProcessStatus.WITHDRAWN, ProcessStatus.HIRED})

#: Where the board moves those to who have every step behind them.
ALL_DONE = ProcessStatus.AWAITING_DECISION.value

_FROM: dict[ChangeKind, frozenset[ProcessStatus]] = {
    ChangeKind.ADVANCE: frozenset({ProcessStatus.IN_PROGRESS}),
    ChangeKind.HOLD: frozenset({ProcessStatus.IN_PROGRESS, ProcessStatus.AWAITING_DECISION}),
    ChangeKind.RESUME: frozenset({ProcessStatus.ON_HOLD}),
    ChangeKind.REJECT: ACTIVE,
    ChangeKind.WITHDRAW: ACTIVE,
    ChangeKind.HIRE: frozenset({ProcessStatus.IN_PROGRESS, ProcessStatus.AWAITING_DECISION}),
    ChangeKind.REINSTATE: ENDED,
    ChangeKind.MOVE: frozenset({ProcessStatus.IN_PROGRESS, ProcessStatus.AWAITING_DECISION}) | ENDED,
    ChangeKind.DECIDE: frozenset({ProcessStatus.IN_PROGRESS}),
}
_TO: dict[ChangeKind, ProcessStatus] = {
    ChangeKind.HOLD: ProcessStatus.ON_HOLD,
    ChangeKind.REJECT: ProcessStatus.REJECTED,
    ChangeKind.WITHDRAW: ProcessStatus.WITHDRAWN,
    ChangeKind.HIRE: ProcessStatus.HIRED,
}


def is_active(status: str) -> bool:
    """Active processes are what "under consideration" means, on hold included."""
    return status in ACTIVE


def next_status(*, kind: ChangeKind, status: str, has_step_left: bool) -> ProcessStatus | None:
    """The status after the change; None when this status does not allow it.

    ``has_step_left``: once the change is made there is a step to work on. Without one a decision is due.
    """
    if status not in _FROM[kind]:
        return None
    if kind in _TO:
        return _TO[kind]
    return ProcessStatus.IN_PROGRESS if has_step_left else ProcessStatus.AWAITING_DECISION


def is_revival(*, before: str, after: str) -> bool:
    """An ended process becomes active again, and must be allowed to as a new one would."""
    return before in ENDED and after in ACTIVE


class StartDecision(StrEnum):
    START = "start"
    ALREADY_UNDER_CONSIDERATION = "already_under_consideration"
    ALREADY_HIRED = "already_hired"
    POSITION_ON_HOLD = "position_on_hold"
    POSITION_CLOSED = "position_closed"
    SEVERAL_POSITIONS_NOT_ALLOWED = "several_positions_not_allowed"


def decide_start(
    *, existing: Collection[str], position_status: str, allows_several: bool, other_active: bool
) -> StartDecision:
    """``existing``: statuses of the person's processes on this position; ``other_active``: one elsewhere is active."""
    if any(is_active(status) for status in existing):
        return StartDecision.ALREADY_UNDER_CONSIDERATION
    if ProcessStatus.HIRED in existing:
        return StartDecision.ALREADY_HIRED
    if position_status == PositionStatus.ON_HOLD:
        return StartDecision.POSITION_ON_HOLD
    if position_status != PositionStatus.OPEN:
        return StartDecision.POSITION_CLOSED
    if other_active and not allows_several:
        return StartDecision.SEVERAL_POSITIONS_NOT_ALLOWED
    return StartDecision.START


def board_column(*, status: str, current_step_order: int | None) -> str:
    """Processes at a step, going or held, stand in the step's column; the others in their status's."""
    if status in (ProcessStatus.IN_PROGRESS, ProcessStatus.ON_HOLD) and current_step_order is not None:
        return step_column(current_step_order)
    return status


def step_column(order: int) -> str:
    return f"step-{order:03d}"


def is_step_column(column: str) -> bool:
    return column.startswith("step-")


_LONGEST_NAMES = 1000


def joined_names(names: Iterable[str]) -> str:
    """Several present steps on one line."""
    return " + ".join(names)[:_LONGEST_NAMES]
