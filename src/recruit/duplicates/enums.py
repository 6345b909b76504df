"""Which words does a suspicion go through, and a walk over the whole company?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseState(models.TextChoices):
    OPEN = "open", _("Open")
    SAME = "same", _("Same person")
    DIFFERENT = "different", _("Different people")
    AUTO = "auto", _("Resolved by the setting")


class ScanState(models.TextChoices):
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    DONE = "done", _("Done")
