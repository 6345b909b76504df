"""Which words does a suspicion go through, and a walk over the whole company?"""

from __future__ import annotations

from django.db import models


class CaseState(models.TextChoices):
    OPEN = "open", "Open"
    SAME = "same", "Same person"
    DIFFERENT = "different", "Different people"
    AUTO = "auto", "Resolved by the setting"


class ScanState(models.TextChoices):
    RUNNING = "running", "Running"
    PAUSED = "paused", "Paused"
    DONE = "done", "Done"
