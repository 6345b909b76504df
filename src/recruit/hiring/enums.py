"""Which words describe a hiring process and its steps?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ProcessStatus(models.TextChoices):
    IN_PROGRESS = "in_progress", _("In progress")
    ON_HOLD = "on_hold", _("On hold")
    AWAITING_DECISION = "awaiting_decision", _("Awaiting decision")
    REJECTED = "rejected", _("Rejected")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    HIRED = "hired", _("Hired")


class SearchedList(models.TextChoices):
    """Which list a kept search is of."""

    PERSONS = "persons", _("Candidates")
    POSITIONS = "positions", _("Positions")


class ManyKind(models.TextChoices):
    """What can be done to everybody whom a search finds."""

    TAG = "tag", pgettext_lazy("verb", "Tag")
    ADVANCE = "advance", _("Advance")
    REJECT = "reject", _("Reject")


class ManyState(models.TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    UNDOING = "undoing", _("Being taken back")
    UNDONE = "undone", _("Taken back")


class StepState(models.TextChoices):
    COMPLETED = "completed", _("Completed")
    CURRENT = "current", _("Current")
    FUTURE = "future", _("Future")
    SKIPPED = "skipped", _("Skipped")


class ChangeKind(models.TextChoices):
    """What one change of a process was; each can be undone while nothing came after it."""

    ADVANCE = "advance", _("Advance")
    REJECT = "reject", _("Reject")
    WITHDRAW = "withdraw", _("Withdraw")
    HOLD = "hold", _("Hold")
    RESUME = "resume", _("Resume")
    HIRE = "hire", _("Hire")
    REINSTATE = "reinstate", _("Reinstate")
    MOVE = "move", _("Move")
    DECIDE = "decide", _("Decide")


class Decision(models.TextChoices):
    """What somebody says at a step that asks whether to go on."""

    GO = "go", _("Go")
    NO_GO = "no_go", _("No-go")
