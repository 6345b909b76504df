from __future__ import annotations

from django.apps import AppConfig


class PositionsConfig(AppConfig):
    name = "recruit.positions"
    label = "positions"

    def ready(self) -> None:
        from recruit.positions import subscribers  # noqa: F401, PLC0415 -- importing it subscribes; apps must be loaded
