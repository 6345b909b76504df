"""Which words describe a careers site and what is sent through it?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentScope(models.TextChoices):
    """For which positions an applicant is asked for consent."""

    EVERYWHERE = "everywhere", _("All positions")
    EU_AND_UK = "eu_and_uk", _("Positions in the EU, the EEA and the UK")
    NOWHERE = "nowhere", pgettext_lazy("positions", "None")


class Channel(models.TextChoices):
    """How a visitor found the page (``domain/recruit.md`` 5.3)."""

    LINK = "link", _("Tracked link")
    REFERRER = "referrer", _("Referring website")
    DIRECT = "direct", _("Directly")


class AppliedVia(models.TextChoices):
    FORM = "form", _("Careers form")
    OUTSIDE_PROFILE = "outside_profile", _("Profile of another service")
    ELSEWHERE = "elsewhere", _("Form of another service")
