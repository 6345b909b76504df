"""Which words describe interviews and what is said after them?"""

from __future__ import annotations

from django.db import models


class MeetingType(models.TextChoices):
    PHONE = "phone", "Phone"
    VIDEO = "video", "Video"
    ON_SITE = "on_site", "On site"


class Recommendation(models.TextChoices):
    UNSAID = "", "Not said yet"
    HIRE = "hire", "Hire"
    NOT_SURE = "not_sure", "Not sure"
    NO_HIRE = "no_hire", "No hire"
