"""Which facts does a connection publish inside the engine?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class ConnectionEnabled(Event):
    """LinkedIn's admin has enabled the integrations: from now on records may be sent."""

    connection_id: int


@dataclass(frozen=True)
class ConnectionRecovered(Event):
    """A degraded connection works again; what was parked for its sake is due."""

    connection_id: int


@dataclass(frozen=True)
class NotesOutwardChanged(Event):
    """Notes are to be on LinkedIn from now on, or not any more."""

    connection_id: int


@dataclass(frozen=True)
class FeedbackOutwardChanged(Event):
    """Evaluations are to be on LinkedIn from now on, or not any more."""

    connection_id: int


@dataclass(frozen=True)
class ResumesOutwardChanged(Event):
    """Résumés are to be on LinkedIn from now on, or not any more."""

    connection_id: int


@dataclass(frozen=True)
class ConnectionLeaves(Event):
    """The company disconnects, or has begun to: long walks have no reason any more."""

    connection_id: int


@dataclass(frozen=True)
class SharingChanged(Event):
    """What is shared is another set of positions now."""

    connection_id: int


@dataclass(frozen=True)
class ReadingChosen(Event):
    """What is read from LinkedIn, or who may read it here, was chosen anew."""

    connection_id: int


@dataclass(frozen=True)
class ApplicationsChosen(Event):
    """Members may apply on LinkedIn's job pages from now on, or not any more; or what LinkedIn is told then differs."""

    connection_id: int
