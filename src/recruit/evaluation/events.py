"""Which facts does evaluation publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class EvaluationSubmitted(Event):
    """Somebody's evaluation can be read by others now, or reads differently."""

    evaluation_id: int
    process_id: int
    person_id: int
    position_id: int
