"""Which facts does the company publish?"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.events import Event


@dataclass(frozen=True)
class TeammateAdded(Event):
    teammate_id: int


@dataclass(frozen=True)
class CompanyRoleChanged(Event):
    teammate_id: int


@dataclass(frozen=True)
class TeammateDeactivated(Event):
    teammate_id: int


@dataclass(frozen=True)
class TeammateReactivated(Event):
    teammate_id: int
