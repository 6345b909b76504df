from __future__ import annotations

from django.apps import AppConfig


class WorldConfig(AppConfig):
    name = "linkedin_sandbox.world"
    label = "world"
