from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "recruit.access"
    label = "access"

    def ready(self) -> None:
        from recruit.access import subscribers, tasks  # noqa: F401, PLC0415 -- importing them subscribes and registers; apps must be loaded
