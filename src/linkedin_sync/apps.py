"""How does the engine hear of changes? Its subscribers are registered when Django is ready."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class LinkedInSyncConfig(AppConfig):
    name = "linkedin_sync"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("linkedin_sync.tasks")
        import_module("linkedin_sync.subscribers")
