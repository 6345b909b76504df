"""Which positions does the company show to LinkedIn at all? Its own setting, before any teammate is asked about."""

from __future__ import annotations

from linkedin_sync.enums import Shares


def is_shared(*, shares: str, is_discreet: bool, is_published: bool) -> bool:
    """A setting that nobody knows shares nothing."""
    if shares == Shares.ALL:
        return True
    if shares == Shares.NON_DISCREET:
        return not is_discreet
    if shares == Shares.PUBLISHED:
        return is_published and not is_discreet
    return False
