"""Who did it? A teammate, an API app, or a named outside system."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    TEAMMATE = "teammate"
    APP = "app"
    SYSTEM = "system"


@dataclass(frozen=True)
class Actor:
    """Who did it; ``name`` is kept with the fact, so that history reads the same after a rename."""

    kind: ActorKind
    name: str
    teammate_id: int | None = None
    #: The row of the API app that acts, of kind APP.
    app_id: int | None = None


def system_actor(name: str) -> Actor:
    """An outside system or a background rule of ours, by the name that people know it by."""
    return Actor(kind=ActorKind.SYSTEM, name=name)
