from __future__ import annotations

from django.apps import AppConfig


class HiringConfig(AppConfig):
    name = "recruit.hiring"
    label = "hiring"

    def ready(self) -> None:
        from recruit.hiring import subscribers  # noqa: F401, PLC0415 -- importing it subscribes; apps must be loaded
