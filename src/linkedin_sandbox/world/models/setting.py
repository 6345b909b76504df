"""What the person at the sandbox changed."""

from __future__ import annotations

from typing import Any

from django.db import models

from linkedin_sandbox.world.models.rows import Row


class Setting(Row):
    """What the person at the sandbox changed: switches, limits, the clock's offset; and what was counted of limits."""

    name = models.CharField(max_length=60, primary_key=True)
    value: models.JSONField[Any, Any] = models.JSONField()
