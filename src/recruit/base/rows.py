"""What do all rows of the product have in common? They belong to a company.

The reference carries no index of its own: every index of a company's table begins with something narrower, or with
the company and something narrower.
"""

from __future__ import annotations

from django.db import models

from recruit.base import lookups  # noqa: F401 -- makes ``__among`` known to every table


class CompanyRow(models.Model):
    """The base of every table but the companies' own; its migration also raises the ``CompanyWall``."""

    company = models.ForeignKey("company.Company", on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        abstract = True
