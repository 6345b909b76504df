"""Which kinds of source are there?"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class SourceType(models.TextChoices):
    ACTIVE_SEARCH = "active_search", _("Active search")
    AGENCY = "agency", _("Agency")
    CAMPUS = "campus", _("Campus")
    INTERNAL_PROMOTION = "internal_promotion", _("Internal promotion")
    JOB_BOARD = "job_board", _("Job board")
    JOB_FAIR = "job_fair", _("Job fair")
    REFERRER_PAID = "referrer_paid", _("Referrer: paid")
    REFERRER_UNPAID = "referrer_unpaid", _("Referrer: unpaid")
    SOCIAL_NETWORK = "social_network", _("Social network")
    WEBSITE = "website", _("Website")
    OTHER = "other", pgettext_lazy("type of source", "Other")
