"""Is there anything that a drain may send now? What is due need not be what may go out."""

from __future__ import annotations

from linkedin_sync.connections.selectors import outward
from linkedin_sync.connections.states import Outward
from linkedin_sync.enums import AT_ONCE
from linkedin_sync.models import Connection
from linkedin_sync.outbox.reserving import has_free_deletions, has_free_due


def may_find_work(connection: Connection) -> bool:
    """Something is due: whether it, or some of it, may go out now."""
    may_send = outward(connection)
    if may_send is Outward.DELETIONS:
        return has_free_deletions(connection_id=connection.pk)
    return may_send is Outward.EVERYTHING


def finds_live_work(connection: Connection) -> bool:
    """Whether something is due that does not wait for a moment that is known already."""
    if outward(connection) is Outward.DELETIONS:  # live changes are due as well, and do not go out
        return has_free_deletions(connection_id=connection.pk)
    return has_free_due(connection_id=connection.pk, priorities=AT_ONCE)
