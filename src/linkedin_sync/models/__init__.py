"""Which tables does the engine own? All of them, each behind its company's wall."""

from __future__ import annotations

from linkedin_sync.models.connection import Connection, Integration, Seat
from linkedin_sync.models.inbound import Export, Receipt
from linkedin_sync.models.outbound import BudgetDay, BudgetWindow, Link, Mark

__all__ = [
    "BudgetDay",
    "BudgetWindow",
    "Connection",
    "Export",
    "Integration",
    "Link",
    "Mark",
    "Receipt",
    "Seat",
]
