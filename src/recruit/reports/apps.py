"""Reports: numbers over everything, kept ready by triggers of the database."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "recruit.reports"
    label = "reports"

    def ready(self) -> None:
        import_module("recruit.reports.tasks")
