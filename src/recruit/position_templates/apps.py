"""Position templates: what positions are opened like."""

from __future__ import annotations

from django.apps import AppConfig


class PositionTemplatesConfig(AppConfig):
    name = "recruit.position_templates"
    label = "position_templates"
