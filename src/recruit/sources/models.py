"""Where do processes come from, and who is behind it?"""

from __future__ import annotations

from django.db import models

from recruit.base import clock, ids
from recruit.base.rows import CompanyRow
from recruit.sources.enums import SourceType


def new_source_id() -> str:
    return ids.new_id("src")


def new_source_contact_id() -> str:
    return ids.new_id("sct")


class Source(CompanyRow):
    """Where a process came from. The name is what people see everywhere."""

    public_id = models.CharField(max_length=24, unique=True, default=new_source_id, editable=False)
    name = models.CharField(max_length=300)
    type = models.CharField(max_length=30, choices=SourceType.choices)
    #: A rule finds it by its name: it is neither renamed nor retired.
    is_system = models.BooleanField(default=False, db_default=False)
    #: It is no longer offered; processes keep it.
    retired_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["company", "name"], name="one_source_per_name")]
        indexes = [models.Index(fields=["company", "type", "name", "id"], name="sources_by_type")]


class SourceContact(CompanyRow):
    """The human behind a source; the e-mail address is the key by which an import finds its exporter again."""

    public_id = models.CharField(max_length=24, unique=True, default=new_source_contact_id, editable=False)
    first_name = models.CharField(max_length=100)
    last_name = models.CharField(max_length=100, blank=True)
    email = models.CharField(max_length=254)
    email_normalized = models.CharField(max_length=254)
    teammate = models.ForeignKey("company.Teammate", null=True, on_delete=models.PROTECT, related_name="+")
    source = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="contacts")
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "email_normalized"], name="one_source_contact_per_email"
            ),
        ]

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()
