from __future__ import annotations

from django.apps import AppConfig


class HiringConfig(AppConfig):
    name = "recruit.hiring"
    label = "hiring"

    def ready(self) -> None:
        from recruit.hiring import subscribers, tasks  # noqa: F401, PLC0415 -- importing subscribes and registers; apps must be loaded
