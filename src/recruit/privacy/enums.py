"""Which words describe how the data of a person goes?"""

from __future__ import annotations

from django.db import models


class ErasureKind(models.TextChoices):
    """``ERASED``: nothing is left. ``PSEUDONYMISED``: figures stay, whoever they were of goes."""

    ERASED = "erased", "Erased"
    PSEUDONYMISED = "pseudonymised", "Pseudonymised"


class Ground(models.TextChoices):
    """Why: it stands on the receipt."""

    REQUEST = "request", "The candidate asked for it"
    RETENTION = "retention", "The time for which data is kept is over"
    OTHER = "other", "Another reason"
    RESTORED = "restored", "A backup had brought an erased candidate back"


class SideState(models.TextChoices):
    OPEN = "open", "Under way"
    DONE = "done", "Done"
