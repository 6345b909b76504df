"""The files that ATSs have sent, and what they belong to."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Record, Row


class SentFile(Row):
    """A file that was announced, and is there once it has been ``uploaded_at``; ``expires_at`` ends its life."""

    id = models.CharField(max_length=40, primary_key=True)
    application_id = models.BigIntegerField()
    context = models.CharField(max_length=100)
    file_name = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100)
    created_at = models.BigIntegerField()
    upload_until = models.BigIntegerField()
    expires_at = models.BigIntegerField(null=True, db_index=True)
    uploaded_at = models.BigIntegerField(null=True)
    size = models.BigIntegerField(default=0)

    @property
    def urn(self) -> str:
        return f"urn:li:media:{self.id}"


class SentFileContent(Row):
    """Apart from its row, so that listing files does not read them."""

    media_id = models.CharField(max_length=40, primary_key=True)
    content = models.BinaryField()


class AtsAttachment(Row):
    """A file of an application or a candidate (``entity``); both can have the same key."""

    key = models.CharField(max_length=700, primary_key=True)
    entity = models.CharField(max_length=12)
    parent_key = models.CharField(max_length=400)
    id = models.CharField(max_length=200)
    type = models.CharField(max_length=20)
    media_id = models.CharField(max_length=40, default="", db_index=True)
    record: models.JSONField[Record, Record] = models.JSONField(default=dict)
    changed_at = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["parent_key", "entity"], name="attachments_of")]
