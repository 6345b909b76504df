"""Which kinds of source are there?"""

from __future__ import annotations

from django.db import models


class SourceType(models.TextChoices):
    ACTIVE_SEARCH = "active_search", "Active search"
    AGENCY = "agency", "Agency"
    CAMPUS = "campus", "Campus"
    INTERNAL_PROMOTION = "internal_promotion", "Internal promotion"
    JOB_BOARD = "job_board", "Job board"
    JOB_FAIR = "job_fair", "Job fair"
    REFERRER_PAID = "referrer_paid", "Referrer: paid"
    REFERRER_UNPAID = "referrer_unpaid", "Referrer: unpaid"
    SOCIAL_NETWORK = "social_network", "Social network"
    WEBSITE = "website", "Website"
    OTHER = "other", "Other"
