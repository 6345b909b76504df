"""Which facts does the company publish?

They name who did it as well: history lies above this app and writes itself from these facts.
"""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.actors import Actor
from recruit.base.events import Event


@dataclass(frozen=True)
class CompanyFounded(Event):
    actor: Actor


@dataclass(frozen=True)
class CompanySettingsChanged(Event):
    """``what``: the settings that differ now, in words."""

    actor: Actor
    what: str = ""


@dataclass(frozen=True)
class TeammateAdded(Event):
    teammate_id: int
    actor: Actor


@dataclass(frozen=True)
class CompanyRoleChanged(Event):
    """``before``: the role that they had, of ``CompanyRole``."""

    teammate_id: int
    actor: Actor
    before: str = ""


@dataclass(frozen=True)
class TeammateRestricted(Event):
    """Their own profile as a candidate is hidden from them now, or no longer (``is_hidden`` false)."""

    teammate_id: int
    is_hidden: bool
    actor: Actor


@dataclass(frozen=True)
class ApiAppChanged(Event):
    """``what``: asked for, approved or revoked, in words."""

    app_name: str
    what: str
    actor: Actor


@dataclass(frozen=True)
class TeammateDeactivated(Event):
    teammate_id: int
    actor: Actor


@dataclass(frozen=True)
class TeammateReactivated(Event):
    teammate_id: int
    actor: Actor
