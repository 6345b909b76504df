"""How is the API registered? As an app with two tables of its own and one periodic task."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class RecruitApiConfig(AppConfig):
    name = "recruit_api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("recruit_api.tasks")
        import_module("recruit_api.subscribers")
