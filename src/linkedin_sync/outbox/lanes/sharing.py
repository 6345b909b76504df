"""Which of these positions does the company share? Asked of every lane, answered in at most one query."""

from __future__ import annotations

from collections.abc import Collection

from linkedin_sync.mapping.shares import is_shared, sharing_of
from linkedin_sync.models import Connection
from recruit.positions.selectors import positions_by_ids


def shared_position_ids(connection: Connection, position_ids: Collection[int]) -> frozenset[int]:
    sharing = sharing_of(connection)
    if sharing.is_everything or not position_ids:
        return frozenset(position_ids)
    return frozenset(
        position.id
        for position in positions_by_ids(company_id=connection.company_id, ids=position_ids)
        if is_shared(
            sharing,
            is_discreet=position.is_discreet,
            is_published=position.is_published,
            closed_at=position.closed_at,
        )
    )
