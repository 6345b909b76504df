"""Which positions does the company show to LinkedIn at all? Its own setting, before any teammate is asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkedin_sync.enums import Shares

if TYPE_CHECKING:
    from datetime import datetime

    from linkedin_sync.models import Connection

#: What is shared while everything is being taken away.
NOTHING = "nothing"


@dataclass(frozen=True)
class Sharing:
    """What a company has agreed to. ``history_from``: positions closed before it are not shared; None: all are."""

    shares: str
    history_from: datetime | None = None

    @property
    def is_everything(self) -> bool:
        return self.shares == Shares.ALL and self.history_from is None

    def is_too_old(self, closed_at: datetime | None) -> bool:
        return self.history_from is not None and closed_at is not None and closed_at < self.history_from


def sharing_of(connection: Connection) -> Sharing:
    if connection.removing_at is not None:
        return Sharing(NOTHING)
    return Sharing(connection.shares, connection.history_from)


def is_shared(sharing: Sharing, *, is_discreet: bool, is_published: bool, closed_at: datetime | None) -> bool:
    """A setting that nobody knows shares nothing."""
    if sharing.is_too_old(closed_at):
        return False
    if sharing.shares == Shares.ALL:
        return True
    if sharing.shares == Shares.NON_DISCREET:
        return not is_discreet
    if sharing.shares == Shares.PUBLISHED:
        return is_published and not is_discreet
    return False
