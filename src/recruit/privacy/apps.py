"""Privacy: what is kept of a person, for how long, and how it goes."""

from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "recruit.privacy"
    label = "privacy"

    def ready(self) -> None:
        from recruit.privacy import subscribers, tasks  # noqa: F401, PLC0415 -- importing subscribes and registers; apps must be loaded
