from __future__ import annotations

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "linkedin_sandbox.console"
    label = "console"
