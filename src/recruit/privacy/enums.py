"""Which words describe why data of a person is kept, for how long, and how it goes?"""

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


class ConsentBasis(models.TextChoices):
    """On which ground data of a candidate is kept."""

    CONSENT = "consent", "Gave consent"
    APPLICATION = "application", "Applied for a position"
    INTEREST = "interest", "Legitimate interest"
    OTHER = "other", "Another legal ground"


class ConsentState(models.TextChoices):
    HOLDS = "holds", "Holds"
    OVER = "over", "Over"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ConsentAnswer(models.TextChoices):
    KEEP = "keep", "Keep my data"
    ERASE = "erase", "Erase my data"


class CandidateKind(models.TextChoices):
    """Whose clock it is: what came of them, else how they came. Each has a rule of its own."""

    SOURCED = "sourced", "Sourced"
    APPLIED = "applied", "Applied"
    REJECTED = "rejected", "Rejected"
    HIRED = "hired", "Hired"


class WhenDue(models.TextChoices):
    """What becomes of a candidate whose time is over."""

    REVIEW = "review", "Put them on the list, and do nothing else"
    PSEUDONYMISE = "pseudonymise", "Pseudonymise them a week later"
    ERASE = "erase", "Erase them a week later"


class Wish(models.TextChoices):
    """What a candidate has said of their data, which comes before every clock."""

    NONE = "", "Nothing"
    ERASE = "erase", "Asked to be erased"
    WITHDREW = "withdrew", "Withdrew consent"


class NoticeState(models.TextChoices):
    WAITING = "waiting", "On its way"
    SENT = "sent", "Told"
    FAILED = "failed", "Could not be told"
