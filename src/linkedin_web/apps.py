"""What does LinkedIn's face need at the start? Its places on the product's pages."""

from __future__ import annotations

from importlib import import_module

from django.apps import AppConfig


class LinkedInWebConfig(AppConfig):
    name = "linkedin_web"
    label = "linkedin_web"

    def ready(self) -> None:
        import_module("linkedin_web.places")
        import_module("linkedin_web.applying")
        import_module("linkedin_web.reporting")
