"""Which words describe a hiring process and its steps?"""

from __future__ import annotations

from django.db import models


class ProcessStatus(models.TextChoices):
    IN_PROGRESS = "in_progress", "In progress"
    ON_HOLD = "on_hold", "On hold"
    AWAITING_DECISION = "awaiting_decision", "Awaiting decision"
    REJECTED = "rejected", "Rejected"
    WITHDRAWN = "withdrawn", "Withdrawn"
    HIRED = "hired", "Hired"


class SearchedList(models.TextChoices):
    """Which list a kept search is of."""

    PERSONS = "persons", "Candidates"
    POSITIONS = "positions", "Positions"


class ManyKind(models.TextChoices):
    """What can be done to everybody whom a search finds."""

    TAG = "tag", "Tag"
    ADVANCE = "advance", "Advance"
    REJECT = "reject", "Reject"


class ManyState(models.TextChoices):
    RUNNING = "running", "Running"
    DONE = "done", "Done"
    UNDOING = "undoing", "Being taken back"
    UNDONE = "undone", "Taken back"


class StepState(models.TextChoices):
    COMPLETED = "completed", "Completed"
    CURRENT = "current", "Current"
    FUTURE = "future", "Future"
    SKIPPED = "skipped", "Skipped"


class ChangeKind(models.TextChoices):
    """What one change of a process was; each can be undone while nothing came after it."""

    ADVANCE = "advance", "Advance"
    REJECT = "reject", "Reject"
    WITHDRAW = "withdraw", "Withdraw"
    HOLD = "hold", "Hold"
    RESUME = "resume", "Resume"
    HIRE = "hire", "Hire"
    REINSTATE = "reinstate", "Reinstate"
    MOVE = "move", "Move"
    DECIDE = "decide", "Decide"


class Decision(models.TextChoices):
    """What somebody says at a step that asks whether to go on."""

    GO = "go", "Go"
    NO_GO = "no_go", "No-go"
