"""Which points does a run of the journeys show? Decided from what was kept and from what each journey says it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from tests.journeys.points import Journey


class State(StrEnum):
    """Of a point: all of its journeys that ran have passed, one has not, it has none, none of them ran."""

    GREEN = "green"
    RED = "red"
    MISSING = "missing"
    NOT_RUN = "not_run"


@dataclass(frozen=True)
class Run:
    """One run of a journey, with one set of parameters. ``picture`` is WebP in base64, or nothing."""

    name: str
    outcome: str
    seconds: float
    why: str = ""
    picture: str = ""

    @property
    def passed(self) -> bool:
        return self.outcome == "passed"


@dataclass(frozen=True)
class Shown:
    """A journey and its runs: none if it was not asked for."""

    journey: Journey
    runs: tuple[Run, ...] = ()

    @property
    def passed(self) -> bool:
        return bool(self.runs) and all(run.passed for run in self.runs)

    @property
    def seconds(self) -> float:
        return sum(run.seconds for run in self.runs)

    @property
    def picture(self) -> str:
        return next((run.picture for run in sorted(self.runs, key=lambda run: run.passed) if run.picture), "")


@dataclass(frozen=True)
class Point:
    name: str
    says: str
    shown: tuple[Shown, ...] = field(default=())

    @property
    def state(self) -> State:
        if not self.shown:
            return State.MISSING
        ran = [each for each in self.shown if each.runs]
        if not ran:
            return State.NOT_RUN
        return State.GREEN if all(each.passed for each in ran) else State.RED


@dataclass(frozen=True)
class Evidence:
    begun_at: datetime
    seconds: float
    points: tuple[Point, ...]
    shown: tuple[Shown, ...]

    def in_state(self, state: State) -> list[str]:
        return [point.name for point in self.points if point.state is state]

    @property
    def holds(self) -> bool:
        """Nothing that was looked at is red, and nothing has no journey."""
        return not self.in_state(State.RED) and not self.in_state(State.MISSING)

    def in_numbers(self) -> dict[str, Any]:
        """For programs: how many points are in each state, and which."""
        names = {state.value: self.in_state(state) for state in State}
        return {**{state: len(found) for state, found in names.items()}, "points": names}


def evidence_of(kept: dict[str, Any], *, points: dict[str, str], journeys: list[Journey]) -> Evidence:
    """``kept`` is what the plugin wrote (``evidence.Keeper``)."""
    runs: dict[str, list[Run]] = {}
    for row in kept["journeys"]:
        runs.setdefault(row["name"].partition("[")[0], []).append(Run(**row))
    shown = tuple(Shown(journey, tuple(runs.get(journey.name, ()))) for journey in journeys)
    return Evidence(
        begun_at=datetime.fromisoformat(kept["begun_at"]),
        seconds=kept["seconds"],
        points=tuple(
            Point(name, says, tuple(each for each in shown if name in each.journey.points))
            for name, says in points.items()
        ),
        shown=shown,
    )
