"""How does a process follow its workflow when that changes under way? One function, for a position's and for one's own.

What was completed stays, in the order in which it came. The present steps stay present wherever they are moved to; what
now lies before them is passed by (skipped), what lies after is still to come. If the present step itself left the
workflow, the first group after what was completed is present. A step that was asked for besides the workflow stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recruit.hiring.enums import StepState


@dataclass(frozen=True)
class PlannedStep:
    """One step of the workflow as it is to be; ``key`` says which one it is."""

    key: int
    name: str
    type: str
    beside_previous: bool = False


@dataclass(frozen=True)
class StandingStep:
    """One step of the process; ``id`` is None for one that has yet to be made, ``key`` for one of no workflow."""

    id: int | None
    key: int | None
    name: str
    type: str
    state: str
    beside_previous: bool = False

    @property
    def is_completed(self) -> bool:
        return self.state == StepState.COMPLETED


def follow(steps: Sequence[StandingStep], workflow: Sequence[PlannedStep]) -> list[StandingStep]:
    """The steps of an active process as they are to be, in order; those that are left out go."""
    done = [step for step in steps if step.is_completed]
    behind = {step.key for step in steps if step.state in {StepState.COMPLETED, StepState.SKIPPED}}
    asked_for = [step for step in steps if step.key is None and step.state == StepState.CURRENT]
    done_keys = {step.key for step in done}
    standing = {step.key: step for step in steps if not step.is_completed and step.key is not None}
    first, last = _present(steps, workflow, behind, is_asked=bool(asked_for))
    coming = [
        _as_planned(standing.get(planned.key), planned, _state(index, first, last))
        for index, planned in enumerate(workflow)
        if planned.key not in done_keys
    ]
    return _without_leading_group([*done, *asked_for], coming)


def _present(
    steps: Sequence[StandingStep],
    workflow: Sequence[PlannedStep],
    behind: set[int | None],
    *,
    is_asked: bool,
) -> tuple[int, int]:
    """The first and the last place of the present group; ``(n, n - 1)`` is nobody's, just before place n."""
    places = {planned.key: index for index, planned in enumerate(workflow)}
    groups = _groups(workflow)
    present = [places[step.key] for step in steps if step.state == StepState.CURRENT and step.key in places]
    if present:
        return _ends(groups, groups[min(present)])
    reached = max((places[key] for key in behind if key in places), default=-1)
    if is_asked:
        return reached + 1, reached
    following = [index for index in range(reached + 1, len(workflow)) if workflow[index].key not in behind]
    if following:
        return _ends(groups, groups[following[0]])
    return len(workflow), len(workflow) - 1


def _groups(workflow: Sequence[PlannedStep]) -> list[int]:
    """To which group each step belongs: one that runs beside the step before it belongs to that one's."""
    groups: list[int] = []
    for index, planned in enumerate(workflow):
        is_new = index == 0 or not planned.beside_previous
        groups.append((groups[-1] if groups else -1) + (1 if is_new else 0))
    return groups


def _ends(groups: Sequence[int], group: int) -> tuple[int, int]:
    members = [index for index, one in enumerate(groups) if one == group]
    return members[0], members[-1]


def _state(index: int, first: int, last: int) -> StepState:
    if index < first:
        return StepState.SKIPPED
    return StepState.CURRENT if index <= last else StepState.FUTURE


def _as_planned(known: StandingStep | None, planned: PlannedStep, state: StepState) -> StandingStep:
    return StandingStep(
        id=known.id if known else None,
        key=planned.key,
        name=planned.name,
        type=planned.type,
        state=state,
        beside_previous=planned.beside_previous,
    )


def _without_leading_group(before: list[StandingStep], coming: list[StandingStep]) -> list[StandingStep]:
    """Nothing runs beside a step that is not there."""
    steps = [*before, *coming]
    if steps and steps[0].beside_previous:
        steps[0] = replace(steps[0], beside_previous=False)
    return steps


def next_group(steps: Sequence[tuple[str, bool]]) -> list[int]:
    """``(state, beside_previous)`` of each step in order: the places of the next steps that are present together."""
    start = next((index for index, (state, _) in enumerate(steps) if state == StepState.FUTURE), None)
    if start is None:
        return []
    group = [start]
    for index in range(start + 1, len(steps)):
        state, beside_previous = steps[index]
        if state != StepState.FUTURE or not beside_previous:
            break
        group.append(index)
    return group
