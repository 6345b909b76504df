from __future__ import annotations

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "recruit.activity"
    label = "activity"

    def ready(self) -> None:
        from recruit.activity import subscribers  # noqa: F401, PLC0415 -- importing it subscribes; apps must be loaded
