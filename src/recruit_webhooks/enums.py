"""Which words do webhooks use? What is told of, in which form, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventType(models.TextChoices):
    """Named as the API names its records. The label is what an admin chooses by."""

    PERSON_CREATED = "person.created", _("A candidate is added")
    PERSON_UPDATED = "person.updated", _("A candidate is changed")
    PERSON_MERGED = "person.merged", _("A candidate is merged into another")
    PERSON_UNMERGED = "person.unmerged", _("A merge of candidates is taken back")
    PERSON_ERASED = "person.erased", _("A candidate is erased or pseudonymised")
    POSITION_OPENED = "position.opened", _("A position is opened")
    POSITION_UPDATED = "position.updated", _("A position, its team, its workflow or its openings are changed")
    POSITION_HELD = "position.held", _("A position is put on hold")
    POSITION_REOPENED = "position.reopened", _("A position is reopened")
    POSITION_CLOSED = "position.closed", _("A position is closed")
    PROCESS_STARTED = "process.started", _("A candidate is considered for a position")
    PROCESS_ADVANCED = "process.advanced", _("A candidate has completed a step")
    PROCESS_HELD = "process.held", _("A hiring process is put on hold")
    PROCESS_RESUMED = "process.resumed", _("A hiring process goes on")
    PROCESS_REJECTED = "process.rejected", _("A candidate is rejected")
    PROCESS_WITHDRAWN = "process.withdrawn", _("A candidate withdraws")
    PROCESS_HIRED = "process.hired", _("A candidate is hired")
    PROCESS_UPDATED = "process.updated", _("Anything else changes in a hiring process")
    PROCESS_DELETED = "process.deleted", _("A hiring process is deleted")


#: Asked for by a person or program and never chosen: it reaches a webhook whatever else that wants.
TEST = "webhook.test"


class PayloadForm(models.TextChoices):
    """How much an event says. What is not sent cannot be read by others on its way or where it arrives."""

    IDS = "ids", _("Ids only; the app reads the record through the API")
    RECORD = "record", _("The record as the API answers it to the app")


class WebhookState(models.TextChoices):
    ON = "on", _("On")
    OFF = "off", _("Off")


class OffReason(models.TextChoices):
    ASKED = "asked", _("Somebody has switched it off")
    GONE = "gone", _("The receiver answered 410: it wants nothing any more")
    FAILING = "failing", _("Nothing has arrived for three days")


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Failed")
    WITHHELD = "withheld", _("Withheld")
