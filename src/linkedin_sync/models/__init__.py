"""Which tables does the engine own? All of them, each behind its company's wall."""

from __future__ import annotations

from linkedin_sync.models.applying import ApplicantReport, OnsiteApplication
from linkedin_sync.models.connection import Agreement, Connection, Integration, Preflight, Seat, SignIn
from linkedin_sync.models.history import Backfill, Drift, Problem, Reconcile
from linkedin_sync.models.inbound import Export, Receipt, SeatAttribution
from linkedin_sync.models.mirror import (
    KnownMember,
    MailMessage,
    MailThread,
    MirroredNote,
    PullCursor,
    SharedContact,
    Trace,
)
from linkedin_sync.models.outbound import BudgetDay, BudgetSlot, Erasure, Link, Mark

__all__ = [
    "Agreement",
    "ApplicantReport",
    "Backfill",
    "BudgetDay",
    "BudgetSlot",
    "Connection",
    "Drift",
    "Erasure",
    "Export",
    "Integration",
    "KnownMember",
    "Link",
    "MailMessage",
    "MailThread",
    "Mark",
    "MirroredNote",
    "OnsiteApplication",
    "Preflight",
    "Problem",
    "PullCursor",
    "Receipt",
    "Reconcile",
    "Seat",
    "SeatAttribution",
    "SharedContact",
    "SignIn",
    "Trace",
]
