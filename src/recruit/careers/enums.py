"""Which words describe a careers site and what is sent through it?"""

from __future__ import annotations

from django.db import models


class ConsentScope(models.TextChoices):
    """For which positions an applicant is asked for consent."""

    EVERYWHERE = "everywhere", "All positions"
    EU_AND_UK = "eu_and_uk", "Positions in the EU, the EEA and the UK"
    NOWHERE = "nowhere", "None"


class Channel(models.TextChoices):
    """How a visitor found the page (``domain/recruit.md`` 5.3)."""

    LINK = "link", "Tracked link"
    REFERRER = "referrer", "Referring website"
    DIRECT = "direct", "Directly"


class AppliedVia(models.TextChoices):
    FORM = "form", "Careers form"
    OUTSIDE_PROFILE = "outside_profile", "Profile of another service"
    ELSEWHERE = "elsewhere", "Form of another service"
