"""Which facts does coming in publish? They name who did it: history lies above this app."""

from __future__ import annotations

from dataclasses import dataclass

from recruit.base.actors import Actor
from recruit.base.events import Event


@dataclass(frozen=True)
class InvitationSent(Event):
    """Also when it is sent again."""

    email: str
    company_role: str
    actor: Actor


@dataclass(frozen=True)
class InvitationRevoked(Event):
    email: str
    actor: Actor


@dataclass(frozen=True)
class InvitationAccepted(Event):
    teammate_id: int
    actor: Actor


@dataclass(frozen=True)
class SecondFactorChanged(Event):
    """``what``: in words, such as "set up an authenticator app"."""

    teammate_id: int
    what: str
    actor: Actor


@dataclass(frozen=True)
class PasswordChanged(Event):
    teammate_id: int
    actor: Actor
