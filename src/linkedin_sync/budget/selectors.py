"""How much of LinkedIn's throttle is left today, and of this minute? For people, resource by resource."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from linkedin_sync.budget.services import limits_of, usage_of
from linkedin_sync.models import BudgetDay, Connection
from recruit.base import clock

#: What is shown also on a day on which nothing was sent to it.
_ALWAYS: Final = ("jobs", "candidates", "applications", "stages")


@dataclass(frozen=True)
class Headroom:
    """One resource: what LinkedIn would still take now. ``closed_until``: it has said itself when it takes more."""

    resource: str
    calls_left: int
    day_calls: int
    records_left: int
    minute_records: int
    closed_until: datetime | None

    @property
    def label(self) -> str:
        return self.resource.replace("_", " ").capitalize()

    @property
    def is_used_up(self) -> bool:
        return self.closed_until is not None or not self.calls_left or not self.records_left


def headroom_of(*, connection: Connection) -> list[Headroom]:
    """Of every resource that was called today, and of the four that always are; four queries."""
    today = BudgetDay.objects.filter(connection=connection, day=clock.now().date())
    called = sorted(set(today.values_list("resource", flat=True)) - set(_ALWAYS))
    usage, limits = usage_of(connection=connection, resources=[*_ALWAYS, *called]), limits_of(connection)
    return [
        Headroom(
            resource=resource,
            calls_left=max(limits.day_calls - used.calls_today, 0),
            day_calls=limits.day_calls,
            records_left=max(limits.minute_records - used.records, 0),
            minute_records=limits.minute_records,
            closed_until=used.closed_until if used.closed_until and used.closed_until > used.now else None,
        )
        for resource, used in usage.items()
    ]
