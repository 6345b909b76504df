"""Which words do webhooks use? What is told of, in which form, and what became of it."""

from __future__ import annotations

from django.db import models


class EventType(models.TextChoices):
    """Named as the API names its records. The label is what an admin chooses by."""

    PERSON_CREATED = "person.created", "A candidate is added"
    PERSON_UPDATED = "person.updated", "A candidate is changed"
    PERSON_MERGED = "person.merged", "A candidate is merged into another"
    PERSON_UNMERGED = "person.unmerged", "A merge of candidates is taken back"
    PERSON_ERASED = "person.erased", "A candidate is erased or pseudonymised"
    POSITION_OPENED = "position.opened", "A position is opened"
    POSITION_UPDATED = "position.updated", "A position, its team or its workflow is changed"
    POSITION_HELD = "position.held", "A position is put on hold"
    POSITION_REOPENED = "position.reopened", "A position is reopened"
    POSITION_CLOSED = "position.closed", "A position is closed"
    PROCESS_STARTED = "process.started", "A candidate is considered for a position"
    PROCESS_ADVANCED = "process.advanced", "A candidate has completed a step"
    PROCESS_HELD = "process.held", "A hiring process is put on hold"
    PROCESS_RESUMED = "process.resumed", "A hiring process goes on"
    PROCESS_REJECTED = "process.rejected", "A candidate is rejected"
    PROCESS_WITHDRAWN = "process.withdrawn", "A candidate withdraws"
    PROCESS_HIRED = "process.hired", "A candidate is hired"
    PROCESS_UPDATED = "process.updated", "Anything else changes in a hiring process"
    PROCESS_DELETED = "process.deleted", "A hiring process is deleted"


#: Asked for by a person or program and never chosen: it reaches a webhook whatever else that wants.
TEST = "webhook.test"


class PayloadForm(models.TextChoices):
    """How much an event says. What is not sent cannot be read by others on its way or where it arrives."""

    IDS = "ids", "Ids only; the app reads the record through the API"
    RECORD = "record", "The record as the API answers it to the app"


class WebhookState(models.TextChoices):
    ON = "on", "On"
    OFF = "off", "Off"


class OffReason(models.TextChoices):
    ASKED = "asked", "Somebody has switched it off"
    GONE = "gone", "The receiver answered 410: it wants nothing any more"
    FAILING = "failing", "Nothing has arrived for three days"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", "On its way"
    DELIVERED = "delivered", "Delivered"
    FAILED = "failed", "Failed"
    WITHHELD = "withheld", "Withheld"
