"""When may history of a lane go on? Before its marks are taken, LinkedIn's throttle is looked at.

A lane whose resource is used up is left alone until there is room again; nothing is written meanwhile. What a person
has just changed never waits here: it asks the budget itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from math import ceil, floor
from typing import Final

from linkedin_sync.budget.rules import Room, Usage, history_room, pace
from linkedin_sync.budget.services import limits_of, usage_of
from linkedin_sync.enums import AT_ONCE, FeedbackOutward, Lane, NotesOutward
from linkedin_sync.models import Connection
from linkedin_sync.outbox.calls import MOST_RECORDS
from linkedin_sync.outbox.plans import Plan
from linkedin_sync.outbox.reserving import BATCH_SIZE, PLACES, Place
from recruit.base import clock

#: No machine sends so many records a minute: such a limit needs no care.
_OUT_OF_REACH: Final = 600_000
#: Which resources a lane's records are sent to.
_RESOURCES: Final[Mapping[Lane, tuple[str, ...]]] = {
    Lane.POSITION: ("jobs",),
    Lane.PERSON: ("candidates",),
    Lane.PROCESS: ("applications", "stages"),
    Lane.RESUME: ("attachments",),
}
#: The same of what goes along while an admin has chosen so.
_NOTES: Final[Mapping[Lane, tuple[str, ...]]] = {
    Lane.PERSON: ("candidate_notes",),
    Lane.PROCESS: ("application_notes",),
}
_FEEDBACK: Final[Mapping[Lane, tuple[str, ...]]] = {Lane.PROCESS: ("interview_feedback",)}
#: So much of its pace a lane may catch up.
_MOST_CAUGHT_UP: Final = timedelta(seconds=2)
#: Stage entries of a process, until a batch has told how many they are: few, lest a new drain wait for much room.
_STAGES_AT_FIRST: Final = 1.0
#: Calls for each that the records would need: one in a hundred more is as good as full.
_NEARLY_FULL: Final = 1.015


def full_calls(stages_each: float) -> tuple[int, int]:
    """Calls for applications and for their stage entries that are full together, the fewest such; see ``cutting``."""
    most = BATCH_SIZE // MOST_RECORDS
    for applications in range(1, most + 1):
        for stages in {max(1, floor(applications * stages_each)), ceil(applications * stages_each)}:
            processes = min(applications, stages / stages_each)
            if applications + stages <= _NEARLY_FULL * processes * (1 + stages_each):
                return applications, stages
    return most, max(1, floor(most * stages_each))


class Pace:
    """One drain's view of the throttle."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._closed: dict[Lane, datetime] = {}
        self._paced: dict[Lane, datetime] = {}
        self._rooms: dict[Lane, dict[str, int]] = {}
        self._usages: dict[str, Usage] = {}
        self._stages = _STAGES_AT_FIRST

    @property
    def is_limited(self) -> bool:
        """Whether LinkedIn's limit is one that could be reached."""
        return self.connection.minute_records < _OUT_OF_REACH

    def places(self) -> list[Place]:
        """Where marks may be taken: everywhere but where history waits."""
        closed = self._closed_lanes()
        return [place for place in PLACES if place[0] in AT_ONCE or place[1] not in closed]

    def _closed_lanes(self) -> set[Lane]:
        now = clock.now()
        return {lane for lane, until in list(self._closed.items()) if until > now or not self._look(lane)}

    def opens(self, lane: Lane) -> bool:
        """Whether a batch of this lane, which has just been taken, may go on."""
        return not self.is_limited or lane not in _RESOURCES or lane in self._rooms or self._look(lane)

    def _look(self, lane: Lane) -> bool:
        """Ask the budget. No: the lane is closed until there is room."""
        self._closed.pop(lane, None)
        usages = usage_of(connection=self.connection, resources=self._resources(lane))
        limits = limits_of(self.connection)
        rooms: dict[str, Room] = {
            resource: history_room(usage, limits, wanted=self._wanted(lane, resource))
            for resource, usage in usages.items()
        }
        if not all(room.records for room in rooms.values()):
            self._closed[lane] = max(room.at for room in rooms.values() if not room.records)
            return False
        self._usages |= usages
        self._rooms[lane] = {resource: room.records for resource, room in rooms.items()}
        return True

    def _resources(self, lane: Lane) -> tuple[str, ...]:
        notes = _NOTES.get(lane, ()) if self.connection.notes_outward == NotesOutward.YES else ()
        says = self.connection.feedback_outward == FeedbackOutward.YES
        return (*_RESOURCES[lane], *notes, *(_FEEDBACK.get(lane, ()) if says else ()))

    def _wanted(self, lane: Lane, resource: str) -> int:
        """Records that are worth beginning for: processes go to two resources, and the calls of both are to be full."""
        if lane is not Lane.PROCESS or resource not in _RESOURCES[lane]:
            return MOST_RECORDS
        applications, stages = full_calls(self._stages)
        return MOST_RECORDS * (stages if resource == "stages" else applications)

    def sizes(self, places: Iterable[Place]) -> dict[Place, int]:
        """For how many marks there is room, where the throttle has been looked at: no more need be read."""
        return {
            place: self._marks_for(place[1])
            for place in places
            if place[0] not in AT_ONCE and place[1] in self._rooms
        }

    def _marks_for(self, lane: Lane) -> int:
        each = {"stages": self._stages}
        rooms = [self._rooms[lane][resource] / each.get(resource, 1.0) for resource in _RESOURCES[lane]]
        return max(1, ceil(min(rooms)))

    def rooms(self, lane: Lane) -> Mapping[str, int]:
        """Records per resource that may be sent now; asked once, then it has to be looked at anew."""
        return self._rooms.pop(lane, {})

    def learn(self, lane: Lane, plan: Plan) -> None:
        """See how many stage entries a process has, in the batches at hand."""
        if lane is Lane.PROCESS and plan.items:
            count = sum(len(call.cargo) for call in plan.calls if call.resource == "stages")
            self._stages = max(0.25, count / len(plan.items))

    def note(self, lane: Lane, sent: Mapping[str, int]) -> None:
        """So much of each resource was granted: the lane rests for it."""
        if not self.is_limited or lane not in _RESOURCES:
            return
        limits, now = limits_of(self.connection), clock.now()
        rests = [
            pace(self._usages[resource], limits, records=records)
            for resource, records in sent.items()
            if resource in self._usages
        ]
        # Counted from when the lane was to go on, not from when it did: what looking and planning took is caught up.
        since = max(self._paced.get(lane, now), now - _MOST_CAUGHT_UP)
        self._paced[lane] = self._closed[lane] = since + max(rests, default=timedelta(0))

    def wait(self, lane: Lane) -> None:
        """There was no room after all."""
        self._closed[lane] = clock.now() + timedelta(milliseconds=100)

    def next_opening(self) -> datetime | None:
        """When a lane that waits may go on; None if none waits."""
        return min(self._closed.values(), default=None)
