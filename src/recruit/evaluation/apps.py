from __future__ import annotations

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "recruit.evaluation"
    label = "evaluation"

    def ready(self) -> None:
        from recruit.evaluation import subscribers, tasks  # noqa: F401, PLC0415 -- importing subscribes and registers; apps must be loaded
