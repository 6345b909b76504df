"""Where does an application stand? One record per stage that it entered, the newest is the current one.

https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/sync-application-stages
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linkedin_client.records.children import ChildKey
from linkedin_client.records.moments import milliseconds
from linkedin_client.records.plain import identifier

if TYPE_CHECKING:
    from datetime import datetime

#: An application's id, a stage entry's id.
StageKey = ChildKey


@dataclass(frozen=True, kw_only=True, slots=True)
class Stage:
    """One entry into a stage; the same named stage may be entered twice, under two ids."""

    application_id: str
    stage_id: str
    #: Free text; LinkedIn refuses an empty one and the literal "Not Available".
    name: str
    entered_at: datetime

    def __post_init__(self) -> None:
        identifier(self.application_id, name="application_id")
        identifier(self.stage_id, name="stage_id")

    @property
    def key(self) -> StageKey:
        return (self.application_id, self.stage_id)

    def wire(self) -> dict[str, Any]:
        return {"atsCreatedAt": milliseconds(self.entered_at), "stage": self.name}
