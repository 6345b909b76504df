"""Which words describe interviews and what is said after them?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingType(models.TextChoices):
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video")
    ON_SITE = "on_site", _("On site")


class Recommendation(models.TextChoices):
    UNSAID = "", _("Not said yet")
    HIRE = "hire", pgettext_lazy("recommendation", "Hire")
    NOT_SURE = "not_sure", _("Not sure")
    NO_HIRE = "no_hire", _("No hire")
