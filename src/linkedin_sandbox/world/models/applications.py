"""The ATSs' developer applications, and what their customers' admins have allowed."""

from __future__ import annotations

from django.db import models

from linkedin_sandbox.world.models.rows import Row


class ParentApplication(Row):
    client_id = models.CharField(max_length=60, primary_key=True)
    client_secret = models.CharField(max_length=120)
    name = models.CharField(max_length=100)


class Application(Row):
    """A child application: one customer of one ATS; without organization until its admin used the plugin."""

    id = models.BigAutoField(primary_key=True)
    unique_foreign_id = models.CharField(max_length=200, unique=True)
    name = models.CharField(max_length=50)
    description = models.TextField()
    client_id = models.CharField(max_length=60, unique=True)
    client_secret = models.CharField(max_length=120)
    callback_urls: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    js_domains: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    organization_id = models.BigIntegerField(null=True, db_index=True)
    contract_id = models.BigIntegerField(null=True)

    @property
    def urn(self) -> str:
        return f"urn:li:developerApplication:{self.id}"


class AccessToken(Row):
    """An application's own token, or, with a member, one that a member has granted it."""

    digest = models.CharField(max_length=64, primary_key=True)
    client_id = models.CharField(max_length=60, db_index=True)
    expires_at = models.BigIntegerField(db_index=True)
    revoked = models.BooleanField(default=False)
    member_id = models.BigIntegerField(null=True)
    scope = models.CharField(max_length=200, default="")


class AuthorizationCode(Row):
    """What a member's consent brings back to the application: good for one exchange, soon."""

    digest = models.CharField(max_length=64, primary_key=True)
    client_id = models.CharField(max_length=60)
    member_id = models.BigIntegerField()
    scope = models.CharField(max_length=200)
    redirect_uri = models.TextField()
    expires_at = models.BigIntegerField(db_index=True)


class Integration(Row):
    """What the customer's admin asked for in the plugin; only ENABLED lets data through.

    ``asked_by`` is the member who did; None when a script used the plugin.
    """

    id = models.BigAutoField(primary_key=True)
    application_id = models.BigIntegerField(db_index=True)
    context = models.CharField(max_length=100)
    type = models.CharField(max_length=40)
    tenant = models.CharField(max_length=20, default="RECRUITER")
    name = models.CharField(max_length=200, default="")
    status = models.CharField(max_length=12, default="REQUESTED")
    changed_at = models.BigIntegerField(default=0)
    asked_at = models.BigIntegerField(default=0)
    asked_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application_id", "context", "type", "tenant"], name="one_integration"
            )
        ]
        indexes = [models.Index(fields=["context", "type", "status"], name="integration_of_context")]


class Configuration(Row):
    id = models.BigAutoField(primary_key=True)
    integration_id = models.BigIntegerField()
    name = models.CharField(max_length=40)
    value = models.TextField()
    proven_at = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["integration_id", "name"], name="one_configuration")]
