"""Which words describe why data of a person is kept, for how long, and how it goes?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ErasureKind(models.TextChoices):
    """``ERASED``: nothing is left. ``PSEUDONYMISED``: figures stay, whoever they were of goes."""

    ERASED = "erased", _("Erased")
    PSEUDONYMISED = "pseudonymised", _("Pseudonymised")


class Ground(models.TextChoices):
    """Why: it stands on the receipt."""

    REQUEST = "request", _("The candidate asked for it")
    RETENTION = "retention", _("The time for which data is kept is over")
    OTHER = "other", _("Another reason")
    RESTORED = "restored", _("A backup had brought an erased candidate back")


class SideState(models.TextChoices):
    OPEN = "open", _("Under way")
    DONE = "done", _("Done")


class ConsentBasis(models.TextChoices):
    """On which ground data of a candidate is kept."""

    CONSENT = "consent", _("Gave consent")
    APPLICATION = "application", _("Applied for a position")
    INTEREST = "interest", _("Legitimate interest")
    OTHER = "other", _("Another legal ground")


class ConsentState(models.TextChoices):
    HOLDS = "holds", pgettext_lazy("consent", "Holds")
    OVER = "over", pgettext_lazy("consent", "Over")
    WITHDRAWN = "withdrawn", pgettext_lazy("consent", "Withdrawn")


class ConsentAnswer(models.TextChoices):
    KEEP = "keep", _("Keep my data")
    ERASE = "erase", _("Erase my data")


class CandidateKind(models.TextChoices):
    """Whose clock it is: what came of them, else how they came. Each has a rule of its own."""

    SOURCED = "sourced", pgettext_lazy("kind of candidate", "Sourced")
    APPLIED = "applied", pgettext_lazy("kind of candidate", "Applied")
    REJECTED = "rejected", pgettext_lazy("kind of candidate", "Rejected")
    HIRED = "hired", pgettext_lazy("kind of candidate", "Hired")


class WhenDue(models.TextChoices):
    """What becomes of a candidate whose time is over."""

    REVIEW = "review", _("Put them on the list, and do nothing else")
    PSEUDONYMISE = "pseudonymise", _("Pseudonymise them a week later")
    ERASE = "erase", _("Erase them a week later")


class Wish(models.TextChoices):
    """What a candidate has said of their data, which comes before every clock."""

    NONE = "", _("Nothing")
    ERASE = "erase", _("Asked to be erased")
    WITHDREW = "withdrew", _("Withdrew consent")


class NoticeState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("privacy notice", "On its way")
    SENT = "sent", pgettext_lazy("privacy notice", "Told")
    FAILED = "failed", pgettext_lazy("privacy notice", "Could not be told")
